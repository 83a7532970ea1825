"""What totals say was given out (发票数) is held against 收回票 and the roster, from every door."""

from appraisal_drawing import UNIT, campaign_of
from drawing import drawn_table
from hypothesis import given
from hypothesis import strategies as st

from kit.model.finding import Finding
from kit.model.table import Sheets, Table
from kit.topics import run_checks

GROUPS = [{"id": "A", "name": "干部"}, {"id": "B", "name": "群众"}]
RULES = ("tallied_ballots.issued", "ballots.more_than_issued")
HEADING = "被评单位 项目 票种 发票数 收回票 有效票 第1等 第2等 第3等"


def totals(*rows: str) -> Table:
    return drawn_table("tallied_ballots", "\n".join((HEADING, *(f"财政局 工作 {row}" for row in rows))))


def roster(*rows: str) -> Table:
    return drawn_table(
        "voters", "\n".join(("类别 票种 应参评 实到 发票数", *(f"某类 {row}" for row in rows)))
    )


def found(*tables: Table) -> list[Finding]:
    return [f for f in run_checks(Sheets((UNIT, *tables)), campaign_of(groups=GROUPS)) if f.rule in RULES]


def test_more_ballots_came_back_than_totals_say_were_given_out() -> None:
    [finding] = found(totals("A 50 52 52 52 0 0"))

    assert (finding.level, finding.place.column, finding.place.row) == ("error", "发票数", 2)
    assert "发出 50 张" in finding.problem
    assert "收回 52 张" in finding.problem


def test_totals_and_roster_that_differ_are_told_with_both_cells() -> None:
    [finding] = found(totals("A 50 40 40 40 0 0"), roster("A 60 50 48", "B 9 9 9"))

    assert (finding.level, finding.place.row) == ("warning", 2)
    assert "填的是 50" in finding.problem
    assert "合计是 48，按参评名册算" in finding.problem


def test_totals_that_do_not_tell_groups_apart_are_held_against_all_of_the_roster() -> None:
    assert not found(totals("- 57 40 40 40 0 0"), roster("A 60 50 48", "B 9 9 9"))
    assert found(totals("- 58 40 40 40 0 0"), roster("A 60 50 48", "B 9 9 9"))


def test_more_were_given_out_than_people_were_expected() -> None:
    [finding] = found(totals("A 50 40 40 40 0 0"), roster("A 45 44 -"))

    assert "应参评合计是 45 人" in finding.problem


@given(st.integers(1, 60), st.integers(1, 60), st.none() | st.integers(1, 60))
def test_one_cause_is_one_line_and_what_agrees_is_none(issued: int, back: int, of_roster: int | None) -> None:
    tables = [totals(f"A {issued} {back} {back} {back} 0 0")]
    tables += [roster(f"A 99 99 {of_roster}")] if of_roster is not None else []

    rules = [finding.rule for finding in found(*tables)]

    least = issued if of_roster is None else of_roster
    assert rules.count("ballots.more_than_issued") == (back > least)
    assert rules.count("tallied_ballots.issued") == (of_roster is not None and of_roster != issued)
