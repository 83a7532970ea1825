from collections.abc import Callable
from pathlib import Path

import pytest

from kit.model.campaign import Campaign
from kit.model.finding import WorkbookError
from kit.opinions.importing.entry import read_export

Writes = Callable[..., Path]


def test_numbered_items_are_opinions_and_headings_say_what_they_are_about(
    docx: Writes, campaign: Campaign
) -> None:
    path = docx(
        "座谈会记录.docx",
        "委员座谈会记录",
        "时间：2009年4月2日下午",
        "地点：三楼会议室",
        "主持人：李清和",
        "一、对领导班子的意见",
        "1．多到基层走走。",
        "2．决策前多听听委员的话，特别是界别委员的话。",
        "二、对机关的意见",
        "（一）文件太多。",
        "",
    )

    export = read_export(path, campaign)

    told = export.opinions[["来源行", "原文", "指向", "来源分类"]].to_numpy().tolist()
    assert told == [
        [6, "多到基层走走。", "班子", "对领导班子的意见"],
        [7, "决策前多听听委员的话，特别是界别委员的话。", "班子", "对领导班子的意见"],
        [9, "文件太多。", "机关", "对机关的意见"],
    ]
    assert set(export.opinions["登记日"]) == {"2009-04-02"}
    assert set(export.opinions["来源渠道"]) == {"座谈会"}


def test_a_speaker_stands_apart_from_what_was_said(docx: Writes, campaign: Campaign) -> None:
    path = docx(
        "座谈会.docx",
        "朱琦梦（某公司经理）：贷款难，希望银行多支持小企业。",
        "王建国：路灯晚上九点就关了，不安全。",
    )

    opinions = read_export(path, campaign).opinions

    assert list(opinions["原文"]) == ["贷款难，希望银行多支持小企业。", "路灯晚上九点就关了，不安全。"]
    assert list(opinions["提出者姓名"]) == ["朱琦梦（某公司经理）", "王建国"]


def test_items_that_word_numbers_itself_are_items(docx: Writes, campaign: Campaign) -> None:
    path = docx("走访记录.docx", "走访记录", "·希望修一修村口的路。", "·饮水困难，请帮忙打井。")

    assert len(read_export(path, campaign).opinions) == 2


def test_loose_paragraphs_are_asked_about_and_not_guessed(docx: Writes, campaign: Campaign) -> None:
    path = docx(
        "座谈会.docx", "座谈会情况", "大家认为机关会议还是太多，应当合并召开。", "有的委员提出要多组织视察。"
    )

    export = read_export(path, campaign)
    [question] = export.questions

    assert export.opinions.empty
    assert (question.topic, question.proposal) == ("段落", "每段各算一条")
    assert len(read_export(path, campaign, {"段落": "每段各算一条"}).opinions) == 2


def test_a_table_in_a_document_is_read_like_one_in_a_workbook(docx: Writes, campaign: Campaign) -> None:
    table = [["序号", "类别", "意见内容"], ["1", "委员", "修路"], ["2", "↑", "修桥"], ["3", "群众", "同上"]]

    export = read_export(docx("座谈会意见.docx", "座谈会意见", table), campaign)

    assert export.opinions[["来源表", "来源行", "来源分类", "原文"]].to_numpy().tolist() == [
        ["第1个表格", 2, "委员", "修路"],
        ["第1个表格", 3, "委员", "修桥"],
        ["第1个表格", 4, "群众", "修桥"],
    ]


def test_deleted_text_of_a_tracked_change_is_not_an_opinion(docx: Writes, campaign: Campaign) -> None:
    kept, deleted = "<w:r><w:t>1．希望</w:t></w:r>", "<w:del><w:r><w:delText>修桥</w:delText></w:r></w:del>"

    path = docx("走访.docx", f"<w:p>{kept}{deleted}<w:r><w:t>修路。</w:t></w:r></w:p>")

    assert list(read_export(path, campaign).opinions["原文"]) == ["希望修路。"]


def test_an_old_document_is_refused_with_what_to_do(tmp_path: Path, campaign: Campaign) -> None:
    path = tmp_path / "座谈会.doc"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 100)

    with pytest.raises(WorkbookError, match=r"另存为 \.docx"):
        read_export(path, campaign)


def test_a_label_before_a_colon_is_no_speaker_and_stays_with_what_was_said(
    docx: Writes, campaign: Campaign
) -> None:
    said = [
        "建议：把会议开短一些，文件写短一些。",
        "存在的问题：机关作风不实。",
        "第一：会议太多，应当少开。",
    ]

    opinions = read_export(docx("座谈会.docx", *said), campaign).opinions

    assert list(opinions["原文"]) == said
    assert set(opinions["提出者姓名"]) == {""}


def test_who_suggests_something_is_named_without_the_verb(docx: Writes, campaign: Campaign) -> None:
    opinions = read_export(docx("座谈会.docx", "李某建议：多下基层，多听意见。"), campaign).opinions

    assert opinions[["提出者姓名", "原文"]].to_numpy().tolist() == [["李某", "多下基层，多听意见。"]]


def test_a_short_sentence_of_a_speaker_counts_too(docx: Writes, campaign: Campaign) -> None:
    opinions = read_export(docx("座谈会.docx", "王某：少开会。", "财政局：多调研。"), campaign).opinions

    assert list(opinions["原文"]) == ["少开会。", "多调研。"]


def test_what_follows_a_speaker_is_proposed_as_his(docx: Writes, campaign: Campaign) -> None:
    path = docx("座谈会.docx", "赵某：第一，会议太多，应当少开。", "第二，文件太长，望精简。")

    [question] = read_export(path, campaign).questions

    assert question.proposal == "每段各算一条"


def test_lines_that_are_passed_over_are_named(docx: Writes, campaign: Campaign) -> None:
    export = read_export(docx("座谈会.docx", "委员座谈会", "1．路灯不亮，请修。", "记录人王某"), campaign)

    [finding] = [found for found in export.findings if found.rule == "opinions.aside"]
    assert "第 1" in finding.problem


def test_a_mail_gives_its_points_and_not_its_head_nor_what_it_answers(
    tmp_path: Path, campaign: Campaign
) -> None:
    path = tmp_path / "来信.txt"
    path.write_text(
        "发件人：王某 <wang@example.com>\n主题：关于机关作风的几点意见和建议\n发送时间：2009年4月6日\n\n"
        "1、会议太多，建议少开。\n2、文件太长，希望精简。\n\n"
        "-----原始邮件-----\n1、请大家对机关作风提意见。\n> 2、请于月底前回复。\n",
        encoding="utf-8",
    )

    opinions = read_export(path, campaign, accept=True).opinions

    assert list(opinions["原文"]) == ["会议太多，建议少开。", "文件太长，希望精简。"]
    assert set(opinions["登记日"]) == {"2009-04-06"}


def test_of_questions_and_answers_the_answers_count(docx: Writes, campaign: Campaign) -> None:
    path = docx("走访.docx", "问：您对我们的工作有什么意见？", "答：路灯不亮，希望修一修。")

    assert list(read_export(path, campaign).opinions["原文"]) == ["路灯不亮，希望修一修。"]
