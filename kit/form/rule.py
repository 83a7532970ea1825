"""A rule of form, stated once, and the finding that a document departs from it, with its place."""

from __future__ import annotations

import re
from dataclasses import KW_ONLY, dataclass, field, replace
from typing import TYPE_CHECKING, Literal, Protocol, Self

from kit.docx.profiles.value import TWIPS_PER_MM
from kit.model.fact import Place
from kit.model.finding import Finding, Level

if TYPE_CHECKING:
    from kit.docx.profiles.value import Strength
    from kit.docx.reading.form import DocumentForm, ParagraphForm


Repair = Literal[
    # of the paragraphs that are named; alike: of the shorter lines beside them that look the same, too
    "face", "size", "place", "new page", "red", "black", "marks", "plain", "room", "line ends", "alike",
    # of all running text
    "pitch", "tracking",
    # of all sections
    "paper", "grid", "numbers",
    # tracked changes, for a person to accept
    "words",
]  # fmt: skip
Sight = Literal["form", "words", "pages"]  # of the file, its text, its printed pages

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
_SIZES = {
    84: "初号", 72: "小初", 52: "1号", 48: "小1号", 44: "2号", 36: "小2号", 32: "3号", 30: "小3号", 28: "4号",
    24: "小4号", 21: "5号", 18: "小5号",
}  # fmt: skip


class LaidDown(Protocol):
    """What says where something is laid down and how strictly: a measure or a face of a layout."""

    @property
    def clause(self) -> str: ...  # noqa: D102 - see the class

    @property
    def strength(self) -> Strength: ...  # noqa: D102


@dataclass(frozen=True)
class Rule:
    """One rule of form: what is asked, where that is laid down, how strictly, what to do, what mends it.

    The tables of docs/official_form.md and of `kit lint --rules` are made from these records.
    """

    id: str
    title: str  # what is asked, whole; a finding says the part of it that was not met
    clause: str
    strength: Strength  # of the rule in the main; `also`: of single parts of it
    remedy: str = "请改正"
    _: KW_ONLY
    also: tuple[Strength, ...] = ()
    fix: tuple[Repair, ...] = ()  # what a machine can do about it; nothing where only a person can
    sees: tuple[Sight, ...] = ("form",)
    person: str = ""  # what beside it no file can show

    def asking(
        self,
        expected: str,
        remedy: str = "",
        by: LaidDown | None = None,
        *,
        clause: str | None = None,
        strength: Strength | None = None,
        by_hand: bool = False,
    ) -> Self:
        """Return one part of the rule, that of a finding: what exactly is expected here.

        by: the measure or face of the layout that asks for it; by_hand: though the rule can be mended, this
        part of it can not.
        """
        return replace(
            self,
            title=expected,
            remedy=remedy or self.remedy,
            clause=(by.clause if by else self.clause) if clause is None else clause,
            strength=strength or (by.strength if by else self.strength),
            fix=() if by_hand else self.fix,
        )

    def broken(
        self, place: FormPlace, problem: str, measured: str, level: Level | None = None
    ) -> FormFinding:
        """Return the finding; level: only where it is not the one that goes with the strength."""
        return FormFinding(
            self.id,
            level or level_of(self.strength),
            place,
            problem,
            f"{requirement(self.strength, self.title, self.clause)}，{self.remedy}",
            self.clause,
            self.strength,
            measured,
            self.title,
            self.fix,
        )

    def noted(
        self,
        level: Level,
        place: FormPlace,
        problem: str,
        remedy: str = "",
        measured: str = "",
        expected: str = "",
    ) -> FormFinding:
        """Return a finding that departs from no clause: a file that cannot be judged, or was not."""
        return FormFinding(
            self.id,
            level,
            place,
            problem,
            remedy or self.remedy,
            self.clause,
            self.strength,
            measured,
            expected,
            self.fix,
        )


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
    fix: tuple[Repair, ...] = ()
    places: tuple[Place, ...] = field(default=())

    @property
    def fixable(self) -> bool:
        """Return whether a machine can put it right: form by itself, words as tracked changes."""
        return bool(self.fix)

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


def at(document: DocumentForm, paragraph: ParagraphForm) -> FormPlace:
    """Return the place of a paragraph."""
    return FormPlace(document.file, paragraph=paragraph.number, quote=shortened(paragraph.text.strip()))


def within(document: DocumentForm, paragraph: ParagraphForm, span: tuple[int, int]) -> FormPlace:
    """Return the place of some words of a paragraph."""
    start, end = span
    quote = shortened(paragraph.text[start:end])
    return FormPlace(document.file, paragraph=paragraph.number, quote=quote, start=start, end=end)


def in_section(document: DocumentForm, number: int) -> FormPlace:
    """Return the place of a section, or the file where it has only one."""
    return FormPlace(document.file, section=number if len(document.sections) > 1 else None)


def shortened(text: str) -> str:
    """Return the first words of a paragraph."""
    text = "".join(text.split())
    return text if len(text) <= QUOTED else f"{text[: QUOTED - 1]}…"


def mm(twips: float) -> str:
    """Return a length as a page setup shows it.

    >>> mm(2098)
    '37毫米'
    """
    return f"{round(twips / TWIPS_PER_MM, 1):g}毫米"


def size_name(half_points: float) -> str:
    """Return a type size by its Chinese name, or in points.

    >>> size_name(32), size_name(33)
    ('3号', '16.5磅')
    """
    return _SIZES.get(int(half_points)) or f"{half_points / 2:g}磅"
