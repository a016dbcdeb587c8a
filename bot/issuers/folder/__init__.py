"""The route `folder`: submissions into a local folder."""
