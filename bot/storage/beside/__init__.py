"""What commands read and write beside a running bot, or with the data to themselves."""
