"""Opinions without the people who gave them: what shared outputs may show (DESIGN 8, opinions.md 3.5)."""

from kit.opinions.privacy.scrubbing import (
    NOBODY,
    Names,
    names_of,
    people_named,
    rules,
    scrubbed,
    scrubbed_column,
    without_marks,
)

__all__ = [
    "NOBODY",
    "Names",
    "names_of",
    "people_named",
    "rules",
    "scrubbed",
    "scrubbed_column",
    "without_marks",
]
