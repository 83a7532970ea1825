"""What was written in a survey, by aspect (方面): opinions registered from its own open questions.

Told only where each of them was sorted: of some of them no distribution is told.
"""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING

from kit.model.fact import count_fact
from kit.sheets.headings import normalised_heading
from kit.text.no_opinion import aspect_named, holds_no_opinion

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from kit.model.fact import Fact
    from kit.model.survey import SurveyQuestion
    from kit.model.table import Row, Sheets, Table


def aspect_facts(
    tables: Iterable[Table], question: SurveyQuestion, sheets: Sheets, key: str, name: str
) -> Iterator[Fact]:
    """Yield how many registered opinions of an open question stand under each 一级方面.

    key, name: what the ids and names of the question's facts begin with.
    """
    raw = _registered(tables, question, sheets)
    aspects = _aspects(sheets)
    known = [aspects.get(str(row["意见ID"])) for row in raw]
    if not raw or None in known:
        return
    for aspect in dict.fromkeys(found for found in known if found is not None):
        rows = [row for row, found in zip(raw, known, strict=True) if found == aspect]
        basis = f"登记的“{question.heading}”一题的意见，归在“{aspect}”的"
        cells = sheets.sources_of(rows, "意见ID")
        id_ = f"{key}.aspect.{aspect}.count"
        yield count_fact(id_, f"{name}{aspect_named(aspect)}意见条数", len(rows), "条", basis, cells)


def _registered(tables: Iterable[Table], question: SurveyQuestion, sheets: Sheets) -> list[Row]:
    """Return the opinions that were registered from the question's column in any of the survey's files."""
    files = {PurePath(table.file).name for table in tables}
    headings = {normalised_heading(heading) for heading in question.columns}
    return [
        row
        for row in sheets.rows("opinions")
        if PurePath(str(row["来源文件"] or "")).name in files
        and normalised_heading(str(row["来源列"] or "")) in headings
        and not holds_no_opinion(str(row["原文"] or ""))
    ]


def _aspects(sheets: Sheets) -> dict[str, str]:
    """Return the 一级方面 of each raw opinion that was merged under one."""
    return {
        str(raw): str(row["一级方面"])
        for row in sheets.rows("merged_opinions")
        if row["一级方面"]
        for raw in _origins(row)
    }


def _origins(row: Row) -> Sequence[object]:
    found = row["来源意见ID"]
    return found if isinstance(found, tuple) else ()
