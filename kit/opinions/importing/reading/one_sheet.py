"""One sheet of a file: what it is taken for, what it gave, what has to be asked or refused."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING

from kit.nouns.place import Place
from kit.opinions.importing.reading.counts import is_count, without_counts
from kit.opinions.importing.reading.cut_rows import refuse_cut_rows
from kit.opinions.importing.reading.docx import PARAGRAPHS
from kit.opinions.importing.reading.export import Part, Recognised
from kit.opinions.importing.reading.headless import is_headless, reads_like_heading, under_made_headings
from kit.opinions.importing.reading.own_sheets import other_kind, refuse_other_kind, without_examples
from kit.opinions.importing.reading.records import TEXT, channel_of, mapped, plain_records, read_records
from kit.opinions.importing.reading.shape import FORMS, GENERAL, Shape, all_shapes
from kit.opinions.importing.reading.table import RawTable, readings
from kit.sheets.reading.recognise import OWN_NOTES
from kit.sheets.reading.workbook import TEXTS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kit.nouns.campaign import Campaign
    from kit.opinions.importing.reading.inquiry import Inquiry
    from kit.sheets.reading.grid import Grid

IGNORE, COLUMN, SHAPE = "忽略", "原文列", "识别"
LONGEST_SHOWN, MOST_SHOWN = 20, 12  # characters of a heading, headings that a question names
LEAST_LENGTH = 6  # characters, on the average, of a column that is proposed as the opinions
SHORTEST = 2  # characters: what is no longer says next to nothing by itself
Found = tuple[Shape, RawTable, str]


def read_grid(grid: Grid, campaign: Campaign, inquiry: Inquiry) -> Iterator[tuple[Recognised, Part]]:
    """Yield what a sheet was taken for and what it gave; nothing for one that is left out or refused."""
    place = Place(grid.file, grid.sheet or None)
    wanted = inquiry.said(SHAPE, place)
    if wanted == IGNORE or grid.is_empty() or grid.sheet in OWN_NOTES:
        return
    if wanted is not None and wanted not in {shape.name for shape in all_shapes()}:
        _note_no_shape(wanted, place, inquiry)
        return
    if grid.sheet != PARAGRAPHS:
        grid = without_examples(grid, inquiry)
    column = _column_said(grid, place, inquiry)
    found = None if column else _recognised(grid, wanted)
    if wanted is None and not column and (found is None or found[0].rank >= FORMS):
        kind = other_kind(grid, campaign)
        if kind is not None:
            refuse_other_kind(place, kind, found[0].name if found else "意见表（一行一条）", inquiry)
            return
    if found is None:
        yield from _asked(grid, column, campaign, inquiry)
    else:
        yield from _read(found, place, campaign, inquiry)


def _note_no_shape(wanted: str, place: Place, inquiry: Inquiry) -> None:
    names = "、".join((*(shape.name for shape in all_shapes()), IGNORE))
    inquiry.note("error", place, f"没有“{wanted}”这种表，没有登记", f"识别可以答：{names}")


def _column_said(grid: Grid, place: Place, inquiry: Inquiry) -> str | None:
    """Return the column that a person said holds the opinions, if the sheet has it."""
    headings = {label for table in readings(grid) for label in table.labels if label}
    said = inquiry.answers.get(f"{place}：{COLUMN}", inquiry.answers.get(COLUMN, "")).strip()
    return said if said in headings else None


def _read(
    found: Found, place: Place, campaign: Campaign, inquiry: Inquiry
) -> Iterator[tuple[Recognised, Part]]:
    shape, table, why = found
    if not table.body:
        problem = f"认出是“{shape.name}”，只有列名，没有内容"
        inquiry.note("warning", place, problem, "请核对是不是空表", "opinions.empty")
        return
    if refuse_cut_rows(table, inquiry):
        return
    part = shape.read(table, campaign, inquiry)
    words = without_counts(part.opinions, place, inquiry)
    if not len(part.opinions) and not len(part.tallies) and not inquiry.questions:
        _note_nothing(place, shape, part, inquiry)
    part = Part(words, part.tallies, part.returned, part.no_opinion)
    yield Recognised(place, shape.name, why, len(words), part.returned), part


def _note_nothing(place: Place, shape: Shape, part: Part, inquiry: Inquiry) -> None:
    said = f"收回 {part.returned} 份都没有意见" if part.returned else "里面没有一条意见"
    inquiry.note("warning", place, f"认出是“{shape.name}”，{said}", "请核对是不是空表", "opinions.empty")


def _recognised(grid: Grid, wanted: str | None) -> Found | None:
    """Return shape, table and reason; the shapes that know their headings before the general ones."""
    tables = list(readings(grid))
    shapes = [shape for shape in all_shapes() if wanted is None or wanted == shape.name]
    for chosen in ([s for s in shapes if s.rank < GENERAL], [s for s in shapes if s.rank >= GENERAL]):
        for table in tables:
            for shape in chosen:
                if why := shape.claim(table):
                    return shape, table, why
    return None


def _asked(
    grid: Grid, column: str | None, campaign: Campaign, inquiry: Inquiry
) -> Iterator[tuple[Recognised, Part]]:
    """Ask which column holds the opinions; read the sheet as a long table once that is known."""
    tables = [table for table in readings(grid) if not column or column in table.labels]
    table = max(tables, key=lambda table: sum(1 for label in table.labels if label))
    bare = under_made_headings(grid)
    if refuse_cut_rows(bare if not table.body else table, inquiry):
        return
    headed = tuple(label for label in table.labels if label) if table.body else ()
    answer = inquiry.ask(
        COLUMN,
        table.place(),
        f"认不出是哪一种导出。第{table.heading_row}行是：{_shown(table)}。哪一列是意见原文，这一行是列名还是意见",
        _proposal(table, bare),
        (*headed, *_bare_labels(grid, bare), IGNORE),
        "这张表",
    )
    if answer is None or answer == IGNORE:
        return
    table = table if answer in headed else bare
    found = {**mapped(table.labels), TEXT: table.labels.index(answer)}
    found = {name: at for name, at in found.items() if name == TEXT or at != found[TEXT]}
    records = plain_records(table, found)
    channel = "" if all(records.columns.get("来源渠道", [""])) else channel_of(table, inquiry)
    if channel is None:
        return
    part = read_records(table, records, channel, campaign, inquiry)
    yield Recognised(table.place(), "照答复", f"“{answer}”是意见", len(part.opinions), part.returned), part


def _bare_labels(grid: Grid, bare: RawTable) -> tuple[str, ...]:
    """Return the columns of a sheet without headings; a comma may have cut those of a text table."""
    is_cut = grid.width > 1 and PurePath(grid.file).suffix.lower() in TEXTS
    return () if is_cut else bare.labels


def _shown(table: RawTable) -> str:
    return "、".join(label[:LONGEST_SHOWN] for label in table.labels[:MOST_SHOWN] if label)


def _proposal(table: RawTable, bare: RawTable) -> str:
    """Return the column whose cells are longest, if they read like words that somebody said."""
    lengths = {label: _mean_length(bare, at) for at, label in enumerate(bare.labels)}
    longest = max(lengths, key=lambda label: lengths[label])
    heading = table.labels[bare.labels.index(longest)]
    if lengths[longest] < LEAST_LENGTH:
        return IGNORE
    is_heading = len(heading) <= SHORTEST or reads_like_heading(heading)
    if heading and table.body and is_heading and not is_headless(table):
        return heading
    return next(iter(label for label in _bare_labels(table.grid, bare) if label == longest), IGNORE)


def _mean_length(table: RawTable, column: int) -> float:
    """Return how long the words of a column are on the average; numbers are none."""
    cells = table.peek(column)
    return sum(len(cell) for cell in cells if not is_count(cell)) / len(cells) if cells else 0.0
