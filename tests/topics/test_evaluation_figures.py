from fractions import Fraction
from typing import Any

import pandas as pd
import pytest
from drawing import drawn_table, half_up, without_groups
from hypothesis import assume, given
from hypothesis import strategies as st

from kit.model.campaign import Campaign
from kit.model.evaluation import AppraisalItem, GradeBand
from kit.model.fact import Facts
from kit.model.table import Sheets, Table
from kit.model.tally import ItemTally, Tally, Turnout
from kit.topics.appraisal import evaluation, results
from kit.topics.appraisal.results import composite, ranks

ONE = (AppraisalItem(id="work", question="工作", grades=("满意", "基本满意", "不满意")),)
UNITS = drawn_table(
    "units", "单位ID 全称 简称 类别 排序 主送名\ncz 财政局 - 局 1 财政局\nda 档案局 - 局 2 档案局"
)


def ballots(rows: list[list[Any]], *columns: str) -> Table:
    frame = pd.DataFrame(rows, index=range(2, len(rows) + 2), columns=list(columns), dtype=object)
    return Table("ballots", "ballots.xlsx", "票", "0" * 64, frame)


def facts_of(campaign: Campaign, *tables: Table) -> Facts:
    return Facts(evaluation.count_evaluation(Sheets((UNITS, *tables)), campaign))


@pytest.fixture
def plain(campaign: Campaign) -> Campaign:
    """Return a campaign with one item of three grades and no groups."""
    return without_groups(campaign, items=ONE, points=(100, 80, 0))


def answers(**votes: int) -> list[list[Any]]:
    return [["财政局", grade, "有效"] for grade, times in votes.items() for _ in range(times)]


T1 = [*answers(满意=86, 基本满意=22, 不满意=4, 弃权=3), *[["财政局", "满意", "无效"]] * 3]


def test_t1_rates_on_valid_ballots_and_four_different_turnout_rates(plain: Campaign) -> None:
    voters = drawn_table("voters", "类别 票种 应参评 实到 发票数\n全体 - 130 120 120")

    facts = facts_of(plain, ballots(T1, "被评单位", "工作", "整票判定"), voters)

    texts = [facts[f"evaluation.cz.{key}"].text for key in ("return_rate", "valid_rate", "valid_return_rate")]
    assert texts == ["98.3%", "97.5%", "95.8%"]
    assert facts["evaluation.cz.valid"] == 115
    assert [facts[f"evaluation.cz.work.g{n}.rate"].text for n in (1, 2, 3)] == ["74.8%", "19.1%", "3.5%"]
    assert facts["evaluation.cz.work.positive_rate"].text == "93.9%"
    assert facts["evaluation.cz.work.abstained"] == 3


def test_t2_the_same_ballots_on_those_who_answered(plain: Campaign) -> None:
    answered = without_groups(plain, denominator="answered")

    facts = facts_of(answered, ballots(T1, "被评单位", "工作", "整票判定"))

    assert [facts[f"evaluation.cz.work.g{n}.rate"].text for n in (1, 2, 3)] == ["76.8%", "19.6%", "3.6%"]
    assert facts["evaluation.cz.work.positive_rate"].text == "96.4%"
    assert "作答票" in facts["evaluation.cz.work.positive_rate"].basis


def test_t4_a_combined_rate_is_computed_from_counts(plain: Campaign) -> None:
    facts = facts_of(plain, ballots(answers(满意=2, 基本满意=2, 不满意=2), "被评单位", "工作", "整票判定"))

    assert facts["evaluation.cz.work.g1.rate"].text == "33.3%"
    assert facts["evaluation.cz.work.positive_rate"].text == "66.7%"


def test_t18_two_ticks_void_one_item_and_a_blank_is_an_abstention(campaign: Campaign) -> None:
    rows = [["财政局", "多选", "好"], *[["财政局", "好", "未填"]] * 5]

    facts = facts_of(without_groups(campaign), ballots(rows, "被评单位", "工作好不好", "作风好不好"))

    assert facts["evaluation.cz.valid"] == 6
    assert facts["evaluation.cz.work.void"] == 1
    assert facts["evaluation.cz.style.abstained"] == 5
    assert facts["evaluation.cz.style.g1.count"] == 1


T6 = [("A", (8, 2, 0, 0)), ("B", (10, 8, 2, 0)), ("C", (20, 20, 8, 2))]


def test_t6_groups_are_weighted_each_on_its_own_ballots_and_never_pooled(campaign: Campaign) -> None:
    grades = ("好", "较好", "一般", "差")
    rows = [
        ["财政局", group, grade, grade]
        for group, counts in T6
        for grade, times in zip(grades, counts, strict=True)
        for _ in range(times)
    ]

    facts = facts_of(campaign, ballots(rows, "被评单位", "票种", "工作好不好", "作风好不好"))

    assert facts["evaluation.cz.score"].value == Fraction(8976, 100)
    assert facts["evaluation.cz.score"].text == "89.8"
    assert facts["evaluation.cz.positive_rate"].text == "91.0%"
    assert facts["evaluation.cz.work.positive_rate"].text == "85.0%"
    assert facts["evaluation.cz.work.score"].text == "86.0"
    assert "甲组40%" in facts["evaluation.cz.score"].basis


def test_an_empty_group_gives_no_composite_unless_its_weight_goes_to_the_others(campaign: Campaign) -> None:
    assert campaign.evaluation is not None
    values = {"A": Fraction(90), "B": None, "C": Fraction(80)}
    shared = campaign.evaluation.model_copy(update={"renormalise": True})

    assert composite(campaign.evaluation, values) is None
    assert composite(shared, values) == Fraction(90 * 4 + 80 * 3, 7)


def test_t7_a_grade_is_given_on_the_exact_value(plain: Campaign) -> None:
    assert plain.evaluation is not None
    bands = (GradeBand(name="优秀", least=90), GradeBand(name="良好", least=80))
    banded = plain.evaluation.model_copy(update={"bands": bands, "points": (100, 80, 60)})
    exact = results.item_score(banded, ItemTally((300, 149, 51)))

    assert exact == Fraction(8996, 100)
    assert results.band(banded, Fraction(8996, 100)) == "良好"
    assert results.band(banded, Fraction(90)) == "优秀"
    assert results.band(banded, Fraction(1)) is None


@pytest.mark.parametrize(("valid", "published"), [(4, False), (5, True)])
def test_t11_fewer_valid_ballots_than_the_minimum_print_no_breakdown(
    plain: Campaign,
    valid: int,
    published: bool,  # noqa: FBT001 - the expectation
) -> None:
    facts = facts_of(plain, ballots(answers(满意=valid), "被评单位", "工作", "整票判定"))

    assert facts["evaluation.cz.valid"] == valid
    assert ("evaluation.cz.work.g1.count" in facts) is published
    assert ("evaluation.cz.suppressed" in facts) is not published


def test_the_whole_body_leaves_out_a_suppressed_unit_so_that_nobody_can_subtract(plain: Campaign) -> None:
    rows = [*answers(满意=10), *[["档案局", "不满意", "有效"]] * 3]

    facts = facts_of(plain, ballots(rows, "被评单位", "工作", "整票判定"))

    assert facts["evaluation.all.valid"] == 13
    assert facts["evaluation.all.work.g3.count"] == 0
    assert "不含有效票不足5张的单位" in facts["evaluation.all.work.g3.count"].basis
    assert set(facts["evaluation.all.work.g1.count"].sources[0].rows) == set(range(2, 12))


def test_t17_a_unit_without_valid_ballots_says_so_and_nothing_else(plain: Campaign) -> None:
    facts = facts_of(plain, ballots([["财政局", "满意", "无效"]], "被评单位", "工作", "整票判定"))

    assert facts["evaluation.cz.suppressed"].text == "无有效评价"
    assert "evaluation.da.returned" not in facts
    assert facts["evaluation.da.suppressed"].text == "没有收到评议票"
    assert not any("rate" in key and ".cz.work" in key for key in facts)


def test_t15_equal_displayed_scores_share_a_rank_and_the_next_is_skipped() -> None:
    assert ranks([Fraction(n, 100) for n in (9520, 9341, 9344, 9010)]) == [1, 2, 2, 4]


def previous(*lines: str) -> Table:
    heading = "轮次 日期 单位 项 有效票 第1等 第2等 第3等"
    return drawn_table("previous_results", "\n".join((heading, *lines)))


def test_a_change_is_the_difference_of_displayed_values_and_logs_the_exact_one(plain: Campaign) -> None:
    now = ballots(answers(满意=86, 基本满意=22, 不满意=7), "被评单位", "工作", "整票判定")
    before = previous("1 2008-06-01 财政局 工作 96 80 5 11", "0 2007-06-01 财政局 工作 96 1 1 94")

    facts = facts_of(plain, now, before)

    assert facts["evaluation.cz.previous_positive_rate"].text == "88.5%"
    assert facts["evaluation.cz.change"].text == "提高5.4个百分点"
    assert "5.37" in facts["evaluation.cz.change"].basis
    assert "evaluation.da.change" not in facts


@pytest.mark.parametrize(
    "before",
    [
        previous("1 2008-06-01 财政局 别的项 96 80 5 11"),
        previous("1 2008-06-01 财政局 工作 4 2 1 1"),
        previous("1 2008-06-01 档案局 工作 96 80 5 11"),
        drawn_table(
            "previous_results", "轮次 日期 单位 项 有效票 第1等 第2等\n1 2008-06-01 财政局 工作 96 80 16"
        ),
    ],
    ids=["another item", "too few ballots", "another unit", "another scale"],
)
def test_no_comparison_is_made_where_last_round_is_not_alike(plain: Campaign, before: Table) -> None:
    facts = facts_of(plain, ballots(answers(满意=20), "被评单位", "工作", "整票判定"), before)

    assert not [id_ for id_ in facts if "change" in id_ or "previous" in id_]


def test_a_round_without_groups_is_compared_by_item_only(campaign: Campaign) -> None:
    rows = [["财政局", group, "好", "好"] for group in "AABBCC"]
    heading = "轮次 日期 单位 项 有效票 第1等 第2等 第3等 第4等"
    lines = (f"1 2008-06-01 财政局 {item} 10 5 2 2 1" for item in ("工作好不好", "作风好不好"))
    before = drawn_table("previous_results", "\n".join((heading, *lines)))

    facts = facts_of(campaign, ballots(rows, "被评单位", "票种", "工作好不好", "作风好不好"), before)

    assert facts["evaluation.cz.work.change"].text == "提高30.0个百分点"
    assert "evaluation.cz.change" not in facts


def test_a_mean_of_two_units_is_not_printed_for_it_gives_away_the_other(plain: Campaign) -> None:
    rows = [*answers(满意=10), *[["档案局", "满意", "有效"]] * 9]

    facts = facts_of(plain, ballots(rows, "被评单位", "工作", "整票判定"))

    assert not [id_ for id_ in facts if id_.startswith("evaluation.class.")]
    assert facts["evaluation.cz.rank"].text == "并列第1"


def scale(preset: str, **changes: Any) -> Campaign:
    """Return a campaign with one item on a preset's scale."""
    evaluation = {"preset": preset, "name": "评议", "items": [{"id": "work", "question": "工作"}], **changes}
    return Campaign.model_validate(
        {
            "campaign": {"title": "试验", "year": 2009, "phase": 1},
            "office": {"name": "办公室", "body": "机关", "body_short": "机关"},
            "evaluation": evaluation,
        }
    )


def test_t3_shares_that_must_add_up_are_shown_by_largest_remainder() -> None:
    exact = scale("GOOD4", grades=["好", "中", "差"], points=[100, 50, 0])
    shown = scale("GOOD4", grades=["好", "中", "差"], points=[100, 50, 0], sum100="largest_remainder")
    rows = ballots(answers(好=3, 中=2, 差=2), "被评单位", "工作", "整票判定")

    texts = [
        [facts_of(c, rows)[f"evaluation.cz.work.g{n}.rate"].text for n in (1, 2, 3)] for c in (exact, shown)
    ]

    assert texts == [["42.9%", "28.6%", "28.6%"], ["42.8%", "28.6%", "28.6%"]]


T10 = answers(满意=30, 基本满意=10, 不满意=2, 不了解=18)


@pytest.mark.parametrize(
    ("changes", "approval", "score"),
    [
        ({}, "95.2%", "89.5"),
        ({"denominator": "answered"}, "66.7%", "89.5"),
        ({"unknown_points": 0}, "95.2%", "62.7"),
    ],
)
def test_t10_those_who_do_not_know_leave_the_base_and_have_no_points(
    changes: dict[str, Any], approval: str, score: str
) -> None:
    facts = facts_of(scale("SAT3", **changes), ballots(T10, "被评单位", "工作", "整票判定"))

    assert facts["evaluation.cz.work.positive_rate"].text == approval
    assert facts["evaluation.cz.work.score"].text == score


def test_t13_a_score_is_no_rate_of_satisfaction() -> None:
    rows = answers(非常满意=76, 满意=2, 基本满意=2, 不满意=85)

    facts = facts_of(scale("SAT5"), ballots(rows, "被评单位", "工作", "整票判定"))

    assert facts["evaluation.cz.work.score"].value == Fraction(100 * 76 + 90 * 2 + 70 * 2 + 50 * 85, 165)
    assert facts["evaluation.cz.work.positive_rate"].text == "48.5%"
    assert facts["evaluation.cz.work.score"].unit == "分"


def test_marks_fall_into_intervals_closed_below_and_the_score_is_their_mean() -> None:
    rows = [["财政局", mark, "有效"] for mark in (90, 89, 70, 60, 59, Fraction(179, 2))]

    facts = facts_of(scale("SCORE", trim_above=5), ballots(rows, "被评单位", "工作", "整票判定"))

    assert [facts[f"evaluation.cz.work.g{n}.count"].value for n in (1, 2, 3, 4)] == [1, 3, 1, 1]
    assert facts["evaluation.cz.work.score"].value == Fraction(89 * 2 + 70 * 2 + 60 * 2 + 179, 8)


def test_a_preset_that_is_not_known_is_refused_with_the_nearest() -> None:
    with pytest.raises(ValueError, match="是不是“SAT4”"):
        scale("sat4")


votes = st.tuples(*[st.integers(0, 30)] * 3)


@given(votes, st.integers(0, 5), st.integers(0, 5), st.integers(0, 5))
def test_the_answers_to_an_item_add_up_to_the_valid_ballots(
    counts: tuple[int, int, int], silent: int, spoilt: int, void: int
) -> None:
    words = dict(zip(("满意", "基本满意", "不满意"), counts, strict=True)) | {"未填": silent, "多选": spoilt}
    rows = [["财政局", word, "有效"] for word, times in words.items() for _ in range(times)]
    rows += [["财政局", "满意", "无效"]] * void
    campaign = _campaign()

    assume(rows)

    facts = facts_of(campaign, ballots(rows, "被评单位", "工作", "整票判定"))

    valid = sum(counts) + silent + spoilt
    assert facts["evaluation.cz.valid"] == valid
    if valid >= 5:
        shown = [facts[f"evaluation.cz.work.g{n}.count"].value for n in (1, 2, 3)]
        assert shown == list(counts)
        expected = half_up(Fraction(100 * (counts[0] + counts[1]), valid))
        assert facts["evaluation.cz.work.positive_rate"].text == f"{expected}%"


def _campaign() -> Campaign:
    evaluation = {
        "name": "评议",
        "items": [item.model_dump() for item in ONE],
        "points": (100, 80, 0),
        "all_blank": "valid",
    }
    return Campaign.model_validate(
        {
            "campaign": {"title": "试验", "year": 2009, "phase": 1},
            "office": {"name": "办公室", "body": "机关", "body_short": "机关"},
            "evaluation": evaluation,
        }
    )


@given(st.lists(st.tuples(*[st.integers(0, 9)] * 3), min_size=1, max_size=4))
def test_tallies_add_up_like_the_ballots_they_count(counts: list[tuple[int, int, int]]) -> None:
    tallies = [Tally(sum(c), 0, (ItemTally(c),), Turnout(1, 1, 1)) for c in counts]

    whole = tallies[0]
    for tally in tallies[1:]:
        whole += tally

    assert whole.items[0].counts == tuple(sum(column) for column in zip(*counts, strict=True))
    assert whole.turnout.issued == len(counts)


def turnout_texts(facts: Facts, unit: str) -> list[str]:
    keys = ("expected", "present", "issued", "attendance_rate", "return_rate")
    found = (facts.get(f"evaluation.{unit}.{key}") for key in keys)
    return [fact.text if fact else "" for fact in found]


def test_a_group_without_voters_and_ballots_leaves_the_turnout_of_its_unit_known(campaign: Campaign) -> None:
    voted = ballots([["财政局", "A", "好"]] * 4, "被评单位", "票种", "工作好不好")
    voted.frame["作风好不好"] = "好"
    voters = drawn_table("voters", "被评单位 类别 票种 应参评 实到 发票数\n财政局 中层 A 6 5 5")

    facts = facts_of(campaign, voted, voters)

    assert turnout_texts(facts, "cz") == ["6", "5", "5", "83.3%", "80.0%"]
    assert turnout_texts(facts, "all") == ["6", "5", "5", "83.3%", "80.0%"]


def test_ballots_of_a_group_that_the_roster_leaves_out_leave_the_turnout_unknown(campaign: Campaign) -> None:
    voted = ballots([["财政局", "A", "好"], ["财政局", "B", "好"]], "被评单位", "票种", "工作好不好")
    voted.frame["作风好不好"] = "好"
    voters = drawn_table("voters", "被评单位 类别 票种 应参评 实到 发票数\n财政局 中层 A 6 5 5")

    assert turnout_texts(facts_of(campaign, voted, voters), "cz") == [""] * 5
