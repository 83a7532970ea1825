"""Problems (问题, S18, S14) and how they are put right (整改, S28), as reports tell them.

Problems stand by category, aspect and theme, with their causes; measures by tier, with owners and
deadlines; the register (整改台账) row by row, with who answers for it and how far it is.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import cycle
from typing import TYPE_CHECKING, Any

from kit.documents.style.blanks import to_fill
from kit.documents.style.saying import sentence
from kit.model.prose import Prose, prose
from kit.text.no_opinion import aspect_named
from kit.text.numbering import NumberingStyle, heading, inner_point, passage_numbers, point
from kit.text.numbers import in_protocol_order
from kit.text.saying import joined, one_is, without_closing_mark
from kit.topics.organisation import post_of, protocol, short_unit
from kit.topics.problems import kinds_of_problems
from kit.topics.rectification import TIERS, measures_of, short_problem, tier_of
from kit.topics.states import LONG, LONG_TERM, is_long_term

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from kit.documents.style.sections import Cause
    from kit.model.draft import Material
    from kit.model.fact import Fact
    from kit.model.table import Row


PERSONAL = "个人"  # 层面: such problems belong into a member's own paper, not into the team's report
SPLIT = 7  # a category with at least so many problems is told by aspect
_LEADS = ("突出的表现是，", "比如，", "具体说来，", "检查中看到，", "此外，")
TOLD = 6  # 一是…六是; more become paragraphs (documents.md 4.1)


@dataclass(frozen=True, eq=False)
class Problems:
    """The problems a report tells, and where each came from."""

    material: Material

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """Return the problems of the team and its office, in the order of the sheet."""
        return tuple(
            row for row in self.material.sheets.rows("problems") if row["表述"] and row["层面"] != PERSONAL
        )

    @cached_property
    def _merged(self) -> dict[str, Row]:
        return {str(row["归纳ID"]): row for row in self.material.sheets.rows("merged_opinions")}

    def origin(self, row: Row, column: str) -> str:
        """Return the aspect (一级方面) or theme (二级类别) a problem was first raised under, or nothing."""
        sources = (self._merged.get(id_) for id_ in row["来源归纳ID"] or ())
        return next((str(source[column]) for source in sources if source and source[column]), "")

    def weight(self, problem_id: str) -> int:
        """Return how many raw opinions (原始意见) a problem answers to."""
        rows = (row for row in self.rows if str(row["问题ID"]) == problem_id)
        sources = (self._merged.get(id_) for row in rows for id_ in row["来源归纳ID"] or ())
        return sum(len(source["来源意见ID"] or ()) for source in sources if source)


def problem_sections(problems: Problems) -> list[dict[str, Any]]:
    """Return the sections of the chapter on problems: 序, 题, 总, 各组 (each 序, 题, 文)."""
    told = [part for name, rows in _by_category(problems) for part in _category(problems, name, rows)]
    return [
        {**part, "序": mark} for part, mark in zip(told, passage_numbers(len(told), heading), strict=True)
    ]


def _by_category(problems: Problems) -> list[tuple[str, list[Row]]]:
    named = [kind.name for kind in problems.material.campaign.problems]
    order = dict.fromkeys([*named, *(str(row["类别"] or "") for row in problems.rows)])
    grouped = [(name, [row for row in problems.rows if str(row["类别"] or "") == name]) for name in order]
    return [(name, rows) for name, rows in grouped if rows]


def _category(problems: Problems, name: str, rows: list[Row]) -> Iterable[dict[str, Any]]:
    known = [each.name for each in problems.material.campaign.aspects]
    grouped = _grouped(rows, [problems.origin(row, "一级方面") for row in rows])
    aspects = {named: grouped[named] for named in dict.fromkeys([*known, *grouped]) if named in grouped}
    if len(rows) < SPLIT or len(aspects) == 1 or "" in aspects:
        title = f"{aspect_named(name)}的问题" if name else "突出问题"
        return [{"题": title, "总": _count(problems, name), "各组": _themes(problems, rows)}]
    return [
        {"题": f"{aspect_named(named)}的问题", "总": "", "各组": _themes(problems, found)}
        for named, found in aspects.items()
    ]


def _count(problems: Problems, name: str) -> Prose:
    fact = dict(kinds_of_problems(problems.material)).get(name)
    return prose("这方面的问题有", fact, "个。") if fact else prose()


def _themes(problems: Problems, rows: list[Row]) -> list[dict[str, Any]]:
    themes = _grouped(rows, [problems.origin(row, "二级类别") for row in rows])
    told = [part for theme, found in themes.items() for part in _theme(theme, _texts(found))]
    marks = iter(passage_numbers(sum(not part["续"] for part in told), point))
    return [{**part, "序": "" if part["续"] else next(marks)} for part in told]


def _texts(rows: list[Row]) -> list[str]:
    return [without_closing_mark(str(row["表述"])) for row in rows]


def _theme(theme: str, texts: list[str]) -> list[dict[str, Any]]:
    if not theme and len(texts) > TOLD:
        return [{"题": "", "文": f"{text}。", "续": False} for text in texts]
    theme = theme.replace("·", "、")  # a sheet's mark between two themes is none of a sentence
    first, *more = [texts[at : at + TOLD] for at in range(0, len(texts), TOLD)]
    told = {"题": f"{theme}。" if theme else "", "文": "".join(one_is(first)), "续": False}
    return [told] + [
        {"题": "", "文": f"与此相关的还有：{''.join(one_is(part))}", "续": True} for part in more
    ]


def _grouped(rows: Sequence[Row], keys: Sequence[str]) -> dict[str, list[Row]]:
    grouped: dict[str, list[Row]] = {key: [] for key in keys}
    for row, key in zip(rows, keys, strict=True):
        grouped[key].append(row)
    return grouped


def causes(
    problems: Problems, column: str, given: Sequence[Cause], names: Mapping[str, Any], most: int
) -> list[dict[str, Any]]:
    """Return causes as 题 and 文: each reason the sheet gives stands under the first cause that names it.

    column: 原因主观 or 原因客观. Without a cause from campaign.toml every reason of the sheet is one.
    """
    left = list(dict.fromkeys(without_closing_mark(str(row[column])) for row in problems.rows if row[column]))
    if not given:
        return [{"题": "", "文": prose(reason, "。")} for reason in left[:most]]
    found: list[dict[str, Any]] = []
    for cause, lead in zip(given, cycle(_LEADS), strict=False):
        own = [reason for reason in left if any(word in reason for word in cause.words)]
        left = [reason for reason in left if reason not in own]
        shown = f"{lead}{'；'.join(own[: cause.most])}。" if own else ""
        text = prose(sentence(cause.text, names) or "", shown)
        if text:
            found.append({"题": f"{without_closing_mark(cause.title)}。", "文": text})
    return found


STATES = {"已销号": "已完成", "待验收": "已改正，待验收"}
_INTRO = {
    "immediate": "对条件具备、能够马上解决的，立说立行、即知即改，",
    "limited": "对需要一定时间解决的，逐项明确责任和时限，按期完成，",
    "long_term": "对需要长期努力的，建立长效机制，持续用力、久久为功，",
}


def deadline(material: Material, row: Row) -> Fact | str:
    """Return until when a row is to be done: the ledger's figure, or the words of its cell."""
    known = material.facts.get(f"rectification.item.{row['编号']}.deadline")
    if known or row["完成时限"] is not None:
        return known or str(row["完成时限"])
    return LONG if is_long_term(row["整改类型"], None, row["状态"]) else to_fill("完成时限")


def tier_sections(
    problems: Problems, most: int, styles: tuple[NumberingStyle, NumberingStyle] = (point, inner_point)
) -> list[dict[str, Any]]:
    """Return the tiers: 序, 名, 题, 总, 各项; of a long tier the items most opinions ask for, by deadline.

    styles: how tiers and the items of a tier are numbered.
    """
    material = problems.material
    rows = list(material.sheets.rows("rectification"))
    told = []
    for key, name in TIERS:
        of_tier = [row for row in rows if tier_of(row) == name]
        number = material.facts.get(f"rectification.{key}")
        if of_tier and number:
            shown = _chosen(problems, of_tier, most)
            lead = (
                "其中群众反映集中的有："
                if len(shown) < len(of_tier)
                else "具体是："
                if len(shown) > 1
                else ""
            )
            total = prose(_INTRO[key], "共", number, "项。", lead)
            told.append(
                {"名": name, "题": f"{name}。", "总": total, "各项": _numbered(material, shown, styles[1])}
            )
    untyped = [row for row in rows if tier_of(row) not in {name for _, name in TIERS}]
    if untyped:
        told.insert(0, _untyped(problems, untyped, most, styles[1], alone=not told))
    marks = passage_numbers(len(told), styles[0])
    return [{**tier, "序": mark} for tier, mark in zip(told, marks, strict=True)]


def _untyped(
    problems: Problems, rows: list[Row], most: int, style: NumberingStyle, *, alone: bool
) -> dict[str, Any]:
    """Return the items that nobody put into a tier; alone: they are all there are."""
    material, shown = problems.material, _chosen(problems, rows, most)
    typed = any(row["整改类型"] for row in material.sheets.rows("rectification"))
    lead = "其中群众反映集中的有：" if len(shown) < len(rows) else "具体是：" if len(shown) > 1 else ""
    number = ("共", material.facts.get("rectification.total", ""), "项。") if alone else ()
    name = "其他事项" if typed else "整改事项"
    total = prose("逐项明确措施、责任和时限。", *number, lead)
    return {"名": name, "题": f"{name}。", "总": total, "各项": _numbered(material, shown, style)}


def _chosen(problems: Problems, rows: list[Row], most: int) -> list[Row]:
    if len(rows) <= most:
        return rows
    by_weight = sorted(rows, key=lambda row: -problems.weight(str(row["问题ID"])))[:most]
    return sorted(
        by_weight, key=lambda row: row["完成时限"] if isinstance(row["完成时限"], date) else date.max
    )


def _numbered(material: Material, rows: list[Row], style: NumberingStyle) -> list[Prose]:
    marks = passage_numbers(len(rows), style)
    return [prose(mark, _measure(material, row)) for mark, row in zip(marks, rows, strict=True)]


def _measure(material: Material, row: Row) -> Prose:
    leader, unit = row["责任领导"], row["牵头单位"]
    whose = f"责任领导{leader}，" if leader else ""
    whose += f"牵头单位{short_unit(material, str(unit))}，" if unit else ""
    said = measures_of(row) or to_fill("整改措施")
    problem = short_problem(row) or to_fill("问题表述")
    return prose(f"{problem}。{said}（{whose}", _until(material, row), "）。")


def _until(material: Material, row: Row) -> Prose:
    if row["状态"] in STATES:
        return prose(STATES[row["状态"]])
    if tier_of(row) == LONG_TERM:
        return prose("长期坚持")
    until = deadline(material, row)
    return prose(until, "前完成") if isinstance(row["完成时限"], date) else prose(until)


def annex(material: Material) -> list[dict[str, Any]]:
    """Return the rows of the annex: 序号 表述 类型 责任 时限; nothing without the sheet.

    Where the sheet says no types at all, their cells stay empty.
    """
    says_types = any(row["整改类型"] for row in material.sheets.rows("rectification"))
    untyped = to_fill("整改类型") if says_types else ""
    return [
        {
            "序号": str(number),
            "表述": without_closing_mark(str(row["问题表述"] or to_fill("问题表述"))),
            "类型": tier_of(row) or untyped,
            "责任": "／".join(filter(None, (row["责任领导"], _leading(material, row)))) or to_fill("责任"),
            "时限": deadline(material, row),
        }
        for number, row in enumerate(material.sheets.rows("rectification"), 1)
    ]


def _leading(material: Material, row: Row) -> str:
    return short_unit(material, str(row["牵头单位"])) if row["牵头单位"] else ""


_STATES = (
    ("已销号", "closed"),
    ("待验收", "to_accept"),
    ("整改中", "under_way"),
    ("退回重办", "returned"),
    ("重启整改", "reopened"),
    ("尚未完成", "unfinished"),
    ("尚未启动", "not_started"),
)


def ledger(material: Material) -> list[dict[str, Any]]:
    """Return the rows of the register (整改台账): 序号 表述 类型 措施 领导 单位 时限 状态."""
    return [
        {
            **row,
            "措施": measures_of(item) or to_fill("整改措施"),
            "领导": str(item["责任领导"] or to_fill("责任领导")),
            "单位": _leading(material, item) or to_fill("牵头单位"),
            "状态": str(item["状态"] or to_fill("状态")),
        }
        for row, item in zip(annex(material), material.sheets.rows("rectification"), strict=True)
    ]


def by_leader(material: Material) -> list[dict[str, Any]]:
    """Return who answers for which items, in protocol order: 领导 职务 单位 序号 (of the register)."""
    rows = [each for each in enumerate(material.sheets.rows("rectification"), 1) if each[1]["责任领导"]]
    names = in_protocol_order(dict.fromkeys(str(row["责任领导"]) for _, row in rows), protocol(material))
    told = []
    for name in names:
        own = [(number, row) for number, row in rows if str(row["责任领导"]) == name]
        units = dict.fromkeys(str(row["牵头单位"]) for _, row in own if row["牵头单位"])
        ordered = in_protocol_order(units, [unit.name for unit in material.units])
        told.append(
            {
                "领导": name,
                "职务": post_of(material, name),
                "单位": "、".join(short_unit(material, unit) for unit in ordered) or to_fill("牵头单位"),
                "序号": "\u3000".join(str(number) for number, _ in own),
            }
        )
    return told


def progress(material: Material) -> Prose | None:
    """Return how many items are in which state (状态); None without the sheet."""
    states = [(word, material.facts.get(f"rectification.{key}")) for word, key in _STATES]
    told = [prose(word, fact, "项") for word, fact in states if fact]
    return prose(joined(told)) if told else None


def due(material: Material) -> Prose | None:
    """Return how many items were due, how many of those are closed, and the rate; None if none was due."""
    facts = material.facts
    number, closed, rate = (facts.get(f"rectification.{key}") for key in ("due", "due_closed", "rate"))
    if not number:
        return None
    if closed is None:
        return prose("按时限应完成", number, "项")
    if not closed:
        return prose("按时限应完成", number, "项，还没有销号的")
    if closed == number.value:
        return prose("按时限应完成", number, "项，已全部销号")
    return prose("按时限应完成", number, "项，其中已销号", closed, "项", ("，完成率", rate) if rate else ())
