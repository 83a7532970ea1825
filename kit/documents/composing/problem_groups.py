"""Problems (问题) as a report tells them: by category, aspect and theme, with their causes: S18, S14."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import cycle
from typing import TYPE_CHECKING, Any

from kit.documents.composing.ordering import heading, numbers, point
from kit.documents.composing.saying import sentence
from kit.nouns.prose import Prose, prose
from kit.words.aspects import aspect
from kit.words.enumerating import bare, one_is

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from kit.documents.composing.sections import Cause
    from kit.nouns.draft import Material
    from kit.nouns.table import Row

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
        return tuple(row for row in self.material.sheets.rows("problems") if row["层面"] != PERSONAL)

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
    return [{**part, "序": mark} for part, mark in zip(told, numbers(len(told), heading), strict=True)]


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
        title = f"{aspect(name)}的问题" if name else "突出问题"
        return [{"题": title, "总": _count(problems, name), "各组": _themes(problems, rows)}]
    return [
        {"题": f"{aspect(named)}的问题", "总": "", "各组": _themes(problems, found)}
        for named, found in aspects.items()
    ]


def _count(problems: Problems, name: str) -> Prose:
    ids = {kind.name: kind.id for kind in problems.material.campaign.problems}
    fact = problems.material.facts.get(f"problems.{ids.get(name, '')}")
    return prose("这方面的问题有", fact, "个。") if fact else prose()


def _themes(problems: Problems, rows: list[Row]) -> list[dict[str, Any]]:
    themes = _grouped(rows, [problems.origin(row, "二级类别") for row in rows])
    told = [part for theme, found in themes.items() for part in _theme(theme, _texts(found))]
    marks = iter(numbers(sum(not part["续"] for part in told), point))
    return [{**part, "序": "" if part["续"] else next(marks)} for part in told]


def _texts(rows: list[Row]) -> list[str]:
    return [bare(str(row["表述"])) for row in rows]


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
    left = list(dict.fromkeys(bare(str(row[column])) for row in problems.rows if row[column]))
    if not given:
        return [{"题": "", "文": prose(reason, "。")} for reason in left[:most]]
    found: list[dict[str, Any]] = []
    for cause, lead in zip(given, cycle(_LEADS), strict=False):
        own = [reason for reason in left if any(word in reason for word in cause.words)]
        left = [reason for reason in left if reason not in own]
        shown = f"{lead}{'；'.join(own[: cause.most])}。" if own else ""
        text = prose(sentence(cause.text, names) or "", shown)
        if text:
            found.append({"题": f"{bare(cause.title)}。", "文": text})
    return found
