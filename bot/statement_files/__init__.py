"""Extracts the text of statement files in a confined process, under limits. The files are not stored.

`reader.StatementReader` is the door: bytes in, a `ReadText` or a `Refused` out. `child` is the program that it runs.
"""
