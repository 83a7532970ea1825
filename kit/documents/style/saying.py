"""Texts of campaign.toml as prose: a figure's name in braces becomes the figure.

A text may ask for round numbers or tenths (documents.md 4.1); a figure that is only named gets its verb.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from kit.model.fact import Fact, Place
from kit.model.finding import CampaignError, Finding
from kit.model.prose import Prose, prose
from kit.text.numbering import passage_numbers
from kit.text.saying import double_hedges, more_than, nearly, one_is, tenths, without_closing_mark

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from kit.documents.style.sections import Point
    from kit.model.campaign import Campaign
    from kit.model.draft import Material
    from kit.text.numbering import NumberingStyle


WAYS = ("概数", "成数")  # {原始意见条数:概数}, {征求意见表回收率:成数}


def said_as(fact: object, way: str, base: int) -> object:
    """Return a figure said roughly, or exactly where the rough wording would not be true.

    base: how many a rate stands on, for 成数. A way nobody knows leaves the figure as it is.
    """
    if not isinstance(fact, Fact):
        return fact
    ways: dict[str, tuple[Callable[[Fact], Fact], ...]] = {
        "概数": (more_than, nearly),
        "成数": (lambda rate: tenths(rate, base),),
    }
    for said in ways.get(way, ()):
        try:
            return said(fact)
        except (ValueError, TypeError):
            continue
    return fact


def refuse_double_hedges(campaign: Campaign, kind: str) -> None:
    """Raise CampaignError for every figure of [documents.<kind>] that is hedged twice (约…左右)."""
    found = [hedge for text in texts_of(campaign.documents.get(kind, {})) for hedge in double_hedges(text)]
    if found:
        raise CampaignError(
            f"campaign.toml「documents.{kind}」",
            f"“{'”“'.join(found)}”把约数说了两遍",
            "请只留一个说法，如“约400人”或“400人左右”",
        )


def texts_of(said: object) -> Iterator[str]:
    """Yield every text in what a table of campaign.toml says."""
    if isinstance(said, str):
        yield said
    elif isinstance(said, dict):
        for inner in said.values():
            yield from texts_of(inner)
    elif isinstance(said, (list, tuple)):
        for inner in said:
            yield from texts_of(inner)


_NAME = re.compile(r"\{([^{}]+)\}")
_WAY = re.compile(rf"[:：]({'|'.join(WAYS)})$")
_CLOSED = re.compile(r"[。！？][”’）]?\s*$")


def said(text: str, names: Mapping[str, Any]) -> Prose | None:
    """Return a text with the figures it names; None if one of them is not there this time.

    {数:概数} and {数:成数} say a figure roughly where that is true.

    >>> str(said("召开会议{次数}次", {"次数": "3"})), said("召开会议{次数}次", {})
    ('召开会议3次', None)
    """
    pieces = _NAME.split(text)
    found = [_figure(piece, names) if at % 2 else piece for at, piece in enumerate(pieces)]
    if any(piece is None for piece in found):
        return None
    return prose(*(piece for piece in found if piece is not None))


def _figure(said_name: str, names: Mapping[str, Any]) -> Any:  # noqa: ANN401 - names hold facts, prose and text
    name, *way = _WAY.split(said_name)
    figure = names.get(name)
    return said_as(figure, way[0], _base(figure, names)) if way else figure


def _base(rate: object, names: Mapping[str, Any]) -> int:
    """Return how many a rate stands on, as far as its parents say: the last of them."""
    if not isinstance(rate, Fact) or not rate.parents:
        return 0
    bases = (fact.value for fact in names.values() if isinstance(fact, Fact) and fact.id == rate.parents[-1])
    return next((base for base in bases if isinstance(base, int)), 0)


def sentence(text: str, names: Mapping[str, Any]) -> Prose | None:
    """Return a text as a closed sentence, None if a figure it names is not there.

    >>> str(sentence("做到“三早”", {})), str(sentence("他说：“行。”", {}))
    ('做到“三早”。', '他说：“行。”')
    """
    closed = (
        text
        if _CLOSED.search(text)
        else f"{without_closing_mark(text)}。"
        if without_closing_mark(text)
        else ""
    )
    return said(closed, names)


def sentences(texts: Iterable[str], names: Mapping[str, Any]) -> tuple[Prose, ...]:
    """Return the texts that can be said, each as a closed sentence."""
    found = (sentence(text, names) for text in texts)
    return tuple(prose for prose in found if prose)


def closed(said: Prose) -> Prose:
    """Return what a topic says with the full stop that ends a sentence, once."""
    return said if _CLOSED.search(str(said)) else prose(said, "。")


def enumerated_points(texts: Sequence[str], names: Mapping[str, Any], style: str = "是") -> Prose:
    """Return 一是…；二是…。 of the texts that can be said."""
    found = [said(without_closing_mark(text), names) for text in texts]
    return prose(*one_is([text for text in found if text], style))


def points(
    given: Sequence[Point], names: Mapping[str, Any], style: NumberingStyle, *, run_in: bool = True
) -> list[dict[str, Any]]:
    """Return points for a template: 序 number, 题 title, 文 sentence.

    run_in: the title opens the paragraph and is closed with 。; otherwise it is a heading of its own.
    """
    told = [(without_closing_mark(each.title), sentence(each.text, names)) for each in given]
    kept = [(title, text) for title, text in told if text]
    return [
        {"序": mark, "题": f"{title}。" if title and run_in else title, "文": text}
        for mark, (title, text) in zip(passage_numbers(len(kept), style), kept, strict=True)
    ]


def missing_figures(
    material: Material, kinds: Sequence[str], names: Mapping[str, Any]
) -> tuple[Finding, ...]:
    """Return a finding for every figure that [documents.<kind>] names and that is not there this time."""
    return tuple(
        Finding(
            "documents.unknown_figure",
            "warning",
            Place(f"campaign.toml「documents.{kind}」"),
            f"写到了“{name}”，这次的表里没有这个数，这一句没有写进文稿",
            "请核对名称（底稿 out/facts.json 里有全部名称），或者补上相应的表格",
        )
        for kind in kinds
        for name in sorted(set(_named(material.campaign.documents.get(kind, {}))))
        if names.get(name) is None
    )


def _named(said_in: object) -> Iterator[str]:
    for text in texts_of(said_in):
        yield from (_WAY.sub("", name) for name in _NAME.findall(text))


# what was done, and the measure word where it is not the figure's own
VERBS = {
    "organisation.groups": ("设立工作组", ""),
    "organisation.lent": ("抽调工作人员", "名"),
    "plans.issued": ("印发文件", ""),
    "meetings.count": ("召开会议", ""),
    "study.sessions": ("安排学习", ""),
    "study.attendance": ("参加学习", ""),
    "study.essays": ("撰写心得体会", ""),
    "study.essays_selected": ("精选心得体会", ""),
    "study.talks": ("撰写交流发言材料", ""),
    "study.expert_lectures": ("邀请专家作专题辅导", ""),
    "books.copies": ("发放书籍", ""),
    "books.read": ("读完书目", ""),
    "research.topics": ("确定调研课题", ""),
    "research.reports": ("形成调研报告", ""),
    "visits.total": ("走访基层单位和群众", "处"),
    "visits.times": ("累计走访", ""),
    "visits.opinions": ("走访中收集意见", ""),
    "visits.community": ("走访社区", ""),
    "visits.village": ("走访村屯", ""),
    "visits.enterprise": ("走访企业", ""),
    "forms.issued": ("发放征求意见表", ""),
    "forms.returned": ("收回征求意见表", ""),
    "web.received": ("收到网上留言", ""),
    "web.valid": ("收到有效的网上留言", ""),
    "opinions.raw": ("登记原始意见", ""),
    "opinions.merged": ("归纳出意见", ""),
    "opinions.aspects": ("把意见归纳为", "个方面"),
    "talks.times": ("开展谈心", ""),
    "activities.count": ("开展主题活动", ""),
    "activities.people": ("参加主题活动", ""),
    "activities.solved": ("帮助解决问题", ""),
    "innovations.count": ("形成创新做法", ""),
    "media.items": ("刊播稿件", ""),
    "bulletins.issues": ("编发简报", ""),
    "bulletins.copies": ("印发简报", ""),
    "problems.total": ("查找出突出问题", ""),
    "problems.solved": ("边查边改解决问题", ""),
    "rectification.total": ("列入整改台账", ""),
    "rectification.closed": ("整改销号", ""),
    "regulations.total": ("列入制度建设计划", ""),
}


def phrase(fact: Fact) -> Prose:
    """Return a figure as a clause: what was done and how much of it, else what it amounts to.

    >>> from kit.model.fact import Fact
    >>> str(phrase(Fact("forms.returned", "征求意见表收回份数", 150, "150", "份")))
    '收回征求意见表150份'
    >>> str(phrase(Fact("forms.return_rate", "征求意见表回收率", 38, "37.5%", "%")))
    '征求意见表回收率为37.5%'
    >>> str(phrase(Fact("units.count", "受评单位数", 12, "12", "个")))
    '受评单位共12个'
    """
    if fact.id in VERBS:
        done, measure = VERBS[fact.id]
        return prose(done, fact, measure or fact.unit)
    if not fact.unit or fact.unit == "%":
        return prose(fact.name, "为", fact)
    return prose(_without_unit(fact), "共", fact, fact.unit)


def _without_unit(fact: Fact) -> str:
    """Return a figure's name without the words that count: 受评单位数 is 受评单位, before 共12个."""
    for ending in ("总数", f"{fact.unit}数", fact.unit, "数"):
        if ending and fact.name.endswith(ending) and len(fact.name) > len(ending) + 1:
            return fact.name.removesuffix(ending)
    return fact.name
