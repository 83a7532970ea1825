"""Groups of voters (票种) are told apart, weighed only if they have weights, and cost no ballot."""

from fractions import Fraction
from typing import Any

import pandas as pd
import pytest
from appraisal_drawing import SATISFIED, UNIT, campaign_of, figures
from drawing import drawn_table
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from kit.model.share import Share
from kit.model.table import Sheets, Table
from kit.topics import run_checks

APART = [{"id": "A", "name": "干部"}, {"id": "B", "name": "群众"}]
WEIGHED = [{"id": "A", "name": "干部", "weight": 60}, {"id": "B", "name": "群众", "weight": 40}]
cast = st.lists(
    st.tuples(st.sampled_from(["A", "B", "C", None]), st.sampled_from(SATISFIED)), min_size=1, max_size=30
)


def ballots(rows: list[tuple[Any, str]]) -> Table:
    frame = pd.DataFrame(
        [["财政局", *row] for row in rows], columns=["被评单位", "票种", "工作"], dtype=object
    )
    return Table("ballots", "票.xlsx", "票", "0" * 64, frame.set_index(pd.RangeIndex(2, len(rows) + 2)))


@given(cast)
def test_groups_without_weights_change_no_figure_of_the_unit(rows: list[tuple[Any, str]]) -> None:
    apart, plain = figures(campaign_of(groups=APART), ballots(rows)), figures(campaign_of(), ballots(rows))

    by_group = {key for key in apart if ".by." in f".{key}" or key.startswith("groups_")}
    of_unit = {key: fact.value for key, fact in apart.items() if key not in by_group}
    assert of_unit == {key: fact.value for key, fact in plain.items()}


def test_some_groups_with_weights_and_some_without_are_refused() -> None:
    with pytest.raises(ValidationError, match="没有写 weight"):
        campaign_of(groups=[WEIGHED[0], APART[1]])


@pytest.mark.parametrize(("groups", "level"), [(WEIGHED, "error"), (APART, "warning")])
def test_a_strange_group_is_one_finding_a_word(groups: list[dict[str, Any]], level: str) -> None:
    table = ballots([("C", "满意")] * 7 + [(None, "满意")] * 3 + [("A", "满意")] * 5)

    found = [
        f
        for f in run_checks(Sheets((UNIT, table)), campaign_of(groups=groups))
        if f.rule == "ballots.unknown_group"
    ]

    assert [(f.level, f.problem.partition("，")[0]) for f in found] == [
        (level, "填的是“C”的有 7 行"),
        (level, "没有填的有 3 行"),
    ]


def test_more_ballots_than_voters_in_one_group_is_told_though_the_unit_has_enough() -> None:
    voters = drawn_table("voters", "类别 票种 应参评 实到 发票数\n干部 A 3 3 3\n群众 B 30 30 30")
    table = ballots([("A", "满意")] * 5 + [("B", "满意")] * 9)

    found = {f.rule: f for f in run_checks(Sheets((UNIT, table, voters)), campaign_of(groups=APART))}

    assert "干部应参评 3 人，却收回 5 张" in found["ballots.more_than_voters"].problem


def test_a_ballot_blank_everywhere_is_returned_and_not_valid_unless_the_campaign_says_so() -> None:
    rows: list[tuple[Any, str]] = [("A", "满意")] * 6 + [("A", "未填")] * 2

    usual, said = (figures(campaign_of(**more), ballots(rows)) for more in ({}, {"all_blank": "valid"}))

    assert (usual["returned"], usual["void"], usual["valid"]) == (8, 2, 6)
    assert (said["returned"], said["void"], said["valid"]) == (8, 0, 8)


def test_a_change_from_a_bare_rate_is_that_of_the_rate_that_goes_out() -> None:
    """One cadre among ten: weighed apart, approval would be 40% and say how that one voted."""
    rate = pd.DataFrame([["上次", "财政局", Share(Fraction("88.5"), 1)]], columns=["轮次", "单位", "好评率"])
    before = Table("previous_results", "上次.xlsx", "上次", "2" * 64, rate.set_index(pd.RangeIndex(2, 3)))
    same = {"answers": {"历次结果·好评率的口径": "一样"}}
    campaign = campaign_of(groups=WEIGHED, minimum=5).model_copy(update=same)

    facts = figures(campaign, ballots([("A", "不满意")] + [("B", "满意")] * 9), before)

    assert (facts["positive_rate"].text, facts["previous_positive_rate"].text) == ("90.0%", "88.5%")
    assert facts["change"].text == "提高1.5个百分点"
