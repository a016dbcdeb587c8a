"""First contact: consent, the privacy notice, choosing a badge."""
