"""What the `teabreak` command does, a module a purpose. Errors are told plainly; no traceback shows."""
