"""Totals of a survey whose options stand in one cell of each unit: 满意12人，不满意1人."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.model.campaign import Campaign
from kit.model.fact import Facts
from kit.model.table import Sheets
from kit.sheets.claiming import ClaimedSheet, Claiming
from kit.sheets.grid import Grid
from kit.sheets.surveying.counts_in_cells import counts_in
from kit.sheets.surveying.totals import claim_survey_totals
from kit.topics.ledger import count_all

OFFICE = {"name": "某办公室", "body": "某机关", "body_short": "机关"}
CAMPAIGN = Campaign.model_validate({"campaign": {"title": "试", "year": 2024}, "office": OFFICE})
OPTIONS = ("满意", "基本满意", "不满意", "不了解")
FORMS = ("{}{}人", "{}：{}人", "{} {}", "{}{}票（10.5%）", "“{}”的{}人，占10.5%")


def claimed(*rows: list[Any], campaign: Campaign = CAMPAIGN) -> ClaimedSheet:
    title = ["各科室满意度测评汇总表", *[""] * (len(rows[0]) - 1)]
    found = claim_survey_totals(Grid("汇总.xlsx", "表", [title, *rows]), Claiming("0" * 64, campaign))
    assert found is not None
    return found


def facts_of(found: ClaimedSheet) -> Facts:
    return count_all(Sheets((found.table,)), CAMPAIGN)


@given(
    st.lists(st.lists(st.integers(0, 40), min_size=4, max_size=4).filter(any), min_size=3, max_size=9),
    st.sampled_from(FORMS),
    st.sampled_from("，；、 \n"),
    st.sampled_from([["科室", "参加人数", "评价情况"], ["科室", "评价情况"]]),
)
def test_law_counts_of_one_cell_come_back_by_option_and_unit(
    counts: list[list[int]], form: str, between: str, heading: list[str]
) -> None:
    rows: list[list[Any]] = [heading]
    for at, each in enumerate(counts):
        cell = between.join(form.format(*pair) for pair in zip(OPTIONS, each, strict=True))
        rows.append([f"第{at}科", *([float(sum(each))] if len(heading) > 2 else []), cell])

    facts = facts_of(claimed(*rows))

    assert facts["surveys.各科室满意度测评.answers"] == sum(map(sum, counts))
    for place, option in enumerate(OPTIONS):
        whole = f"surveys.各科室满意度测评.{option}.count"
        assert facts[whole] == sum(each[place] for each in counts)
        assert facts[whole].sources[0].column == "评价情况"
        for at, each in enumerate(counts):
            assert facts[f"surveys.各科室满意度测评.by.第{at}科.{option}.count"] == each[place]


def test_what_a_cell_does_not_name_is_none_only_where_the_rest_is_the_total() -> None:
    rows = [
        ["甲科", 12.0, "满意10人，不满意2人"],
        ["乙科", 9.0, "满意9人、不满意0人"],
        ["丙科", 5.0, "满意3人，基本满意2人"],
    ]
    short = [["科室", "评价"], *([row[0], row[2]] for row in rows)]

    stated = facts_of(claimed(["科室", "参加人数", "评价"], *rows))
    alone = claimed(*short)
    [finding] = alone.findings
    assert finding.question is not None
    agreed = CAMPAIGN.model_copy(update={"answers": {finding.question.key: finding.question.proposal}})

    assert stated["surveys.各科室满意度测评.by.丙科.不满意.count"] == 0
    assert "surveys.各科室满意度测评.by.丙科.不满意.count" not in facts_of(alone)
    assert facts_of(claimed(*short, campaign=agreed))["surveys.各科室满意度测评.by.丙科.不满意.count"] == 0


def test_how_many_were_asked_gives_a_return_rate_where_the_sheet_says_it() -> None:
    rows = [[f"{at}科", 20.0 + at, 12.0, "满意10人，不满意2人"] for at in range(1, 5)]

    facts = facts_of(claimed(["科室", "应参加人数", "实际参加", "评价"], *rows))

    assert facts["surveys.各科室满意度测评.issued"] == 90
    assert facts["surveys.各科室满意度测评.return_rate"].text == "53.3%"


@pytest.mark.parametrize("cell", ["满意12人，其余没有交", "12人满意", "2024年5月8日", "满意", "第3科室12人"])
def test_other_words_are_no_counts_of_options(cell: str) -> None:
    assert counts_in(cell) is None
