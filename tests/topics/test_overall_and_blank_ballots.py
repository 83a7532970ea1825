"""综合评价 as it is asked is not what is computed; ballots without any answer count as the campaign says."""

from fractions import Fraction
from typing import Any

import pandas as pd
import pytest
from appraisal_drawing import SATISFIED, UNIT, campaign_of, figures
from drawing import drawn_table

from kit.model.evaluation import Evaluation
from kit.model.fact import Facts
from kit.model.finding import CampaignError
from kit.model.settings import checked
from kit.model.table import Sheets, Table
from kit.topics.appraisal import evaluation
from kit.topics.appraisal.ballots import BALLOTS
from kit.topics.appraisal.ballots import TALLIED_BALLOTS as TALLIED

OVERALL = {"question": "综合评价"}


def marked(rows: list[list[Any]]) -> Table:
    """Return ballots: verdict, answer to 工作, answer to 综合评价."""
    frame = pd.DataFrame([["财政局", *row] for row in rows], dtype=object)
    frame.columns = pd.Index(["被评单位", "整票判定", "工作", "综合评价"])
    return Table("ballots", "票.xlsx", "票", "0" * 64, frame.set_index(pd.RangeIndex(2, len(rows) + 2)))


SIX = [["有效", "满意", "不满意"]] * 4 + [["有效", "基本满意", "满意"]] * 2


def test_what_is_asked_and_what_is_computed_are_kept_apart() -> None:
    found = figures(campaign_of(overall=OVERALL), marked(SIX))

    assert found["overall.g1.count"] == 2
    assert found["overall.positive_rate"].text == "33.3%"
    assert found["overall.score"].value == Fraction(2 * 100 + 4 * 30, 6)
    assert found["score"].value == Fraction(4 * 100 + 2 * 70, 6)
    assert found["positive_rate"].text == "100.0%"


def test_the_whole_body_has_its_own_overall_result() -> None:
    facts = Facts(evaluation.count_evaluation(Sheets((UNIT, marked(SIX))), campaign_of(overall=OVERALL)))

    assert facts["evaluation.all.overall.g3.count"] == 4


def test_a_counted_overall_gives_the_same_facts() -> None:
    heading = "被评单位 项目 收回票 无效票 第1等 第2等 第3等 弃权"
    counted = drawn_table("tallied_ballots", f"{heading}\ncz 工作 6 0 4 2 0 0\ncz 综合评价 6 0 2 0 4 0")
    campaign = campaign_of(overall=OVERALL)

    one_by_one, from_totals = figures(campaign, marked(SIX)), figures(campaign, counted)

    assert {key: fact.value for key, fact in one_by_one.items()} == {
        key: fact.value for key, fact in from_totals.items()
    }


def test_the_ballot_sheets_have_a_column_or_a_row_for_it() -> None:
    campaign = campaign_of(overall=OVERALL)
    columns = {column.name: column for column in BALLOTS.columns_for(campaign)}
    items = {column.name: column for column in TALLIED.columns_for(campaign)}["项目"]

    assert columns["综合评价"].choices[:3] == SATISFIED
    assert items.choices == ("工作", "综合评价")


def test_the_id_of_the_overall_result_belongs_to_no_item() -> None:
    said = {"preset": "GOOD4", "name": "评议", "items": [{"id": "overall", "question": "总的"}]}

    with pytest.raises(CampaignError, match="不能叫 overall"):
        checked(Evaluation, said, "campaign.toml")


BLANK = [["有效", "满意", "满意"]] * 5 + [
    ["有效", "未填", "未填"],
    ["有效", "未填", "满意"],
    ["无效", "未填", "未填"],
]


@pytest.mark.parametrize(
    ("policy", "valid", "void", "reasons"),
    [("valid", 7, 1, None), ("void", 6, 2, ("各项都没有填1张",))],
)
def test_a_ballot_blank_everywhere_counts_as_the_campaign_says(
    policy: str,
    valid: int,
    void: int,
    reasons: tuple[str, ...] | None,
) -> None:
    found = figures(campaign_of(overall=OVERALL, all_blank=policy), marked(BLANK))

    assert (found["valid"], found["void"], found["returned"]) == (valid, void, 8)
    assert found["work.abstained"] == valid - 5
    assert (found["void_reasons"].value if "void_reasons" in found else None) == reasons


def test_a_weight_that_went_to_other_groups_is_disclosed() -> None:
    groups = [{"id": "A", "name": "干部", "weight": 60}, {"id": "B", "name": "群众", "weight": 40}]
    heading = "被评单位 项目 票种 收回票 无效票 第1等 第2等 第3等 弃权"
    counted = drawn_table("tallied_ballots", f"{heading}\ncz 工作 A 6 0 4 2 0 0")

    shared = figures(campaign_of(groups=groups, renormalise=True), counted)
    strict = figures(campaign_of(groups=groups), counted)

    assert shared["renormalised"].text == "群众没有有效票，其权重按比例分给其他各组"
    assert shared["score"].text == "90.0"
    assert "renormalised" not in strict
    assert "score" not in strict
