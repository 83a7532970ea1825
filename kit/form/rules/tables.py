"""Tables: inside the text area, headings repeated, rows whole, no line lower than its type."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kit.docx.profiles.value import TWIPS_PER_MM
from kit.form.rule import Rule, at, mm

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kit.docx.profiles.value import Profile
    from kit.docx.reading.form import DocumentForm, TableForm
    from kit.form.rule import FormFinding


TB_02 = Rule(
    "TB-02", "表格不超出版心，跨页时重复标题行、不拆行，行距不小于字高", "表格排版惯例", "实务",
    "请改表格设置",
)  # fmt: skip

_LONG = 15  # rows: a shorter table may well stay on one page


def check(document: DocumentForm, profile: Profile) -> Iterator[FormFinding]:  # noqa: ARG001 - every group takes a profile
    """Yield faults of tables; the imprint, which floats, has rules of its own."""
    for table in document.tables:
        if table.is_floating or table.is_nested:
            continue
        place = at(document, document.paragraphs[table.paragraph - 1])
        for problem, expected, measured in _faults(document, table):
            yield TB_02.asking(expected).broken(place, problem, measured)


def _faults(document: DocumentForm, table: TableForm) -> Iterator[tuple[str, str, str]]:
    number = document.paragraphs[table.paragraph - 1].section
    width = next((one.text_width for one in document.sections if one.number == number), None)
    if width and table.width > width + 2 * TWIPS_PER_MM:
        yield f"表格宽 {mm(table.width)}，超出版心", f"不宽于版心（{mm(width)}）", mm(table.width)
    if table.rows > _LONG and not table.has_heading:
        yield "表格较长，没有设重复标题行", "跨页时重复标题行", "不重复"
    if table.rows > _LONG and table.splits:
        yield "表格较长，允许一行拆到两页", "同一行不拆到两页", "允许拆行"
    if table.clipped:
        yield f"表格里的行距比字小（{table.clipped:g}磅字）", "行距不小于字高", f"{table.clipped:g}磅"
