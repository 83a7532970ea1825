"""The identities of opinions.md 3.3: nothing is lost and nothing counted twice between raw and merged."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from kit.model.fact import Place
from kit.model.finding import Finding

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    import pandas as pd


RULE = "opinions.identities"
REGISTER, MERGED = Place("意见登记（原始）"), Place("意见归纳")
SOME = 5  # ids named in a message


def check_identities(
    by_opinion: pd.DataFrame,
    by_merged: pd.DataFrame,
    disposed: pd.DataFrame,
    undecided: Collection[str] = (),
    by_channel: Mapping[str, int] | None = None,
    by_aspect: Mapping[str, int] | None = None,
) -> tuple[Finding, ...]:
    """Return what does not balance: raw ids, channels, aspects, numbers of sources.

    by_opinion: 意见ID, 来源渠道. by_merged: S14 rows. disposed: 意见ID, 处理, 理由. by_channel,
    by_aspect: counts that were printed or reported elsewhere, to be compared with the rows.
    """
    return (
        *_once(by_opinion, by_merged, disposed, undecided),
        *_totals("来源渠道", by_opinion, by_channel, REGISTER, "原始意见"),
        *_totals("一级方面", by_merged, by_aspect, MERGED, "归纳意见"),
        *_sizes(by_opinion, by_merged),
        *_reasons(disposed),
    )


def _once(
    by_opinion: pd.DataFrame, by_merged: pd.DataFrame, disposed: pd.DataFrame, undecided: Collection[str]
) -> Iterator[Finding]:
    raw = [str(number) for number in by_opinion["意见ID"]]
    placed = Counter(number for sources in by_merged["来源意见ID"] for number in sources or ())
    placed.update(str(number) for number in disposed["意见ID"])
    placed.update(undecided)
    remedy = "一条原始意见只能归一处：请在审核表里改"
    if twice := [number for number, times in placed.items() if times > 1]:
        yield Finding(RULE, "error", MERGED, f"{_some(twice)} 归了不止一处", remedy)
    if missing := [number for number in raw if number not in placed]:
        yield Finding(
            RULE,
            "error",
            REGISTER,
            f"{_some(missing)} 没有归纳，也没有写明作废或转送",
            "请归到一条归纳意见里，或写明去向和理由",
        )
    if unknown := sorted(set(placed) - set(raw)):
        yield Finding(RULE, "error", MERGED, f"{_some(unknown)} 不在登记表里", "请改成登记表里有的意见ID")
    if undecided:
        yield Finding(
            RULE, "warning", REGISTER, f"还有 {len(undecided)} 条等人定：{_some(undecided)}", "请审核后再成文"
        )


def _totals(
    column: str, rows: pd.DataFrame, reported: Mapping[str, int] | None, place: Place, what: str
) -> Iterator[Finding]:
    blank = sum(not isinstance(cell, str) or not cell for cell in rows[column]) if column in rows else 0
    if blank:
        problem = f"{blank} 条{what}没有填{column}，各{column}相加对不上总数 {len(rows)}"
        yield Finding(RULE, "error", place, problem, "请补上")
    if reported is None:
        return
    if (total := sum(reported.values())) != len(rows):
        yield Finding(
            RULE,
            "error",
            place,
            f"各{column}相加是 {total} 条，{what}是 {len(rows)} 条",
            "请核对是漏了还是重了",
        )
    counted = Counter(rows[column]) if column in rows else Counter()
    for name in sorted({*reported, *filter(None, counted)}):
        if reported.get(name, 0) != counted[name]:
            problem = f"{column}“{name}”报的是 {reported.get(name, 0)} 条，表里是 {counted[name]} 条"
            yield Finding(RULE, "error", place, problem, "请核对这一项")


def _sizes(by_opinion: pd.DataFrame, by_merged: pd.DataFrame) -> Iterator[Finding]:
    if len(by_merged) > len(by_opinion):
        problem = f"归纳意见 {len(by_merged)} 条，多于原始意见 {len(by_opinion)} 条"
        yield Finding(RULE, "error", MERGED, problem, "归纳只会变少：请看是不是把一条写成了几条")
    for number, sources, times in zip(
        by_merged["归纳ID"], by_merged["来源意见ID"], by_merged["频次"], strict=True
    ):
        if times is not None and times != len(sources or ()):
            problem = f"{number} 的频次写的是 {times}，来源意见有 {len(sources or ())} 条"
            yield Finding(RULE, "error", MERGED, problem, "请把频次改成来源意见的条数")


def _reasons(disposed: pd.DataFrame) -> Iterator[Finding]:
    without = [
        str(number)
        for number, reason in zip(disposed["意见ID"], disposed["理由"], strict=True)
        if not isinstance(reason, str) or not reason.strip()
    ]
    if without:
        yield Finding(RULE, "error", REGISTER, f"{_some(without)} 作废或转送，没有写理由", "请补上理由")


def _some(numbers: Collection[str]) -> str:
    named = list(numbers)
    return "、".join(named[:SOME]) + (f" 等 {len(named)} 条" if len(named) > SOME else "")
