"""Settings of the ways to issuers, and the secrets of each."""

from collections.abc import Mapping
from pathlib import Path

from pydantic import BaseModel, ConfigDict, SecretStr

from bot.config.setting_fields import CheckingKeys, SigningKeys
from criteria.routes import RouteName


class IssuerSecrets(BaseModel):
    """What only this bot and one issuer know. Each is set as TEABREAK_ISSUERS__<ISSUER>__<NAME>."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    webhook_secrets: SigningKeys = None
    """The keys that sign what is posted on the route `webhook`, with spaces between them."""
    decision_keys: CheckingKeys = None
    """The keys that check what the issuer's system says of submissions, with spaces between them."""
    badgekit_secret: SecretStr | None = None
    """The secret that signs calls on the route `badgekit`."""
    obf_certificate: Path | None = None
    """The file of the client's certificate for the route `obf`, in PEM."""
    obf_key: Path | None = None
    """The file of that certificate's private key, in PEM and without a passphrase."""


class IssuerSettings(BaseModel):
    """The route, and what only this bot and each issuer know."""

    route: RouteName | None = None
    """How submissions go out. Without it: `folder` in the local chat, else what the issuer's file says."""
    issuers: Mapping[str, IssuerSecrets] = {}
    """The secrets of each issuer, by its id as it is spelled in a variable; see `secrets`."""

    def secrets(self, issuer: str) -> IssuerSecrets:
        """The secrets of an issuer, by the id in its file."""
        return self.issuers.get(spelled(issuer), IssuerSecrets())


def spelled(issuer: str) -> str:
    """An issuer's id as it stands in the name of a variable, in small letters: those names hold no dash."""
    return issuer.replace("-", "_")


def variable(issuer: str, secret: str) -> str:
    """The name of the variable that holds a secret of an issuer's: `secret` is a field of `IssuerSecrets`."""
    return f"TEABREAK_ISSUERS__{spelled(issuer)}__{secret}".upper()
