"""What names a row stands once in its sheet, in every kind of sheet whose rows have a name of their own."""

import pytest
from drawing import Draw

from kit.model.campaign import Campaign
from kit.topics.general import check_duplicate_key
from kit.topics.kinds import sheet_kinds

KEYS = {
    "appraisal_opinions": "评议意见ID",
    "ballots": "票号",
    "essays": "篇ID",
    "meetings": "会议ID",
    "merged_opinions": "归纳ID",
    "opinion_forms": "批次",
    "opinions": "意见ID",
    "poll_ballots": "票号",
    "problems": "问题ID",
    "rectification": "编号",
    "research_topics": "课题ID",
    "units": "单位ID",
}
each_key = pytest.mark.parametrize(("kind", "column"), KEYS.items(), ids=list(KEYS))


@each_key
def test_a_key_that_an_earlier_row_has_is_an_error_at_its_cell_and_names_that_row(
    draw: Draw, campaign: Campaign, kind: str, column: str
) -> None:
    sheets = draw(**{kind: f"{column} 备注\n甲1 -\n甲2 -\n甲1 -"})

    [finding] = check_duplicate_key(sheets, campaign)

    assert (finding.rule, finding.level) == ("key.duplicate", "error")
    assert (finding.place.row, finding.place.column) == (4, column)
    assert finding.problem == f"“甲1”和{kind}.xlsx「表」第2行重复"


@each_key
def test_a_key_that_stands_three_times_is_named_twice_each_time_with_the_first(
    draw: Draw, campaign: Campaign, kind: str, column: str
) -> None:
    findings = list(check_duplicate_key(draw(**{kind: f"{column} 备注\n甲1 -\n甲1 -\n甲1 -"}), campaign))

    assert [finding.place.row for finding in findings] == [3, 4]
    assert all("第2行" in finding.problem for finding in findings)


@each_key
def test_cells_without_a_key_repeat_nothing(draw: Draw, campaign: Campaign, kind: str, column: str) -> None:
    sheets = draw(**{kind: f"{column} 备注\n- 一\n- 二\n甲1 -\n甲1 -"})

    assert [finding.place.row for finding in check_duplicate_key(sheets, campaign)] == [5]


def test_the_same_key_in_two_kinds_of_sheets_is_no_repeat(draw: Draw, campaign: Campaign) -> None:
    drawn = {kind: f"{column} 备注\n1 -\n2 -" for kind, column in KEYS.items()}

    assert not list(check_duplicate_key(draw(**drawn), campaign))


def test_a_column_that_tells_the_clerk_not_to_repeat_it_is_watched() -> None:
    promised = {
        (kind.id, column.name) for kind in sheet_kinds() for column in kind.columns if "不重复" in column.note
    }

    assert promised
    assert promised <= set(KEYS.items())
