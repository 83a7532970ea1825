"""What documents leave out, as findings: a warning where rows came too late, an info where none came.

Documents that cannot be written at all, and why: a sheet that they need did not come, or has headings only.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kit.model.draft import Material
from kit.model.fact import Place
from kit.model.finding import Finding, KitError
from kit.text.dates import full_date_text
from kit.topics.kinds import kind_of_sheet, kinds_giving
from kit.topics.organisation import members_of
from kit.topics.phases import cutoff_of
from kit.topics.windows import REGISTER_DATE

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from kit.model.campaign import Campaign
    from kit.model.draft import DocumentKind, LeftOut, Member, Unit
    from kit.model.table import Sheets


LATE, NO_SHEET = "documents.late_rows", "documents.no_sheet"
_ROWS = "请核对日期；日期没有错的，把截止日以后的行移出 inbox 里的这张表，再起草这一份"
_SEND = "有这些表的，放进 inbox 再来；没有的不用管"
_REGISTER = "要写进这一份，请换上截止日那一天的台账，把 register_date 改成那一天；不写就不用改"


UNFILLED = "reading.unfilled"
HEADINGS_ONLY = "只有列名，没有内容"
_FILL = "请填好再来；没有这项工作的，把这张表移出 inbox"


def unfilled_sheets(
    sheets: Sheets, kinds: Sequence[DocumentKind], said: Collection[Place]
) -> Iterator[Finding]:
    """Yield a warning for each sheet that came with headings only, with the documents not written for it.

    said: the places of which a rule of their own has told already.
    """
    for table in sheets.unfilled:
        if table.place() not in said:
            stops = documents_without(table.kind, sheets, kinds) if sheets.unfilled_of(table.kind) else ()
            yield Finding(UNFILLED, "warning", table.place(), HEADINGS_ONLY, _FILL, stops=stops)


def lacking_facts(kind: DocumentKind, sheets: Sheets) -> tuple[str, ...]:
    """Return the facts that a document needs and no sheet gives, whatever that sheet is called."""
    return tuple(need for need in kind.needs if not any(sheets.has(giver.id) for giver in kinds_giving(need)))


def documents_without(sheet: str, sheets: Sheets, kinds: Iterable[DocumentKind]) -> tuple[str, ...]:
    """Return the names of the documents not written because no such sheet came, or none was filled."""
    return tuple(
        kind.name
        for kind in kinds
        if any(sheet == giver.id for need in lacking_facts(kind, sheets) for giver in kinds_giving(need))
    )


def why_lacking(needs: Iterable[str], sheets: Sheets) -> str:
    """Return why a document cannot be written: 没有收到“评议票”，“整改台账”只有列名，没有内容."""
    absent: list[str] = []
    unfilled: list[str] = []
    for need in needs:
        givers = kinds_giving(need)
        if came := next((giver for giver in givers if sheets.unfilled_of(giver.id)), None):
            unfilled.append(f"“{came.name}”")
        else:
            absent.append("或".join(f"“{giver.name}”" for giver in givers))
    parts = [f"没有收到{'、'.join(absent)}"] if absent else []
    parts += [f"{'、'.join(unfilled)}{HEADINGS_ONLY}"] if unfilled else []
    return "，".join(parts)


def left_out(material: Material, kinds: Iterable[DocumentKind]) -> tuple[Finding, ...]:
    """Return a warning for each sheet whose late rows cost a passage, and an info for each document.

    Of documents for one unit or member each, the first stands for all. Documents that cannot be written at
    all have no gaps.
    """
    gaps = {kind.name: gaps_of(kind, material) for kind in kinds if _is_written(kind, material)}
    return (*_late(material, gaps), *_without_sheet(gaps, material.sheets))


def gaps_of(kind: DocumentKind, material: Material) -> list[LeftOut]:
    """Return what a document leaves out, each once; nothing if it cannot be composed: drafting says why."""
    noted: list[LeftOut] = []
    try:
        kind.compose(replace(material, left_out=noted), _whose(kind, material))
    except KitError:
        return []
    return list(dict.fromkeys(noted))


def told_sheets(kind: DocumentKind, campaign: Campaign) -> tuple[str, ...]:
    """Return the kinds of sheets (ids) that a shared document tells of: all it misses where none came."""
    if kind.per_unit or kind.per_member:
        return ()
    return tuple(dict.fromkeys(gap.sheet for gap in gaps_of(kind, Material(campaign))))


def _is_written(kind: DocumentKind, material: Material) -> bool:
    if kind.written_if is not None and not kind.written_if(material.sheets):
        return False
    for_somebody = not (kind.per_unit or kind.per_member) or _whose(kind, material) is not None
    return for_somebody and not lacking_facts(kind, material.sheets)


def _whose(kind: DocumentKind, material: Material) -> Unit | Member | None:
    everybody: Sequence[Unit | Member] = ()
    if kind.per_unit:
        everybody = material.units
    elif kind.per_member:
        everybody = members_of(material.sheets)
    return everybody[0] if everybody else None


def _late(material: Material, gaps: Mapping[str, Sequence[LeftOut]]) -> Iterator[Finding]:
    """Yield one warning for each table: its late rows, and what every document leaves out for them."""
    cells: dict[tuple[str, str | None], dict[Place, date]] = {}
    passages: dict[tuple[str, str | None], dict[str, dict[str, None]]] = {}
    for document, gap in ((document, gap) for document, noted in gaps.items() for gap in noted):
        for place, day in gap.late:
            table = place.file, place.sheet
            cells.setdefault(table, {})[place] = day
            passages.setdefault(table, {}).setdefault(document, {})[gap.passage] = None
    last = cutoff_of(material.sheets, material.campaign)
    for table, days in cells.items():
        place, day = next(iter(days.items()))
        also = f"（连同{_rows(list(days)[1:])}共 {len(days)} 行）" if len(days) > 1 else ""
        lost = (f"{document}没有写{'、'.join(said)}" for document, said in passages[table].items())
        cutoff = f"统计截止日（{full_date_text(last)}）" if last else "统计截止日"
        problem = f"{full_date_text(day)}{also}晚于{cutoff}，{'；'.join(lost)}"
        yield Finding(LATE, "warning", place, problem, _REGISTER if place == REGISTER_DATE else _ROWS)


def _rows(places: Iterable[Place]) -> str:
    """Return the rows as a clerk says them: 第3、5—9行."""
    runs: list[list[int]] = []
    for row in (place.row or 0 for place in places):
        if runs and row == runs[-1][-1] + 1:
            runs[-1].append(row)
        else:
            runs.append([row])
    return f"第{'、'.join(f'{run[0]}—{run[-1]}' if len(run) > 1 else f'{run[0]}' for run in runs)}行"


def _without_sheet(gaps: Mapping[str, Sequence[LeftOut]], sheets: Sheets) -> Iterator[Finding]:
    """Yield one info for each document: the sheets that nobody sent; of unfilled ones a warning tells."""
    for document, noted in gaps.items():
        missed = (gap.sheet for gap in noted if not gap.late and not sheets.unfilled_of(gap.sheet))
        absent = dict.fromkeys(kind_of_sheet(sheet).name for sheet in missed)
        if absent:
            problem = f"没有收到{'、'.join(absent)}，这份文稿就没有写这些内容"
            yield Finding(NO_SHEET, "info", Place(document), problem, _SEND)
