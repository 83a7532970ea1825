"""Totals (合计, 小计) verified: sums, how many rows, counts by words (好40); the rows are believed."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from kit.model.finding import Finding
from kit.model.share import Share
from kit.sheets.body import total_word
from kit.sheets.cells import read_tick
from kit.sheets.grid import Unstored, is_blank
from kit.sheets.values import UNITS, displayed_cell, narrow, read_number

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from kit.model.table import Column
    from kit.sheets.body import Body, Total
    from kit.sheets.cells import CellLocation, ColumnReading


SUMMED = {"count", "number"}
WORDS = {"text", "long", "list", "key"}
COUNTED = re.compile(rf"(\D+?)[:：]?(\d+)(?:{UNITS})?[、，,；;]?")
NUMBERED = re.compile(rf"共?(\d+)(?:{UNITS})")


def total_findings(
    body: Body, readings: Mapping[str, ColumnReading], columns: Sequence[Column], where: CellLocation
) -> list[Finding]:
    """Return the totals that are wrong; of a column with an unread cell no total can be verified."""
    if not body.totals:
        return []
    findings: list[Finding] = []
    for column in columns:
        reading, at = readings.get(column.name), body.match.columns.get(column.name)
        if reading is None or reading.unread:
            continue
        if at is not None and (verified := _verifier(column)):
            findings += verified(body, column, at, reading.cells, where)
        for place, option in body.match.options.get(column.name, ()):
            ticks = [read_tick(body.columns[place][offset]) for offset in body.kept]
            if None not in ticks:
                named = replace(column, name=f"{column.name}/{option}")
                findings += sums_of(body, named, place, ticks, where)
    return findings


def _verifier(column: Column) -> Callable[..., Iterator[Finding]] | None:
    """Return how a total under a column is verified: a sum, counts by words, or how many rows."""
    if column.type in SUMMED:
        return sums_of
    if column.choices:
        return _counts_of
    return _rows_of if column.type in WORDS else None


def sums_of(
    body: Body, column: Column, at: int, values: Sequence[Any], where: CellLocation
) -> Iterator[Finding]:
    """Yield each 合计 or 小计 cell that says another sum than its rows."""
    if any(isinstance(value, Share) for value in values):  # shares add up to no share
        return
    for total in body.totals:
        typed = body.columns[at][total.offset]
        if is_blank(typed) or total_word(typed):  # the word may stand under 期号 or 稿次
            continue
        if isinstance(typed, Unstored):  # the rows are known without it
            continue
        said = read_number(typed, column, 0).value
        sums = [_sum(body, values, span) for span in total.spans()]
        if said is None or said not in sums:
            counted = displayed_cell(float(sums[0]))
            problem = f"{total.word}填的是 {displayed_cell(typed).strip()}，各行加起来是 {counted}"
            yield _wrong_total(body, total, column.name, problem, where)


def _rows_of(
    body: Body, column: Column, at: int, values: Sequence[Any], where: CellLocation
) -> Iterator[Finding]:
    """Yield totals such as 9项 under words, which are neither how many rows nor how many different ones."""
    for total in body.totals:
        typed = narrow(body.columns[at][total.offset])
        if found := NUMBERED.fullmatch(typed):
            inside = [_inside(body, values, span) for span in total.spans()]
            if int(found[1]) not in {number for said in inside for number in (len(said), len(set(said)))}:
                problem = f"{total.word}填的是“{typed}”，这一列有 {len(inside[0])} 行"
                yield _wrong_total(body, total, column.name, problem, where)


def _counts_of(
    body: Body, column: Column, at: int, values: Sequence[Any], where: CellLocation
) -> Iterator[Finding]:
    """Yield totals such as 好40 or 已完成5项 that count another number of rows with that answer."""
    for total in body.totals:
        typed = narrow(body.columns[at][total.offset])
        for word, number in COUNTED.findall(typed) if not total_word(typed) else ():
            said = word.strip("、，,；;")
            answer = said if said in column.choices else column.choice_aliases.get(said)
            counts = [_sum(body, [value == answer for value in values], span) for span in total.spans()]
            if answer is not None and int(number) not in counts:
                problem = f"{total.word}填的是“{said}{number}”，各行里“{answer}”有 {counts[0]} 个"
                yield _wrong_total(body, total, column.name, problem, where)


def _wrong_total(body: Body, total: Total, column: str, problem: str, where: CellLocation) -> Finding:
    """Return the finding on a total: the rows are believed, and nothing stops."""
    place = where.place(body.number(total.offset), column)
    return Finding("reading.total", "warning", place, problem, "请核对各行和合计，改正填错的那一格")


def _sum(body: Body, values: Sequence[Any], span: tuple[int, int]) -> Any:  # noqa: ANN401 - int or Fraction
    return sum(_inside(body, values, span))


def _inside(body: Body, values: Sequence[Any], span: tuple[int, int]) -> Sequence[Any]:
    """Return what the rows of a span say."""
    first, last = bisect_left(body.kept, span[0]), bisect_left(body.kept, span[1])
    return [value for value in values[first:last] if value is not None]
