"""A draft before it is filled: which template, under which name, with what to place in it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from kit.model.fact import Facts, Place
from kit.model.reticent import reticent
from kit.model.table import Sheets

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from kit.model.campaign import Campaign
    from kit.model.finding import Finding
    from kit.model.settings import Section


@reticent("id", "name")
@dataclass(frozen=True)
class Unit:
    """A unit that is appraised and gets a notice (受评单位)."""

    id: str
    name: str  # 全称
    short: str  # 简称
    category: str  # 类别
    order: int  # 排序
    addressee: str  # 主送名


@reticent()
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


@reticent("campaign.campaign.title", "facts", "units")
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


@reticent("kind", "name")
@dataclass(frozen=True)
class Draft:
    """One document to be filled."""

    kind: str
    name: str  # file name without its ending
    template: str  # file name in templates/
    context: Mapping[str, Any]  # plain data, Fact and Prose under Chinese names
    title: str = ""  # core property dc:title


@reticent("id", "name")
@dataclass(frozen=True)
class DocumentKind:
    """A kind of document; every file of kit/documents offers one as KIND.

    compose returns the draft of a document (asked with None), of one Unit's notice (per_unit), or of one
    Member's paper (per_member). Papers per member are personal: they never lie among shared drafts. What is
    checked and remarked of every kind alike is in kit/documents, from what stands here.
    """

    id: str
    name: str  # Chinese
    compose: Callable[[Material, Any], Draft]
    section: type[Section] | None = None  # what its [documents.<id>] may say
    needs: tuple[str, ...] = ()  # facts without which it cannot be written, as their ids begin: evaluation
    length: tuple[int, int] | None = None  # the fewest and most characters that suit it
    places: tuple[str, ...] = ()  # its sections in which passages stand that topics offer to <id>.<section>
    per_unit: bool = False
    per_member: bool = False
    is_spoken: bool = False  # a speech (讲话稿): laid out as speeches are, and timed
    findings: Callable[[Material], tuple[Finding, ...]] | None = None  # what this kind alone looks for
    written_if: Callable[[Sheets], bool] | None = None  # where `needs` cannot say when it can be written
    wants: str = ""  # what `written_if` looks for, in Chinese
    is_extra: bool = False  # nobody misses it where that did not come: said only to whoever asked for it

    @property
    def template(self) -> str:
        """Return the file name of its template in templates/."""
        return f"{self.id}.docx"
