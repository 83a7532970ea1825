"""A slip: what was found in a text, where, and what is wrong with it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Slip:
    """One thing to look at in a text.

    >>> str(Slip("I20", 0, "各抒已见", "应为“各抒己见”"))
    '“各抒已见”：应为“各抒己见”'
    """

    rule: str  # as documents.md 4.2 numbers it
    paragraph: int  # from 0
    found: str  # the words as they stand
    problem: str

    def __str__(self) -> str:
        """Return the words and what is wrong with them."""
        return f"“{self.found}”：{self.problem}"
