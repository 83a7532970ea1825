"""What lies in the inbox and is no file of its own is named, never followed, never waited for."""

import os
from pathlib import Path
from typing import Any

import pytest
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P

from kit.files.document import read_document
from kit.model.finding import KitError, WorkbookError
from kit.model.settings import read_settings
from kit.sheets import delimited
from kit.sheets.grid import Unstored
from kit.sheets.opening import read_workbook

FORMS = "批次 渠道 发放份数 收回份数\n1 机关 50 40"
PIPES = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes on this system")


def said(inbox: Any) -> dict[str, str]:
    """Return the problem of each file that was not read."""
    return {f.place.file: f.problem for f in inbox.read().findings if f.rule == "reading.unreadable"}


def put_outside(inbox: Any, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a sound workbook that lies elsewhere."""
    sound = inbox.draw("好.xlsx", FORMS)
    outside = tmp_path_factory.mktemp("别处") / "好.xlsx"
    sound.rename(outside)
    return outside


def test_links_to_files_and_folders_are_named_and_not_followed(
    inbox: Any, tmp_path_factory: pytest.TempPathFactory
) -> None:
    outside = put_outside(inbox, tmp_path_factory)
    folder = inbox.put("甲.csv", b"").parent
    (folder / "甲.csv").unlink()
    (folder / "链接.xlsx").symlink_to(outside)
    (folder / "夹").symlink_to(outside.parent)
    (folder / "断.xlsx").symlink_to(outside.parent / "没有")

    assert set(said(inbox)) == {"链接.xlsx", "夹", "断.xlsx"}
    assert all("没有跟过去读" in problem for problem in said(inbox).values())
    assert inbox.rows("opinion_forms") == []


def test_a_link_to_a_file_of_the_inbox_itself_is_named_and_counted_once(inbox: Any) -> None:
    sound = inbox.draw("好.xlsx", FORMS)
    (sound.parent / "又一个.xlsx").symlink_to(sound)

    assert said(inbox) == {"又一个.xlsx": "是指向别处的链接，没有跟过去读"}
    assert len(inbox.rows("opinion_forms")) == 1


@PIPES
def test_a_pipe_is_named_and_never_waited_for(inbox: Any) -> None:
    folder = inbox.draw("好.xlsx", FORMS).parent
    os.mkfifo(folder / "管道.xlsx")

    assert said(inbox) == {"管道.xlsx": "是管道或设备，不是文件，没有读"}
    assert len(inbox.rows("opinion_forms")) == 1


@PIPES
@pytest.mark.parametrize("ending", [".xlsx", ".xls", ".ods", ".csv", ".docx", ".toml"])
def test_every_reader_refuses_a_pipe_in_the_same_words(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"管道{ending}"
    os.mkfifo(path)
    readers: dict[str, Any] = {".docx": read_document, ".toml": read_settings}
    read = readers.get(ending, lambda path: read_workbook(path, path.name))

    with pytest.raises(KitError, match="是文件夹、管道或设备，不是文件"):
        read(path)


def ods(path: Path, *cells: TableCell) -> Path:
    """Write an .ods with one row of cells."""
    book, table, row = OpenDocumentSpreadsheet(), Table(name="表"), TableRow()
    for cell in cells:
        row.addElement(cell)
    table.addElement(row)
    book.spreadsheet.addElement(table)
    book.save(str(path))
    return path


def test_percentages_of_an_ods_read_as_those_of_an_xlsx(tmp_path: Path) -> None:
    cell = TableCell(valuetype="percentage", value=0.375, numbercolumnsrepeated=2)
    cell.addElement(P(text="38%"))

    half = TableCell(valuetype="float", value=0.5)
    [grid] = read_workbook(ods(tmp_path / "表.ods", cell, half), "表.ods").grids

    assert grid.rows == [["37.5%", "37.5%", 0.5]]


@pytest.mark.parametrize(
    "said",
    [{"valuetype": "percentage", "value": 0.375}, {"formula": "of:=[.A1]"}],
    ids=["a percentage", "a formula without value"],
)
def test_a_cell_repeated_without_end_is_refused(tmp_path: Path, said: dict[str, Any]) -> None:
    cell = TableCell(numbercolumnsrepeated=2_000_000, **said)

    with pytest.raises(WorkbookError, match="太大"):
        read_workbook(ods(tmp_path / "表.ods", cell), "表.ods")


def test_a_formula_to_another_file_that_has_no_value_is_named_and_known_for_unstored(tmp_path: Path) -> None:
    link = TableCell(formula="of:=['file:///c:/别处.ods'#$表.A1]")
    number = TableCell(valuetype="float", value=1)

    workbook = read_workbook(ods(tmp_path / "表.ods", number, link), "表.ods")

    assert [found.rule for found in workbook.findings] == ["reading.links"]
    assert isinstance(workbook.grids[0].rows[0][1], Unstored)


def test_a_reference_to_another_file_is_named_in_an_ods_too(tmp_path: Path) -> None:
    formula = "of:=['file:///c:/别处.ods'#$表.A1]"
    link = TableCell(valuetype="float", value=1, formula=formula)
    page = TableCell(valuetype="string", formula='of:=HYPERLINK("http://a.example/")')

    workbook = read_workbook(ods(tmp_path / "表.ods", page, link), "表.ods")

    assert [(f.rule, f.place.row) for f in workbook.findings] == [("reading.links", 1)]
    assert read_workbook(ods(tmp_path / "二.ods", page), "二.ods").findings == ()


def test_a_text_table_that_is_too_large_is_refused_as_any_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(delimited, "LARGEST_AREA", 50)
    path = tmp_path / "表.csv"
    path.write_text("a,b,c,d,e,f\n" * 10, encoding="utf-8")

    with pytest.raises(WorkbookError, match="表太大：最后一格在第10行第6列"):
        read_workbook(path, "表.csv")
