"""What only people decide: a visible blank stands where it has to be filled in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kit.words.dates import full_date_text

if TYPE_CHECKING:
    from datetime import date


def to_fill(what: str) -> str:
    """Return the blank for something that the kit never invents.

    >>> to_fill("成文日期")
    '【待补：成文日期】'
    """
    return f"【待补：{what}】"


def said_or_blank(said: str, what: str) -> str:
    """Return what campaign.toml says, or the blank.

    >>> said_or_blank("", "结束语"), said_or_blank("谢谢大家！", "结束语")
    ('【待补：结束语】', '谢谢大家！')
    """
    return said or to_fill(what)


def day_or_blank(day: date | None, what: str) -> str:
    """Return the day in full, or the blank."""
    return full_date_text(day) if day else to_fill(what)
