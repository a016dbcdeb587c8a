"""Operator actions behind the command line."""
