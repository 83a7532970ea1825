"""A day years away from the campaign is named, whatever its column means."""

from datetime import date

import pandas as pd
import pytest
from drawing import Draw

from kit.model.campaign import Campaign
from kit.model.table import SheetKind, Sheets, Table
from kit.text.dates import VagueDate, read_date
from kit.topics.kinds import sheet_kinds
from kit.topics.phases import check_dates_in_phase, check_far_dates

PHASES = "阶段序号 开始 结束 统计截止日\n1 2009-03-01 2009-05-31 2009-05-31"
COLUMNS = [
    (kind, column.name)
    for kind in sheet_kinds()
    for column in kind.columns
    if column.type == "date" and kind.id != "phases"
]


def with_days(draw: Draw, kind: SheetKind, column: str, *days: date) -> Sheets:
    frame = pd.DataFrame({column: list(days)}, index=range(2, 2 + len(days)), dtype=object)
    table = Table(kind.id, "a.xlsx", "表", "0" * 64, frame)
    return Sheets((*draw(phases=PHASES).tables, table))


@pytest.mark.parametrize(("kind", "column"), COLUMNS, ids=[f"{kind.id}-{name}" for kind, name in COLUMNS])
@pytest.mark.parametrize("far", [date(1999, 4, 1), date(2090, 4, 1)])
def test_law_a_far_day_is_named_in_every_column_of_dates(
    draw: Draw, campaign: Campaign, kind: SheetKind, column: str, far: date
) -> None:
    sheets = with_days(draw, kind, column, date(2009, 4, 1), far)

    found = [*check_dates_in_phase(sheets, campaign), *check_far_dates(sheets, campaign)]

    assert [(f.level, f.place.row, f.place.column) for f in found] == [("warning", 3, column)]


@pytest.mark.parametrize("kind", [kind for kind in sheet_kinds() if kind.day], ids=lambda kind: kind.id)
@pytest.mark.parametrize("typed", ["2019年3月", "2019年3月底"])
def test_a_far_month_without_a_day_is_named_too(
    draw: Draw, campaign: Campaign, kind: SheetKind, typed: str
) -> None:
    month = read_date(typed, 2009)
    assert isinstance(month, VagueDate)

    found = list(check_dates_in_phase(with_days(draw, kind, kind.day, date(2009, 4, 1), month), campaign))  # type: ignore[arg-type]

    assert [f.place.row for f in found] == [3]
    assert typed in found[0].problem


def test_many_far_days_of_a_column_are_one_line(draw: Draw, campaign: Campaign) -> None:
    [research] = [kind for kind in sheet_kinds() if kind.id == "research_topics"]
    days = [date(2019, 4, number) for number in range(1, 10)]

    [found] = check_far_dates(with_days(draw, research, "结束", *days), campaign)

    assert found.problem == "2019年4月1日离活动很远（这一列共 9 格离得远）"


def test_a_deadline_may_lie_years_ahead_and_an_earlier_round_years_back(
    draw: Draw, campaign: Campaign
) -> None:
    sheets = draw(
        phases=PHASES,
        rectification="编号 完成时限\nZ1 2012-12-31\nZ2 长期",
        previous_results="单位 日期\n财政局 2006-12-31",
    )

    assert not list(check_far_dates(sheets, campaign))


def test_without_a_sheet_of_phases_the_year_says_what_is_far(draw: Draw, campaign: Campaign) -> None:
    sheets = draw(visits="日期 对象名称\n2009-04-01 东街\n2024-04-01 西街")

    assert [f.place.row for f in check_far_dates(sheets, campaign)] == [3]
