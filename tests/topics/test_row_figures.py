"""row_figures: what tables print of single rows is in the ledger, with its cell."""

from typing import Any

from kit.model.campaign import Campaign
from kit.topics.ledger import count_all


def test_a_merged_opinion_has_its_frequency_and_the_cell_it_was_counted_from(
    campaign: Campaign, draw: Any
) -> None:
    merged = """
        归纳ID 一级方面 归纳表述 来源意见ID 审核人
        G1     作风     精简会议 Y1,Y2,Y3   甲
    """

    fact = count_all(draw(merged_opinions=merged), campaign)["opinions.item.G1.frequency"]

    assert fact == 3
    assert (fact.stage, fact.sources[0].rows, fact.sources[0].column) == ("原始", (2,), "来源意见ID")


def test_an_item_has_its_deadline_and_one_without_a_day_has_none(campaign: Campaign, draw: Any) -> None:
    register = """
        编号 问题ID 问题表述 整改类型 责任领导 牵头单位 完成时限   状态
        Z1   P1     会多     限期整改 甲       办公室   2009-08-31 整改中
        Z2   P2     文多     长期坚持 甲       办公室   长期       整改中
    """

    facts = count_all(draw(rectification=register), campaign)

    assert facts["rectification.item.Z1.deadline"].text == "2009年8月31日"
    assert "rectification.item.Z2.deadline" not in facts
