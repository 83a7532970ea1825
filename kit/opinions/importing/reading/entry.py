"""Reading an export of any shape: what it was taken for and why, what it gave, what must be asked."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import PurePath
from typing import TYPE_CHECKING

from kit.nouns.errors import WorkbookError
from kit.nouns.place import Place
from kit.opinions.importing.reading.docx import read_docx
from kit.opinions.importing.reading.doubtful import note_doubtful
from kit.opinions.importing.reading.export import COLUMNS, TALLY, Export, Part, Recognised, joined
from kit.opinions.importing.reading.guard import check_text, note_formulas
from kit.opinions.importing.reading.inquiry import Inquiry
from kit.opinions.importing.reading.records import TEXT, channel_of, mapped, plain_records, read_records
from kit.opinions.importing.reading.shape import Shape, all_shapes
from kit.opinions.importing.reading.table import RawTable, readings
from kit.sheets.reading.delimited import read_delimited
from kit.sheets.reading.disguise import refuse_disguise
from kit.sheets.reading.grid import Workbook
from kit.sheets.reading.recognise import OWN_NOTES
from kit.sheets.reading.workbook import OLE, TEXTS, ZIP, read_workbook

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from kit.nouns.campaign import Campaign
    from kit.sheets.reading.grid import Grid

GENERAL = 60  # shapes from this rank on are tried only when no other shape knows any row for its heading
IGNORE = "忽略"
ZIPPED = (".xlsx", ".xlsm")
LARGEST_FILE = 200 * 2**20  # bytes; what the reader takes from an inbox
LARGEST_TEXT = 2**30  # bytes of a text table: a million opinions are a quarter of it
DOCUMENTS = (".docx", ".doc", ".wps")
WPS = (".et", ".ett")  # WPS's own endings for the formats of .xls and .xlsx


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
    recognised: list[Recognised] = []
    parts: list[Part] = []
    for grid in book.grids:
        for told, part in _read_grid(grid, campaign, inquiry):
            recognised.append(told)
            parts.append(part)
    opinions = joined([part.opinions for part in parts], COLUMNS)
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
        tuple(recognised),
        opinions,
        joined([part.tallies for part in parts], TALLY),
        sum(part.returned for part in parts),
        sum(part.no_opinion for part in parts),
        tuple(inquiry.questions),
        tuple(inquiry.findings),
        inquiry.given,
    )


def _workbook(path: Path, inquiry: Inquiry) -> Workbook:
    """Return the grids of a file of any format; raises WorkbookError."""
    file, ending = path.name, PurePath(path.name).suffix.lower()
    data = _bytes(path)
    if ending in DOCUMENTS:
        return Workbook(file, hashlib.sha256(data).hexdigest(), read_docx(data, file))
    if ending in WPS:
        return _renamed(path, ".xls" if data.startswith(OLE) else ".xlsx")
    if ending in TEXTS:
        check_text(data, file)
        if len(data) > LARGEST_FILE:
            refuse_disguise(data, ending, file)
            return _large_text(data, path)
    book = read_workbook(path, file)
    if ending in ZIPPED and data.startswith(ZIP):
        note_formulas(data, file, inquiry)
    return book


def _bytes(path: Path) -> bytes:
    try:
        limit = LARGEST_TEXT if PurePath(path.name).suffix.lower() in TEXTS else LARGEST_FILE
        if path.stat().st_size > limit:
            raise WorkbookError(path.name, f"文件超过 {limit // 2**20} MB", "请分成几个文件再导入")
        return path.read_bytes()
    except FileNotFoundError:
        raise WorkbookError(path.name, "没有这个文件", "请核对文件名和文件夹") from None
    except OSError as error:
        raise WorkbookError(
            path.name, f"打不开（{error.strerror}）", "请关掉正在用它的程序，确认有权限读，再试一次"
        ) from None


def _large_text(data: bytes, path: Path) -> Workbook:
    """Return a text table that is larger than what the reader takes from an inbox."""
    grid = replace(read_delimited(data, path.name), sheet=path.stem)
    return Workbook(path.name, hashlib.sha256(data).hexdigest(), (grid,))


def _renamed(path: Path, ending: str) -> Workbook:
    """Return a workbook of WPS, read as the format that it is; its own name stays in all messages."""
    try:
        book = read_workbook(path, path.name + ending)
    except WorkbookError as error:
        raise WorkbookError(path.name, error.problem, error.remedy) from None
    grids = tuple(replace(grid, file=path.name) for grid in book.grids)
    findings = tuple(replace(found, place=replace(found.place, file=path.name)) for found in book.findings)
    return replace(book, file=path.name, grids=grids, findings=findings)


def _whole(book: Workbook) -> Place:
    return Place(book.file)


def _read_grid(grid: Grid, campaign: Campaign, inquiry: Inquiry) -> Iterator[tuple[Recognised, Part]]:
    place = Place(grid.file, grid.sheet or None)
    wanted = inquiry.said("识别", place)
    if wanted == IGNORE or grid.is_empty() or grid.sheet in OWN_NOTES:
        return
    found = _recognised(grid, wanted)
    if found is None:
        yield from _asked(grid, campaign, inquiry)
        return
    shape, table, why = found
    if not table.body:
        inquiry.note(
            "warning",
            place,
            f"认出是“{shape.name}”，只有列名，没有内容",
            "请核对是不是空表",
            "opinions.empty",
        )
        return
    part = shape.read(table, campaign, inquiry)
    if not len(part.opinions) and not len(part.tallies) and not inquiry.questions:
        _note_nothing(place, shape, part, inquiry)
    yield Recognised(place, shape.name, why, len(part.opinions), part.returned), part


def _note_nothing(place: Place, shape: Shape, part: Part, inquiry: Inquiry) -> None:
    said = f"收回 {part.returned} 份都没有意见" if part.returned else "里面没有一条意见"
    inquiry.note("warning", place, f"认出是“{shape.name}”，{said}", "请核对是不是空表", "opinions.empty")


def _recognised(grid: Grid, wanted: str | None) -> tuple[Shape, RawTable, str] | None:
    """Return shape, table and reason; the shapes that know their headings before the general ones."""
    tables = list(readings(grid))
    shapes = [shape for shape in all_shapes() if wanted is None or wanted == shape.name]
    for chosen in ([s for s in shapes if s.rank < GENERAL], [s for s in shapes if s.rank >= GENERAL]):
        for table in tables:
            for shape in chosen:
                if why := shape.claim(table):
                    return shape, table, why
    return None


def _asked(grid: Grid, campaign: Campaign, inquiry: Inquiry) -> Iterator[tuple[Recognised, Part]]:
    """Ask which column holds the opinions; read the sheet as a long table once that is known."""
    table = max(readings(grid), key=lambda table: sum(1 for label in table.labels if label))
    place, headed = table.place(), tuple(label for label in table.labels if label)
    if not table.body:
        inquiry.note(
            "warning", place, "只有一行，认不出是什么，没有读", "请核对文件", "opinions.unrecognised"
        )
        return
    longest = max(headed, key=lambda label: _mean_length(table, table.labels.index(label)))
    proposal = longest if _mean_length(table, table.labels.index(longest)) else ""
    answer = inquiry.ask(
        "原文列",
        place,
        f"认不出是哪一种导出。列名是：{'、'.join(headed[:12])}。哪一列是意见原文",
        proposal,
        (*headed, IGNORE),
        "这张表",
    )
    channel = channel_of(table, inquiry) if answer and answer != IGNORE else None
    if answer is None or channel is None:
        return
    found = {**mapped(table.labels), TEXT: table.labels.index(answer)}
    found = {name: at for name, at in found.items() if name == TEXT or at != found[TEXT]}
    part = read_records(table, plain_records(table, found), channel, campaign, inquiry)
    yield Recognised(place, "照答复", f"“{answer}”列是意见", len(part.opinions), part.returned), part


def _mean_length(table: RawTable, column: int) -> float:
    cells = table.peek(column)
    return sum(map(len, cells)) / len(cells) if cells else 0.0
