"""Forms with the question on the left, and tables in which more than one column holds opinions."""

from collections.abc import Callable
from pathlib import Path

from kit.model.campaign import Campaign
from kit.opinions.importing.entry import read_export

Writes = Callable[..., Path]
FORM = [
    ["姓名", "王某", "单位", "甲局"],
    ["对班子的意见", "会议太多，建议少开", "", ""],
    ["对机关的意见建议", "文件太长，希望精简。办事要快一些。", "", ""],
    ["填表日期", "2009年4月6日", "", ""],
]


def test_a_form_with_its_questions_on_the_left_gives_its_answers(docx: Writes, campaign: Campaign) -> None:
    export = read_export(docx("甲局.docx", "征求意见表", FORM), campaign, accept=True)

    told = export.opinions[["来源列", "原文", "指向", "提出者姓名", "登记日"]].to_numpy().tolist()
    assert told == [
        ["对班子的意见", "会议太多，建议少开", "班子", "王某", "2009-04-06"],
        ["对机关的意见建议", "文件太长，希望精简。办事要快一些。", "机关", "王某", "2009-04-06"],
    ]
    assert (export.returned, export.no_opinion) == (1, 0)


def test_an_empty_form_is_a_sheet_that_came_back_without_an_opinion(docx: Writes, campaign: Campaign) -> None:
    empty = [["姓名", ""], ["对班子的意见", "无"], ["对机关的意见", ""]]

    export = read_export(docx("甲局.docx", "征求意见表", empty), campaign, accept=True)

    assert export.opinions.empty
    assert (export.returned, export.no_opinion) == (1, 1)


def test_a_form_with_a_column_for_each_person(xlsx: Writes, campaign: Campaign) -> None:
    rows = [["姓名", "王某", "李某"], ["单位", "甲局", "乙局"], ["意见", "会议太多，建议少开", "文件太长"]]

    export = read_export(xlsx("座谈会.xlsx", rows), campaign)

    assert export.opinions[["提出者姓名", "原文"]].to_numpy().tolist() == [
        ["王某", "会议太多，建议少开"],
        ["李某", "文件太长"],
    ]


def test_no_column_of_opinions_is_lost_beside_another(xlsx: Writes, campaign: Campaign) -> None:
    rows = [
        ["序号", "对班子的意见", "对机关的意见", "建议"],
        [1, "多下基层，多听意见", "会议太多", "修一修门口的路"],
        [2, "决策前多商量", "文件太长", "无"],
    ]

    export = read_export(xlsx("征求意见表.xlsx", rows), campaign)

    assert len(export.opinions) == 5
    assert set(export.opinions["来源列"]) == {"对班子的意见", "对机关的意见", "建议"}


def test_a_second_column_of_opinions_that_is_not_read_is_named(xlsx: Writes, campaign: Campaign) -> None:
    rows = [
        ["来源渠道", "意见内容", "对机关的建议", "答复意见"],
        ["走访", "会议太多", "办事要快一些", "已经减少"],
        ["走访", "文件太长", "多下基层", "已经精简"],
    ]
    path = xlsx("登记.xlsx", rows)

    first = read_export(path, campaign)
    second = read_export(path, campaign, {"登记.xlsx「Sheet1」：原文列": "对机关的建议"})

    [finding] = first.findings
    assert (finding.rule, finding.level) == ("opinions.other_column", "warning")
    assert "“对机关的建议”" in finding.problem
    assert "答复" not in finding.problem
    assert list(second.opinions["原文"]) == ["办事要快一些", "多下基层"]


def test_ditto_is_never_an_opinion_by_itself(xlsx: Writes, campaign: Campaign) -> None:
    rows = [["单位", "意见内容"], ["甲局", "会议太多，建议少开"], ["乙局", "同上"]]

    export = read_export(xlsx("走访.xlsx", rows), campaign, accept=True)

    assert list(export.opinions["原文"]) == ["会议太多，建议少开"] * 2


def test_a_column_without_a_heading_is_named_and_not_dropped_in_silence(
    xlsx: Writes, campaign: Campaign
) -> None:
    rows = [["来源渠道", "意见内容", None], ["走访", "会议太多", "建议少开"], ["走访", "文件太长", None]]

    export = read_export(xlsx("登记.xlsx", rows), campaign)

    [finding] = export.findings
    assert (finding.rule, finding.level) == ("opinions.unheaded", "warning")
    assert "第3列" in finding.problem
