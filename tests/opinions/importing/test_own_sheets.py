"""The kit's own blanks and other sheets among the files: no example and no count becomes an opinion."""

from collections.abc import Callable
from pathlib import Path

import pytest

from kit.model.campaign import Campaign
from kit.model.table import SheetKind
from kit.opinions.importing.entry import read_export
from kit.sheets.writing.blank import write_blank
from kit.topics import opinions, visits, web
from kit.topics.appraisal import comments

Writes = Callable[..., Path]


@pytest.mark.parametrize("kind", [opinions.KIND, web.KIND], ids=lambda kind: kind.name)
def test_the_example_of_a_blank_is_no_opinion(kind: SheetKind, tmp_path: Path, campaign: Campaign) -> None:
    blank = tmp_path / "blank.xlsx"
    write_blank(blank, kind, campaign)

    export = read_export(blank, campaign, {"渠道": "走访"})

    assert list(export.opinions["原文"]) == []
    assert any("示例" in finding.problem for finding in export.findings)


def test_an_example_stays_out_and_what_speaks_of_examples_stays_in(xlsx: Writes, campaign: Campaign) -> None:
    rows = [
        ["意见ID", "来源渠道", "原文"],
        ["（示例１）", "座谈会", "建议把会议开得短一些。"],
        ["Y1", "座谈会", "示例太少，表不会填"],
    ]

    export = read_export(xlsx("登记.xlsx", rows), campaign)

    assert list(export.opinions["原文"]) == ["示例太少，表不会填"]
    assert list(export.opinions["来源行"]) == [3]
    assert [finding.place.row for finding in export.findings if "示例" in finding.problem] == [2]


VISITS = [
    ["走访日期", "对象类型", "对象名称", "带队领导", "收集意见数"],
    ["2009-04-02", "社区", "东街社区", "李清和", 2],
    ["2009-04-03", "村", "小河村", "李清和", "４条"],
]


def test_a_sheet_of_another_kind_is_refused_with_what_to_do(xlsx: Writes, campaign: Campaign) -> None:
    export = read_export(xlsx("走访.xlsx", VISITS, sheet="走访"), campaign, accept=True)

    [finding] = export.findings
    assert export.opinions.empty
    assert (finding.level, finding.rule) == ("error", "opinions.other_kind")
    assert f"认出是“{visits.KIND.name}”" in finding.problem
    assert "inbox" in finding.remedy
    assert '--answer "走访.xlsx「走访」：识别=' in finding.remedy


def test_opinions_given_at_the_appraisal_are_another_kind_too(xlsx: Writes, campaign: Campaign) -> None:
    rows = [["评议意见ID", "原文", "采纳"], ["P1", "措施要再具体一些。", "采纳"]]

    export = read_export(xlsx("评议.xlsx", rows), campaign)

    assert export.opinions.empty
    assert f"认出是“{comments.KIND.name}”" in export.findings[0].problem


def test_a_person_may_say_that_it_holds_opinions_all_the_same(xlsx: Writes, campaign: Campaign) -> None:
    rows = [["评议意见ID", "原文", "采纳"], ["P1", "措施要再具体一些。", "采纳"]]
    path = xlsx("评议.xlsx", rows, sheet="评议")

    export = read_export(path, campaign, {"评议.xlsx「评议」：识别": "意见表（一行一条）", "渠道": "测评"})

    assert list(export.opinions["原文"]) == ["措施要再具体一些。"]


def test_a_shape_that_does_not_exist_is_not_taken_for_any(xlsx: Writes, campaign: Campaign) -> None:
    path = xlsx("登记.xlsx", [["来源渠道", "意见内容"], ["走访", "会议要短"]])

    export = read_export(path, campaign, {"识别": "意见单"})

    assert export.opinions.empty
    [finding] = export.findings
    assert "没有“意见单”" in finding.problem
    assert "意见表（一行一条）" in finding.remedy


COUNTS = [["单位", "来源渠道", "意见"], ["甲局", "走访", 2], ["乙局", "走访", "４条"], ["丙局", "走访", "无"]]


def test_a_column_of_bare_numbers_is_refused(xlsx: Writes, campaign: Campaign) -> None:
    export = read_export(xlsx("统计.xlsx", COUNTS), campaign, accept=True)

    [finding] = [found for found in export.findings if found.rule == "opinions.only_numbers"]
    assert export.opinions.empty
    assert export.recognised[0].opinions == 0
    assert "“意见”列" in finding.problem
    assert "2、４条" in finding.problem
    assert '--answer "统计.xlsx「Sheet1」：原文列=' in finding.remedy


def test_a_person_may_say_which_column_holds_the_opinions(xlsx: Writes, campaign: Campaign) -> None:
    rows = [["意见", "讲了什么", "来源渠道"], [2, "会议要短", "走访"], [4, "路灯不亮", "走访"]]
    path = xlsx("统计.xlsx", rows)

    other = read_export(path, campaign, {"统计.xlsx「Sheet1」：原文列": "讲了什么"})
    same = read_export(path, campaign, {"统计.xlsx「Sheet1」：原文列": "意见"})

    assert list(other.opinions["原文"]) == ["会议要短", "路灯不亮"]
    assert list(same.opinions["原文"]) == ["2", "4"]


def test_a_number_among_words_is_kept_and_pointed_at(xlsx: Writes, campaign: Campaign) -> None:
    rows = [["来源渠道", "意见内容"], ["走访", "会议要短"], ["走访", "3"]]

    export = read_export(xlsx("登记.xlsx", rows), campaign)

    assert list(export.opinions["原文"]) == ["会议要短", "3"]
    [finding] = export.findings
    assert (finding.rule, finding.level) == ("opinions.number", "warning")
    assert "第3行" in finding.problem


def test_scores_in_a_questionnaire_are_counted_and_no_opinions(xlsx: Writes, campaign: Campaign) -> None:
    rows = [
        ["序号", "对班子工作的意见（百分制）", "对作风的意见（百分制）"],
        *([n, 80 + n, 90] for n in range(1, 7)),
    ]

    export = read_export(xlsx("征求意见表.xlsx", rows), campaign)

    assert export.opinions.empty
    assert not export.questions
    assert export.tallies["次数"].sum() == 12


def test_a_table_without_any_words_offers_no_column_for_opinions(xlsx: Writes, campaign: Campaign) -> None:
    rows = [["单位", "人数", "得分"], ["东街社区", 30, 92.5], ["小河村", 28, 90]]

    export = read_export(xlsx("成绩.xlsx", rows), campaign, accept=True)

    assert export.opinions.empty


@pytest.mark.parametrize(
    "head",
    [
        ["序号", "单位", "意见内容"],
        ["单位", "姓名", "职务", "意见建议"],
        ["日期", "地点", "姓名", "意见内容"],
        ["走访对象", "走访时间", "意见"],
        ["会议名称", "日期", "意见建议"],
        ["单位", "意见", "答复"],
        ["姓名", "对象", "意见"],
    ],
)
def test_a_list_of_opinions_is_no_other_kind_even_without_an_appraisal(
    head: list[str], xlsx: Writes, campaign: Campaign
) -> None:
    rows = [head, *([f"{name}{number}" for name in head] for number in (1, 2))]
    plain = campaign.model_copy(update={"evaluation": None, "poll": None, "problems": ()})

    for one in (campaign, plain):
        export = read_export(xlsx("座谈会.xlsx", rows), one, accept=True)
        assert len(export.opinions) == 2, [str(finding) for finding in export.findings]
