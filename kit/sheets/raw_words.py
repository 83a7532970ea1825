"""Raw words of persons (原话) in the sheets: the one scan that they pass before anything can print them.

Whatever is counted, checked or written comes after it. Every column of text that its kind does not name as
the office's own (SheetKind.own_words) is scanned; in the office's own words only numbers that lead to a
person are looked for, because names stand there on purpose.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from kit.model.finding import Finding
from kit.model.reticent import reticent
from kit.text.privacy.names import PersonNames, people_named
from kit.text.privacy.scrubbing import scrubbed, without_numbers

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from kit.model.campaign import Campaign
    from kit.model.fact import Place
    from kit.model.survey import Survey
    from kit.model.table import SheetKind, Sheets, Table

    Scan = Callable[[str], tuple[str, tuple[str, ...]]]

RULE = "privacy.masked"
SCANNED = ("opinions/", ".jsonl")  # how tables of the register are called: they were scanned there
NAMED = (  # sheets that name people besides the personal columns; who fills in a ballot is nobody's business
    ("organisation", "姓名"),
    ("essays", "作者"),
    ("units", "联系人"),
    ("ballots", "填票人"),
    ("opinions", "提出者姓名"),
)
SHOWN = 5


@reticent("place", "kinds")
@dataclass(frozen=True)
class MaskedCell:
    """A cell in which something led to a person: where, what kinds of detail, and the text that is left."""

    place: Place
    kinds: tuple[str, ...]
    text: str


@reticent("found")
@dataclass(frozen=True, eq=False)
class ScannedSheets:
    """The sheets as everybody below may see them, and all that was taken out of them."""

    sheets: Sheets
    found: tuple[MaskedCell, ...]
    names: PersonNames


def names_of(sheets: Sheets, more: Sequence[str] = ()) -> PersonNames:
    """Return the names in a campaign's own sheets: the leading body (S35), who gave opinions (S13)."""
    leaders = frozenset(str(row["姓名"]).strip() for row in sheets.rows("leaders") if row["姓名"])
    givers = (str(row["提出者姓名"]).strip() for row in sheets.rows("opinions") if row["提出者姓名"])
    return PersonNames(people_named([*givers, *more]), leaders)


def people_in(sheets: Sheets, kinds: Iterable[SheetKind]) -> PersonNames:
    """Return all whom the sheets name: in personal columns and in rosters; the leading body may stay."""
    columns = {*NAMED, *((kind.id, column) for kind in kinds for column in kind.persons)}
    said = (
        str(cell).strip()
        for table in sheets.tables
        for column in table.frame.columns
        if (table.kind, column) in columns
        for cell in table.frame[column].dropna().unique()
    )
    return names_of(sheets, sorted(set(said)))


def scanned_sheets(sheets: Sheets, kinds: Sequence[SheetKind], campaign: Campaign) -> ScannedSheets:
    """Return the sheets with nothing in them that leads to a person, but for the personal columns.

    These name people because they are counted by them; no shared output may show them (SheetKind.personal).
    """
    names, by_id = people_in(sheets, kinds), {kind.id: kind for kind in kinds}
    found: list[MaskedCell] = []
    tables = tuple(
        table
        if table.file.startswith(SCANNED[0]) and table.file.endswith(SCANNED[1])
        else _scanned(table, by_id[table.kind], names, campaign, found)
        for table in sheets.tables
    )
    return ScannedSheets(replace(sheets, tables=tables), tuple(found), names)


def _scanned(
    table: Table, kind: SheetKind, names: PersonNames, campaign: Campaign, found: list[MaskedCell]
) -> Table:
    """Return the table after the scan; what was taken out is added to `found`."""
    frame = table.frame
    changed: dict[str, list[Any]] = {}
    for column, scan in _channels(table, kind, names, campaign).items():
        cells = frame[column].tolist()
        known = {cell: _scan(cell, scan) for cell in set(filter(_holds_words, cells))}
        if not any(kinds for _, kinds in known.values()):
            continue
        changed[column] = [known[cell][0] if cell in known else cell for cell in cells]
        for row, cell in zip(frame.index, cells, strict=True):
            if cell in known and known[cell][1]:
                text, kinds = known[cell]
                found.append(MaskedCell(table.place(int(row), column), kinds, _spoken(text)))
    survey = _without_people(table.survey, names) if kind.claim and changed else table.survey
    made = frame.assign(**changed).astype(object) if changed else frame
    return replace(table, frame=made, survey=survey)


def _channels(table: Table, kind: SheetKind, names: PersonNames, campaign: Campaign) -> Mapping[str, Scan]:
    """Return how each column of a table is scanned; of a survey all but the personal ones."""

    def whole(text: str) -> tuple[str, tuple[str, ...]]:
        return scrubbed(text, names)

    if kind.claim:
        return {str(column): whole for column in table.frame.columns if column not in kind.personal}
    raw, there = set(kind.raw_words(campaign)), set(map(str, table.frame.columns))
    opened = {column.name for column in kind.columns_for(campaign) if column.type == "choice" and column.open}
    own = (set(kind.own_words) | opened) & there
    return {**dict.fromkeys(sorted(raw & there), whole), **dict.fromkeys(sorted(own), without_numbers)}


def _holds_words(cell: object) -> bool:
    return (isinstance(cell, str) and bool(cell)) or (isinstance(cell, tuple) and bool(cell))


def _scan(cell: Any, scan: Scan) -> tuple[Any, tuple[str, ...]]:  # noqa: ANN401 - a text, or several
    if isinstance(cell, str):
        return scan(cell)
    parts = [scan(part) if isinstance(part, str) else (part, ()) for part in cell]
    return tuple(text for text, _ in parts), tuple(sorted({kind for _, kinds in parts for kind in kinds}))


def _spoken(cell: object) -> str:
    return "；".join(map(str, cell)) if isinstance(cell, tuple) else str(cell)


def _without_people(survey: Any, names: PersonNames) -> Any:  # noqa: ANN401 - answers or totals
    """Return a survey whose options read as its cells do, so that they are still counted."""
    if not hasattr(survey, "questions"):
        return survey
    told: Survey = survey
    questions = tuple(
        replace(
            question,
            options=tuple(scrubbed(option, names)[0] for option in question.options),
            whole=tuple(scrubbed(option, names)[0] for option in question.whole),
        )
        for question in told.questions
    )
    return replace(told, questions=questions)


def masked_findings(found: Sequence[MaskedCell]) -> Iterator[Finding]:
    """Yield one finding for each column in which something was taken out: how much, of what kind, where."""
    by_column: dict[tuple[str, str | None, str | None], list[MaskedCell]] = {}
    for one in found:
        by_column.setdefault((one.place.file, one.place.sheet, one.place.column), []).append(one)
    for cells in by_column.values():
        counts = Counter(kind for one in cells for kind in one.kinds)
        told = "、".join(f"{kind}{number}处" for kind, number in sorted(counts.items()))
        rows = "、".join(str(one.place.row) for one in cells[:SHOWN])
        more = f"等{len(cells)}行" if len(cells) > SHOWN else "行"
        marks = "".join(f"〔{kind}〕" for kind in sorted(counts))
        yield Finding(
            RULE,
            "warning",
            cells[0].place,
            f"第{rows}{more}有个人信息（{told}），材料里隐去，印成{marks}",
            "原表不用改；请看看材料里隐去的地方对不对、够不够",
        )


def without_people(finding: Finding, names: PersonNames) -> Finding:
    """Return a finding whose quotations of cells lead to nobody."""
    problem, remedy = scrubbed(finding.problem, names)[0], without_numbers(finding.remedy)[0]
    question = finding.question
    if question is not None:
        question = replace(question, asked=scrubbed(question.asked, names)[0])
    if (problem, remedy, question) == (finding.problem, finding.remedy, finding.question):
        return finding
    return replace(finding, problem=problem, remedy=remedy, question=question)
