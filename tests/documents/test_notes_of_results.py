"""evaluation_notes: what a result must disclose is in the circular and in the unit's own notice."""

import pytest
from document_drawing import material_of, told
from drawing import drawn_table

from kit.model.campaign import Campaign
from kit.model.draft import Material
from kit.model.table import Sheets

UNITS = drawn_table("units", "单位ID 全称 简称 类别 排序 主送名\nU1 市财政局 财政局 机关 1 市财政局")
LINES = "\n".join(f"{n} 财政局 {'AB'[n % 2]} 好 较好 好" for n in range(10))
BALLOTS = drawn_table("ballots", f"票号 被评单位 票种 工作好不好 作风好不好 总的看\n{LINES}")


@pytest.fixture
def renormalised(campaign: Campaign) -> Material:
    """Return a unit without a ballot of group C, whose weight goes to the others; ballots ask overall too."""
    assert campaign.evaluation is not None
    grades = campaign.evaluation.items[0].grades
    said = campaign.evaluation.model_dump() | {
        "renormalise": True,
        "overall": {"question": "总的看", "grades": grades},
    }
    evaluation = type(campaign.evaluation).model_validate(said)
    return material_of(Sheets((UNITS, BALLOTS)), campaign.model_copy(update={"evaluation": evaluation}))


def test_a_weight_that_was_given_to_the_others_is_disclosed_in_notice_and_circular(
    renormalised: Material,
) -> None:
    notice = told("evaluation_notice", renormalised, renormalised.units[0])
    circular = told("evaluation_circular", renormalised)

    assert "丙组没有有效票，其权重按比例分给其他各组。" in notice
    assert "财政局：丙组没有有效票" in circular


def test_no_weight_is_said_to_be_given_away_where_all_ballots_count_together(renormalised: Material) -> None:
    evaluation = renormalised.campaign.evaluation
    assert evaluation
    small = evaluation.model_copy(update={"minimum": 6})
    campaign = renormalised.campaign.model_copy(update={"evaluation": small})
    material = material_of(renormalised.sheets, campaign)

    notice = told("evaluation_notice", material, material.units[0])

    assert "有的票种有效票不足6张，综合结果按各票种合并计算，不加权。" in notice
    assert "权重" not in notice


def test_the_composite_that_ballots_ask_for_stands_beside_the_computed_one(renormalised: Material) -> None:
    notice = told("evaluation_notice", renormalised, renormalised.units[0])

    assert "票上另问“总的看”，选“好”和“较好”的占100.0%。" in notice
    assert "综合得分" in notice


def test_nothing_is_disclosed_where_there_is_nothing_to_disclose(campaign: Campaign) -> None:
    whole = "\n".join(f"{n} 财政局 {'ABC'[n % 3]} 好 好 好" for n in range(9))
    sheets = Sheets(
        (UNITS, drawn_table("ballots", f"票号 被评单位 票种 工作好不好 作风好不好 总的看\n{whole}"))
    )
    material = material_of(sheets, campaign)

    assert "权重按比例" not in told("evaluation_notice", material, material.units[0])
