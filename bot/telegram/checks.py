"""Fields of an update as the types that the documentation gives them: the library does not look."""


def whole(value: object) -> int:
    """An id that a database column can hold; TypeError for anything else."""
    if type(value) is int and -(2**62) < value < 2**62:
        return value
    raise TypeError("not an id")


def words(value: object) -> str:
    """Text that can be stored as UTF-8: half a surrogate pair becomes U+FFFD. TypeError for anything else."""
    if not isinstance(value, str):
        raise TypeError("not text")
    if value.isascii():
        return value
    return value.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
