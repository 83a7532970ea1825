"""What a kind of sheet says of itself is what the checks ask: which key is single, which day dates a row."""

from datetime import date

import pandas as pd
import pytest
from drawing import Draw

from kit.model.campaign import Campaign
from kit.model.finding import Finding
from kit.model.table import SheetKind, Sheets, Table
from kit.topics import general, phases
from kit.topics.kinds import sheet_kinds

KEYS = {
    "appraisal_opinions": "评议意见ID",
    "ballots": "票号",
    "essays": "篇ID",
    "meetings": "会议ID",
    "merged_opinions": "归纳ID",
    "opinion_forms": "批次",
    "opinions": "意见ID",
    "phases": "阶段序号",
    "poll_ballots": "票号",
    "problems": "问题ID",
    "rectification": "编号",
    "research_topics": "课题ID",
    "units": "单位ID",
    "web_messages": "留言ID",
}
DATED = tuple(kind for kind in sheet_kinds() if kind.day)
PHASES = """
    阶段序号 阶段名称 开始       结束       统计截止日
    1        学习     2009-03-30 2009-06-05 2009-06-05
    2        整改     2009-06-08 2009-08-07 2009-08-07
"""


def identifier(kind: SheetKind) -> str:
    return kind.id


def dated(draw: Draw, kind: SheetKind, *days: date) -> Sheets:
    """Return the phases and one sheet with a row for each day, from Excel row 2 on."""
    frame = pd.DataFrame({kind.day: days}, index=range(2, 2 + len(days)), dtype=object)
    table = Table(kind.id, f"{kind.name}.xlsx", "表", "0" * 64, frame)
    return Sheets((*draw(phases=PHASES).tables, table))


def rows(findings: list[Finding]) -> list[int | None]:
    return [finding.place.row for finding in findings]


@pytest.mark.parametrize("kind", KEYS)
def test_a_key_that_stands_twice_is_found_in_every_kind_that_has_one(
    kind: str, draw: Draw, campaign: Campaign
) -> None:
    key = KEYS[kind]
    sheets = draw(**{kind: f"{key} 备注\nA1 甲\nA2 乙\nA1 丙\n- 丁\n- 戊"})

    [finding] = general.check_duplicate_key(sheets, campaign)

    assert (finding.place.row, finding.place.column, finding.level) == (4, key, "error")


def test_no_kind_has_a_key_that_is_not_watched() -> None:
    assert {kind.id: kind.key for kind in sheet_kinds() if kind.key} == KEYS


def test_a_key_holds_over_all_sheets_of_its_kind(draw: Draw, campaign: Campaign) -> None:
    one, two = (draw(essays=f"篇ID 作者\nX1 {author}").tables for author in ("张某", "李某"))

    [finding] = general.check_duplicate_key(Sheets((*one, *two)), campaign)

    assert finding.problem == "“X1”和essays.xlsx「表」第2行重复"


@pytest.mark.parametrize("kind", DATED, ids=identifier)
def test_a_row_outside_the_whole_activity_is_found_in_every_dated_kind(
    kind: SheetKind, draw: Draw, campaign: Campaign
) -> None:
    days = date(2008, 12, 31), date(2009, 3, 30), date(2009, 6, 5), date(2009, 8, 8)

    found = list(phases.check_dates_in_phase(dated(draw, kind, *days), campaign))

    assert rows(found) == [2, 5]
    assert {finding.place.column for finding in found} == {kind.day}
    assert {finding.level for finding in found} == {"warning"}


@pytest.mark.parametrize("kind", DATED, ids=identifier)
def test_a_row_of_the_next_phase_is_no_fault_where_the_sheet_is_kept_through_all_phases(
    kind: SheetKind, draw: Draw, campaign: Campaign
) -> None:
    sheets = dated(draw, kind, date(2009, 3, 20), date(2009, 6, 6), date(2009, 8, 7))

    found = rows(list(phases.check_dates_in_phase(sheets, campaign)))

    assert found == ([] if kind.all_phases else [2, 3, 4])


def test_sheets_without_a_day_of_their_own_are_not_asked_for_one(draw: Draw, campaign: Campaign) -> None:
    sheets = draw(
        phases=PHASES,
        regulations="制度名 时限\n甲 2010-12-31",
        watchwords="提法 有效期\n三个务必 2012-12-31",
        previous_results="轮次 日期\n上一轮 2008-12-18",
        rectification="编号 完成时限\nZ1 2010-01-31",
    )

    assert not list(phases.check_dates_in_phase(sheets, campaign))
