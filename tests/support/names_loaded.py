"""`python -m support.names_loaded NAME…`: which of these modules are loaded where all of the bot is imported."""

import sys

from criteria.reader import read

read()
print(*(name for name in sys.modules if name in sys.argv[1:]))  # noqa: T201 - it is what a test reads
