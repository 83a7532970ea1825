"""Minutes in forms, texts and cells: what people said, without to-dos, chair, dates and closing words."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kit.model.campaign import Campaign
from kit.opinions.importing.entry import read_export
from kit.opinions.importing.reading.export import Export

Writes = Callable[..., Path]
MAIN = "某甲提出，大厅座位太少，高峰时没有地方坐。某乙建议，中午不断岗。"
FORM = [
    ["会议名称", "第一次座谈会", "会议日期", "3月3日"],
    ["与会人员", "某甲、某乙、某丙", "", ""],
    ["会议主要内容", MAIN, "", ""],
    ["记录总结", "1.大厅座位太少。\n2.中午不断岗。", "", ""],
    ["待办事项", "序号", "内容", "负责人"],
    ["", "1", "把会议记录发给各科", "某丁"],
    ["", "-", "-", "-"],
]
OTHER = [
    ["座谈会记录表", "", "", ""],
    ["时间", "2009年4月6日", "地点", "三楼会议室"],
    ["主持人", "李清和", "记录人", "赵敏"],
    [
        "发言记录",
        "李清和：请大家多提意见。\n张某：路灯太暗，晚上不安全。\n王某：公交车太少，要等半小时。",
        "",
        "",
    ],
    ["会议要求", "各科要在月底前办好。", "", ""],
]
TEXT = """座谈会记录
会议名称：第一次座谈会
会议日期：2009年3月3日
主持人：李清和
会议主要内容：
李清和：今天请大家来，就是听意见。
某甲提出，大厅座位太少，高峰时没有地方坐。某乙建议，中午不断岗。
最后，李清和书记强调，要认真研究大家的意见。
待办事项：
1.把会议记录发给各科。
散会。
"""
SAID = [["某甲", "大厅座位太少，高峰时没有地方坐。"], ["某乙", "中午不断岗。"]]


def told(export: Export) -> list[list[str]]:
    found: list[list[str]] = export.opinions[["提出者姓名", "原文"]].to_numpy().tolist()
    return found


def is_whole(export: Export) -> bool:
    return all(one.rows == one.used + sum(run.number for run in one.named) for one in export.accounts)


@pytest.mark.parametrize("kind", ["docx", "xlsx"])
def test_main_text_is_read_and_a_summary_that_repeats_it_counts_once(
    kind: str, docx: Writes, xlsx: Writes, campaign: Campaign
) -> None:
    path = docx("记录.docx", "座谈会记录", FORM) if kind == "docx" else xlsx("记录.xlsx", FORM)

    export = read_export(path, campaign)

    assert told(export) == SAID
    assert set(export.opinions["来源渠道"]) == {"座谈会"}
    assert (export.returned, is_whole(export)) == (0, True)
    assert not [finding for finding in export.findings if finding.level != "info"]


def test_a_summary_alone_is_read_point_by_point(docx: Writes, campaign: Campaign) -> None:
    table = [FORM[0], FORM[1], FORM[3], *FORM[4:]]

    assert [text for _, text in told(read_export(docx("记录.docx", table), campaign))] == [
        "大厅座位太少。",
        "中午不断岗。",
    ]


def test_what_the_chair_says_and_asks_for_is_no_opinion(xlsx: Writes, campaign: Campaign) -> None:
    export = read_export(xlsx("座谈会.xlsx", OTHER), campaign)

    assert told(export) == [["张某", "路灯太暗，晚上不安全。"], ["王某", "公交车太少，要等半小时。"]]
    assert set(export.opinions["登记日"]) == {"2009-04-06"}


def test_the_same_in_a_text_and_in_one_column_of_cells(
    tmp_path: Path, xlsx: Writes, docx: Writes, campaign: Campaign
) -> None:
    plain = tmp_path / "座谈会.txt"
    plain.write_text(TEXT, encoding="utf-8")
    cells = xlsx("座谈会.xlsx", [[line] for line in TEXT.splitlines()])
    document = docx("座谈会.docx", *TEXT.splitlines())

    for path in (plain, cells, document):
        export = read_export(path, campaign)
        assert told(export) == SAID, path.name
        assert (len(export.questions), is_whole(export)) == (0, True)
        [account] = [one for one in export.accounts if one.rows]
        assert account.used == 1


def test_a_label_that_is_nobody_stays_before_what_it_labels(docx: Writes, campaign: Campaign) -> None:
    said = [
        "演示文稿： 缺少参考资料页，没有页码。",
        "任务分配： 没有写明每个人的分工。",
        "联系人/干系人清单： 信息不全，只有微信，没有电话。",
    ]

    export = read_export(docx("评审会.docx", "评审会意见", "一、规范问题", *said), campaign, accept=True)

    assert told(export) == [["", text] for text in said]


LABELS = st.sampled_from(["文档结构", "停车场", "业务流程", "网上预约", "材料清单/样表", "窗口设置", "Wi-Fi"])
PEOPLE = st.sampled_from(["张某", "李小明", "王建国", "赵某某"])
WORDS = st.sampled_from(["缺少目录和封面。", "地方太小，停不下几辆车。", "手续太多，要跑三趟。"])


@given(label=LABELS, person=PEOPLE, words=WORDS)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
def test_law_a_label_is_kept_and_a_person_is_not_part_of_the_text(
    label: str, person: str, words: str, tmp_path: Path, campaign: Campaign
) -> None:
    path = tmp_path / "座谈会.txt"
    path.write_text(f"{label}：{words}\n{person}：{words}\n{person}建议，{words}\n", encoding="utf-8")

    assert told(read_export(path, campaign, accept=True)) == [
        ["", f"{label}：{words}"],
        [person, words],
        [person, words],
    ]


@pytest.mark.parametrize(
    "line",
    ["散会。", "会议在热烈的气氛中结束。", "2009年4月6日", "谢谢大家的宝贵意见。", "以上意见由办公室整理。"],
)
def test_dates_and_closing_words_are_no_opinions_and_ask_nothing(
    line: str, tmp_path: Path, campaign: Campaign
) -> None:
    path = tmp_path / "座谈会.txt"
    path.write_text(f"张某：路灯太暗，晚上不安全。\n{line}\n", encoding="utf-8")

    export = read_export(path, campaign)

    assert told(export) == [["张某", "路灯太暗，晚上不安全。"]]
    assert not export.questions


@pytest.mark.parametrize(
    "said", ["感谢政府修了路，希望再装上路灯。", "会议结束得太晚，影响接孩子。", "今天来办事，排了两个小时。"]
)
def test_an_opinion_that_sounds_like_closing_words_is_asked_about_or_read(
    said: str, tmp_path: Path, campaign: Campaign
) -> None:
    path = tmp_path / "座谈会.txt"
    path.write_text(f"张某：路灯太暗，晚上不安全。\n{said}\n", encoding="utf-8")

    export = read_export(path, campaign, accept=True)

    assert said in list(export.opinions["原文"])


def test_what_a_person_is_belongs_to_the_person_and_the_chair_is_known_by_name(
    tmp_path: Path, campaign: Campaign
) -> None:
    path = tmp_path / "座谈会.txt"
    path.write_text(
        "座谈会记录\n主持人：社区书记周某\n居民吴某：楼道灯坏了没人修。\n"
        "居民郑某反映，垃圾清运不及时，夏天味道大。\n周某：感谢大家，我讲三点：\n1.我们尽快落实。\n要建立台账。\n",
        encoding="utf-8",
    )

    export = read_export(path, campaign)

    assert told(export) == [
        ["居民吴某", "楼道灯坏了没人修。"],
        ["郑某", "垃圾清运不及时，夏天味道大。"],
    ]
    assert not export.questions


def test_a_talk_of_two_gives_what_the_one_said_who_was_asked(docx: Writes, campaign: Campaign) -> None:
    said = [
        "谈话人：王某",
        "谈话对象：张某",
        "谈话时间：2024年3月1日",
        "张某：会议太多，基层负担重。",
        "王某：谢谢你的意见。",
    ]

    assert told(read_export(docx("谈心谈话记录.docx", *said), campaign)) == [
        ["张某", "会议太多，基层负担重。"]
    ]


def test_several_people_in_one_paragraph_are_told_apart_and_a_verb_without_a_mark_stays(
    tmp_path: Path, campaign: Campaign
) -> None:
    path = tmp_path / "座谈会.txt"
    path.write_text("张某：路灯坏了。王某：停车太难。李某建议多设路牌。\n", encoding="utf-8")

    assert told(read_export(path, campaign)) == [
        ["张某", "路灯坏了。"],
        ["王某", "停车太难。"],
        ["李某", "建议多设路牌。"],
    ]
