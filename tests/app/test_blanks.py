"""Blank workbooks made anew from campaign.toml as it stands; what somebody has filled in stays."""

import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from school_drawing import draw_school
from strangers import STRANGERS, stranger

from kit.app.make.blanks import BLANKS, make_blanks
from kit.app.work import open_campaign
from kit.model.campaign import Campaign
from kit.model.table import SheetKind
from kit.sheets.writing.blank import BlankForm, blank_workbook
from kit.topics.kinds import handed_to, sheet_kinds

Kit = Callable[..., tuple[int, str, str]]
KINDS = {kind.id: kind for kind in sheet_kinds()}
CHOOSE = "从下拉框里选"
EXAMPLE_ROW, FIRST_ROW = 3, 4


def opened(path: Path) -> Any:
    return openpyxl.load_workbook(path)


def drop_downs(book: Any) -> dict[str, list[str]]:
    """Return the choices of each column that has a drop-down."""
    page, notes = book.worksheets[:2]
    headings = [cell.value for cell in page[2]]
    found = {}
    for rule in page.data_validations.dataValidation:
        if rule.type == "list":
            column = next(iter(rule.sqref.ranges)).min_col
            said = rule.formula1
            if said.startswith('"'):
                words = said.strip('"').split(",")
            else:
                words = [row[0].value for row in notes[said.split("!")[1].replace("$", "")]]
            found[headings[column - 1]] = words
    return found


def notes_of(book: Any) -> dict[str, str]:
    return {row[0].value: row[1].value for row in book.worksheets[1].iter_rows(min_row=2) if row[0].value}


@pytest.fixture
def bureau(tmp_path: Path) -> Path:
    return stranger("health_bureau", tmp_path / "局")


def test_items_grades_and_units_of_the_campaign_stand_in_the_drop_downs(bureau: Path, kit: Kit) -> None:
    status, _, _ = kit("blanks", str(bureau))

    found = drop_downs(opened(bureau / BLANKS / "评议票.xlsx"))
    _, questions, grades = STRANGERS["health_bureau"]
    assert status == 0
    assert {question: found[question][:4] for question in questions.split()} == dict.fromkeys(
        questions.split(), grades.split()
    )
    assert found["被评单位"] == [unit.short for unit in open_campaign(bureau).units]


def test_what_is_edited_in_the_settings_stands_in_the_next_blanks(bureau: Path, kit: Kit) -> None:
    kit("blanks", str(bureau))
    settings = bureau / "campaign.toml"
    settings.write_text(settings.read_text(encoding="utf-8").replace('"差"', '"很差"'), encoding="utf-8")

    _, said, _ = kit("blanks", str(bureau))

    assert "很差" in drop_downs(opened(bureau / BLANKS / "评议票.xlsx"))["理论学习"]
    assert not list((bureau / BLANKS).glob("*新稿*"))
    assert "新写 1 张" in said


def test_a_workbook_that_somebody_filled_in_stays_and_the_new_one_lies_beside(bureau: Path, kit: Kit) -> None:
    kit("blanks", str(bureau))
    path = bureau / BLANKS / "评议票.xlsx"
    book = opened(path)
    book.worksheets[0]["B4"] = "县人民医院"
    book.save(path)
    filled = path.read_bytes()

    _, said, _ = kit("blanks", str(bureau))

    assert path.read_bytes() == filled
    assert path.with_name("评议票.新稿.xlsx").is_file()
    assert "评议票.xlsx 有人填过或改过，没有覆盖" in said


def test_a_workbook_that_nobody_knows_of_stays(bureau: Path, kit: Kit) -> None:
    (bureau / BLANKS).mkdir()
    (bureau / BLANKS / "评议票.xlsx").write_bytes(b"somebody's own")

    kit("blanks", str(bureau))

    assert (bureau / BLANKS / "评议票.xlsx").read_bytes() == b"somebody's own"


def test_only_what_the_campaign_uses_is_made_unless_all_is_wanted(tmp_path: Path, kit: Kit) -> None:
    folder = stranger("water_group", tmp_path / "集团")
    settings = folder / "campaign.toml"
    text = settings.read_text(encoding="utf-8").replace("phase = 1\n", "")
    settings.write_text(text + "\n[documents.evaluation_circular]\n", encoding="utf-8")

    _, said, _ = kit("blanks", str(folder))
    made = {path.stem for path in (folder / BLANKS).glob("*.xlsx")}

    assert made == {
        *("评议票", "评议票汇总", "单位目录", "参评名册", "历次结果", "评议意见"),
        *("公开台账", "报审台账", "班子名单"),
    }
    assert "评议票.xlsx  交给：录评议票的人（一张票一行，不要外传）  用在：评议结果通报" in said
    kit("blanks", str(folder), "--all")
    assert len(list((folder / BLANKS).glob("*.xlsx"))) == len(KINDS)


def test_a_campaign_without_an_appraisal_has_no_ballots_to_hand_out(tmp_path: Path) -> None:
    folder = draw_school(tmp_path)
    campaign = open_campaign(folder).campaign.model_copy(update={"evaluation": None, "poll": None})

    made = {blank.kind.id for blank in make_blanks(campaign)}

    assert not made & {"ballots", "tallied_ballots", "voters", "units", "previous_results", "poll_ballots"}
    assert {"meetings", "visits", "rectification", "phases"} <= made


def test_the_same_settings_give_the_same_bytes(bureau: Path, kit: Kit) -> None:
    kit("blanks", str(bureau))

    _, said, _ = kit("blanks", str(bureau))

    assert "新写 0 张" in said


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_a_note_says_what_its_drop_down_holds_and_the_example_fits_both(
    kind: SheetKind, campaign: Campaign, tmp_path: Path
) -> None:
    path = tmp_path / "表.xlsx"
    path.write_bytes(
        blank_workbook(BlankForm(kind, campaign, handed_to(kind.id), ("总结",), ("甲局", "乙局")))
    )
    book = opened(path)
    page, found, notes = book.worksheets[0], drop_downs(book), notes_of(book)
    columns = {column.name: column for column in BlankForm(kind, campaign, units=("甲局", "乙局")).columns}

    for at, (name, column) in enumerate(columns.items(), 1):
        says_choose = CHOOSE in notes[name]
        assert says_choose == (name in found and column.type != "yes_no"), name
        if name in found and column.choices:
            assert f"可填：{'、'.join(found[name][:12])}" in notes[name]
        assert notes[name].count("隔开") <= 1, notes[name]
        example = page.cell(EXAMPLE_ROW, at).value
        assert example or not column.required, name
        if example and name in found and column.type == "choice":
            assert example in found[name], name
    assert handed_to(kind.id)
    assert f"谁来填：{handed_to(kind.id)}。" in [row[1].value for row in book.worksheets[1].iter_rows()]


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_a_blank_prints_in_landscape_on_the_width_of_one_page(
    kind: SheetKind, campaign: Campaign, tmp_path: Path
) -> None:
    path = tmp_path / "表.xlsx"
    path.write_bytes(blank_workbook(BlankForm(kind, campaign)))

    for page in opened(path).worksheets:
        assert page.page_setup.orientation == "landscape"
        assert page.sheet_properties.pageSetUpPr.fitToPage
        assert (page.page_setup.fitToWidth or 1, page.page_setup.fitToHeight) == (1, 0)


def test_every_kind_says_who_fills_it_in_and_nothing_else_does() -> None:
    said = tomllib.loads(Path("kit/topics/handed_to.toml").read_text(encoding="utf-8"))

    assert set(said) == set(KINDS)
