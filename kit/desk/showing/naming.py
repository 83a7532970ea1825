"""Paths and moments as a clerk says them."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path


def shown(path: Path) -> str:
    """Return a path as short as it can be said from the current folder."""
    here = Path.cwd()
    return str(path.relative_to(here) if path.is_relative_to(here) else path)


def quoted(path: Path | str) -> str:
    """Return a path as it must be typed behind a command.

    >>> quoted("我的 活动"), quoted("活动")
    ('"我的 活动"', '活动')
    """
    return f'"{path}"' if " " in str(path) else str(path)


def clock(moment: str) -> str:
    """Return a moment as a clerk says it.

    >>> clock("2009-11-20T16:02")
    '11月20日 16:02'
    """
    if not moment:
        return ""
    when = datetime.fromisoformat(moment)
    return f"{when.month}月{when.day}日 {when:%H:%M}"
