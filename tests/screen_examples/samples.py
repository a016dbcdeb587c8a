"""What examples of screens are about."""

from datetime import UTC, date, datetime

from support.talk import LIBRARY

AT = datetime(2026, 11, 21, 10, 30, tzinfo=UTC)
DAY = date(2026, 12, 19)
BADGE = LIBRARY.badges[0]
ISSUER = LIBRARY.issuers[0]
ISSUERS = (ISSUER, ISSUER.model_copy(update={"readers": None, "deciding": None}))
"""One whose file says who reads the evidence and how long a decision takes, and one whose file does not."""
