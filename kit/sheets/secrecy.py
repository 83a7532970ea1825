"""State secrets that came by mistake: a file marked as one stops the run, for no such machine may hold it.

Looked at are the file's name, its cells, its headers and footers, text boxes, comments and properties; of a
document its paragraphs too. What is found is said with its place; nothing else of the file is shown.
"""

from __future__ import annotations

import html
import re
from pathlib import PurePath
from typing import TYPE_CHECKING

from kit.model.fact import Place
from kit.model.finding import Finding, WorkbookError
from kit.sheets.package import WorkbookPackage
from kit.text.privacy.secrecy import LEVEL_HEADING, is_bare_level, secrecy_in_name, secrecy_marking

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from kit.sheets.grid import Grid

RULE = "secrecy.marked"
REMEDY = "这台机器不能存放和处理涉密文件：不要复制、转发，请马上报告保密工作机构，由他们来取走"
ZIPS = (".xlsx", ".xlsm", ".xlsb", ".ods", ".docx", ".docm")
PARTS = re.compile(
    r"docProps/.*\.xml|meta\.xml|styles\.xml|word/(?:document|header\d*|footer\d*|comments|footnotes)\.xml|"
    r"xl/(?:comments\d*|drawings/drawing\d+|worksheets/sheet\d+)\.xml"
)
SHEET_PART = re.compile(r"xl/worksheets/")
NAMES = {"docProps": "属性", "meta": "属性", "styles": "页眉", "header": "页眉", "footer": "页脚"}
HEADER = re.compile(rb"<(?:odd|even|first)(?:Header|Footer)>(.*?)</", re.DOTALL)
CODES = re.compile(r'&(?:"[^"]*"|\d+|K[0-9A-Fa-f]{6}|[A-Za-z])')
LINES = re.compile(r"</(?:w:p|a:p|text:p|text:h|vt:\w+|dc:\w+|cp:\w+|meta:[\w-]+|[A-Z]\w+)>|<w:br/>|\n")
TAGS = re.compile(r"<[^>]*>")
CUE = "密".encode()
LARGEST = 2**20  # bytes of a part that are looked at
LONE = 2  # filled cells of a row that is no row of data
FEW = 20  # rows in which headings stand


def marked_files(files: Iterable[tuple[Path, str]]) -> Iterator[Finding]:
    """Yield a finding on each file that is marked as secret outside its cells; unreadable ones are not."""
    for path, name in files:
        if found := secrecy_in_name(PurePath(name).stem):
            yield _finding(Place(name), f"文件名里有“{found.strip()}”")
        elif path.suffix.lower() in ZIPS and path.is_file() and not path.is_symlink():
            yield from _marked_parts(path, name)


def marked_cells(grid: Grid) -> Iterator[Finding]:
    """Yield a finding on the first cell of a sheet that marks its document as secret.

    A level by itself among data is a word; on a row of its own, or under the heading 密级, it is a marking.
    """
    levels = _level_columns(grid)
    for number, row in enumerate(grid.rows, grid.first_row):
        said = [(at, cell) for at, cell in enumerate(row) if isinstance(cell, str) and "密" in cell]
        if not said:
            continue
        is_lone = sum(cell not in (None, "") for cell in row) <= LONE
        for at, cell in said:
            found = next(filter(None, map(secrecy_marking, cell.splitlines())), "")
            if found and (at in levels or is_lone or not is_bare_level(cell)):
                yield _finding(Place(grid.file, grid.sheet or None, number), f"这一行有“{found}”")
                return


def refuse_secrets(found: Sequence[Finding]) -> None:
    """Raise WorkbookError, with every place, if there is a marking of secrecy among the findings."""
    marked = [finding for finding in found if finding.rule == RULE]
    if marked:
        rest = "".join(f"；{finding.place}：{finding.problem}" for finding in marked[1:])
        raise WorkbookError(marked[0].place, f"{marked[0].problem}{rest}", REMEDY)


def _level_columns(grid: Grid) -> set[int]:
    return {
        at
        for row in grid.rows[:FEW]
        for at, cell in enumerate(row)
        if isinstance(cell, str) and LEVEL_HEADING.fullmatch(cell.strip())
    }


def _marked_parts(path: Path, name: str) -> Iterator[Finding]:
    try:
        package = WorkbookPackage(path.read_bytes(), name)
        for part in sorted(filter(PARTS.fullmatch, package.names)):
            for line in _lines(part, package.pieces(part)):
                if found := secrecy_marking(line):
                    yield _finding(Place(name), f"{_where(part)}里有“{found}”")
                    return
    except (WorkbookError, OSError):
        return  # whoever reads the file says so


def _lines(part: str, pieces: Iterator[bytes]) -> Iterator[str]:
    """Yield the lines of text of a part; of a worksheet only its headers and footers."""
    is_sheet = bool(SHEET_PART.match(part))
    data = _last(pieces) if is_sheet else _first(pieces)
    if CUE not in data and b"&#" not in data:
        return
    if is_sheet:
        for found in HEADER.findall(data):
            yield from CODES.sub("\n", html.unescape(found.decode("utf-8", "replace"))).split("\n")
        return
    for line in LINES.split(data.decode("utf-8", "replace")):
        yield html.unescape(TAGS.sub("", line))


def _first(pieces: Iterator[bytes]) -> bytes:
    """Return the beginning of a part, where a document is marked."""
    data = b""
    for piece in pieces:
        data += piece
        if len(data) > LARGEST:
            break
    return data


def _last(pieces: Iterator[bytes]) -> bytes:
    """Return the end of a part, where a worksheet has its headers and footers."""
    data = b""
    for piece in pieces:
        data = (data + piece)[-LARGEST:]
    return data


def _where(part: str) -> str:
    if SHEET_PART.match(part):
        return "页眉页脚"
    return next(
        (said for word, said in NAMES.items() if word in part), "正文" if "word/" in part else "批注或图形"
    )


def _finding(place: Place, said: str) -> Finding:
    return Finding(RULE, "error", place, f"{said}，像是国家秘密的标志，没有再读下去", REMEDY)
