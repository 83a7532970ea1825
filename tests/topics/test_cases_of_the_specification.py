"""T6-T22 of figures.md 2.9; rates of one item, I1-I20 and C1-C13 stand in the files beside this one."""

from fractions import Fraction
from typing import Any

import pandas as pd
import pytest
from appraisal_drawing import UNIT, ballots, campaign_of, figures, roster
from drawing import Draw, drawn_table

from kit.model.evaluation import GradeBand
from kit.model.fact import Facts
from kit.model.table import Sheets, Table
from kit.text.numbers import fixed_text, largest_remainder, mean, percentage
from kit.text.proofreading.figures import possible_bases
from kit.topics import run_checks
from kit.topics.appraisal import evaluation, results
from kit.topics.appraisal.remarks import appraisal_remarks

T6 = {"A": (8, 2, 0, 0), "B": (10, 8, 2, 0), "C": (20, 20, 8, 2)}


def test_t6_weights_are_not_pooling() -> None:
    groups = [{"id": g, "name": g, "weight": w} for g, w in zip("ABC", (40, 30, 30), strict=True)]
    counted = "\n".join(
        f"财政局 工作 {group} {sum(votes)} 0 {' '.join(map(str, votes))} 0" for group, votes in T6.items()
    )
    heading = "被评单位 项目 票种 收回票 无效票 第1等 第2等 第3等 第4等 弃权"
    found = figures(
        campaign_of(preset="GOOD4", groups=groups), drawn_table("tallied_ballots", f"{heading}\n{counted}")
    )

    assert found["score"].value == Fraction(8976, 100)
    assert found["work.score"].text == "86.0"
    assert (found["positive_rate"].text, found["work.positive_rate"].text) == ("91.0%", "85.0%")


def test_t7_the_grade_is_of_the_exact_score_and_the_clerk_is_warned() -> None:
    bands = [{"name": "优秀", "least": 90}, {"name": "良好", "least": 80}]
    campaign = campaign_of(points=(100, 80, 60), bands=bands)
    sheets = Sheets((UNIT, ballots({"满意": 300, "基本满意": 149, "不满意": 51})))
    facts = Facts(evaluation.count_evaluation(sheets, campaign))

    [warning] = appraisal_remarks(facts, sheets, campaign)

    assert (facts["evaluation.cz.score"].text, facts["evaluation.cz.grade"].text) == ("90.0", "良好")
    assert (warning.rule, warning.level) == ("evaluation.near_band", "warning")
    assert "89.96" in warning.problem


@pytest.mark.parametrize("good", [250, 301, 500])
def test_t7_a_score_that_is_on_the_side_it_seems_to_be_on_raises_nothing(good: int) -> None:
    bands = [{"name": "优秀", "least": 90}, {"name": "良好", "least": 80}]
    campaign = campaign_of(points=(100, 80, 60), bands=bands)
    sheets = Sheets((UNIT, ballots({"满意": good, "基本满意": 500 - good})))

    assert not list(appraisal_remarks(Facts(evaluation.count_evaluation(sheets, campaign)), sheets, campaign))


@pytest.mark.parametrize(
    ("returned", "expected", "present", "rules"),
    [
        (52, 60, 50, {"ballots.more_than_issued"}),
        (50, 60, 30, {"voters.quorum"}),
        (50, 60, 31, set()),
    ],
)
def test_t8_too_many_ballots_and_too_few_voters(
    draw: Draw, returned: int, expected: int, present: int, rules: set[str]
) -> None:
    voters = f"类别 票种 应参评 实到 发票数\n全体 - {expected} {present} -\n补 - - - 50"
    rows = "\n".join(f"{number} cz" for number in range(returned))
    sheets = Sheets((UNIT, *draw(voters=voters, ballots=f"票号 被评单位\n{rows}").tables))

    found = {finding.rule for finding in run_checks(sheets, campaign_of(quorum="more_than_half"))}

    assert found - {"phases.missing", "voters.missing_count"} == rules


def counted_rows(good: int, bad: int) -> Table:
    heading = "被评单位 项目 收回票 无效票 第1等 第2等 第3等 弃权"
    return drawn_table("tallied_ballots", f"{heading}\ncz 工作 {good + bad} 0 {good} 0 {bad} 0")


def last_round(good: int, bad: int) -> Table:
    return drawn_table(
        "previous_results", f"轮次 单位 项 有效票 第1等 第2等 第3等\n去年 cz 工作 {good + bad} {good} 0 {bad}"
    )


@pytest.mark.parametrize(
    ("now", "last", "said", "exact"),
    [
        ((1879, 121), (4427, 573), "提高5.5个百分点", "5.41"),
        ((108, 7), (85, 11), "提高5.4个百分点", "5.37"),
        ((1879, 121), (1880, 120), "基本持平", "-0.05"),
    ],
)
def test_t9_the_displayed_difference_and_the_exact_one_are_both_logged(
    now: tuple[int, int], last: tuple[int, int], said: str, exact: str
) -> None:
    change = figures(campaign_of(), counted_rows(*now), last_round(*last))["work.change"]

    assert change.text == said or (said == "基本持平" and "持平" in change.text)
    assert f"按精确值相差{exact}个百分点" in change.basis


def test_t11_a_small_group_is_hidden_with_another_for_the_total_is_printed() -> None:
    groups = [{"id": g, "name": f"{g}类人员", "weight": w} for g, w in zip("ABC", (40, 30, 30), strict=True)]
    heading = "被评单位 项目 票种 收回票 无效票 第1等 第2等 第3等 第4等 弃权"
    rows = "\n".join(f"财政局 工作 {g} {n} 0 {n} 0 0 0 0" for g, n in (("A", 12), ("B", 15), ("C", 3)))
    found = figures(
        campaign_of(preset="GOOD4", groups=groups, minimum=5),
        drawn_table("tallied_ballots", f"{heading}\n{rows}"),
    )

    assert found["valid"] == 30
    assert {key.split(".")[1] for key in found if key.startswith("by.")} == {"B"}
    assert found["groups_suppressed"].text == "C类人员有效票不足5张，和A类人员都不分开公布"


T14 = {"满意": 17, "基本满意": 11, "不满意": 1}
VERDICTS: dict[str, tuple[dict[str, Any], int, str]] = {
    "by members": ({"verdict": "majority_of_members"}, 35, "基本满意"),
    "by those present": ({"verdict": "majority_of_present"}, 35, "满意"),
    "exactly half is enough": ({"verdict": "majority_of_members", "half_is_enough": True}, 34, "满意"),
    "exactly half is not": ({"verdict": "majority_of_members", "half_is_enough": False}, 34, "基本满意"),
    "no majority at all": ({"verdict": "majority_of_members"}, 100, "不满意"),
}


@pytest.mark.parametrize(("setting", "members", "verdict"), VERDICTS.values(), ids=list(VERDICTS))
def test_t14_the_verdict_of_all_members(setting: dict[str, Any], members: int, verdict: str) -> None:
    found = figures(campaign_of(**setting), ballots(T14), roster(members, 29, 29))

    assert found["work.verdict"].text == verdict
    assert "半数" in found["work.verdict"].basis


def test_t14_exactly_half_is_asked_and_not_guessed() -> None:
    campaign = campaign_of(verdict="majority_of_members")
    sheets = Sheets((UNIT, ballots(T14), roster(34, 29, 29)))
    facts = Facts(evaluation.count_evaluation(sheets, campaign))

    [question] = appraisal_remarks(facts, sheets, campaign)

    assert "evaluation.cz.work.verdict" not in facts
    assert (question.rule, question.level) == ("evaluation.exactly_half", "error")
    assert "17票" in question.problem
    assert "half_is_enough" in question.remedy


def test_t15_ranks_are_shared_and_the_next_is_skipped() -> None:
    assert results.ranks([Fraction(n, 10) for n in (952, 934, 934, 901)]) == [1, 2, 2, 4]


def test_t15_a_shared_rank_says_so() -> None:
    units = "\n".join(f"u{n} 单位{n} - 局 {n}" for n in range(4))
    rows = "\n".join(
        f"u{n} 工作 1000 0 {good} 0 {1000 - good} 0" for n, good in enumerate((952, 934, 934, 901))
    )
    heading = "被评单位 项目 收回票 无效票 第1等 第2等 第3等 弃权"
    sheets = Sheets(
        (
            drawn_table("units", f"单位ID 全称 简称 类别 排序\n{units}"),
            drawn_table("tallied_ballots", f"{heading}\n{rows}"),
        )
    )
    facts = Facts(evaluation.count_evaluation(sheets, campaign_of(points=(100, 50, 0))))

    assert [facts[f"evaluation.u{n}.rank"].text for n in range(4)] == ["第1", "并列第2", "并列第2", "第4"]


def test_t16_best_and_worst_are_left_out_only_of_more_than_five() -> None:
    six, five = [Fraction(n) for n in (95, 92, 90, 88, 85, 60)], [Fraction(n) for n in (95, 92, 90, 88, 60)]

    assert results.trimmed_mean(six, 5) == Fraction(8875, 100)
    assert results.trimmed_mean(five, 5) == 85


def test_t18_one_bad_item_leaves_the_rest_of_the_ballot() -> None:
    items = [{"id": f"i{n}", "question": f"项{n}"} for n in range(1, 6)]
    row = [["财政局", "满意", "多选", "满意", "未填", "满意"]]
    frame = pd.DataFrame(row, index=[2], columns=["被评单位", *(f"项{n}" for n in range(1, 6))], dtype=object)

    found = figures(campaign_of(items=items), Table("ballots", "票.xlsx", "票", "0" * 64, frame))

    assert [found[f"i{n}.g1.count"].value for n in range(1, 6)] == [1, 0, 1, 0, 1]
    assert (found["i2.void"], found["i4.abstained"], found["valid"]) == (1, 1, 1)


def test_t19_the_mean_is_of_exact_values() -> None:
    exact = mean([Fraction(total, 3) for total in (7, 4, 10, 15, 10)])

    assert exact == Fraction(46, 15)
    assert fixed_text(exact, 2) == "3.07"


def test_t20_published_percentages_that_no_number_of_ballots_can_give() -> None:
    published = ["90.6", "93.75", "87.5", "87.5", "81.5"]

    assert 32 in possible_bases(published[:4], 40)
    assert possible_bases(published, 351) == ()


def test_t21_two_scores_that_print_alike_may_have_different_grades() -> None:
    campaign = campaign_of(bands=[GradeBand(name="190", least=80), GradeBand(name="180", least=70)])
    assert campaign.evaluation

    assert [fixed_text(value) for value in (Fraction(80), Fraction(7996, 100))] == ["80.0", "80.0"]
    assert results.band(campaign.evaluation, Fraction(80)) == "190"
    assert results.band(campaign.evaluation, Fraction(7996, 100)) == "180"


def test_t22_a_real_table_that_adds_up_is_confirmed() -> None:
    parts = [2133, 419, 459, 1387, 604]

    assert sum(parts) == 5002
    assert [fixed_text(percentage(part, 5002)) for part in parts] == ["42.6", "8.4", "9.2", "27.7", "12.1"]
    assert sum(Fraction(fixed_text(percentage(part, 5002))) for part in parts) == 100
    assert largest_remainder(parts) == tuple(Fraction(fixed_text(percentage(p, 5002))) for p in parts)
