"""A draft before it is filled: which template, under which name, with what to place in it.

Prose: words with facts among them, so that a composed sentence keeps its figures.

An opinion (意见) as it was given, and the columns of the register (意见登记簿) that holds all of them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from kit.model.fact import Fact, Facts, Place
from kit.model.table import Sheets

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    import pandas as pd

    from kit.model.campaign import Campaign
    from kit.model.finding import Finding
    from kit.model.settings import Section


@dataclass(frozen=True)
class Unit:
    """A unit that is appraised and gets a notice (受评单位)."""

    id: str
    name: str  # 全称
    short: str  # 简称
    category: str  # 类别
    order: int  # 排序
    addressee: str  # 主送名


@dataclass(frozen=True)
class Member:
    """A member of the leading body (班子成员) who gets a paper of his or her own."""

    name: str  # 姓名
    post: str  # 职务
    order: int  # 排序


@dataclass(frozen=True)
class LeftOut:
    """A passage that a paper goes without, because no sheet came or because some of its rows are too late."""

    sheet: str  # id of the kind of sheet it tells of
    passage: str = ""  # as a clerk would look for it: “网上留言”一句
    late: tuple[tuple[Place, date], ...] = ()  # cells after the cut-off date; none: no sheet came


@dataclass(frozen=True)
class Material:
    """Everything a document may draw on.

    left_out: where passages note what they leave out while a document is composed; None: nobody asks.
    """

    campaign: Campaign
    sheets: Sheets = field(default_factory=Sheets)
    facts: Facts = field(default_factory=Facts)
    units: tuple[Unit, ...] = ()  # in the order of 排序
    left_out: list[LeftOut] | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True)
class Draft:
    """One document to be filled."""

    kind: str
    name: str  # file name without its ending
    template: str  # file name in templates/
    context: Mapping[str, Any]  # plain data, Fact and Prose under Chinese names
    title: str = ""  # core property dc:title


@dataclass(frozen=True)
class DocumentKind:
    """A kind of document; every file of kit/documents offers one as KIND.

    compose returns the draft of a document (asked with None), of one Unit's notice (per_unit), or of one
    Member's paper (per_member). Papers per member are personal: they never lie among shared drafts.
    """

    id: str
    name: str  # Chinese
    template: str
    compose: Callable[[Material, Any], Draft]
    section: type[Section] | None = None  # what its [documents.<id>] may say
    per_unit: bool = False
    per_member: bool = False
    is_spoken: bool = False  # a speech (讲话稿): laid out as speeches are
    needs: tuple[str, ...] = ()  # kinds of sheets without which it cannot be written
    check: Callable[[Campaign], None] | None = None  # reads its [documents.<id>], raises CampaignError
    findings: Callable[[Material], tuple[Finding, ...]] | None = None
    written_if: Callable[[Sheets], bool] | None = None  # where `needs` cannot say when it can be written
    wants: str = ""  # what `written_if` looks for, in Chinese
    remarks: Callable[[str], tuple[Finding, ...]] | None = (
        None  # on the outline text of the finished document
    )


Piece = str | Fact


@dataclass(frozen=True)
class Prose:
    """A run of words and facts; prints as one text, each fact marked where it stands."""

    pieces: tuple[Piece, ...] = ()

    def __str__(self) -> str:
        """Return the text."""
        return "".join(str(piece) for piece in self.pieces)

    def __bool__(self) -> bool:
        """Return whether there is any text."""
        return any(str(piece) for piece in self.pieces)

    def __add__(self, other: Piece | Prose) -> Prose:
        """Return both, one after the other."""
        return prose(self, other)


def prose(*parts: Piece | Prose | Iterable[Piece | Prose]) -> Prose:
    """Return one prose of words, facts, other prose and iterables of them.

    >>> str(prose("走访社区", Fact("visits.community", "走访社区数", 7, "7", "个"), "个"))
    '走访社区7个'
    """
    pieces: list[Piece] = []
    for part in parts:
        if isinstance(part, Prose):
            pieces += part.pieces
        elif isinstance(part, (str, Fact)):
            pieces.append(part)
        else:
            pieces += prose(*part).pieces
    return Prose(tuple(pieces))


HEADINGS = (
    *("意见ID", "来源渠道", "来源记录ID", "登记日", "原文", "指向", "指向人", "提出者类别"),
    *("份号", "会议ID", "方面", "来源文件", "来源表", "来源行", "来源列"),
)
EXTRAS = ("主题", "来源分类", "赞成", "反对")  # what a web board tells besides; sorting and heat use it
NUMBERS = ("来源行", "赞成", "反对")  # whole numbers; every other column is text, "" where nothing is known
PRIVATE = ("提出者姓名", "键", "份键")  # only in the restricted file


@dataclass(frozen=True)
class Opinion:
    """One raw opinion; who gave it is not part of it."""

    id: str
    verbatim: str  # 原文, never altered
    channel: str  # 来源渠道
    target: str  # 指向, "" where the source does not say
    when: date | None  # 登记日
    source: Place
    sheet_key: str  # 份号 of the answer sheet it stands on, "" where there is none


def opinions_of(register: pd.DataFrame) -> Iterator[Opinion]:
    """Yield the rows of a register frame as records, in its order."""
    names = ("意见ID", "原文", "来源渠道", "指向", "登记日", "来源文件", "来源表", "来源行", "来源列", "份号")
    for id_, text, channel, target, day, file, sheet, row, column, key in zip(
        *(register[name] for name in names), strict=True
    ):
        source = Place(file, sheet or None, int(row) or None, column or None)
        when = date.fromisoformat(day) if day else None
        yield Opinion(id_, text, channel, target, when, source, key)
