"""Names of aspects (方面) in running text, whether or not whoever named them wrote the word."""

_WORD = "方面"


def aspect(name: str) -> str:
    """Return an aspect's name with 方面 behind it, once.

    >>> aspect("民生"), aspect("民生方面")
    ('民生方面', '民生方面')
    """
    return name if name.endswith(_WORD) else f"{name}{_WORD}"
