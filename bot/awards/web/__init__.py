"""Opening addresses that people gave: public ones only, within limits, each once a check."""
