"""Text tables (.csv .txt .tsv) in whatever encoding the office machine wrote."""

import codecs
import csv
import io

from kit.model.finding import WorkbookError
from kit.sheets.grid import Grid, RawCell
from kit.sheets.package import LARGE_REMEDY, LARGEST_AREA

MARKED = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
DELIMITERS = ",\t;|，"
SAMPLE_LINES = 20
LONGEST_CELL = 10_000_000


def read_delimited(data: bytes, file: str) -> Grid:
    """Return the one sheet of a text table; rows are numbered as Excel shows them.

    Merged and hidden cells do not exist in such a file. Raises WorkbookError if it is no text.
    """
    text = decoded(data, file)
    delimiter = delimiter_of(text)
    csv.field_size_limit(LONGEST_CELL)
    if text.startswith("sep="):
        text = text.partition("\n")[2]
    try:
        rows: list[list[RawCell]] = [
            list(row) for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
        ]
    except csv.Error as error:
        raise WorkbookError(file, f"不是完整的文本表格（{error}）", "请用 WPS 打开，另存为 .xlsx") from None
    width = max(map(len, rows), default=0)
    if len(rows) * width > LARGEST_AREA:
        raise WorkbookError(file, f"表太大：最后一格在第{len(rows)}行第{width}列", LARGE_REMEDY)
    return Grid(file, "", [row + [""] * (width - len(row)) for row in rows])


def decoded(data: bytes, file: str) -> str:
    """Return the text of a file in UTF-8, UTF-16 or GB18030; raises WorkbookError."""
    for encoding in _encodings(data):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise WorkbookError(file, "文字编码认不出来", "请用 WPS 打开，另存为 .xlsx")


def _encodings(data: bytes) -> tuple[str, ...]:
    for mark, encoding in MARKED:
        if data.startswith(mark):
            return (encoding,)
    head = data[:2000]
    if b"\x00" in head:
        return ("utf-16-le",) if head[1::2].count(0) >= head[::2].count(0) else ("utf-16-be",)
    return ("utf-8", "gb18030")


def delimiter_of(text: str) -> str:
    r"""Return what stands between the cells: the mark that the same number of times splits most lines.

    >>> delimiter_of("单位\t份数\n财政局\t12\n")
    '\t'
    """
    lines = [line for line in text.splitlines()[:SAMPLE_LINES] if line.strip()]
    if lines and lines[0].startswith("sep="):
        return lines[0][4:5] or ","
    counts = {mark: [line.count(mark) for line in lines] for mark in DELIMITERS}
    best = max(DELIMITERS, key=lambda mark: (sum(map(bool, counts[mark])), sum(counts[mark])), default=",")
    return best if any(counts[best]) else ","
