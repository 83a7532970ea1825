"""Formulas that whoever wrote the file never computed, and formulas that refer to another file."""

import io
import zipfile
from collections.abc import Callable
from typing import Any

import pytest
import xlwt
from hypothesis import given
from hypothesis import strategies as st
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P
from openpyxl import Workbook
from openpyxl.workbook.defined_name import DefinedName

from kit.model.campaign import Campaign
from kit.model.counting import counted
from kit.model.fact import Facts
from kit.sheets.xls import details_of_xls
from kit.topics import visits

Said = Callable[..., list[str]]
HEADINGS = ["日期", "领导", "对象类型", "对象名称", "收集意见条数"]
NAMED = (
    "走访.xlsx「{}」第3行“收集意见条数”列：公式“=SUM(1,2)”没有存下算出来的数。"
    "请用 Excel 或 WPS 打开这个文件，存一次盘再放进来，或直接填数。"
)


def with_openpyxl(inbox: Any, formula: str = "=SUM(1,2)") -> Workbook:
    book = Workbook()
    page = book.active
    page.title = "表"
    page.append(HEADINGS)
    page.append(["2009-4-1", "张某", "社区", "东街", 2])
    page.append(["2009-4-2", "张某", "社区", "西街", formula])
    page.append(["2009-4-3", "张某", "社区", "南街", 1])
    book.save(inbox.path("走访.xlsx"))
    return book


def with_xlsxwriter(inbox: Any) -> None:
    rows = ["2009-4-1 张某 社区 东街 2", "2009-4-2 张某 社区 西街 =SUM(1,2)", "2009-4-3 张某 社区 南街 1"]
    inbox.draw("走访.xlsx", "\n".join([" ".join(HEADINGS), *rows]))


@pytest.mark.parametrize("write", [with_openpyxl, with_xlsxwriter])
def test_a_formula_without_a_value_is_named_with_its_cure_and_its_sum_is_unknown(
    inbox: Any, said: Said, campaign: Campaign, write: Callable[[Any], None]
) -> None:
    write(inbox)

    reading = inbox.read()
    facts = Facts(counted(visits.FACTS, reading.sheets, campaign))

    assert said(reading.findings) == [NAMED.format("表")]
    assert facts["visits.times"].value == 3
    assert "visits.opinions" not in facts  # never 3


def ods_cell(cell: Any) -> TableCell:
    """Return a cell of an .ods: =SUM(1;2) a formula without a value, 50% a percentage, else what it says."""
    if isinstance(cell, str) and cell.startswith("="):
        return TableCell(formula=f"of:{cell}")
    if isinstance(cell, str) and cell.endswith("%"):
        made = TableCell(valuetype="percentage", value=float(cell[:-1]) / 100)
        made.addElement(P(text=cell))
        return made
    made = (
        TableCell(valuetype="string") if isinstance(cell, str) else TableCell(valuetype="float", value=cell)
    )
    made.addElement(P(text=str(cell)))
    return made


def with_odfpy(inbox: Any, cell: str) -> None:
    book, table = OpenDocumentSpreadsheet(), Table(name="表")
    rows = [["2009-4-1", "张某", "社区", "东街", 2], ["2009-4-2", "张某", "社区", "西街", cell]]
    for row in [HEADINGS, *rows, ["2009-4-3", "张某", "社区", "南街", 1]]:
        line = TableRow()
        for each in row:
            line.addElement(ods_cell(each))
        table.addElement(line)
    book.spreadsheet.addElement(table)
    book.save(str(inbox.path("走访.ods")))


def test_a_formula_without_a_value_is_named_in_an_ods_too(inbox: Any, said: Said, campaign: Campaign) -> None:
    with_odfpy(inbox, "=SUM(1;2)")

    reading = inbox.read()
    facts = Facts(counted(visits.FACTS, reading.sheets, campaign))

    assert said(reading.findings) == [
        NAMED.format("表").replace("走访.xlsx", "走访.ods").replace("SUM(1,2)", "SUM(1;2)")
    ]
    assert "visits.opinions" not in facts


def test_a_percentage_where_a_count_is_asked_is_named_as_it_is_shown_in_an_ods_too(
    inbox: Any, said: Said
) -> None:
    with_odfpy(inbox, "50%")

    [found] = said(inbox.read().findings)

    assert "走访.ods「表」第3行“收集意见条数”列" in found
    assert "50%" in found


def test_errors_and_percentages_are_named_in_an_xls_too(inbox: Any, said: Said) -> None:
    book = xlwt.Workbook()
    page = book.add_sheet("表")
    percent = xlwt.easyxf(num_format_str="0.0%")
    for row, cells in enumerate([HEADINGS, *(["2009-4-1", "张某", "社区", f"{n}街"] for n in range(6))]):
        for at, cell in enumerate(cells):
            page.write(row, at, cell)
    page.write(1, 4, 2)
    page.row(2).set_cell_error(4, "#DIV/0!")
    page.write(3, 4, 0.5, percent)
    page.write(4, 4, 1, percent)  # 100%, never 1
    page.row(5).set_cell_error(4, "#REF!")
    page.write(6, 4, 3)
    book.save(str(inbox.path("走访.xls")))

    told = said(inbox.read().findings, "warning")

    assert inbox.column("visits", "收集意见条数") == [2, None, None, None, None, 3]
    for row, shown in ((3, "#DIV/0!"), (4, "50%"), (5, "100%"), (6, "#REF!")):
        assert [line for line in told if f"第{row}行“收集意见条数”列" in line and shown in line], row


@given(st.binary(max_size=3000), st.integers(0, 3000))
def test_whatever_the_bytes_of_an_xls_say_looking_at_them_ends(noise: bytes, at: int) -> None:
    buffer = io.BytesIO()
    book = xlwt.Workbook()
    book.add_sheet("表").write(0, 0, "x" * 50)
    book.save(buffer)
    data = buffer.getvalue()

    details_of_xls(data[:at] + noise + data[at + len(noise) :])
    details_of_xls(noise)


def test_a_zero_that_excel_computed_is_a_zero(inbox: Any, said: Said) -> None:
    rows = ["2009-4-1 张某 社区 东街 2", "2009-4-2 张某 社区 西街 =SUM(1,2)", "2009-4-3 张某 社区 南街 1"]
    inbox.draw("走访.xlsx", "\n".join([" ".join(HEADINGS), *rows]), hidden=[4])
    computed(inbox)

    assert inbox.column("visits", "收集意见条数") == [2, 0, 1]
    assert len(said(inbox.read().findings)) == 1  # on the hidden row


def test_a_formula_without_a_value_is_named_whatever_the_file_says_of_its_formulas(
    inbox: Any, said: Said
) -> None:
    with_openpyxl(inbox)
    computed(inbox)

    assert said(inbox.read().findings) == [NAMED.format("表")]


def test_a_reference_that_was_lost_is_named(inbox: Any, said: Said) -> None:
    rows = ["2009-4-1 张某 社区 东街 #REF!", "2009-4-2 张某 社区 西街 =ERR"]
    inbox.draw("走访.xlsx", "\n".join([" ".join(HEADINGS), *rows]))

    assert [found.split("列：")[1].split("。")[0] for found in said(inbox.read().findings, "warning")] == [
        "公式算不出来，显示的是 #REF!",
        "公式算不出来，显示的是 #DIV/0!",
    ]


def test_a_name_that_refers_elsewhere_is_no_cell_that_does(inbox: Any) -> None:
    book = with_openpyxl(inbox, "3")
    book.defined_names["旧选项"] = DefinedName("旧选项", attr_text="[1]Sheet1!$A$1:$A$5")
    book.save(inbox.path("走访.xlsx"))
    add_link(inbox)

    assert not [found for found in inbox.read().findings if found.rule == "reading.links"]


def test_a_cell_that_refers_to_another_file_is_named(inbox: Any) -> None:
    inbox.draw("走访.xlsx", f"{' '.join(HEADINGS)}\n2009-4-1 张某 社区 东街 =LINK30")
    computed(inbox)
    add_link(inbox)

    [found] = inbox.read().findings

    assert (found.rule, found.place.sheet, found.place.row) == ("reading.links", "表", 2)
    assert inbox.column("visits", "收集意见条数") == [30]


def computed(inbox: Any) -> None:
    """Take from the file that its formulas are to be computed on opening, as a program does that saves it."""
    path = inbox.path("走访.xlsx")
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data.replace(b' fullCalcOnLoad="1"', b""))


def add_link(inbox: Any) -> None:
    with zipfile.ZipFile(inbox.path("走访.xlsx"), "a") as archive:
        archive.writestr("xl/externalLinks/externalLink1.xml", "<externalLink/>")
