"""The trace of a count names the rows that were counted, and nothing is looked up before it is asked for."""

from typing import Any

import pandas as pd
import pytest
from appraisal_drawing import SATISFIED, UNIT, ballots, campaign_of, figures
from hypothesis import given
from hypothesis import strategies as st

from kit.model.fact import Facts, Source, Sources
from kit.model.table import Sheets, Table
from kit.topics.appraisal.cells import Cast
from kit.topics.appraisal.evaluation import count_evaluation
from kit.topics.ledger import count_all

ANSWERS = (*SATISFIED, "弃权", "未填", "多选")
TWO = Table(
    "units",
    "单位.xlsx",
    "表",
    "0" * 64,
    pd.DataFrame(
        [["cz", "财政局", None, "局", 1], ["da", "档案局", None, "局", 2]],
        columns=["单位ID", "全称", "简称", "类别", "排序"],
        index=[2, 3],
        dtype=object,
    ),
)
ballot = st.tuples(
    st.sampled_from(["财政局", "档案局"]), st.sampled_from(["有效", "无效"]), st.sampled_from(ANSWERS)
)


def sheet(rows: list[tuple[str, str, str]]) -> Table:
    frame = pd.DataFrame(rows, columns=["被评单位", "整票判定", "工作"], dtype=object)
    return Table("ballots", "票.xlsx", "票", "0" * 64, frame.set_index(pd.RangeIndex(2, len(rows) + 2)))


def rows_of(sources: Any) -> list[int]:
    return [row for source in sources for row in source.rows]


@given(st.lists(ballot, min_size=1, max_size=40))
def test_every_count_stands_on_exactly_the_ballots_it_counts(rows: list[tuple[str, str, str]]) -> None:
    facts = Facts(count_evaluation(Sheets((TWO, sheet(rows))), campaign_of(all_blank="valid")))

    for id_, name in (("cz", "财政局"), ("da", "档案局")):
        own = {at: cell for at, cell in enumerate(rows, 2) if cell[0] == name}
        valid = {at for at, (_, verdict, _) in own.items() if verdict == "有效"}
        wanted = {"returned": set(own), "void": set(own) - valid, "valid": valid}
        if len(valid) >= 1:
            for place, grade in enumerate(SATISFIED, 1):
                wanted[f"work.g{place}.count"] = {at for at in valid if own[at][2] == grade}
            wanted["work.positive"] = {at for at in valid if own[at][2] in SATISFIED[:2]}
            wanted["work.abstained"] = {at for at in valid if own[at][2] in {"弃权", "未填"}}
            wanted["work.void"] = {at for at in valid if own[at][2] == "多选"}
        for key, counted in wanted.items():
            fact = facts.get(f"evaluation.{id_}.{key}")
            if fact is not None:
                assert fact == len(counted)
                assert rows_of(fact.sources) == sorted(counted)


def test_which_six_ballots_said_so_is_in_the_ledger_and_so_is_what_nobody_said() -> None:
    sheets = Sheets((UNIT, ballots({"满意": 3, "不满意": 6}, void=1)))

    facts = count_all(sheets, campaign_of())

    worst, none = facts["evaluation.cz.work.g3.count"], facts["evaluation.cz.work.g2.count"]
    assert worst.as_json()["sources"] == [
        {"file": "票.xlsx", "sha256": "0" * 64, "sheet": "票", "rows": [5, 6, 7, 8, 9, 10], "column": "工作"}
    ]
    assert rows_of(facts["evaluation.cz.work.g3.rate"].sources) == [5, 6, 7, 8, 9, 10]
    assert list(none.sources) == [Source("票.xlsx", "0" * 64, "票", (), "工作")]


def test_ballots_are_counted_without_looking_up_a_single_row(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []
    monkeypatch.setattr(Cast, "sources", lambda *_: asked.append(1) or ())

    facts = count_all(Sheets((UNIT, ballots({"满意": 9}))), campaign_of())

    assert facts["evaluation.cz.work.g1.count"] == 9
    assert not asked


def totals(*rows: list[Any], side_by_side: bool = False) -> Table:
    columns = ["被评单位", "项目", "收回票", "无效票", "第1等", "第2等", "第3等", "弃权"]
    frame = pd.DataFrame(rows, columns=columns, dtype=object, index=range(2, len(rows) + 2))
    return Table("tallied_ballots", "汇总.xlsx", "汇总", "1" * 64, frame, side_by_side=side_by_side)


@pytest.mark.parametrize(("wide", "column"), [(False, "第3等"), (True, "工作/不满意")])
def test_a_count_out_of_totals_stands_on_its_cell(*, wide: bool, column: str) -> None:
    found = figures(campaign_of(), totals(["财政局", "工作", 20, 1, 12, 4, 2, 1], side_by_side=wide))

    [cell] = found["work.g3.count"].sources
    assert (cell.rows, cell.column) == ((2,), column)
    assert [source.column for source in found["returned"].sources] == ["收回票"]
    assert [source.column for source in found["valid"].sources] == ["收回票", "无效票"]


def test_sources_are_what_they_find_and_are_found_once() -> None:
    calls: list[int] = []
    found = (Source("表.xlsx", "0" * 64, "表", (2, 3)),)
    later = Sources(lambda: calls.append(1) or found)

    assert later
    assert not calls
    assert (later == found, found == later, len(later), later[0], hash(later)) == (
        True,
        True,
        1,
        found[0],
        hash(found),
    )
    assert calls == [1]
