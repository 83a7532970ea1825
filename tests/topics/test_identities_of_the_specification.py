"""I1-I20 of documents.md 4.2: what contradicts itself is found, what agrees stays silent."""

from collections.abc import Callable, Mapping
from typing import Any

import pytest
from drawing import Draw

from kit.model.campaign import Campaign
from kit.model.fact import Facts, count_fact
from kit.model.finding import FigureError
from kit.text.numbers import percentage
from kit.text.proofreading.figures import (
    doubled_hedges,
    exact_and_approximate,
    impossible_percentages,
    names_out_of_order,
    unexplained_watchwords,
    unstated_stage,
    wrong_differences,
)
from kit.text.proofreading.wording import confusions, short_lists, term_variants, wrong_leads
from kit.text.saying import change_text
from kit.topics import run_checks
from kit.topics.ledger import _unique, check_ledger

PHASES = "阶段序号 阶段名称 统计截止日\n1 学习 2009-06-05"
RAW = "意见ID 来源渠道 原文 会议ID\nY1 座谈会 修路 M1\nY2 座谈会 修灯 M1\nY3 走访 修桥 -"
IDENTITIES: dict[str, tuple[str, dict[str, str], dict[str, str]]] = {
    "I1 收回≤发放": (
        "forms.returned",
        {"opinion_forms": "批次 渠道 发放份数 收回份数\n1 干部 40 41"},
        {"opinion_forms": "批次 渠道 发放份数 收回份数\n1 干部 40 40"},
    ),
    "I2 有效≤收回": (
        "tallied_ballots.sums",
        {"tallied_ballots": "被评单位 项目 收回票 无效票 有效票 第1等 弃权\ncz 工作 46 1 46 45 0"},
        {"tallied_ballots": "被评单位 项目 收回票 无效票 有效票 第1等 弃权\ncz 工作 46 1 45 45 0"},
    ),
    "I3 Σ选项+弃权+该项无效=有效": (
        "tallied_ballots.sums",
        {"tallied_ballots": "被评单位 项目 收回票 无效票 第1等 弃权 该项无效\ncz 工作 46 1 40 5 1"},
        {"tallied_ballots": "被评单位 项目 收回票 无效票 第1等 弃权 该项无效\ncz 工作 46 1 40 4 1"},
    ),
    "I5 来源意见只归一处": (
        "opinions.sources",
        {"opinions": RAW, "merged_opinions": "归纳ID 一级方面 来源意见ID\nG1 甲 Y1,Y2\nG2 乙 Y2,Y3"},
        {"opinions": RAW, "merged_opinions": "归纳ID 一级方面 来源意见ID\nG1 甲 Y1,Y2\nG2 乙 Y3"},
    ),
    "I6 Σ类别=问题总数": (
        "problems.unknown_kind",
        {"problems": "问题ID 表述 类别\nP1 一 发展\nP2 二 其他"},
        {"problems": "问题ID 表述 类别\nP1 一 发展\nP2 二 民生"},
    ),
    "I7 已解决≤问题总数": (
        "problems.solved",
        {
            "problems": "问题ID 表述 类别\nP1 一 发展",
            "rectification": "编号 问题ID 整改类型 状态 完成日期\n1 P1 立行立改 已销号 2009-05-01\n"
            "2 P1 立行立改 已销号 2009-05-01",
        },
        {
            "problems": "问题ID 表述 类别\nP1 一 发展",
            "rectification": "编号 问题ID 整改类型 状态 完成日期\n1 P1 立行立改 已销号 2009-05-01",
        },
    ),
    "I8 会上意见条数=登记条数": (
        "meetings.opinions",
        {"meetings": "会议ID 名称 类型 收集意见条数\nM1 座谈会 座谈会 3", "opinions": RAW},
        {"meetings": "会议ID 名称 类型 收集意见条数\nM1 座谈会 座谈会 2", "opinions": RAW},
    ),
    "I10 每人至少一篇": (
        "essays.everyone",
        {"essays": "篇ID 作者 体裁\n1 甲 心得体会\n2 甲 心得体会\n3 丙 交流发言"},
        {"essays": "篇ID 作者 体裁\n1 甲 心得体会\n2 乙 心得体会"},
    ),
    "I16 日期在阶段内": (
        "dates.outside_phase",
        {"visits": "日期 对象类型 对象名称\n2009-06-08 社区 甲"},
        {"visits": "日期 对象类型 对象名称\n2009-06-05 社区 甲"},
    ),
    "I17 提法里的数=展开的项数": (
        "watchwords.items",
        {"watchwords": "提法 展开\n四保 保增长,保民生,保稳定"},
        {"watchwords": "提法 展开\n三保 保增长,保民生,保稳定"},
    ),
    "实到≤应到": (
        "attendance.more_than_expected",
        {"meetings": "会议ID 名称 类型 应到 实到\nM1 大会 动员会 96 97"},
        {"meetings": "会议ID 名称 类型 应到 实到\nM1 大会 动员会 96 96"},
    ),
}


@pytest.mark.parametrize(("rule", "wrong", "right"), IDENTITIES.values(), ids=list(IDENTITIES))
def test_identities_between_sheets(
    draw: Draw, campaign: Campaign, rule: str, wrong: dict[str, str], right: dict[str, str]
) -> None:
    two_authors = campaign.checks.model_copy(update={"essay_authors": 2})
    stated = campaign.model_copy(update={"checks": two_authors})

    assert rule in {finding.rule for finding in run_checks(draw(phases=PHASES, **wrong), stated)}
    assert rule not in {finding.rule for finding in run_checks(draw(phases=PHASES, **right), stated)}


def ledger(numbers: Mapping[str, tuple[int, str]]) -> Facts:
    return Facts(count_fact(id_, id_, number, unit, "") for id_, (number, unit) in numbers.items())


LEDGERS: dict[str, tuple[dict[str, tuple[int, str]], dict[str, tuple[int, str]]]] = {
    "I4 Σ渠道=总条数": (
        {"opinions.raw": (150, "条"), "opinions.channel.走访": (149, "条")},
        {"opinions.raw": (150, "条"), "opinions.channel.走访": (150, "条")},
    ),
    "I5 Σ方面=归纳条数": (
        {"opinions.merged": (49, "条"), "opinions.aspect.1.merged": (48, "条")},
        {"opinions.merged": (49, "条"), "opinions.aspect.1.merged": (49, "条")},
    ),
    "I5 归纳≤原始": (
        {"opinions.merged": (50, "条"), "opinions.raw": (49, "条")},
        {"opinions.merged": (49, "条"), "opinions.raw": (49, "条")},
    ),
    "I7 已解决≤问题总数": (
        {"problems.solved": (8, "个"), "problems.total": (7, "个")},
        {"problems.solved": (7, "个"), "problems.total": (7, "个")},
    ),
    "I9 各类走访=总数": (
        {"visits.total": (30, "个"), "visits.community": (7, "个"), "visits.village": (9, "个")},
        {"visits.total": (16, "个"), "visits.community": (7, "个"), "visits.village": (9, "个")},
    ),
    "I10 精选≤提交": (
        {"study.essays_selected": (15, "篇"), "study.essays": (14, "篇")},
        {"study.essays_selected": (14, "篇"), "study.essays": (14, "篇")},
    ),
    "I12 同数异单位": (
        {"forms.returned": (150, "份"), "opinions.raw": (150, "条")},
        {"forms.returned": (150, "份"), "opinions.raw": (151, "条")},
    ),
}


@pytest.mark.parametrize(("wrong", "right"), LEDGERS.values(), ids=list(LEDGERS))
def test_identities_of_the_ledger(
    wrong: dict[str, tuple[int, str]], right: dict[str, tuple[int, str]]
) -> None:
    assert list(check_ledger(ledger(wrong)))
    assert not list(check_ledger(ledger(right)))


def test_i11_one_figure_has_one_value() -> None:
    twice = [count_fact("forms.issued", "发放份数", number, "份", "") for number in (400, 410)]

    with pytest.raises(FigureError, match="发放份数"):
        list(_unique(twice))


Reader = Callable[[list[str]], Any]
STAGES = Facts(
    [
        count_fact("r", "原始", 150, "条", "", stage="原始"),
        count_fact("m", "归纳", 49, "条", "", stage="归纳"),
    ]
)
TEXTS: dict[str, tuple[Reader, list[str], list[str]]] = {
    "I8 C6 列举少于所说": (
        short_lists,
        ["涉及市容市政、拆迁补偿10个方面共18条"],
        ["涉及市容市政、拆迁补偿等10个方面共18条", "围绕学习、调研、整改三个环节"],
    ),
    "I8 C9 一是数不到": (
        wrong_leads,
        ["做到六个方面：一是学；二是查；三是改；四是评；五是建。"],
        ["做到六个方面：一是学；二是查；三是改；四是评；五是建；六是推。"],
    ),
    "I13 C1 400与400多": (
        exact_and_approximate,
        ["共发放征求意见表400份", "发放征求意见表400多份"],
        ["共发放征求意见表400份", "收集群众来信400多封", "召开座谈会40多次"],
    ),
    "I13 双重概数": (doubled_hedges, ["大约400人左右到会"], ["大约400人到会"]),
    "I14 GRIM": (
        impossible_percentages,
        ["有效票32张，选“深”的占90.6%，选“准”的占81.5%"],
        ["有效票32张，选“深”的占90.6%，选“准”的占81.3%", "占81.5%"],
    ),
    "I15 百分点": (
        wrong_differences,
        ["占93.9%，比上次提高6.1个百分点（上次为88.5%）"],
        ["占93.9%，比上次提高5.4个百分点（上次为88.5%）"],
    ),
    "I18 按班子排序": (
        lambda text: names_out_of_order(text, ["甲某", "乙某", "丙某"]),
        ["甲某、丙某、乙某出席"],
        ["甲某、乙某出席", "丙某列席"],
    ),
    "I19 C7 意见征求表": (
        lambda text: term_variants(text, ["征求意见表"]),
        ["收回意见征求表150份"],
        ["收回征求意见表150份", "请代表征求意见"],
    ),
    "I20 C11 建设": (confusions, ["收到意见和建设150条"], ["收到意见和建议150条，推进机关建设"]),
    "I20 C11 在在": (confusions, ["刊登在在网上"], ["现在在网上", "问题存在在基层"]),
    "I20 C11 涌跃": (confusions, ["代表涌跃发言"], ["代表踊跃发言，企业不断涌现"]),
    "I20 C11 各抒已见": (confusions, ["大家各抒已见"], ["大家各抒己见，已经形成共识"]),
    "I20 的的": (confusions, ["群众的的意见"], ["目的的实现", "的的确确"]),
    "C3 原始还是归纳": (
        lambda text: unstated_stage(text, STAGES.values()),
        ["收到意见150条。", "归纳为三个方面49条意见。"],
        ["收集到原始意见150条。", "归纳为三个方面49条意见。"],
    ),
    "C13 提法没有展开": (
        lambda text: unexplained_watchwords(text, {"三保": ("保增长", "保民生", "保稳定")}),
        ["落实三保要求", "保增长、保民生、保稳定即三保"],
        ["落实保增长、保民生、保稳定的三保要求", "抓好三保"],
    ),
}


@pytest.mark.parametrize(("read", "wrong", "right"), TEXTS.values(), ids=list(TEXTS))
def test_what_a_text_says(read: Reader, wrong: list[str], right: list[str]) -> None:
    assert list(read(wrong))
    assert not list(read(right))


def test_i15_a_change_is_of_the_displayed_values() -> None:
    assert change_text(percentage(1879, 2000), percentage(4427, 5000)) == "提高5.5个百分点"
