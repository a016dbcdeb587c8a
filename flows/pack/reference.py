"""References that a person can read out and write down."""

# No 0/O, 1/I/L, 2/Z, 5/S, 8/B, U/V: none can be taken for another. No vowels, so no words.
LETTERS = "CDFGHJKMNPQRTWXY"
DIGITS = "34679"


def reference(fresh: str) -> str:
    """Makes a reference such as `TB-CD3-FG4-HJ6` from at least 32 hexadecimal digits of randomness.

    A digit in every third place breaks up what letters might spell. There are 2 × 10⁹ of them; the store refuses
    one that is taken, and the turn is then taken again with fresh randomness.
    """
    number = int(fresh[:32], 16)
    groups: list[str] = []
    for _ in range(3):
        number, first = divmod(number, len(LETTERS))
        number, second = divmod(number, len(LETTERS))
        number, third = divmod(number, len(DIGITS))
        groups.append(LETTERS[first] + LETTERS[second] + DIGITS[third])
    return "-".join(["TB", *groups])
