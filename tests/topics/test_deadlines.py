"""What was due and what was closed, by the register's day (trust.md 6)."""

from datetime import date

import pytest
from drawing import Draw

from kit.model.campaign import Campaign
from kit.model.counting import counted
from kit.model.fact import Facts
from kit.model.table import Sheets
from kit.topics import rectification

PHASES = "阶段序号 统计截止日\n1 2023-12-31"
ITEMS = "编号 整改类型 是否长期坚持 完成时限 状态 完成日期"


def figures(sheets: Sheets, campaign: Campaign) -> tuple[int, int, str]:
    facts = Facts(counted(rectification.FACTS, sheets, campaign))
    rate = facts.get("rectification.rate")
    return (
        facts["rectification.due"].value,
        facts["rectification.due_closed"].value,
        rate.text if rate else "",
    )


def test_an_item_whose_month_is_over_and_that_is_not_closed_is_overdue(
    draw: Draw, campaign: Campaign
) -> None:
    sheets = draw(
        phases=PHASES,
        rectification=f"""
            {ITEMS}
            1 限期整改 否 2023-10-31 整改中 -
            2 限期整改 否 2024-03-31 整改中 -
            3 立行立改 否 2023-10-30 已销号 2023-10-28
        """,
    )

    assert figures(sheets, campaign) == (2, 1, "50.0%")


def test_what_was_closed_later_is_not_closed_on_the_day_and_is_named(draw: Draw, campaign: Campaign) -> None:
    sheets = draw(
        phases=PHASES,
        rectification=f"""
            {ITEMS}
            Z1 立行立改 否 2023-11-01 已销号 2024-01-20
            Z2 限期整改 否 2024-12-31 整改中 -
            Z3 立行立改 否 2023-11-01 已销号 2023-10-20
            Z5 限期整改 否 2023-11-01 已销号 -
            Z6 长期坚持 是 长期 已销号 2023-11-05
        """,
    )

    found = {f.place.row: f.rule for f in rectification.check_rectification_states(sheets, campaign)}

    assert figures(sheets, campaign) == (3, 2, "66.7%")
    assert found == {2: "rectification.closed_later", 6: "rectification.long_term_closed"}
    assert Facts(counted(rectification.FACTS, sheets, campaign))["rectification.closed"].value == 3


@pytest.mark.parametrize(
    ("type_", "kept", "until", "due"),
    [
        ("长期坚持", "是", "2023-10-31", 0),
        ("限期整改", "是", "长期", 0),
        ("限期整改", "是", "2023-10-31", 1),  # kept up after it is done: due and closed all the same
        ("限期整改", "否", "2023-10-31", 1),
    ],
)
def test_long_term_is_said_by_the_type_or_the_deadline_and_nothing_else(
    draw: Draw, campaign: Campaign, type_: str, kept: str, until: str, due: int
) -> None:
    sheets = draw(phases=PHASES, rectification=f"{ITEMS}\nZ1 {type_} {kept} {until} 已销号 2023-10-30")

    named = [f.rule for f in rectification.check_rectification_states(sheets, campaign)]

    assert figures(sheets, campaign)[:2] == (due, due)
    assert named == (["rectification.long_term_closed"] if "长期" in (type_[:2], until) else [])


def test_a_register_without_deadlines_says_nothing_of_what_is_due(draw: Draw, campaign: Campaign) -> None:
    missing = draw(phases=PHASES, rectification="编号 整改类型 状态\nZ1 立行立改 已销号")
    emptied = draw(phases=PHASES, rectification="编号 整改类型 状态 完成时限\nZ1 立行立改 已销号 -")

    for sheets in (missing, emptied):
        facts = Facts(counted(rectification.FACTS, sheets, campaign))
        assert "rectification.due" not in facts
        assert facts["rectification.closed"].value == 1
    assert date(2023, 12, 31) == facts["rectification.as_of"].value
