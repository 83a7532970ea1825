"""A form finding: a rule of the standard, where it was broken, measured against expected."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kit.nouns.finding import Finding, Level
from kit.nouns.place import Place

if TYPE_CHECKING:
    from kit.word.profiles import Strength

_REGULATION = re.compile(r".+条例(?=第)")
QUOTED = 20  # characters of a paragraph that are quoted
_LEVELS: dict[Strength, Level] = {"规定": "error"}
_GENTLE: frozenset[Strength] = frozenset({"显现", "实务"})
_SAID: dict[Strength, str] = {
    "规定": "国标规定",
    "一般": "国标的一般要求",
    "推荐": "国标推荐",
    "可以": "国标提出的做法",
    "显现": "电子显现标准的要求",
    "实务": "通行做法",
}


@dataclass(frozen=True, order=True)
class FormPlace(Place):
    """A place in a document: a section, a paragraph counted from 1 (tables included), and its first words."""

    section: int | None = None
    paragraph: int | None = None
    quote: str = ""
    start: int | None = None  # of the quoted words in the paragraph's text, from 0
    end: int | None = None
    page: int | None = None  # known where the document was rendered

    def __str__(self) -> str:
        """Return the place as one would look for it.

        >>> str(FormPlace("通报.docx", paragraph=3, quote="各单位："))
        '通报.docx第3段“各单位：”'
        """
        page = f"第{self.page}页" if self.page else ""
        section = f"第{self.section}节" if self.section else ""
        paragraph = f"第{self.paragraph}段" if self.paragraph else ""
        quote = f"“{self.quote}”" if self.quote else ""
        return f"{self.file}{page}{section}{paragraph}{quote}"

    def as_json(self) -> dict[str, object]:
        """Return the fields that are known."""
        return {key: value for key, value in super().as_json().items() if value != ""}


@dataclass(frozen=True)
class FormFinding(Finding):
    """One departure from the form; repeats of it stand in `places`, the first one in `place`."""

    clause: str = ""
    strength: Strength = "规定"
    measured: str = ""
    expected: str = ""
    fixable: bool = False
    places: tuple[Place, ...] = field(default=())

    def __str__(self) -> str:
        """Return place, problem, remedy, clause, and how often it occurs."""
        more = f"（共{len(self.places)}处）" if len(self.places) > 1 else ""
        clause = f"依据：{self.clause}（{self.strength}）。" if self.clause else ""
        return f"{self.place}{more}：{self.problem}。{self.remedy}。{clause}"

    def as_json(self) -> dict[str, object]:
        """Return the fields of a finding and what lint adds."""
        return {
            **super().as_json(),
            "clause": self.clause,
            "strength": self.strength,
            "measured": self.measured,
            "expected": self.expected,
            "fixable": self.fixable,
            "places": [place.as_json() for place in self.places],
        }


def level_of(strength: Strength) -> Level:
    """Return how serious a departure is: only what the standard lays down without a hedge is an error."""
    return _LEVELS.get(strength, "info" if strength in _GENTLE else "warning")


def requirement(strength: Strength, expected: str, clause: str = "") -> str:
    """Return what is asked for, in words as strong as the clause; 国标规定 is said of 规定 only.

    clause: where it is laid down; a regulation (条例) is named, because it is no standard.

    >>> requirement("一般", "每面22行")
    '国标的一般要求：每面22行'
    >>> requirement("规定", "标题有文种", "公文处理工作条例第九条")
    '《公文处理工作条例》规定：标题有文种'
    """
    regulation = _REGULATION.match(clause)
    said = f"《{regulation[0]}》规定" if regulation and strength == "规定" else _SAID[strength]
    return f"{said}：{expected}"


def shortened(text: str) -> str:
    """Return the first words of a paragraph."""
    text = "".join(text.split())
    return text if len(text) <= QUOTED else f"{text[: QUOTED - 1]}…"
