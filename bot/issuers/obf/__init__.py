"""The route `obf`: applications in Open Badge Factory."""
