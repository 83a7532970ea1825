"""Reading an export of any shape: what it was taken for and why, what it gave, what must be asked.

One sheet of a file: what it is taken for, what it gave, what has to be asked or refused.
"""

from __future__ import annotations

import hashlib
import pkgutil
from dataclasses import dataclass, replace
from functools import cache
from importlib import import_module
from pathlib import PurePath
from typing import TYPE_CHECKING

import kit.opinions.importing
from kit.model.fact import Place
from kit.model.finding import WorkbookError
from kit.opinions.importing.reading.docx import paragraphs_of, read_docx
from kit.opinions.importing.reading.export import (
    COLUMNS,
    TALLY,
    Export,
    Inquiry,
    ReaderMatch,
    SheetReading,
    concatenated_frames,
)
from kit.opinions.importing.reading.guard import (
    check_text,
    note_doubtful,
    note_formulas,
    other_kind,
    refuse_cut_rows,
    refuse_other_kind,
    without_examples,
)
from kit.opinions.importing.reading.headless import is_headless, under_made_headings
from kit.opinions.importing.reading.paragraphs import PARAGRAPHS, as_paragraphs, is_paragraphs
from kit.opinions.importing.reading.purpose import without_counts
from kit.opinions.importing.reading.records import TEXT, mapped, missing_channel, plain_records, read_records
from kit.opinions.importing.reading.roles import settled, stated_counts
from kit.opinions.importing.reading.row_account import (
    ANSWERED,
    NOT_TAKEN,
    UNKNOWN,
    WAITING,
    read_sheet,
    unread_sheet,
)
from kit.opinions.importing.reading.table import FORMS, GENERAL, RawTable, Shape, readings
from kit.opinions.importing.reading.unrecognised import IGNORE, candidates, choices, proposal
from kit.sheets.account import BLANK_FORM
from kit.sheets.blank_forms import is_blank_form
from kit.sheets.delimited import read_delimited
from kit.sheets.grid import OpenedWorkbook
from kit.sheets.opening import OLE, READABLE, TEXTS, ZIP, read_workbook, refuse_disguise
from kit.sheets.recognising import OWN_NOTES
from kit.sheets.secrecy import marked_cells, refuse_secrets

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from kit.model.campaign import Campaign
    from kit.model.finding import Finding
    from kit.sheets.account import SheetAccount
    from kit.sheets.grid import Grid


COLUMN, SHAPE = "原文列", "识别"
ANSWERED_IGNORE, OWN_NOTES_SHEET, NO_CELLS = "答了忽略", "填表说明", "空表"
LONGEST_SHOWN, MOST_SHOWN = 20, 12  # characters of a heading, headings that a question names
ZIPPED = (".xlsx", ".xlsm")
LARGEST_FILE = 200 * 2**20  # bytes; what the reader takes from an inbox
LARGEST_TEXT = 2**30  # bytes of a text table: a million opinions are a quarter of it
DOCUMENTS = (".docx", ".doc", ".wps")
PROSE = ".txt"  # minutes as often as a table
OTHERWISE = "请打开它，是文字的另存为 .docx 或 .txt，是表格的另存为 .xlsx，再导入；压缩包先解开"
WPS = (".et", ".ett")  # WPS's own endings for the formats of .xls and .xlsx
Recognised = tuple[Shape, RawTable, str]  # and why


@cache
def all_shapes() -> tuple[Shape, ...]:
    """Return the SHAPES of every other file of this folder, the surest first."""
    files = [file for file in pkgutil.iter_modules(kit.opinions.importing.__path__) if not file.ispkg]
    names = {f"{__package__}.{file.name}" for file in files} - {__name__}
    shapes = (shape for name in names for shape in import_module(name).SHAPES)
    return tuple(sorted(shapes, key=lambda shape: (shape.rank, shape.id)))


def _is_claimed_by_site(table: RawTable) -> bool:
    return any(shape.claim(table) for shape in all_shapes() if shape.rank < FORMS)


@dataclass(frozen=True, eq=False)
class SheetOutcome:
    """What became of one sheet: its account, and what it was taken for and gave where it was read."""

    account: SheetAccount
    match: ReaderMatch | None = None
    part: SheetReading | None = None


def read_grid(grid: Grid, campaign: Campaign, inquiry: Inquiry) -> SheetOutcome:
    """Return what a sheet was taken for, what it gave, and what became of each of its rows."""
    refuse_secrets(tuple(marked_cells(grid)))
    place = Place(grid.file, grid.sheet or None)
    named = inquiry.answer_to(SHAPE, place)
    if named == IGNORE or grid.is_empty() or grid.sheet in OWN_NOTES:
        reason = (
            ANSWERED_IGNORE if named == IGNORE else OWN_NOTES_SHEET if grid.sheet in OWN_NOTES else NO_CELLS
        )
        return SheetOutcome(unread_sheet(grid, reason))
    if named is not None and named not in {shape.name for shape in all_shapes()}:
        _note_no_shape(named, place, inquiry)
        return SheetOutcome(unread_sheet(grid, f"没有“{named}”这种表"))
    if not is_paragraphs(grid) and named is None and is_blank_form(grid):
        problem = "是空白表，没有人填过，不算收回的，也没有意见"
        inquiry.note("info", place, problem, "填好的请再导入", "opinions.blank_form")
        return SheetOutcome(unread_sheet(grid, BLANK_FORM))
    came = grid
    if not is_paragraphs(grid):
        grid = without_examples(grid, inquiry)
    return _taken(came, grid, named, campaign, inquiry)


def _taken(came: Grid, grid: Grid, named: str | None, campaign: Campaign, inquiry: Inquiry) -> SheetOutcome:
    """Return what a sheet gave, its examples blank; `came` is the sheet with them."""
    place = Place(grid.file, grid.sheet or None)
    column = _column_said(grid, place, inquiry)
    recognised = None if column else _recognised(grid, named)
    if named is None and not column and (recognised is None or recognised[0].rank >= FORMS):
        kind = other_kind(grid, campaign)
        if kind is not None:
            shape = recognised[0].name if recognised else "意见表（一行一条）"
            refuse_other_kind(place, kind, shape, inquiry)
            return SheetOutcome(unread_sheet(came, f"是“{kind.name}”，没有登记"))
    if recognised is None:
        return _asked(came, grid, column, campaign, inquiry)
    return _read(came, recognised, place, campaign, inquiry)


OF_OPINIONS = frozenset(
    {"long_table", "stacked_tables", "issues", "meeting_form", "meeting_notes", "web_board"}
)


def opinion_sheet(grid: Grid) -> tuple[str, str] | None:
    """Return as which list of opinions or minutes a sheet would be registered, and why; else None."""
    recognised = None if grid.is_empty() or is_blank_form(grid) else _recognised(as_paragraphs(grid), None)
    if recognised is None or recognised[0].id not in OF_OPINIONS:
        return None
    return recognised[0].name, recognised[2]


def _note_no_shape(wanted: str, place: Place, inquiry: Inquiry) -> None:
    names = "、".join((*(shape.name for shape in all_shapes()), IGNORE))
    inquiry.note("error", place, f"没有“{wanted}”这种表，没有登记", f"识别可以答：{names}")


def _column_said(grid: Grid, place: Place, inquiry: Inquiry) -> str | None:
    """Return the column that a person said holds the opinions, if the sheet has it."""
    headings = {label for table in readings(grid) for label in table.labels if label}
    said = inquiry.answers.get(f"{place}：{COLUMN}", inquiry.answers.get(COLUMN, "")).strip()
    return said if said in headings else None


def _read(
    came: Grid, recognised: Recognised, place: Place, campaign: Campaign, inquiry: Inquiry
) -> SheetOutcome:
    shape, table, why = recognised
    if not table.body:
        problem = f"认出是“{shape.name}”，只有列名，没有内容"
        inquiry.note("warning", place, problem, "请核对是不是空表", "opinions.empty")
        return SheetOutcome(unread_sheet(came, "只有列名，没有内容"))
    if refuse_cut_rows(table, inquiry):
        return SheetOutcome(unread_sheet(came, "有切开的行，整张表没有登记"))
    if shape.id in LISTS and not _is_said_once(table, place, inquiry):
        return SheetOutcome(unread_sheet(came, "像归纳过的意见，没有登记"))
    asked = len(inquiry.questions)
    part = shape.read(table, campaign, inquiry)
    words = without_counts(part.opinions, place, inquiry)
    waits = any(question.holds_back for question in inquiry.questions[asked:])
    if not len(part.opinions) and not len(part.tallies) and not inquiry.questions:
        _note_nothing(place, shape, part, inquiry)
    part = replace(part, opinions=words)
    rest = WAITING if waits else ANSWERED if part.returned else NOT_TAKEN
    account = read_sheet(came, table, (shape.name, why), part, rest)
    return SheetOutcome(account, ReaderMatch(place, shape.name, why, len(words), part.returned), part)


LISTS = frozenset({"long_table", "stacked_tables", "issues"})
ONCE, NOT_ONCE = "每行登记一条", "不登记"


def _is_said_once(table: RawTable, place: Place, inquiry: Inquiry) -> bool:
    """Return whether each row was said once; asked where a column counts how often it was."""
    heading = stated_counts(table, mapped(table.labels))
    if not heading:
        return True
    problem = (
        f"“{heading}”列写着每条意见有多少，像是归纳过的意见，不是原话；归纳表请放进 inbox，由 kit check 读"
    )
    return inquiry.ask("归纳", place, problem, NOT_ONCE, (ONCE, NOT_ONCE), "这张表") == ONCE


def _note_nothing(place: Place, shape: Shape, part: SheetReading, inquiry: Inquiry) -> None:
    said = f"收回 {part.returned} 份都没有意见" if part.returned else "里面没有一条意见"
    inquiry.note("warning", place, f"认出是“{shape.name}”，{said}", "请核对是不是空表", "opinions.empty")


def _recognised(grid: Grid, named: str | None) -> Recognised | None:
    """Return shape, table and reason; the shapes that know their headings before the general ones."""
    tables = list(readings(grid))
    shapes = [shape for shape in all_shapes() if named is None or named == shape.name]
    for chosen in ([s for s in shapes if s.rank < GENERAL], [s for s in shapes if s.rank >= GENERAL]):
        for table in tables:
            for shape in chosen:
                if why := shape.claim(table):
                    return shape, table, why
    return None


def _asked(came: Grid, grid: Grid, column: str | None, campaign: Campaign, inquiry: Inquiry) -> SheetOutcome:
    """Ask which column holds the opinions; read the sheet as a long table once that is known.

    To take every proposal is no answer to this: of what nobody recognised nothing is registered.
    """
    tables = [table for table in readings(grid) if not column or column in table.labels]
    headed = [table for table in tables if not is_headless(table)]
    table = max(headed or tables[:1], key=lambda table: sum(1 for label in table.labels if label))
    bare = under_made_headings(grid)
    if refuse_cut_rows(bare if not table.body else table, inquiry):
        return SheetOutcome(unread_sheet(came, "有切开的行，整张表没有登记"))
    found = candidates(table)
    proposed = proposal(table, found)
    what = "哪一列是意见原文，这一行是列名还是意见" if found else "没有一列像意见；不是意见的表答“忽略”"
    answer = inquiry.ask(
        COLUMN,
        table.place(),
        f"认不出是哪一种导出。第{table.heading_row}行是：{_shown(table)}。{what}",
        proposed,
        (*choices(found), *((column,) if column else ())),
        "这张表",
        accepted=proposed == IGNORE,
    )
    if answer is None or answer == IGNORE:
        return SheetOutcome(unread_sheet(came, UNKNOWN))
    table = table if answer in table.labels and table.body else bare
    meanings = {**mapped(table.labels), TEXT: table.labels.index(answer)}
    meanings = {name: at for name, at in meanings.items() if name == TEXT or at != meanings[TEXT]}
    records = plain_records(table, settled(table, meanings) | {TEXT: meanings[TEXT]})
    channel = missing_channel(table, records, inquiry)
    if channel is None:
        return SheetOutcome(unread_sheet(came, WAITING))
    part = read_records(table, records, channel, campaign, inquiry)
    why = f"“{answer}”是意见"
    account = read_sheet(came, table, ("照答复", why), part, NOT_TAKEN)
    match = ReaderMatch(table.place(), "照答复", why, len(part.opinions), part.returned)
    return SheetOutcome(account, match, part)


def _shown(table: RawTable) -> str:
    return "、".join(label[:LONGEST_SHOWN] for label in table.labels[:MOST_SHOWN] if label)


def read_export(
    path: Path, campaign: Campaign, answers: Mapping[str, str] | None = None, *, accept: bool = False
) -> Export:
    """Return what a file of any known shape holds.

    answers: to questions of an earlier reading, by their id or topic; accept: take every proposal. What is
    not understood comes back as a question with a proposal and is not imported. Raises WorkbookError for a
    file that cannot be read at all.
    """
    inquiry = Inquiry(answers or {}, accept)
    book = _workbook(path, inquiry)
    inquiry.findings.extend(book.findings)
    outcomes = [read_grid(as_paragraphs(grid), campaign, inquiry) for grid in book.grids]
    if len(outcomes) > 1:  # a document of tables has a title and perhaps a date around them
        inquiry.findings = [found for found in inquiry.findings if not _is_of_no_text(found)]
    parts = [outcome.part for outcome in outcomes if outcome.part is not None]
    opinions = concatenated_frames([part.opinions for part in parts], COLUMNS)
    note_doubtful(opinions, inquiry)
    if not parts and not inquiry.questions and not inquiry.findings:
        inquiry.note(
            "warning",
            _whole(book),
            "里面没有一张表有内容，什么也没登记",
            "请核对是不是发错了文件",
            "opinions.empty",
        )
    return Export(
        book.file,
        book.sha256,
        tuple(outcome.match for outcome in outcomes if outcome.match is not None),
        opinions,
        concatenated_frames([part.tallies for part in parts], TALLY),
        sum(part.returned for part in parts),
        sum(part.no_opinion for part in parts),
        tuple(inquiry.questions),
        tuple(inquiry.findings),
        tuple(outcome.account for outcome in outcomes if outcome.account.rows),
        inquiry.given,
    )


def _is_of_no_text(found: Finding) -> bool:
    return found.rule == "opinions.empty" and found.place.sheet == PARAGRAPHS


def _workbook(path: Path, inquiry: Inquiry) -> OpenedWorkbook:
    """Return the grids of a file of any format; raises WorkbookError."""
    file, ending = path.name, PurePath(path.name).suffix.lower()
    if ending in DOCUMENTS:
        grids = read_docx(path)
        return OpenedWorkbook(file, hashlib.sha256(path.read_bytes()).hexdigest(), grids)
    data = _bytes(path)
    if ending not in (*WPS, *READABLE):
        raise WorkbookError(file, f"不认得{ending or '没有后缀'}这种文件", OTHERWISE)
    if ending in WPS:
        return _renamed(path, ".xls" if data.startswith(OLE) else ".xlsx")
    if ending in TEXTS:
        check_text(data, file)
        if len(data) > LARGEST_FILE:
            refuse_disguise(data, ending, file)
            return _large_text(data, path)
        if ending == PROSE and (prose := paragraphs_of(data, file, _is_claimed_by_site)):
            refuse_disguise(data, ending, file)
            return OpenedWorkbook(file, hashlib.sha256(data).hexdigest(), (prose,))
    book = read_workbook(path, file)
    if ending in ZIPPED and data.startswith(ZIP):
        note_formulas(data, file, inquiry)
    return book


def _bytes(path: Path) -> bytes:
    try:
        limit = LARGEST_TEXT if PurePath(path.name).suffix.lower() in TEXTS else LARGEST_FILE
        if path.stat().st_size > limit:
            raise WorkbookError(path.name, f"文件超过 {limit // 2**20} MB", "请分成几个文件再导入")
        data = path.read_bytes()
    except FileNotFoundError:
        raise WorkbookError(path.name, "没有这个文件", "请核对文件名和文件夹") from None
    except IsADirectoryError:
        raise WorkbookError(path.name, "是文件夹，不是文件", "请写里面的文件名，可以写几个") from None
    except OSError as error:
        raise WorkbookError(
            path.name, f"打不开（{error.strerror}）", "请关掉正在用它的程序，确认有权限读，再试一次"
        ) from None
    if not data.strip(b"\x00 \r\n\t"):
        raise WorkbookError(path.name, "是空文件，里面什么也没有", "请让报送的人重新发一份")
    return data


def _large_text(data: bytes, path: Path) -> OpenedWorkbook:
    """Return a text table that is larger than what the reader takes from an inbox."""
    grid = replace(read_delimited(data, path.name), sheet=path.stem)
    return OpenedWorkbook(path.name, hashlib.sha256(data).hexdigest(), (grid,))


def _renamed(path: Path, ending: str) -> OpenedWorkbook:
    """Return a workbook of WPS, read as the format that it is; its own name stays in all messages."""
    try:
        book = read_workbook(path, path.name + ending)
    except WorkbookError as error:
        raise WorkbookError(path.name, error.problem, error.remedy) from None
    grids = tuple(replace(grid, file=path.name) for grid in book.grids)
    findings = tuple(
        replace(finding, place=replace(finding.place, file=path.name)) for finding in book.findings
    )
    return replace(book, file=path.name, grids=grids, findings=findings)


def _whole(book: OpenedWorkbook) -> Place:
    return Place(book.file)
