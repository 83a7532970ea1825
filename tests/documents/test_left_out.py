"""A passage that leaves something out says so: a warning where rows are too late, an info where none came."""

import ast
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

import pandas as pd
import pytest
from document_drawing import PHASES, ROOT, kind_of, material_of, whose
from drawing import Draw

from kit.documents import document_kinds
from kit.documents.passages.leaving_out import left_out
from kit.model.campaign import Campaign
from kit.model.draft import Material
from kit.model.finding import Finding
from kit.model.table import SheetKind, Sheets, Table
from kit.topics import phases
from kit.topics.kinds import kind_of_sheet
from kit.topics.kinds import sheet_kinds as kinds_of_sheets

LATE = date(2009, 12, 20)  # months after the last phase of the demo
DATED = tuple(kind for kind in kinds_of_sheets() if kind.day)
MESSAGES = """
    留言ID 时间       内容 是否有效
    W1     2009-04-20 甲   是
    W2     2009-06-05 乙   是
"""


def with_late_row(sheets: Sheets, kind: SheetKind) -> tuple[Sheets, Table, int]:
    """Return the sheets with one more row, dated months too late; and its table and Excel row."""
    table = sheets.of(kind.id)[-1]
    number = int(table.frame.index.max()) + 1
    row = table.frame.iloc[-1].copy()
    row[kind.day] = LATE
    if kind.key:
        row[kind.key] = "late"
    frame = pd.concat([table.frame, pd.DataFrame([row], index=[number], dtype=object)])
    longer = Table(table.kind, table.file, table.sheet, table.sha256, frame)
    return Sheets(tuple(longer if each is table else each for each in sheets.tables)), longer, number


def texts(value: object) -> Iterator[str]:
    """Yield all that a template could print of a context."""
    if isinstance(value, Mapping):
        for name in value:
            yield f"{name}:"
            yield from texts(value[name])
    elif isinstance(value, (list, tuple)):
        for each in value:
            yield from texts(each)
    else:
        yield str(value)


def composed(material: Material) -> dict[str, list[str]]:
    """Return the passages of every document by its name, without the bare figures of the ledger."""
    names = {fact.name for fact in material.facts.values()}
    return {kind.name: list(texts(_passages(kind.id, material, names))) for kind in document_kinds()}


def _passages(kind: str, material: Material, names: Iterable[str]) -> dict[str, Any]:
    context = kind_of(kind).compose(material, whose(kind, material)).context
    return {name: said for name, said in context.items() if name not in names}


def names_cell(finding: Finding, table: Table, column: str, row: int) -> bool:
    """Return whether a warning names a cell: as its place, or in the run of rows that ends with it."""
    place = finding.place
    here = (place.file, place.sheet, place.column) == (table.file, table.sheet, column)
    listed = any(f"{before}{row}行" in finding.problem for before in "第—、")
    return finding.level == "warning" and here and (place.row == row or listed)


@pytest.fixture(scope="module")
def before(demo: Material) -> dict[str, list[str]]:
    return composed(demo)


@pytest.mark.parametrize("kind", DATED, ids=lambda kind: kind.id)
def test_a_late_row_never_changes_a_document_without_a_warning_that_names_its_cell(
    kind: SheetKind, demo: Material, before: dict[str, list[str]]
) -> None:
    sheets, table, row = with_late_row(demo.sheets, kind)
    material = material_of(sheets, demo.campaign)

    changed = [name for name, said in composed(material).items() if said != before[name]]
    findings = (*phases.check_dates_in_phase(sheets, demo.campaign), *left_out(material, document_kinds()))

    assert any(names_cell(finding, table, kind.day, row) for finding in findings) or not changed


@pytest.mark.parametrize("kind", ["web_messages", "themed_activities"])
def test_what_the_demo_loses_by_a_late_row_is_said_with_document_passage_and_row_of_the_table(
    kind: str, demo: Material, before: dict[str, list[str]]
) -> None:
    sheets, table, row = with_late_row(demo.sheets, kind_of_sheet(kind))
    material = material_of(sheets, demo.campaign)
    name = {"web_messages": "网上留言", "themed_activities": "主题活动"}[kind]
    changed = {document for document, said in composed(material).items() if said != before[document]}

    [finding] = [each for each in left_out(material, document_kinds()) if each.place.file == table.file]

    assert (finding.rule, finding.level, finding.place.row) == ("documents.late_rows", "warning", row)
    assert finding.problem.startswith("2009年12月20日晚于统计截止日（2009年6月5日），")
    assert f"阶段总结没有写“{name}”一句、主要数据表“{name}”一行" in finding.problem
    assert "阶段总结" in changed
    assert all(f"{document}没有写" in finding.problem for document in changed)


def test_rows_on_the_cut_off_date_are_not_late(draw: Draw, campaign: Campaign) -> None:
    material = material_of(draw(phases=PHASES, web_messages=MESSAGES), campaign)

    assert [each for each in left_out(material, document_kinds()) if each.level == "warning"] == []


def test_late_rows_of_one_sheet_are_one_warning_that_lists_them_all(draw: Draw, campaign: Campaign) -> None:
    lines = [f"L{day} 2009-06-{day:02} 丙 是" for day in (6, 7, 8)]
    on_time = "W3 2009-05-01 丁 是"
    drawn = "\n".join([*MESSAGES.strip().splitlines(), lines[0], on_time, *lines[1:]])
    material = material_of(draw(phases=PHASES, web_messages=drawn.replace("    ", "")), campaign)

    [finding] = left_out(material, [kind_of("phase_summary")])[:1]

    assert finding.place.row == 4
    assert finding.problem.startswith("2009年6月6日（连同第6—7行共 3 行）晚于统计截止日（2009年6月5日）")


def test_a_register_kept_longer_than_the_cut_off_date_is_said(demo: Material) -> None:
    [finding] = [each for each in left_out(demo, document_kinds()) if "register_date" in each.place.file]

    assert finding.level == "warning"
    assert finding.problem == (
        "2009年8月10日晚于统计截止日（2009年6月5日），"
        "阶段总结没有写“整改安排”一句、主要数据表“整改台账事项”一行"
    )


def test_sheets_that_nobody_sent_are_one_info_for_each_document(draw: Draw, campaign: Campaign) -> None:
    material = material_of(draw(phases=PHASES, web_messages=MESSAGES), campaign)

    found = left_out(material, [kind_of("phase_summary"), kind_of("opinion_summary")])

    [info] = found  # nobody sent merged opinions: their summary cannot be written, so it lacks nothing
    assert (info.rule, info.level, info.place.file) == ("documents.no_sheet", "info", "阶段总结")
    absent = info.problem.removeprefix("没有收到").split("，")[0].split("、")
    assert {"走访台账", "谈心台账", "简报台账", "整改台账"} <= set(absent)
    assert "网上意见" not in absent
    assert len(absent) == len(set(absent))


def test_composing_notes_nothing_unless_somebody_asks(demo: Material) -> None:
    kind_of("phase_summary").compose(demo, None)

    assert demo.left_out is None


def test_no_document_compares_with_the_cut_off_date_by_itself() -> None:
    """What is left out is noted in `timely` only, so a passage cannot forget to say so."""
    asking = {
        path.stem
        for folder in ("documents", "topics")
        for path in (ROOT / "kit" / folder).rglob("*.py")
        for function in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(function, ast.FunctionDef)
        if any(argument.arg == "material" for argument in function.args.args)
        for name in ast.walk(function)
        if isinstance(name, ast.Name) and name.id in {"cutoff_of", "register_day", "late_cells"}
    }

    assert asking == {"windows", "leaving_out"}
