"""Totals of a survey (问卷统计): one row is one unit's answers counted, in all and by unit as facts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kit.model.fact import Fact, count_fact, rate_fact
from kit.model.survey import SUMMED, SurveyTotals
from kit.model.table import SheetKind
from kit.sheets.surveying.totals import KIND_ID, claim_survey_totals
from kit.text.numbers import percentage
from kit.topics.surveys import id_word, name_word

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from kit.model.campaign import Campaign
    from kit.model.table import Row, Sheets, Table


KIND = SheetKind(
    id=KIND_ID,
    facts=("surveys",),
    code="S39",
    name="问卷统计",
    row="一个单位",
    key="",
    day="",
    personal=(),
    columns=(),
    aliases=("问卷汇总", "满意度统计"),
    claim=claim_survey_totals,
)
ALL = "all"


@dataclass(frozen=True, eq=False)
class TotalsTable:
    """One sheet of totals with the id and the name that its facts begin with."""

    table: Table
    totals: SurveyTotals
    id: str

    @property
    def name(self) -> str:
        """Return what names of its facts begin with."""
        said = name_word(self.id)
        return said if said.isidentifier() else f"问卷{said}"

    @property
    def units(self) -> tuple[tuple[str, str], ...]:
        """Return the name and the id of each unit, in the order of the rows."""
        return tuple((str(name), id_word(str(name))) for name in self.table.frame[self.totals.unit])


def survey_totals_of(sheets: Sheets) -> tuple[TotalsTable, ...]:
    """Return the sheets of totals; two of one name are told apart by their sheets."""
    found: list[TotalsTable] = []
    taken = {id_word(table.survey.name) for table in sheets.of("surveys") if table.survey is not None}
    for table in sheets.of(KIND.id):
        if isinstance(table.survey, SurveyTotals) and not table.frame.empty:
            name = id_word(table.survey.name)
            id_ = name if name not in taken else f"{name}({id_word(table.file)}{id_word(table.sheet)})"
            taken.add(name)
            found.append(TotalsTable(table, table.survey, id_))
    return tuple(found)


def count_survey_totals(sheets: Sheets, campaign: Campaign) -> Iterator[Fact]:  # noqa: ARG001 - every count is called alike
    """Yield the answers in all and by unit: how many took part, each option, the share the sheet names."""
    for each in survey_totals_of(sheets):
        rows = {int(row.number): row for row in sheets.rows(KIND.id) if row.table is each.table}
        yield from _facts(each, f"surveys.{each.id}", each.name, rows.values(), sheets)
        units = zip(each.table.frame.index, each.units, strict=True)
        for number, (name, id_) in units:
            key, said = f"surveys.{each.id}.by.{id_}", f"{each.name}{name_word(name)}"
            yield from _facts(each, key, said, (rows[int(number)],), sheets)


def _facts(each: TotalsTable, key: str, name: str, rows: Iterable[Row], sheets: Sheets) -> Iterator[Fact]:
    kept, totals = tuple(rows), each.totals
    whole = _sum(kept, totals.total)
    if whole is None:
        return
    yield count_fact(
        f"{key}.answers",
        f"{name}参加人数",
        whole,
        "人",
        _column_basis(totals, totals.total, kept),
        sheets.sources_of(kept, totals.standing(totals.total)),
    )
    yield from _return_facts(each, key, name, kept, sheets)
    for option in totals.options:
        number = _sum(kept, option)
        if number is None:
            continue
        id_, said = f"{key}.{id_word(option)}", f"{name}{name_word(option)}"
        basis, cells = _column_basis(totals, option, kept), sheets.sources_of(kept, totals.standing(option))
        yield count_fact(f"{id_}.count", f"{said}人数", number, "人", basis, cells)
        if whole:
            exact, parents = percentage(number, whole), (f"{id_}.count", f"{key}.answers")
            yield rate_fact(f"{id_}.rate", f"{said}占比", exact, f"{said}人数除以参加人数", parents=parents)
    rated = [_sum(kept, option) for option in totals.rated]
    if rated and whole and None not in rated:
        exact = percentage(sum(number or 0 for number in rated), whole)
        parts = tuple(f"{key}.{id_word(option)}.count" for option in totals.rated)
        basis = f"{'、'.join(f'“{option}”' for option in totals.rated)}人数之和除以参加人数"
        id_, said = f"{key}.{id_word(totals.rate)}", f"{name}{name_word(totals.rate)}"
        yield rate_fact(f"{id_}.rate", said, exact, basis, parents=(*parts, f"{key}.answers"))


def _column_basis(totals: SurveyTotals, column: str, rows: Sequence[Row]) -> str:
    several = "之和" if len(rows) > 1 else ""
    if totals.standing(column) == column:
        return f"“{column}”列{several}"
    return (
        f"“{totals.cell}”列里各选项的人数之和"
        if column == SUMMED
        else f"“{totals.cell}”列里“{column}”的人数{several}"
    )


def _return_facts(
    each: TotalsTable, key: str, name: str, rows: Sequence[Row], sheets: Sheets
) -> Iterator[Fact]:
    """Yield how many were asked and how many of them took part, where a column says so in every row."""
    totals = each.totals
    issued = _sum(rows, totals.issued) if totals.issued else None
    returned = _sum(rows, totals.total)
    if issued is None or returned is None or issued < returned:
        return
    cells, basis = sheets.sources_of(rows, totals.issued), _column_basis(totals, totals.issued, rows)
    yield count_fact(f"{key}.issued", f"{name}发放数", issued, "份", basis, cells)
    if issued:
        parents = (f"{key}.answers", f"{key}.issued")
        rate = percentage(returned, issued)
        yield rate_fact(
            f"{key}.return_rate", f"{name}回收率", rate, f"{name}参加人数除以发放数", parents=parents
        )


def _sum(rows: Iterable[Row], column: str) -> int | None:
    """Return the sum of a column; none where a cell of it is not known."""
    found = [row[column] for row in rows]
    return sum(found) if found and None not in found else None


FACTS = (count_survey_totals,)
