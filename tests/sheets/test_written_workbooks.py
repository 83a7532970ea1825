"""Workbooks that the kit writes: text stays text, the same bytes every time, whole or not at all."""

import re
import zipfile
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from kit.model.fact import Place
from kit.model.finding import Finding, WriteError
from kit.sheets.writing.marked import write_marked
from kit.sheets.writing.workbook import SheetOut, write_workbook
from kit.text.dates import VagueDate
from kit.topics.kinds import sheet_kinds


def cells(path: Path, sheet: int = 0) -> list[list[Any]]:
    return [[cell.value for cell in row] for row in openpyxl.load_workbook(path).worksheets[sheet].rows]


@pytest.mark.parametrize("text", ["=1+1", "+86", "-3", "@name", "{=A1}", '=HYPERLINK("http://x")'])
def test_text_never_becomes_a_formula(tmp_path: Path, text: str) -> None:
    path = tmp_path / "表.xlsx"
    write_workbook(path, [SheetOut("表", ["话"], [[text]])])

    cell = openpyxl.load_workbook(path).worksheets[0]["A2"]

    assert (cell.value, cell.data_type) == (text, "s")


def test_every_type_of_the_kit_has_its_form(tmp_path: Path) -> None:
    path = tmp_path / "表.xlsx"
    row = [3, Fraction(1, 2), date(2009, 3, 30), VagueDate(2009, 3, "底"), True, ("甲", "乙"), None, "文"]
    write_workbook(path, [SheetOut("表", [f"列{at}" for at in range(8)], [row])])

    [_, read] = cells(path)

    assert read[:2] == [3, 0.5]
    assert read[2].date() == date(2009, 3, 30)
    assert read[3:] == ["2009年3月底", "是", "甲、乙", None, "文"]


def test_a_heading_is_bold_and_frozen_and_a_chinese_letter_counts_two(tmp_path: Path) -> None:
    path = tmp_path / "表.xlsx"
    write_workbook(path, [SheetOut("表", ["单位名称", "数"], [["abcd", 1]])])

    page = openpyxl.load_workbook(path).worksheets[0]

    assert page["A1"].font.bold
    assert page.freeze_panes == "A2"
    assert 10 <= page.column_dimensions["A"].width < 12
    assert 6 <= page.column_dimensions["B"].width < 8


def test_sheet_names_are_made_acceptable_and_unique(tmp_path: Path) -> None:
    path = tmp_path / "表.xlsx"
    write_workbook(
        path, [SheetOut(name, ["甲"], []) for name in ("专家/地点", "专家:地点", "长" * 40, "长" * 50)]
    )

    names = openpyxl.load_workbook(path).sheetnames

    assert names[:2] == ["专家_地点", "专家_地点（2）"]
    assert [len(name) for name in names[2:]] == [31, 30]


def test_a_text_longer_than_a_cell_is_cut_visibly(tmp_path: Path) -> None:
    path = tmp_path / "表.xlsx"
    write_workbook(path, [SheetOut("表", ["话"], [["长" * 40_000]])])

    text = cells(path)[1][0]

    assert text.endswith("……（太长，只留了前面的部分）")
    assert len(text) < 32_767


def said_times(path: Path) -> set[str]:
    """Return every time that a package says, of itself and of its parts."""
    with zipfile.ZipFile(path) as package:
        core = package.read("docProps/core.xml").decode()
        return {str(part.date_time) for part in package.infolist()} | set(
            re.findall(r">(\d{4}-[^<]*)<", core)
        )


def test_no_clock_gets_into_a_workbook(inbox: Any, tmp_path: Path) -> None:
    write_workbook(tmp_path / "一.xlsx", [SheetOut("表", ["甲"], [[1]])])
    write_marked(
        inbox.draw("表.xlsx", FORMS), [finding("表.xlsx", 2, "渠道")], tmp_path / "二.xlsx", sheet_kinds()
    )

    fixed = {"(1980, 1, 1, 0, 0, 0)", "2000-01-01T00:00:00Z"}
    assert said_times(tmp_path / "一.xlsx") == said_times(tmp_path / "二.xlsx") == fixed


def test_the_same_rows_give_the_same_bytes(tmp_path: Path) -> None:
    for name in ("一.xlsx", "二.xlsx"):
        write_workbook(tmp_path / name, [SheetOut("表", ["甲"], [[1], ["x"]])])

    assert (tmp_path / "一.xlsx").read_bytes() == (tmp_path / "二.xlsx").read_bytes()


def test_a_file_that_cannot_be_written_says_so_and_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.replace", full)

    with pytest.raises(WriteError, match="写不进去（No space left on device）"):
        write_workbook(tmp_path / "表.xlsx", [SheetOut("表", ["甲"], [])])
    assert list(tmp_path.iterdir()) == []


FORMS = "批次 渠道 发出份数 收回份数\n1 机关 50 约40\n2 企业 30 20"


def finding(name: str, row: int | None, column: str | None, sheet: str | None = "表") -> Finding:
    return Finding(
        "reading.count", "error", Place(name, sheet, row, column), "“约40”不是确切的数", "请填准确"
    )


@pytest.mark.parametrize("ending", ["xlsx", "xls", "ods", "csv"])
def test_the_faulty_cell_of_any_format_is_coloured_with_problem_and_remedy(
    inbox: Any, tmp_path: Path, ending: str
) -> None:
    source = inbox.draw(f"表.{ending}", FORMS)

    target = write_marked(
        source, [finding(source.name, 2, "收回份数")], tmp_path / "checked" / source.name, sheet_kinds()
    )

    page = openpyxl.load_workbook(target).worksheets[0]
    assert target.suffix == ".xlsx"
    assert page["D2"].value == "约40"
    assert page["D2"].fill.start_color.rgb == "00FFC7CE"
    assert page["D2"].comment.text == "要改：“约40”不是确切的数。请填准确。"
    assert page["D3"].comment is None


def test_a_column_under_another_heading_and_below_a_title_is_found(inbox: Any, tmp_path: Path) -> None:
    source = inbox.draw("表.xlsx", FORMS, top=3, left=2)

    target = write_marked(source, [finding("表.xlsx", 4, "发放份数")], tmp_path / "表.xlsx", sheet_kinds())

    assert openpyxl.load_workbook(target).worksheets[0]["D4"].comment


def test_findings_without_a_cell_go_to_the_row_the_sheet_and_the_list(inbox: Any, tmp_path: Path) -> None:
    source = inbox.draw("表.xlsx", FORMS)
    found = [
        finding("表.xlsx", 3, None),
        finding("表.xlsx", None, None),
        finding("表.xlsx", None, None, None),
    ]
    others = [finding("别的.xlsx", 2, "收回份数")]

    target = write_marked(source, [*found, *others], tmp_path / "表.xlsx", sheet_kinds())

    book = openpyxl.load_workbook(target)
    assert book.worksheets[0]["A3"].comment
    assert book.worksheets[0]["A1"].comment
    assert book.worksheets[0]["D2"].comment is None
    assert len(list(book["检查说明"].rows)) == 4


def test_a_fault_in_a_merged_cell_is_marked_at_its_corner(inbox: Any, tmp_path: Path) -> None:
    source = inbox.draw("表.xlsx", FORMS, merged=["B2:B3"])

    target = write_marked(source, [finding("表.xlsx", 3, "渠道")], tmp_path / "表.xlsx", sheet_kinds())

    assert openpyxl.load_workbook(target).worksheets[0]["B2"].comment


def test_a_file_that_cannot_be_read_gives_a_copy_with_the_list_alone(inbox: Any, tmp_path: Path) -> None:
    source = inbox.put("坏.xlsx", b"")

    target = write_marked(source, [finding("坏.xlsx", None, None, None)], tmp_path / "坏.xlsx", sheet_kinds())

    assert openpyxl.load_workbook(target).sheetnames == ["检查说明"]


def test_a_marked_copy_holds_no_formulas_and_is_the_same_bytes_every_time(inbox: Any, tmp_path: Path) -> None:
    source = inbox.draw("表.csv", FORMS.replace("企业", "=1+1"))
    found = [finding("表.csv", 2, "收回份数", "表")]

    one, two = (
        write_marked(source, found, tmp_path / name, sheet_kinds()) for name in ("一.xlsx", "二.xlsx")
    )

    assert openpyxl.load_workbook(one).worksheets[0]["B3"].data_type == "s"
    assert one.read_bytes() == two.read_bytes()


def test_a_marked_copy_put_back_into_the_inbox_is_read_like_the_original(inbox: Any) -> None:
    source = inbox.draw("表.xlsx", FORMS)
    before = inbox.read()

    write_marked(source, before.findings, source, sheet_kinds())

    assert [str(f) for f in inbox.read().findings] == [str(f) for f in before.findings]
