"""One export in every format that a survey site, Excel or WPS saves: the same opinions each time."""

import struct
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
import xlwt
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P

from kit.model.campaign import Campaign
from kit.opinions.importing.entry import read_export

Writes = Callable[..., Path]
Rows = Sequence[Sequence[str]]
SITE = ("序号", "提交答卷时间", "所用时间", "来源", "来源详情", "来自IP")
ROWS = [
    [*SITE, "1、您关心哪些工作", "2、您的意见和建议"],
    [
        "1",
        "2009/4/6 9:05:01",
        "50秒",
        "微信",
        "N/A",
        "10.0.0.1(广西-柳州)",
        "提案┋调研",
        "𠮷祥路㙍下段积水\n一下雨就淹",
    ],
    ["2", "2009/4/6 9:06:02", "40秒", "微信", "N/A", "10.0.0.2(广西-柳州)", "提案", "无"],
    ["3", "2009/4/6 9:07:03", "45秒", "链接", "N/A", "10.0.0.3(广西-柳州)", "调研", "=会议太多"],
]


def as_xls(path: Path, rows: Rows) -> None:
    """Write the old format of Excel."""
    book = xlwt.Workbook()
    page = book.add_sheet("Sheet1")
    for row, cells in enumerate(rows):
        for column, cell in enumerate(cells):
            page.write(row, column, cell)
    book.save(str(path))


def as_ods(path: Path, rows: Rows) -> None:
    """Write an OpenDocument spreadsheet; a line break is a paragraph of its own."""
    book = OpenDocumentSpreadsheet()
    page = Table(name="Sheet1")
    for cells in rows:
        line = TableRow()
        for cell in cells:
            box = TableCell(valuetype="string")
            for part in cell.split("\n"):
                box.addElement(P(text=part))
            line.addElement(box)
        page.addElement(line)
    book.spreadsheet.addElement(page)
    book.save(str(path))


def record(kind: int, data: bytes = b"") -> bytes:
    """Return one record of a binary workbook (MS-XLSB 2.1.4)."""
    number = bytes([kind]) if kind < 128 else bytes([kind & 0x7F | 0x80, kind >> 7])
    size, length = len(data), b""
    while size > 0x7F:
        length, size = length + bytes([size & 0x7F | 0x80]), size >> 7
    return number + length + bytes([size]) + data


def wide(text: str) -> bytes:
    """Return a text as a binary workbook holds it: number of UTF-16 units, then the units."""
    data = text.encode("utf-16-le")
    return struct.pack("<I", len(data) // 2) + data


def as_xlsb(path: Path, rows: Rows) -> None:
    """Write a binary workbook of Excel, texts in their cells."""
    told = record(129) + record(148, struct.pack("<4I", 0, len(rows) - 1, 0, len(rows[0]) - 1)) + record(145)
    for number, cells in enumerate(rows):
        told += record(0, struct.pack("<IIHBBBII", number, 0, 300, 0, 0, 0, 0, 0))
        told += b"".join(record(6, struct.pack("<II", at, 0) + wide(cell)) for at, cell in enumerate(cells))
    told += record(146) + record(130)
    sheet = record(156, struct.pack("<II", 0, 1) + wide("rId1") + wide("Sheet1"))
    kinds = "http://schemas.openxmlformats.org/package/2006/content-types"
    links = "http://schemas.openxmlformats.org/package/2006/relationships"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

    def relation(kind: str, target: str) -> str:
        told = f'<Relationship Id="rId1" Type="{office}/{kind}" Target="{target}"/>'
        return f'<Relationships xmlns="{links}">{told}</Relationships>'

    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", f'<Types xmlns="{kinds}"/>')
        package.writestr("_rels/.rels", relation("officeDocument", "xl/workbook.bin"))
        package.writestr("xl/_rels/workbook.bin.rels", relation("worksheet", "worksheets/sheet1.bin"))
        package.writestr("xl/workbook.bin", record(131) + record(143) + sheet + record(144) + record(132))
        package.writestr("xl/worksheets/sheet1.bin", told)


@pytest.mark.parametrize(
    ("name", "write"),
    [("问卷.xls", as_xls), ("问卷.et", as_xls), ("问卷.ods", as_ods), ("问卷.xlsb", as_xlsb)],
)
def test_the_same_export_gives_the_same_opinions_in_every_format_of_workbooks(
    tmp_path: Path, campaign: Campaign, name: str, write: Callable[[Path, Rows], None]
) -> None:
    path = tmp_path / name
    write(path, ROWS)

    expect_same(path, campaign)


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8", "utf-8-sig", "utf-16", "utf-16-be"])
def test_the_same_export_gives_the_same_opinions_in_every_encoding_of_a_text_table(
    text_file: Writes, campaign: Campaign, encoding: str
) -> None:
    expect_same(text_file("问卷.csv", ROWS, encoding), campaign)


def test_a_workbook_gives_them_too(xlsx: Writes, campaign: Campaign) -> None:
    expect_same(xlsx("问卷.xlsx", ROWS), campaign)


def expect_same(path: Path, campaign: Campaign) -> None:
    """Check shape, opinions word for word, days, rows, sheets and tallies."""
    export = read_export(path, campaign)

    assert export.recognised[0].shape == "问卷星（按选项文本）"
    assert list(export.opinions["原文"]) == [ROWS[1][-1], ROWS[3][-1]]
    assert list(export.opinions["来源行"]) == [2, 4]
    assert set(export.opinions["登记日"]) == {"2009-04-06"}
    assert (export.returned, export.no_opinion) == (3, 1)
    counted = dict(zip(export.tallies["选项"], export.tallies["次数"], strict=True))
    assert counted == {"提案": 2, "调研": 2}
