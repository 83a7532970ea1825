"""The numbers that Word prints before the paragraphs of a list."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kit.lint.reading.measures import attribute, child, measure
from kit.lint.reading.styles import Stylesheet, list_of
from kit.words.numerals import chinese_numeral

if TYPE_CHECKING:
    from kit.word.layout.markup import Element

_CHINESE = {"chineseCounting", "chineseCountingThousand", "ideographTraditional", "japaneseCounting"}
_PLACE = re.compile(r"%([1-9])")
_LARGEST = 9999


class Counter:
    """Counts the paragraphs of every list as they come."""

    def __init__(self, sheet: Stylesheet) -> None:
        self.sheet = sheet
        self.counts: dict[str, dict[int, int]] = {}

    def label(self, properties: Element | None) -> str:
        """Return the number of a paragraph, such as 一、 or （二）, or nothing."""
        found = list_of(self.sheet, properties)
        if found is None or found not in self.sheet.levels:
            return ""
        list_id, level = found[0], int(measure(found[1]) or 0)
        counts = self.counts.setdefault(list_id, {})
        for deeper in [one for one in counts if one > level]:
            del counts[deeper]
        counts[level] = counts.get(level, self._start(list_id, level) - 1) + 1
        text = attribute(child(self.sheet.levels[found], "lvlText"), "val") or ""
        return _PLACE.sub(lambda place: self._numeral(list_id, int(place[1]) - 1), text)

    def _start(self, list_id: str, level: int) -> int:
        said = child(self.sheet.levels.get((list_id, str(level))), "start")
        return int(measure(attribute(said, "val")) or 1)

    def _numeral(self, list_id: str, level: int) -> str:
        number = self.counts[list_id].get(level, self._start(list_id, level))
        kind = attribute(child(self.sheet.levels.get((list_id, str(level))), "numFmt"), "val")
        if kind == "bullet":
            return ""
        return chinese_numeral(number) if kind in _CHINESE and 0 <= number <= _LARGEST else str(number)
