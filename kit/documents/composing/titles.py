"""Titles that need two lines are broken where a reader would pause (GB/T 9704 7.3.1)."""

from __future__ import annotations

import re

from kit.documents.composing.sign_off import cells

LINE = 20  # characters of 2号 on a line
_PAUSES = re.compile("暨|关于|委员会|办公室|活动|阶段|环节|工作|情况|班子")


def broken(title: object) -> str:
    """Return a title, broken once into lines as even as its words allow; a short one as it is.

    >>> broken("在全市机关作风建设学习讨论总结暨整改动员大会上的讲话").splitlines()
    ['在全市机关作风建设学习讨论总结暨', '整改动员大会上的讲话']
    """
    text = str(title)
    if cells(text) <= LINE:
        return text
    ends = [found.end() for found in _PAUSES.finditer(text) if _fits(text, found.end())]
    if not ends:
        return text
    best = min(ends, key=lambda end: abs(cells(text[:end]) - cells(text[end:])))
    return f"{text[:best]}\n{text[best:]}"


def _fits(text: str, end: int) -> bool:
    return 0 < cells(text[end:]) <= LINE and cells(text[:end]) <= LINE and not _PAUSES.match(text, end)
