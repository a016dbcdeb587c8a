"""Writing down what is said: by a model in a folder of the operator's, or by a server that they name."""
