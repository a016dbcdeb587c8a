"""The program around the conversation: channels, storage, jobs, issuers, and all other input and output."""
