"""Every kind of sheet: what it offers, its blank workbook, and a filled one read back."""

import ast
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from kit.model.campaign import Aspect, Campaign
from kit.model.table import SheetKind
from kit.sheets.cells import READERS
from kit.sheets.headings import normalised_heading
from kit.sheets.writing.blank import write_blank
from kit.topics.kinds import kind_called, sheet_kinds

ROOT = Path(__file__).parents[2]
KINDS = sheet_kinds()
CODES = {
    "phases": "S01",
    "organisation": "S02",
    "plans": "S03",
    "meetings": "S04",
    "study_sessions": "S05",
    "study_trips": "S06",
    "essays": "S07",
    "media_items": "S09",
    "research_topics": "S10",
    "visits": "S11",
    "opinion_forms": "S12",
    "opinions": "S13",
    "merged_opinions": "S14",
    "problems": "S18",
    "poll_ballots": "S22",
    "ballots": "S24",
    "rectification": "S28",
    "previous_results": "S31",
    "units": "S32",
    "voters": "S33",
    "leaders": "S35",
    "tallied_ballots": "S24",
    "set_books": "S08",
    "web_messages": "S16",
    "themed_activities": "S17",
    "talks": "S20",
    "criticisms": "S21",
    "manuscripts": "S23",
    "appraisal_opinions": "S25",
    "disclosures": "S26",
    "bulletins": "S27",
    "regulations": "S29",
    "innovations": "S30",
    "watchwords": "S34",
    "submissions": "S36",
}


def identifier(kind: SheetKind) -> str:
    return kind.id


def test_every_kind_of_the_specification_is_there_under_its_code() -> None:
    assert {kind.id: kind.code for kind in KINDS} == CODES


@pytest.mark.parametrize("kind", KINDS, ids=identifier)
def test_every_kind_decides_its_key_its_day_and_what_is_personal(kind: SheetKind, campaign: Campaign) -> None:
    types = {column.name: column.type for column in kind.columns_for(campaign)}
    [stated] = [
        {word.arg for word in call.keywords}
        for path in (ROOT / "kit/topics").rglob("*.py")
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(call, ast.Call) and getattr(call.func, "id", "") == "SheetKind"
        if any(word.arg == "id" and getattr(word.value, "value", "") == kind.id for word in call.keywords)
    ]

    assert {"key", "day", "personal"} <= stated
    assert not kind.key or kind.key in types
    assert not kind.day or types[kind.day] == "date"
    assert set(kind.personal) <= set(types)


@pytest.mark.parametrize("kind", KINDS, ids=identifier)
def test_a_column_that_must_not_repeat_by_its_note_is_the_key(kind: SheetKind, campaign: Campaign) -> None:
    noted = [column.name for column in kind.columns_for(campaign) if "不重复" in column.note]

    assert noted in ([], [kind.key])


@pytest.mark.parametrize("kind", KINDS, ids=identifier)
def test_a_column_whose_note_says_it_is_never_printed_is_personal(
    kind: SheetKind, campaign: Campaign
) -> None:
    noted = {column.name for column in kind.columns_for(campaign) if "任何材料" in column.note}

    assert noted <= set(kind.personal)
    assert kind.restricted == bool(kind.personal)


@pytest.mark.parametrize("kind", KINDS, ids=identifier)
def test_no_heading_of_a_kind_means_two_columns(kind: SheetKind, campaign: Campaign) -> None:
    columns = kind.columns_for(campaign)
    names = [
        name
        for column in columns
        for name in {normalised_heading(name) for name in (column.name, *column.aliases)}
    ]

    assert not {name for name in names if names.count(name) > 1}


@pytest.mark.parametrize("kind", KINDS, ids=identifier)
def test_every_other_word_for_a_choice_means_a_choice(kind: SheetKind, campaign: Campaign) -> None:
    for column in kind.columns_for(campaign):
        assert set(column.choice_aliases.values()) <= set(column.choices), column.name
        assert column.type in READERS
        assert column.blank is None or column.type == "choice"


@pytest.mark.parametrize("kind", KINDS, ids=identifier)
def test_the_example_of_a_kind_names_its_columns_and_calls_itself_an_example(
    kind: SheetKind, campaign: Campaign
) -> None:
    assert set(kind.example) <= {column.name for column in kind.columns_for(campaign)}
    assert any(text.startswith("示例") for text in kind.example.values())


@pytest.mark.parametrize("kind", KINDS, ids=identifier)
def test_a_blank_workbook_is_recognised_and_holds_no_rows(kind: SheetKind, inbox: Any) -> None:
    write_blank(inbox.path("发下去的表.xlsx"), kind, inbox.campaign)

    reading = inbox.read()

    assert [(taken.kind_name, taken.rows) for taken in reading.taken] == [(kind.name, 0)]
    assert reading.findings == ()


@pytest.mark.parametrize("kind", KINDS, ids=identifier)
def test_the_example_row_is_a_row_that_the_reader_accepts(kind: SheetKind, inbox: Any) -> None:
    path = inbox.path("填好的表.xlsx")
    write_blank(path, kind, inbox.campaign)
    book = openpyxl.load_workbook(path)
    for cell in book.worksheets[0][3]:
        cell.value = str(cell.value or "").replace("示例", "某")
    book.save(path)

    reading = inbox.read()

    assert [(taken.kind_name, taken.rows) for taken in reading.taken] == [(kind.name, 1)]
    assert [finding for finding in reading.findings if finding.level == "error"] == []


def test_a_blank_workbook_has_drop_downs_notes_and_coloured_required_columns(inbox: Any) -> None:
    path = inbox.path("走访.xlsx")
    kind = kind_called("走访台账")
    assert kind is not None
    write_blank(path, kind, inbox.campaign)

    book = openpyxl.load_workbook(path)
    page = book.worksheets[0]
    headings = {cell.value: cell for cell in page[2]}
    lists = {str(rule.sqref).split(":")[0]: rule.formula1 for rule in page.data_validations.dataValidation}

    assert page["A1"].value == "走访台账"
    assert lists["C4"] == '"社区,村屯,企业,机关单位,委员,群众户"'
    assert lists["G4"] == '"是,否"'
    assert "谁去走访的" in headings["领导"].comment.text
    assert headings["对象名称"].fill.start_color.rgb != headings["事项"].fill.start_color.rgb
    assert book.sheetnames == ["走访台账", "填表说明"]


def test_a_list_too_long_for_a_drop_down_is_kept_on_the_sheet_of_instructions(inbox: Any) -> None:
    aspects = tuple(Aspect(name=f"一个名字相当长的方面之第{number}个") for number in range(30))
    campaign = inbox.campaign.model_copy(update={"aspects": aspects})
    kind = kind_called("意见归纳")
    assert kind is not None
    path = inbox.path("意见归纳.xlsx")
    write_blank(path, kind, campaign)

    book = openpyxl.load_workbook(path)
    rules = [rule.formula1 for rule in book.worksheets[0].data_validations.dataValidation]

    assert "填表说明!$D$1:$D$30" in rules
    assert book["填表说明"]["D30"].value == aspects[-1].name


def test_a_blank_workbook_is_the_same_bytes_every_time(inbox: Any, tmp_path: Path) -> None:
    for kind in KINDS:
        write_blank(tmp_path / "一.xlsx", kind, inbox.campaign)
        write_blank(tmp_path / "二.xlsx", kind, inbox.campaign)
        assert (tmp_path / "一.xlsx").read_bytes() == (tmp_path / "二.xlsx").read_bytes()


def test_the_grades_of_previous_results_follow_the_campaign(campaign: Campaign) -> None:
    kind = kind_called("历次结果")
    assert kind is not None

    assert [column.name for column in kind.columns_for(campaign)][-4:] == ["第1等", "第2等", "第3等", "第4等"]
