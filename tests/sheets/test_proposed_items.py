"""Where campaign.toml still has the items of a new campaign, the sheets propose what ballots ask."""

import tomllib
from pathlib import Path
from typing import Any

import pytest
from strangers import STRANGERS, stranger

from kit.app.work import open_campaign
from kit.model.campaign import Campaign
from kit.model.evaluation import Evaluation
from kit.sheets.inbox import read_inbox
from kit.topics.kinds import kinds_of


def without_items(campaign: Campaign) -> Campaign:
    return campaign.model_copy(update={"evaluation": None})


def proposals(campaign: Campaign) -> list[Any]:
    findings = read_inbox(campaign, kinds_of(campaign)).findings
    return [found for found in findings if found.rule == "campaign.items_proposed"]


def pasted(remedy: str) -> Evaluation:
    """Return the evaluation that the proposed lines make, beside a name and points."""
    grades, items = remedy.removeprefix("对的话，在 [evaluation] 里写 ").split("，原来的")[0].split(" 和 ")
    return Evaluation.model_validate(
        tomllib.loads(f'name = "评议"\npoints = [100, 80, 60, 40]\n{grades}\n{items}')
    )


@pytest.mark.parametrize("name", STRANGERS)
def test_the_lines_that_a_stranger_is_offered_say_what_its_ballots_ask(name: str, tmp_path: Path) -> None:
    campaign = open_campaign(stranger(name, tmp_path / name)).campaign

    [first, *others] = proposals(without_items(campaign))

    evaluation = pasted(first.remedy)
    assert first.level == "warning"
    assert [item.question for item in evaluation.items] == STRANGERS[name][1].split()
    assert evaluation.items[0].grades == tuple(STRANGERS[name][2].split())
    assert [found.level for found in others] == ["info"] * len(others)


def test_a_campaign_that_names_its_items_is_offered_none(tmp_path: Path) -> None:
    campaign = open_campaign(stranger("health_bureau", tmp_path / "局")).campaign

    assert proposals(campaign) == []


def test_sheets_that_look_like_ballots_are_one_line_not_one_each(inbox: Any) -> None:
    rows = "1 好 差\n2 好 较好\n3 一般 好"
    for name in ("甲", "乙", "丙"):
        inbox.draw(f"{name}.xlsx", f"序号 学习 {name}项\n{rows}".replace(f"{name}项", "作风"), sheet=name)

    campaign = without_items(inbox.campaign)
    found = read_inbox(campaign, kinds_of(campaign)).findings

    [one] = [finding for finding in found if finding.rule.startswith(("campaign.", "reading."))]
    assert "等 3 张表像评议票，项目是学习、作风，等次是好、较好、一般、差" in one.problem


def test_a_table_of_counts_or_names_is_no_ballot(inbox: Any) -> None:
    inbox.draw("人.xlsx", "序号 姓名 部门\n1 甲 好\n2 乙 一科\n3 丙 二科")
    inbox.draw("数.xlsx", "月份 上半年 _ 下半年 _\n_ 男 女 男 女\n一 1 2 3 4\n二 1 2 3 4")

    assert proposals(without_items(inbox.campaign)) == []
