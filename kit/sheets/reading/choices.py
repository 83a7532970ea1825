"""Cells that hold one of a few words, however they were ticked (figures.md Appendix B)."""

from __future__ import annotations

import difflib
import re
from functools import lru_cache
from typing import TYPE_CHECKING

from kit.sheets.reading.values import EDGES, Read, narrow, read_text, shown

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kit.nouns.table import Column
    from kit.sheets.reading.grid import Raw

TICKS = "√✓✔☑☒■●○〇◯▲★"
SPLIT = re.compile(rf"[{TICKS}、，,;；/／|┋\s]+")
TICKED = {"√", "✓", "✔", "☑", "■", "对", "勾", "○", "〇", "◯", "●", "1", "y", "yes", "是", "true"}
UNTICKED = {"0", "否", "n", "no", "false", "无", "□", "☐"}
BRACKETS = str.maketrans("", "", "()（）[]【】“”\"'")


def read_choice(cell: Raw, column: Column, year: int) -> Read:
    """Return the column's own word for what a cell says; several words are `column.several`."""
    if not column.choices:
        return read_text(cell, column, year)
    words = _words(column.choices, tuple(sorted(column.choice_aliases.items())))
    typed = narrow(cell).casefold()
    if typed in words:
        return _said(typed, words[typed], column)
    parts = {part.translate(BRACKETS) for part in SPLIT.split(shown(cell).strip(EDGES))} - {""}
    known = {words[narrow(part).casefold()] for part in parts if narrow(part).casefold() in words}
    if len(known) == 1 and all(narrow(part).casefold() in words for part in parts):
        return Read(known.pop())
    if len(known) > 1 and all(narrow(part).casefold() in words for part in parts):
        return several_read([choice for choice in column.choices if choice in known], column)
    joined = "".join(SPLIT.split(typed)).translate(BRACKETS)
    return Read(words[joined]) if joined in words else _unknown(cell, column)


@lru_cache(maxsize=1000)
def _words(choices: tuple[str, ...], aliases: tuple[tuple[str, str], ...]) -> Mapping[str, str]:
    own = {narrow(choice).casefold(): choice for choice in choices}
    return {narrow(alias).casefold(): choice for alias, choice in aliases} | own


def _said(typed: str, choice: str, column: Column) -> Read:
    own = narrow(choice).casefold()
    is_code = typed.isascii() and typed != own and column.blank is not None
    is_word = column.blank is None and not own.isascii()
    is_other = is_word and not set(typed) & set(own)  # 工厂 for 企业, but not 村 for 村屯
    return Read(choice, note=choice if is_code or is_other else None)


def several_read(chosen: list[str], column: Column) -> Read:
    """Return what it means that several options were chosen: a value of its own, or a fault."""
    listed = "和".join(f"“{choice}”" for choice in chosen)
    if column.several is None:
        return Read(
            fault=f"同时填了{listed}", remedy="这一格只能填一个；请拆成几行或改正", rule="reading.choice"
        )
    return Read(
        column.several,
        fault=f"同时选了{listed}，这一项按无效计",
        remedy="如果是录入错误请改正",
        rule="reading.several",
    )


def _unknown(cell: Raw, column: Column) -> Read:
    said = shown(cell).strip(EDGES)
    near = difflib.get_close_matches(narrow(said), column.choices, n=1, cutoff=0.5)
    if narrow(said) in TICKED:
        remedy = "只打了勾，看不出选的是哪一个；请写出来"
    else:
        remedy = f"是不是“{near[0]}”？请对照原件改正" if near else "请对照原件改正"
    return Read(
        fault=f"“{said}”不在可填的内容里（{'、'.join(column.choices)}）", remedy=remedy, rule="reading.choice"
    )


def read_tick(cell: Raw) -> bool | None:
    """Return whether a cell is ticked, None if nobody can tell.

    >>> read_tick("√"), read_tick(1.0), read_tick("0"), read_tick("也许")
    (True, True, False, None)
    """
    text = narrow(cell).casefold()
    if text in TICKED:
        return True
    return False if text in UNTICKED or not text else None
