"""What an operator sees of a running bot: metrics, readiness, and causes of errors in plain words."""
