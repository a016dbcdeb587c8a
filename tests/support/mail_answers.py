"""`python -m support.mail_answers`: what comes of real answers of real mail servers.

Each line is what a server of that kind says, with the address taken out. The outcome beside it is what the bot must
make of it: `again` is tried for three days, `gave up` is told to the worker at once.
"""

import sys
from dataclasses import dataclass

from bot.issuers.mail_replies import Step, meaning
from bot.issuers.route import DeliveryError, RetryLater

SESSION, LOGIN, SENDER, RECIPIENT, MESSAGE = Step


@dataclass(frozen=True, slots=True)
class Told:
    """What a server said, and what must come of it."""

    server: str
    step: Step
    code: int
    text: str
    outcome: str


ANSWERS = (
    Told("Exim", RECIPIENT, 550, "relay not permitted", "gave up: refused"),
    Told("Exim", RECIPIENT, 550, "Unrouteable address", "gave up: refused"),
    Told("Exim", RECIPIENT, 550, "No such recipient here", "gave up: refused"),
    Told("Exim", RECIPIENT, 451, "Temporary local problem - please try later", "again: unreachable"),
    Told("Exim", RECIPIENT, 451, "Greylisted, please try again in 180 seconds", "again: unreachable"),
    Told("Exim", SENDER, 552, "Message size exceeds maximum permitted", "gave up: too_large"),
    Told("Exim", MESSAGE, 552, "Message size exceeds maximum permitted", "gave up: too_large"),
    Told("Exim", MESSAGE, 452, "space shortage, please try later", "again: full"),
    Told("Exim", MESSAGE, 550, "This message was classified as SPAM and may not be delivered", "gave up: refused"),
    Told("Exim", SESSION, 421, "Too many concurrent SMTP connections; please try again later", "again: unreachable"),
    Told("Exim", SESSION, 554, "SMTP synchronization error", "again: unreachable"),
    Told("Exim", LOGIN, 535, "Incorrect authentication data", "again: not_allowed"),
    Told("Postfix", RECIPIENT, 554, "5.7.1 <…>: Relay access denied", "gave up: refused"),
    Told("Postfix", RECIPIENT, 454, "4.7.1 <…>: Relay access denied", "again: unreachable"),
    Told("Postfix", RECIPIENT, 550, "5.1.1 <…>: Recipient address rejected: User unknown", "gave up: refused"),
    Told("Postfix", RECIPIENT, 450, "4.2.0 <…>: Recipient address rejected: Greylisted", "again: unreachable"),
    Told("Postfix", RECIPIENT, 450, "4.1.1 <…>: unverified address: Address lookup failed", "again: unreachable"),
    Told("Postfix", SENDER, 552, "5.3.4 Message size exceeds fixed limit", "gave up: too_large"),
    Told("Postfix", SENDER, 452, "4.3.1 Insufficient system storage", "again: full"),
    Told("Postfix", SENDER, 553, "5.7.1 <…>: Sender address rejected: not owned by user x", "again: not_allowed"),
    Told("Postfix", SENDER, 530, "5.7.0 Must issue a STARTTLS command first", "again: not_allowed"),
    Told("Postfix", MESSAGE, 554, "5.7.1 Service unavailable; blocked using a list", "gave up: refused"),
    Told("Postfix", MESSAGE, 451, "4.3.0 Error: queue file write error", "again: unreachable"),
    Told("Postfix", LOGIN, 535, "5.7.8 Error: authentication failed: UGFzc3dvcmQ6", "again: not_allowed"),
    Told("Postfix", LOGIN, 454, "4.7.0 Temporary authentication failure: Connection lost", "again: not_allowed"),
    Told("Dovecot behind Postfix", RECIPIENT, 552, "5.2.2 <…> Quota exceeded (mailbox is full)", "again: full"),
    Told("Dovecot behind Postfix", RECIPIENT, 452, "4.2.2 <…> Mailbox is full / Blocks limit exceeded", "again: full"),
    Told("Exchange Online", RECIPIENT, 550, "5.4.1 Recipient address rejected: Access denied.", "gave up: refused"),
    Told("Exchange Online", RECIPIENT, 550, "5.1.10 RESOLVER.ADR.RecipientNotFound", "gave up: refused"),
    Told("Exchange Online", RECIPIENT, 550, "5.2.2 STOREDRV.Deliver; mailbox full", "again: full"),
    Told("Exchange Online", MESSAGE, 554, "5.2.2 mailbox full; STOREDRV.Deliver.Exception", "again: full"),
    Told("Exchange Online", MESSAGE, 550, "5.2.3 RESOLVER.RST.RecipSizeLimit; message too large", "gave up: too_large"),
    Told("Exchange Online", SENDER, 552, "5.3.4 Message size exceeds fixed maximum message size", "gave up: too_large"),
    Told("Exchange Online", MESSAGE, 552, "5.3.4 Message size exceeds fixed maximum size", "gave up: too_large"),
    Told("Exchange Online", MESSAGE, 550, "5.7.1 RESOLVER.RST.NotAuthorized", "gave up: refused"),
    Told("Exchange Online", MESSAGE, 550, "5.7.60 SMTP; Client does not have permissions to send as this sender",
         "again: not_allowed"),
    Told("Exchange Online", SENDER, 530, "5.7.57 Client not authenticated to send mail.", "again: not_allowed"),
    Told("Exchange Online", LOGIN, 535, "5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled",
         "again: not_allowed"),
    Told("Exchange Online", MESSAGE, 550, "5.1.90 Your message can't be sent because you've reached your daily limit",
         "again: busy"),
    Told("Exchange Online", MESSAGE, 432, "4.3.2 Concurrent connections limit exceeded.", "again: busy"),
    Told("Exchange Online", MESSAGE, 451, "4.7.500 Server busy. Please try again later", "again: unreachable"),
    Told("Exchange Online", RECIPIENT, 550, "5.7.708 Service unavailable. Access denied, traffic not accepted",
         "gave up: refused"),
    Told("Gmail", RECIPIENT, 550, "5.1.1 The email account that you tried to reach does not exist.\n5.1.1 Please try",
         "gave up: refused"),
    Told("Gmail", RECIPIENT, 452, "4.2.2 The recipient's inbox is out of storage space.", "again: full"),
    Told("Gmail", RECIPIENT, 552, "5.2.2 The recipient's inbox is out of storage space and inactive.", "again: full"),
    Told("Gmail", RECIPIENT, 450, "4.2.1 The user you are trying to contact is receiving mail too quickly.",
         "again: unreachable"),
    Told("Gmail", RECIPIENT, 550, "5.2.1 The email account that you tried to reach is disabled.", "gave up: refused"),
    Told("Gmail", MESSAGE, 552, "5.2.3 Your message exceeded Google's message size limits.", "gave up: too_large"),
    Told("Gmail", MESSAGE, 552, "5.7.0 This message was blocked because its content\n5.7.0 presents",
         "gave up: refused"),
    Told("Gmail", MESSAGE, 550, "5.7.26 This mail has been blocked because the sender is unauthenticated.",
         "gave up: refused"),
    Told("Gmail", MESSAGE, 550, "5.7.1 Our system has detected that this message is likely unsolicited mail.",
         "gave up: refused"),
    Told("Gmail", MESSAGE, 421, "4.7.0 Our system has detected an unusual rate of mail", "again: unreachable"),
    Told("Gmail", RECIPIENT, 550, "5.4.5 Daily user sending limit exceeded.", "again: busy"),
    Told("Gmail", LOGIN, 535, "5.7.8 Username and Password not accepted.", "again: not_allowed"),
    Told("Gmail", LOGIN, 534, "5.7.9 Application-specific password required.", "again: not_allowed"),
    Told("Gmail", SENDER, 530, "5.7.0 Authentication Required.", "again: not_allowed"),
    Told("Outlook.com", RECIPIENT, 550, "5.5.0 Requested action not taken: mailbox unavailable.", "gave up: refused"),
    Told("Outlook.com", SENDER, 550, "5.7.1 Unfortunately, messages from [192.0.2.1] weren't sent.",
         "again: not_allowed"),
    Told("Outlook.com", SENDER, 451, "4.7.650 The mail server [192.0.2.1] has been temporarily rate limited",
         "again: unreachable"),
    Told("Outlook.com", RECIPIENT, 552, "5.2.2 mailbox full", "again: full"),
    Told("Amazon SES", MESSAGE, 554, "Message rejected: Email address is not verified.", "gave up: refused"),
    Told("Amazon SES", MESSAGE, 454, "Throttling failure: Maximum sending rate exceeded.", "again: unreachable"),
    Told("Amazon SES", MESSAGE, 454, "Throttling failure: Daily message quota exceeded.", "again: unreachable"),
    Told("Amazon SES", MESSAGE, 552, "5.3.4 Message is too long.", "gave up: too_large"),
    Told("Amazon SES", LOGIN, 535, "Authentication Credentials Invalid", "again: not_allowed"),
    Told("Amazon SES", SENDER, 530, "Authentication required", "again: not_allowed"),
    Told("Amazon SES", SESSION, 421, "Too many concurrent SMTP connections", "again: unreachable"),
    Told("Mimecast", RECIPIENT, 550, "Rejected by header based manually Blocked Senders", "gave up: refused"),
    Told("Mimecast", RECIPIENT, 451, "Internal resources are temporarily unavailable", "again: unreachable"),
    Told("Cisco ESA", RECIPIENT, 550, "#5.1.0 Address rejected.", "gave up: refused"),
    Told("Cisco ESA", SENDER, 552, "#5.3.4 message size exceeds limit", "gave up: too_large"),
    Told("Yahoo", SESSION, 421, "4.7.0 [TSS04] Messages temporarily deferred due to volume", "again: unreachable"),
    Told("Yahoo", RECIPIENT, 552, "1 Requested mail action aborted, mailbox over quota", "again: full"),
    Told("RFC 5321", RECIPIENT, 552, "Requested mail action aborted: exceeded storage allocation", "again: full"),
    Told("RFC 5321", RECIPIENT, 452, "Requested action not taken: insufficient system storage", "again: full"),
    Told("RFC 5321", MESSAGE, 554, "Transaction failed", "gave up: refused"),
    Told("hMailServer", SENDER, 554, "Rejected - Message size exceeds limit", "gave up: refused"),
    Told("a full box", RECIPIENT, 550, "5.2.2 User over quota", "again: full"),
    Told("a box that is full for a while", RECIPIENT, 550, "4.2.2 Mailbox full", "again: full"),
    Told("a list that knows no size", MESSAGE, 552, "5.7.0 Policy", "gave up: refused"),
)  # fmt: skip


def outcome(said: Told) -> str:
    """What the bot makes of it."""
    return named(meaning(said.code, said.text, said.step))


def named(error: DeliveryError) -> str:
    """An outcome in words."""
    return f"{'again' if isinstance(error, RetryLater) else 'gave up'}: {error.reason.value}"


def table() -> str:
    """A table of all."""
    lines = ["| server | refuses | answer | what comes of it |", "| --- | --- | --- | --- |"]
    for said in ANSWERS:
        text = said.text.replace("\n", " / ")
        lines.append(f"| {said.server} | {said.step.value} | `{said.code} {text}` | {outcome(said)} |")
    return "\n".join(lines)


if __name__ == "__main__":
    sys.stdout.write(f"{table()}\n")
