"""Exports of survey sites are ballots, and a roster may lie as a table of units and groups."""

from pathlib import Path
from typing import Any

import pytest

from kit.app.work import Work, open_campaign

SETTINGS = """
[campaign]
title = "年度测评"
year = 2024
[office]
name = "某局办公室"
body = "某某局"
body_short = "某局"
[evaluation]
name = "民主测评"
minimum = 1
points = [100, 80, 60]
grades = ["满意", "基本满意", "不满意"]
closes = 2024-06-10
items = [{ id = "q1", question = "工作作风" }, { id = "q2", question = "服务质量" }]
groups = [{ id = "A", name = "机关干部" }, { id = "B", name = "服务对象" }]
"""
HEAD = (
    "序号,提交答卷时间,所用时间,来源,来自IP,"
    "1、您的身份是：,2、您评议的单位,3、工作作风,3.1、服务质量,4、您的姓名"
)
ANSWERS = [
    "1,2024/06/03 10:00:00,35秒,微信,10.0.0.1,机关干部,一科,满意,满意,",
    "2,2024/06/03 10:05:00,41秒,微信,10.0.0.2,服务对象,一科,满意,不满意,",
    "3,2024/06/04 09:00:00,29秒,微信,10.0.0.3,服务对象,二科,基本满意,满意,",
    "4,2024/06/12 09:00:00,30秒,微信,10.0.0.4,服务对象,二科,不满意,不满意,",
    "5,2024/06/02 09:00:00,12秒,微信,10.0.0.5,机关干部,二科,不满意,不满意,测试",
]
ROSTER = "单位,机关干部,服务对象,小计\n一科,20,30,50\n二科,15,25,{across}\n合计,35,55,{total}\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    inbox = tmp_path / "测评" / "inbox"
    inbox.mkdir(parents=True)
    (inbox.parent / "campaign.toml").write_text(SETTINGS, encoding="utf-8")
    (inbox / "233_按文本_测评.csv").write_text("\n".join([HEAD, *ANSWERS]), encoding="utf-8")
    (inbox / "参评名册.csv").write_text(ROSTER.format(across=40, total=90), encoding="utf-8")
    return inbox.parent


def value(work: Work, id_: str) -> Any:
    return work.facts[f"evaluation.{id_}"].value


def test_a_row_a_person_is_a_ballot_of_the_unit_and_the_group_that_it_names(folder: Path) -> None:
    work = open_campaign(folder)

    assert [value(work, f"{unit}.returned") for unit in ("一科", "二科")] == [2, 1]
    assert value(work, "一科.q2.g3.count") == 1
    assert {f.rule for f in work.findings} >= {"ballots.outside_window", "ballots.tried"}
    [table] = work.reading.sheets.of("ballots")
    assert table.frame["票种"].tolist() == ["A", "B", "B"]
    assert "您的姓名" not in str(table.frame.columns) + str(table.frame.to_numpy())


def test_a_roster_of_units_and_groups_says_how_many_voters_each_has(folder: Path) -> None:
    work = open_campaign(folder)

    assert [value(work, f"{unit}.expected") for unit in ("一科", "二科", "all")] == [50, 40, 90]
    assert [source.rows for source in work.facts["evaluation.一科.expected"].sources] == [(2,)]
    assert not [f for f in work.findings if f.rule in {"voters.sum_across", "reading.total"}]


def test_sums_of_a_wide_roster_are_verified_across_and_down(folder: Path) -> None:
    (folder / "inbox" / "参评名册.csv").write_text(ROSTER.format(across=41, total=90), encoding="utf-8")

    found = {f.rule: f.problem for f in open_campaign(folder).findings}

    assert found["voters.sum_across"] == "小计填的是 41，各组加起来是 40"
    assert found["reading.total"] == "合计填的是 90，各行加起来是 91"


STEM = "3、请对该部门作出评价"
ITEMS = "德能勤廉"


def matrix_of_items(folder: Path, head: str) -> Work:
    said = SETTINGS.replace('question = "工作作风"', 'question = "德"').replace(
        '{ id = "q2", question = "服务质量" }',
        ", ".join(f'{{ id = "q{at}", question = "{item}" }}' for at, item in enumerate(ITEMS[1:], 2)),
    )
    (folder / "campaign.toml").write_text(said, encoding="utf-8")
    (folder / "inbox" / "233_按文本_测评.csv").write_text(
        f"序号,提交答卷时间,1、您的身份是：,2、您要测评的部门,{head}\n"
        "1,2024/06/03 10:00:00,机关干部,一科,满意,基本满意,不满意,满意\n"
        "2,2024/06/03 10:05:00,服务对象,一科,满意,满意,满意,不满意\n"
        "3,2024/06/03 10:07:00,服务对象,二科,满意,满意,满意,满意\n",
        encoding="utf-8",
    )
    return open_campaign(folder)


@pytest.mark.parametrize("way", ["{stem}—{item}", "{stem}[{item}]", "{stem}（{item}）", "{stem}:{item}"])
def test_the_items_of_a_matrix_stand_behind_the_stem_that_they_share(folder: Path, way: str) -> None:
    """Law: two levels of a heading in one cell mean what they mean in two."""
    work = matrix_of_items(folder, ",".join(way.format(stem=STEM, item=item) for item in ITEMS))

    assert [value(work, f"一科.q{at}.g1.count") for at in (1, 2, 3, 4)] == [2, 1, 1, 1]
    assert value(work, "一科.q3.g3.count") == 1


def test_items_behind_two_stems_are_not_taken_for_those_of_one(folder: Path) -> None:
    head = "对一科的评价—德,对一科的评价—能,对二科的评价—德,对二科的评价—能"

    assert not matrix_of_items(folder, head).reading.sheets.has("ballots")
