"""The version of the privacy notice. Consent is stored with it, so change it whenever the notice's words change."""

VERSION = "2026-11"
