"""The same ballots give the same facts, one by one or counted before they came."""

from collections import Counter
from typing import Any

import pandas as pd
from drawing import drawn_table
from hypothesis import given
from hypothesis import strategies as st

from kit.model.campaign import Campaign
from kit.model.fact import Facts
from kit.model.table import Sheets, Table
from kit.topics.appraisal import evaluation

GRADES = ("好", "较好", "一般", "差")
UNITS = drawn_table("units", "单位ID 全称 简称 类别 排序\ncz 财政局 - 局 1\nda 档案局 - 局 2")
Ballot = tuple[str, str, str, str]  # unit, group, verdict, answer


def table(kind: str, rows: list[list[Any]], *columns: str) -> Table:
    frame = pd.DataFrame(rows, index=range(2, len(rows) + 2), columns=list(columns), dtype=object)
    return Table(kind, f"{kind}.xlsx", "票", "0" * 64, frame)


def one_by_one(ballots: list[Ballot]) -> Table:
    rows = [[unit, group, verdict, answer] for unit, group, verdict, answer in ballots]
    return table("ballots", rows, "被评单位", "票种", "整票判定", "工作")


def counted(ballots: list[Ballot]) -> Table:
    rows = []
    for unit, group in sorted({(unit, group) for unit, group, *_ in ballots}):
        own = [ballot for ballot in ballots if ballot[:2] == (unit, group)]
        votes = Counter(answer for *_, verdict, answer in own if verdict == "有效")
        void = sum(verdict == "无效" for *_, verdict, _ in own)
        rows.append(
            [unit, group, "工作", len(own), void, *(votes[g] for g in GRADES), votes["弃权"], votes["多选"]]
        )
    columns = (
        "被评单位",
        "票种",
        "项目",
        "收回票",
        "无效票",
        "第1等",
        "第2等",
        "第3等",
        "第4等",
        "弃权",
        "该项无效",
    )
    return table("tallied_ballots", rows, *columns)


def campaign_of(groups: list[dict[str, Any]]) -> Campaign:
    said = {
        "preset": "GOOD4",
        "name": "评议",
        "items": [{"id": "work", "question": "工作"}],
        "groups": groups,
        "all_blank": "valid",  # totals do not tell a blank ballot from one that abstains
    }
    return Campaign.model_validate(
        {
            "campaign": {"title": "试验", "year": 2009, "phase": 1},
            "office": {"name": "办公室", "body": "机关", "body_short": "机关"},
            "evaluation": said,
        }
    )


WEIGHED = campaign_of([{"id": "A", "name": "甲", "weight": 60}, {"id": "B", "name": "乙", "weight": 40}])
ballot = st.tuples(
    st.sampled_from(["财政局", "档案局"]),
    st.sampled_from("AB"),
    st.sampled_from(["有效", "有效", "有效", "无效"]),
    st.sampled_from([*GRADES, "弃权", "多选", "未填"]),
)


def figures(campaign: Campaign, ballots: Table) -> dict[str, Any]:
    facts = Facts(evaluation.count_evaluation(Sheets((UNITS, ballots)), campaign))
    return {id_: fact.value for id_, fact in facts.items()}


@given(st.lists(ballot, min_size=1, max_size=60))
def test_ballots_and_their_totals_give_the_same_facts(ballots: list[Ballot]) -> None:
    assert figures(WEIGHED, one_by_one(ballots)) == figures(WEIGHED, counted(ballots))


@given(st.lists(ballot, min_size=1, max_size=60), st.randoms())
def test_the_order_of_ballots_does_not_matter(ballots: list[Ballot], chance: Any) -> None:
    shuffled = list(ballots)
    chance.shuffle(shuffled)

    assert figures(WEIGHED, one_by_one(ballots)) == figures(WEIGHED, one_by_one(shuffled))


@given(st.lists(ballot, min_size=1, max_size=60))
def test_no_suppressed_unit_can_be_worked_out_from_what_is_printed(ballots: list[Ballot]) -> None:
    shown = figures(WEIGHED, one_by_one(ballots))
    hidden = {unit for unit in ("cz", "da") if f"evaluation.{unit}.suppressed" in shown}
    open_units = {"cz", "da"} - hidden

    for unit in hidden:
        assert not [id_ for id_ in shown if id_.startswith(f"evaluation.{unit}.work")]
    for grade in range(1, 5):
        whole = shown.get(f"evaluation.all.work.g{grade}.count", 0)
        assert whole == sum(shown[f"evaluation.{unit}.work.g{grade}.count"] for unit in open_units)
