"""The same identities hold over an appraisal's facts, whatever sheet they came from (trust.md 6)."""

from collections.abc import Iterable
from fractions import Fraction
from typing import Any

import pandas as pd
import pytest
from appraisal_drawing import SATISFIED, UNIT, ballots, campaign_of, figures, roster
from drawing import drawn_table
from hypothesis import assume, given
from hypothesis import strategies as st
from pydantic import ValidationError

from kit.documents import evaluation_circular, evaluation_notice
from kit.documents.passages.leaving_out import lacking_facts
from kit.model.campaign import Campaign
from kit.model.draft import Unit
from kit.model.fact import Fact, Facts, Source
from kit.model.finding import Finding
from kit.model.roster import aliases
from kit.model.table import Sheets, Table
from kit.topics import run_checks
from kit.topics.appraisal.evaluation import count_evaluation
from kit.topics.ledger import check_every_figure

GRADES = 3
FEW = st.integers(0, 12)


def totals(rows: Iterable[Iterable[object]], *columns: str) -> Table:
    """Return rows of 评议票汇总 of the unit, None for a cell that is empty."""
    names = ["被评单位", *columns]
    cells = [["财政局", *row] for row in rows]
    frame = pd.DataFrame(cells, columns=names, dtype=object, index=range(2, len(cells) + 2))
    return Table("tallied_ballots", "汇总.xlsx", "汇总", "1" * 64, frame.where(frame.notna(), None))


def found(campaign: Campaign, *tables: Table) -> dict[str, Finding]:
    """Return what is found in an appraisal of the unit, by rule."""
    return {finding.rule: finding for finding in run_checks(Sheets((UNIT, *tables)), campaign)}


WIDE = ("项目", "收回票", "无效票", "第1等", "第2等", "第3等")


@given(votes=st.tuples(FEW, FEW, FEW), void=FEW)
def test_totals_give_the_rates_and_scores_that_the_same_ballots_give(
    votes: tuple[int, int, int], void: int
) -> None:
    assume(any(votes) or void)
    one_by_one = figures(campaign_of(), ballots(dict(zip(SATISFIED, votes, strict=True)), void))
    row = ("工作", sum(votes) + void, void, *votes)

    from_totals = figures(campaign_of(), totals([row], *WIDE))

    kept = {id_ for id_ in one_by_one if not id_.endswith((".abstained", ".void"))}
    assert {id_: one_by_one[id_].value for id_ in kept} == {id_: from_totals[id_].value for id_ in kept}


@given(
    votes=st.tuples(FEW, FEW, FEW),
    returned=st.integers(0, 40),
    void=st.none() | FEW,
    people=st.tuples(*[st.integers(0, 50)] * 3),
)
def test_no_share_leaves_its_base_whatever_the_sheets_contradict(
    votes: tuple[int, int, int], returned: int, void: int | None, people: tuple[int, int, int]
) -> None:
    facts = figures(campaign_of(), totals([("工作", returned, void, *votes)], *WIDE), roster(*people))

    shares = [fact.value for fact in facts.values() if fact.unit == "%"]
    assert all(0 <= share <= 100 for share in shares)
    if "work.g1.rate" in facts:
        assert sum(votes) <= facts["valid"] <= returned
    if "return_rate" in facts:
        assert facts["returned"] <= facts["issued"]


@given(votes=st.tuples(FEW, FEW, FEW), blank=FEW, policy=st.sampled_from(["valid", "answered", "known"]))
def test_shares_of_one_base_add_up_to_no_more_than_the_whole(
    votes: tuple[int, int, int], blank: int, policy: str
) -> None:
    campaign = campaign_of(preset="SAT2", denominator=policy)
    said = dict(zip(("满意", "不满意", "不了解"), votes, strict=True))

    facts = figures(campaign, ballots({**said, "未填": blank}))

    assert sum(facts[id_].value for id_ in facts if id_.startswith("work.g") and id_.endswith("rate")) <= 100


@given(marks=st.lists(st.integers(0, 150), min_size=1, max_size=12))
def test_the_mean_is_of_the_marks_on_the_scale_only(marks: list[int]) -> None:
    rows = [["财政局", Fraction(mark)] for mark in marks]
    frame = pd.DataFrame(rows, columns=["被评单位", "工作"], dtype=object, index=range(2, len(rows) + 2))
    table = Table("ballots", "票.xlsx", "票", "0" * 64, frame)

    facts, told = figures(campaign_of(preset="SCORE"), table), found(campaign_of(preset="SCORE"), table)

    on_scale = [mark for mark in marks if mark <= 100]
    assert facts["work.void"] == len(marks) - len(on_scale)
    assert ("work.score" in facts) == bool(on_scale)
    assert not on_scale or facts["work.score"].value == Fraction(sum(on_scale), len(on_scale))
    assert ("ballots.mark_off_scale" in told) == (len(on_scale) < len(marks))


def test_a_forgotten_item_is_unknown_told_and_leaves_no_composite() -> None:
    items = [{"id": "i1", "question": "项1"}, {"id": "i2", "question": "项2"}]
    campaign, table = campaign_of(items=items), totals([("项1", 50, 0, 30, 15, 5)], *WIDE)

    facts, told = figures(campaign, table), found(campaign, table)

    assert facts["i1.positive_rate"].text == "90.0%"
    assert not [id_ for id_ in facts if id_.startswith("i2.")]
    assert "score" not in facts
    assert "positive_rate" not in facts
    assert "项2" in told["tallied_ballots.missing_item"].problem


def test_more_ballots_than_were_issued_are_named_with_the_cell_and_give_no_rate() -> None:
    table, voters = totals([("工作", 52, 0, 40, 10, 2)], *WIDE), roster(60, 50, 50)

    facts, told = figures(campaign_of(), table, voters), found(campaign_of(), table, voters)

    assert "return_rate" not in facts
    assert "valid_return_rate" not in facts
    finding = told["ballots.more_than_issued"]
    assert (finding.level, finding.place.column) == ("error", "发票数")


@pytest.mark.parametrize(
    ("earlier", "is_compared"),
    [
        ("100 60 30 10 -", True),
        ("100 30 20 40 10", False),
        ("100 60 40 - -", False),
        ("90 60 30 10 -", False),
    ],
    ids=["one scale", "more grades", "fewer grades", "more votes than ballots"],
)
def test_rounds_are_compared_on_one_scale_only(earlier: str, *, is_compared: bool) -> None:
    heading = "轮次 日期 单位 项 有效票 第1等 第2等 第3等 第4等"
    before = drawn_table("previous_results", f"{heading}\n一 2008-05-01 财政局 工作 {earlier}")
    now = ballots({"满意": 60, "基本满意": 30, "不满意": 10})

    facts, told = figures(campaign_of(), now, before), found(campaign_of(), now, before)

    assert ("change" in facts) == is_compared
    assert ("previous_results.other_scale" in told) != is_compared
    if is_compared:
        assert facts["previous_positive_rate"].sources[0].file == "previous_results.xlsx"


SAME = "单位ID 全称 简称 类别 排序\nU1 市政协办公室 办公室 - 1\nU2 市委办公室 办公室 - 2"


def test_ballots_under_a_name_of_two_units_are_nobodys_until_that_is_settled() -> None:
    rows = [["办公室", "满意"]] * 7 + [["市政协办公室", "不满意"]] * 6
    frame = pd.DataFrame(rows, columns=["被评单位", "工作"], dtype=object, index=range(2, 15))
    sheets = Sheets((drawn_table("units", SAME), Table("ballots", "票.xlsx", "票", "0" * 64, frame)))

    facts = Facts(count_evaluation(sheets, campaign_of()))
    told = {finding.rule: finding for finding in run_checks(sheets, campaign_of())}

    assert facts["evaluation.U1.returned"] == 6
    assert "evaluation.U2.returned" not in facts
    assert facts["evaluation.not_received"].text == "市委办公室"
    assert told["unit.shared_name"].level == "error"
    assert "7 行" in told["unit.shared_name"].problem
    assert told["units.shared_name"].level == "warning"


NAMES = ("青山县第一中学（东区）", "青山县人力资源和社会保障局", "青山县财政局", "青山县水务有限公司")


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("青山县 第一中学(东区)", "1"),
        ("青山县人社局", "2"),
        ("县财政局", "3"),
        ("财政局", "3"),
        ("青山县水务公司", "4"),
        ("红山县财政局", None),
        ("青山县第二中学（东区）", None),
    ],
)
def test_a_name_is_one_units_however_it_is_spaced_or_shortened(said: str, meant: str | None) -> None:
    units = [Unit(str(number), name, name, "", number, "") for number, name in enumerate(NAMES, 1)]

    assert aliases(units).get(said) == meant


@given(
    names=st.lists(st.text("甲乙第一二中学县（）() 局", min_size=1), min_size=1, max_size=8), said=st.data()
)
def test_no_name_ever_means_two_units(names: list[str], said: st.DataObject) -> None:
    units = [Unit(f"#{number}", name, name, "", number, "") for number, name in enumerate(names)]
    known, name = aliases(units), said.draw(st.sampled_from(names))

    alike = [unit for unit in units if known.get(unit.name) == known.get(name) is not None]
    assert len(alike) <= 1


def test_a_row_that_repeats_a_unit_and_item_is_named_and_counts_for_nobody() -> None:
    rows = [("工作", 20, 0, 12, 5, 3), ("工作", 20, 0, 10, 5, 5)]

    facts, told = figures(campaign_of(), totals(rows, *WIDE)), found(campaign_of(), totals(rows, *WIDE))

    assert told["rows.same_key"].place.row == 3
    assert "work.g1.count" not in facts


def test_who_says_known_without_a_word_for_it_is_told_what_to_write() -> None:
    with pytest.raises(ValidationError, match="unknown = "):
        campaign_of(denominator="known")


def test_the_unknown_have_no_share_of_a_base_that_leaves_them_out() -> None:
    facts = figures(
        campaign_of(preset="SAT3"), ballots({"满意": 30, "基本满意": 10, "不满意": 2, "不了解": 18})
    )

    assert facts["work.g4.count"] == 18
    assert "work.g4.rate" not in facts
    assert "不含弃权、未填、该项无效和“不了解”" in facts["work.g1.rate"].basis


def test_turnout_stands_on_the_rosters_cells() -> None:
    facts = figures(campaign_of(), ballots({"满意": 6}), roster(8, 7, 7))

    assert [(s.file, s.column) for s in facts["issued"].sources] == [("voters.xlsx", "发票数")]
    assert [s.file for s in facts["returned"].sources] == ["票.xlsx"]


GROUPS = [{"id": "A", "name": "甲组", "weight": 60}, {"id": "B", "name": "乙组", "weight": 40}]


@pytest.mark.parametrize(
    ("group", "level", "has_rates"), [(None, "warning", True), ("A", "error", True)], ids=["no groups", "one"]
)
def test_a_weighted_group_that_totals_do_not_have_is_told_and_leaves_no_composite(
    group: str | None, level: str, *, has_rates: bool
) -> None:
    campaign = campaign_of(groups=GROUPS)
    table = totals([("工作", 20, 0, 12, 5, 3, group)], *WIDE, "票种")

    facts, told = figures(campaign, table), found(campaign, table)

    assert ("work.positive_rate" in facts) == has_rates
    assert "score" not in facts
    assert told["tallied_ballots.empty_group"].level == level


def figure(**said: Any) -> Facts:
    return Facts([Fact(**{"id": "x", "name": "数", "value": 3, "text": "3", **said})])


CELL = Source("表.xlsx", "0" * 64, "表", (2,))


@pytest.mark.parametrize(
    ("said", "rules"),
    [
        ({}, ["ledger.without_cells"]),
        ({"sources": (CELL,)}, []),
        ({"sources": (CELL,), "unit": "%", "value": Fraction(104)}, ["ledger.share"]),
    ],
)
def test_a_number_without_cells_and_a_share_beyond_the_whole_stop_the_build(
    said: dict[str, Any], rules: list[str], campaign: Campaign
) -> None:
    told = list(check_every_figure(figure(**said), Sheets((UNIT,)), campaign))

    assert [(finding.rule, finding.level) for finding in told] == [(rule, "error") for rule in rules]


def test_notices_and_circular_are_made_from_totals_as_from_ballots() -> None:
    table = totals([("工作", 20, None, 12, 5, 3)], *WIDE)

    for kind in (evaluation_notice.KIND, evaluation_circular.KIND):
        assert lacking_facts(kind, Sheets((UNIT, table))) == ()
        assert lacking_facts(kind, Sheets((UNIT,))) == ("evaluation",)


def test_what_totals_do_not_tell_is_no_figure() -> None:
    facts = figures(campaign_of(), totals([("工作", 22, None, 12, 5, 3)], *WIDE))

    assert not {"void", "work.void", "work.abstained", "comments"} & set(facts)
    assert facts["work.g1.count"] == 12
