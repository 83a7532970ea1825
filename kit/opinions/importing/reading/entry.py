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
from kit.opinions.importing.reading.one_sheet import read_grid
from kit.opinions.importing.reading.plain_text import paragraphs_of
from kit.sheets.reading.delimited import read_delimited
from kit.sheets.reading.disguise import refuse_disguise
from kit.sheets.reading.grid import Workbook
from kit.sheets.reading.workbook import OLE, READABLE, TEXTS, ZIP, read_workbook

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from kit.nouns.campaign import Campaign

ZIPPED = (".xlsx", ".xlsm")
LARGEST_FILE = 200 * 2**20  # bytes; what the reader takes from an inbox
LARGEST_TEXT = 2**30  # bytes of a text table: a million opinions are a quarter of it
DOCUMENTS = (".docx", ".doc", ".wps")
PROSE = ".txt"  # minutes as often as a table
OTHERWISE = "请打开它，是文字的另存为 .docx 或 .txt，是表格的另存为 .xlsx，再导入；压缩包先解开"
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
        for told, part in read_grid(grid, campaign, inquiry):
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
    if ending in DOCUMENTS:
        grids = read_docx(path)
        return Workbook(file, hashlib.sha256(path.read_bytes()).hexdigest(), grids)
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
        if ending == PROSE and (prose := paragraphs_of(data, file)):
            refuse_disguise(data, ending, file)
            return Workbook(file, hashlib.sha256(data).hexdigest(), (prose,))
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
