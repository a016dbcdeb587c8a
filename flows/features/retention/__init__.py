"""Warnings before something of a worker's runs out, and its removal."""
