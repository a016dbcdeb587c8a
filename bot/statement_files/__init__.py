"""The text of a statement that was sent as a file: read in a confined process, under limits; nothing of it is kept.

`reader.StatementReader` is the door: bytes in, a `ReadText` or a `Refused` out. `child` is the program that it runs.
"""
