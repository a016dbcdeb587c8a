"""The emoji that Telegram accepts as a reaction."""

from bot.playground.telegram.wire import Wire

_ALL = """
    ❤ 👍 👎 🔥 🥰 👏 😁 🤔 🤯 😱 🤬 😢 🎉 🤩 🤮 💩 🙏 👌 🕊 🤡 🥱 🥴 😍 🐳
    ❤‍🔥 🌚 🌭 💯 🤣 ⚡ 🍌 🏆 💔 🤨 😐 🍓 🍾 💋 🖕 😈 😴 😭 🤓 👻 👨‍💻 👀 🎃 🙈 😇 😨 🤝 ✍ 🤗 🫡 🎅 🎄 ☃
    💅 🤪 🗿 🆒 💘 🙉 🦄 😘 💊 🙊 😎 👾 🤷‍♂ 🤷 🤷‍♀ 😡
"""
_EMOJI = frozenset(_ALL.split())
_VARIANT = "\ufe0f"  # asks for the colourful form; Telegram does not mind whether it is there


def is_reaction(row: Wire) -> bool:
    """Whether this is a reaction that a bot may set on any message."""
    emoji = row.get("emoji")
    return row.get("type") == "emoji" and isinstance(emoji, str) and emoji.replace(_VARIANT, "") in _EMOJI
