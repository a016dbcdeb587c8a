"""Settings of the bot on Telegram, and of its local chat."""

from typing import Annotated

from pydantic import AfterValidator, BaseModel, Field, SecretStr, field_validator

from bot.config.setting_fields import address

TELEGRAM = "https://api.telegram.org"


class TelegramSettings(BaseModel):
    """Which bot this is, and how Telegram is reached."""

    token: SecretStr | None = None
    """The bot's token from @BotFather. Without it, the local chat is started."""
    api_url: Annotated[str, AfterValidator(address)] = TELEGRAM
    """The Bot API server: Telegram's, or one that you host yourself."""
    file_limit_mb: int = Field(default=20, ge=1, le=100)
    """How large a recording the Bot API server hands over, in MB. Telegram's own hands over 20."""
    chat_port: int = Field(default=8080, ge=0, le=65535)
    """The port of the local chat, on 127.0.0.1. 0 takes any free one."""

    @field_validator("token")
    @classmethod
    def _token_has_its_form(cls, token: SecretStr | None) -> SecretStr | None:
        number, _, secret = token.get_secret_value().partition(":") if token else ("1", "", "x")
        if not (number.isascii() and number.isdigit() and secret and secret.isascii() and secret.isprintable()):
            raise ValueError("give the whole token from @BotFather, such as 123456:ABC-DEF")
        return token
