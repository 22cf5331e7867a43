"""Numbers of records as addresses, forms and links write them."""

LONGEST = 18  # digits that the number columns of every database take


def key_of(written: object) -> int:
    """The number that ``written`` is, or 0, which no record has: for words and endless digits."""
    text = str(written)
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= LONGEST else 0
