"""Ids of people, chats, updates and button presses: opaque strings that begin with their channel, as `telegram:501`."""


def channel_id(channel: str, own: str | int) -> str:
    """The id of something that a channel itself calls `own`."""
    return f"{channel}:{own}"


def channel_of(id_: str) -> str:
    """The channel that an id belongs to."""
    return id_.partition(":")[0]


def own_id(id_: str) -> str:
    """What the channel itself calls it, as text: what people read, and what only that channel may take apart."""
    return id_.partition(":")[2]
