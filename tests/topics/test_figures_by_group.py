"""Figures by group of voters (票种): turnout, counts and rates; no small group follows from them."""

from collections.abc import Mapping
from typing import Any

import pandas as pd
import pytest
from appraisal_drawing import SATISFIED, UNIT, campaign_of, figures
from drawing import drawn_table
from hypothesis import given
from hypothesis import strategies as st

from kit.model.campaign import Campaign
from kit.model.fact import Fact, Facts
from kit.model.table import Sheets, Table
from kit.model.tally import ItemTally, Tally
from kit.topics.appraisal.blocks import hidden_groups
from kit.topics.appraisal.evaluation import count_evaluation
from kit.topics.appraisal.held_back import hidden_group_remarks, unanimous_remarks

APART = [{"id": "干部", "name": "机关干部"}, {"id": "Ｂ票", "name": "群众"}, {"id": "C.1", "name": "代表"}]
WEIGHED = [{**group, "weight": weight} for group, weight in zip(APART, (30, 30, 40), strict=True)]
ROSTER = drawn_table(
    "voters", "类别 票种 应参评 实到 发票数\n干部 干部 12 11 10\n群众 Ｂ票 20 20 20\n代表 C.1 9 9 9"
)


def ballots(**units: Mapping[str, list[int]]) -> Table:
    """Return ballots by unit: group → how many said 满意, 基本满意, 不满意."""
    rows = [
        [unit, group, grade]
        for unit, groups in units.items()
        for group, votes in groups.items()
        for grade, number in zip(SATISFIED, votes, strict=True)
        for _ in range(number)
    ]
    frame = pd.DataFrame(rows, columns=["被评单位", "票种", "工作"], dtype=object)
    return Table("ballots", "票.xlsx", "票", "0" * 64, frame.set_index(pd.RangeIndex(2, len(rows) + 2)))


def campaign(groups: list[dict[str, Any]] = APART, minimum: int = 5, **more: Any) -> Campaign:
    return campaign_of(groups=groups, minimum=minimum, **more)


def all_figures(said: Campaign, *tables: Table) -> dict[str, Fact]:
    facts = count_evaluation(Sheets(tables), said)
    return {fact.id.removeprefix("evaluation."): fact for fact in facts}


LARGE = {"干部": [6, 3, 1], "Ｂ票": [10, 5, 3], "C.1": [4, 3, 2]}


@pytest.mark.parametrize("groups", [APART, WEIGHED])
def test_each_group_has_its_turnout_counts_and_rates_under_its_own_word(groups: list[dict[str, Any]]) -> None:
    facts = figures(campaign(groups), ballots(财政局=LARGE), ROSTER)

    keys = ("expected", "present", "issued", "returned", "valid")
    assert [facts[f"by.干部.{key}"].value for key in keys] == [12, 11, 10, 10, 10]
    assert facts["by.B票.return_rate"].text == "90.0%"
    assert [facts[f"by.B票.work.g{at}.count"].value for at in (1, 2, 3)] == [10, 5, 3]
    assert facts["by.C·1.work.g1.rate"].text == "44.4%"
    assert facts["by.干部.work.positive_rate"].text == "90.0%"
    assert facts["by.干部.valid"].name == "财政局机关干部有效票数"


def test_a_count_by_group_stands_on_the_ballots_of_that_group_alone() -> None:
    facts = figures(campaign(), ballots(财政局=LARGE), ROSTER)

    [source] = facts["by.干部.work.g2.count"].sources
    assert source.rows == (8, 9, 10)
    [source] = facts["by.干部.work.g2.rate"].sources or facts["by.干部.work.g2.count"].sources
    assert source.column == "工作"
    [source] = facts["by.Ｂ票.expected".replace("Ｂ", "B")].sources
    assert (source.rows, source.column) == ((3,), "应参评")


def test_totals_that_name_groups_give_the_same_figures() -> None:
    rows = [["财政局", "工作", group, sum(votes), 0, sum(votes), *votes] for group, votes in LARGE.items()]
    names = ["被评单位", "项目", "票种", "收回票", "无效票", "有效票", "第1等", "第2等", "第3等"]
    frame = pd.DataFrame(rows, columns=names, dtype=object, index=range(2, 5))
    counted = Table("tallied_ballots", "汇总.xlsx", "汇总", "1" * 64, frame)

    one, other = (figures(campaign(), table, ROSTER) for table in (counted, ballots(财政局=LARGE)))

    keys = [key for key in other if key.startswith("by.") and not key.endswith(("abstained", "work.void"))]
    assert {key: one[key].value for key in keys} == {key: other[key].value for key in keys}
    assert one["by.B票.work.g1.count"].sources[0].rows == (3,)


def test_a_small_group_and_the_next_smallest_are_held_back_with_their_reason() -> None:
    """Two cadres: were the other two groups shown, the unit's counts less theirs would be the cadres'."""
    few = {"干部": [1, 1, 0], "Ｂ票": [10, 5, 3], "C.1": [4, 3, 2]}

    facts = figures(campaign(), ballots(财政局=few), ROSTER)

    shown = {key.split(".")[1] for key in facts if key.startswith("by.") and key.endswith(("count", "valid"))}
    assert shown == {"B票"}
    assert facts["by.干部.expected"] == 12  # whoever may vote is no secret
    assert facts["groups_suppressed"].text == "机关干部有效票不足5张，和代表都不分开公布"


def test_a_unit_below_the_minimum_shows_who_may_vote_and_nothing_else_by_group() -> None:
    facts = figures(campaign(), ballots(财政局={"干部": [1, 1, 0], "Ｂ票": [1, 0, 0]}), ROSTER)

    assert {key.split(".")[2] for key in facts if key.startswith("by.")} == {
        "expected", "present", "issued", "attendance_rate",
    } | {key.split(".")[2] for key in facts if key.startswith("by.C·1.")}  # fmt: skip


@given(st.dictionaries(st.sampled_from(["干部", "Ｂ票", "C.1", ""]), st.integers(0, 12)), st.integers(1, 8))
def test_what_is_hidden_in_a_unit_has_as_many_ballots_as_the_minimum_or_is_all_of_it(
    sizes: dict[str, int], minimum: int
) -> None:
    by_group = {group: Tally(size, 0, (ItemTally((size, 0, 0)),)) for group, size in sizes.items()}
    evaluation = campaign(minimum=minimum).evaluation
    assert evaluation

    hidden = hidden_groups(by_group, evaluation)

    shown = {group: size for group, size in sizes.items() if group not in hidden and size}
    block = sum(sizes[group] for group in hidden)
    assert all(size >= minimum for size in shown.values())
    assert block >= minimum or not shown or not block
    assert not sizes.get("") or "" in hidden  # ballots that name no group are shown nowhere


UNITS = drawn_table(
    "units", "单位ID 全称 简称 类别 排序\n" + "\n".join(f"u{n} 单位{n} - 局 {n}" for n in range(1, 4))
)


def test_the_whole_body_has_figures_by_group_too() -> None:
    facts = all_figures(campaign(), UNITS, ballots(单位1=LARGE, 单位2=LARGE))

    assert facts["all.by.干部.work.g1.count"] == 12
    assert facts["all.by.干部.valid"].name == "全部单位机关干部有效票数"


def test_the_body_leaves_out_a_unit_whose_small_group_would_follow_from_it() -> None:
    few = {"干部": [1, 1, 0], "Ｂ票": [10, 5, 3], "C.1": [4, 3, 2]}

    facts = all_figures(campaign(), UNITS, ballots(单位1=LARGE, 单位2=few, 单位3=LARGE))

    assert facts["all.by.干部.work.g1.count"] == 12
    assert "不含单位2" in facts["all.by.干部.work.g1.count"].basis


def test_a_campaign_may_want_figures_by_group_of_the_body_alone_or_none() -> None:
    def kept(by_group: str) -> set[str]:
        facts = all_figures(campaign(by_group=by_group), UNITS, ballots(单位1=LARGE, 单位2=LARGE))
        return {id_.split(".")[0] for id_ in facts if ".by." in id_}

    assert [kept(word) for word in ("units", "all", "none")] == [{"u1", "u2", "all"}, {"all"}, set()]


@given(st.lists(st.tuples(st.sampled_from([*LARGE, None]), st.sampled_from(SATISFIED)), max_size=40))
def test_groups_shown_add_up_to_the_unit_less_what_is_hidden(rows: list[tuple[Any, str]]) -> None:
    frame = pd.DataFrame(
        [["财政局", *row] for row in rows], columns=["被评单位", "票种", "工作"], dtype=object
    )
    table = Table("ballots", "票.xlsx", "票", "0" * 64, frame.set_index(pd.RangeIndex(2, len(rows) + 2)))

    facts = figures(campaign(minimum=3), table)

    for at, grade in enumerate(SATISFIED, 1):
        shown = {group for group in LARGE if f"by.{_word(group)}.work.g{at}.count" in facts}
        for group in shown:
            told = facts[f"by.{_word(group)}.work.g{at}.count"].value
            assert told == sum(row == (group, grade) for row in rows)


def _word(group: str) -> str:
    return group.replace("Ｂ", "B").replace(".", "·")


def test_the_unit_drawn_here_is_the_one_that_is_asked_for() -> None:
    assert UNIT.frame["全称"].tolist() == ["财政局"]


def test_what_is_hidden_by_group_and_left_out_of_the_body_is_said() -> None:
    few = {"干部": [1, 1, 0], "Ｂ票": [10, 5, 3], "C.1": [4, 3, 2]}
    sheets = Sheets((UNITS, ballots(单位1=LARGE, 单位2=few)))

    facts = Facts(count_evaluation(sheets, campaign()))
    found = {each.rule: each for each in hidden_group_remarks(facts, sheets, campaign())}

    assert "单位2有票种有效票不足5张" in found["evaluation.hidden_groups"].problem
    assert "合计不含单位2" in found["evaluation.not_by_group"].problem
    assert {each.level for each in found.values()} == {"info"}


def test_a_group_that_all_gave_one_answer_is_warned_of_where_a_table_by_group_is_asked_for() -> None:
    alike = {"干部": [0, 0, 6], "Ｂ票": [10, 5, 3]}
    sheets = Sheets((UNITS, ballots(单位1=alike)))
    asked = campaign().model_copy(update={"documents": {"evaluation_notice": {"by_group": True}}})
    facts = Facts(count_evaluation(sheets, asked))

    [found] = unanimous_remarks(facts, sheets, asked)

    assert "单位1的“机关干部”6张票在“工作”上都选了“不满意”" in found.problem
    assert not [*unanimous_remarks(facts, sheets, campaign())]
