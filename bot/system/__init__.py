"""What the bot needs of the machine: confined child processes, durable files, log lines that are counted, systemd."""
