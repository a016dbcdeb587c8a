"""What operators do to a running bot from the command line."""
