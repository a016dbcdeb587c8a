"""The Bot API over HTTP: the endpoint, its methods and their parameters, texts with entities, the webhook."""
