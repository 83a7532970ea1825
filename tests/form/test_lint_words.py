"""Numerals and punctuation: what is wrong is found by its rule, and what only looks wrong stays silent."""

import pytest
from lint_drawing import Draw

from kit.form.judge import lint
from kit.form.wording.findings import text_findings

WRONG = [
    ("NUM-01", "26年3月完成"),
    ("NUM-02", "2026年三月完成"),
    ("NUM-03", "2026年04月完成"),
    ("NUM-03", "4月05日"),
    ("NUM-04", "6月30号报送"),
    ("NUM-05", "增长15～30%"),
    ("NUM-06", "13～17万元"),
    ("NUM-08", "2021-2025年"),
    ("NUM-08", "100-150千克"),
    ("NUM-09", "下降了2倍"),
    ("NUM-10", "3、4个单位"),
    ("NUM-10", "3-4个单位"),
    ("NUM-11", "3会1课"),
    ("NUM-11", "第1书记"),
    ("NUM-11", "11届三中全会"),
    ("NUM-11", "星期3"),
    ("NUM-12", "增长.5%"),
    ("NUM-12", "共１２个"),
    ("NUM-13", "4千人"),
    ("NUM-15", "约20余人"),
    ("NUM-15", "至少50%以上"),
    ("PUN-01", "学习,实践。"),
    ("PUN-01", "共3个,其中"),
    ("PUN-01", "单位(部门)"),
    ("PUN-01", "时间:三点"),
    ("PUN-01", "完成任务."),
    ("PUN-02", '"学习"活动'),
    ("PUN-02", "“学习活动。"),
    ("PUN-02", "“学“习”活动”。"),
    ("PUN-03", "等等。。。"),
    ("PUN-03", "学习..."),
    ("PUN-03", "学习…"),
    ("PUN-03", "学习--实践"),
    ("PUN-04", "学习、等活动"),
    ("PUN-04", "《甲》、《乙》"),
    ("PUN-05", "第一、学习。"),
    ("PUN-05", "一是、学习"),
    ("PUN-05", "首先、学习"),
    ("PUN-06", "《座谈会》"),
    ("PUN-07", "某发[2026]8号"),
    ("PUN-07", "某政办发【2026】第8号"),
    ("PUN-08", "（某发〔2026〕1号）《关于甲的通知》"),
    ("PUN-08", "《关于甲的通知》某发〔2026〕1号"),
    ("PUN-09", "学习，，实践"),
    ("PUN-09", "学习，。"),
    ("PUN-09", "今年共收到 300 份意见，各单位均已办理完毕。"),
    ("PUN-10", "表1 评议结果。"),
    ("PUN-12", "2026年5月8日（星期三）"),
    ("NUM-08", "增长15%-30%，完成任务。"),
]


@pytest.mark.parametrize(("rule", "text"), WRONG)
def test_a_slip_is_found_by_exactly_its_rule(rule: str, text: str) -> None:
    assert [finding.rule for finding in text_findings([text])] == [rule]


SILENT = """
请于6月30日前报送。
他已工作12年。
3.5米以下的道路由各单位维护。
2026.04.20前完成。
1.已培训300人，覆盖全部单位。
20余人参加，20多人发言。
会议14:30开始。
详见https://www.example.cn/a?b=1,2，邮箱a.b@c.cn。
按GB/T 9704-2012执行，编号A-1-2，电话0755-12345678。
He said: hello, world. This is English (GDP).
60%以上的单位一律参加，第一时间报送三会一课情况，五四运动。
第一、第二季度，第3、4项。
评议等次、等级按规定确定。
增长15%～30%，9亿～16亿，13万元～17万元，100～150千克。
三四个，五六十人，十几天，8000至1万元。
5千克，10千米，3.4万人，2021—2025年，2008-08-08。
节约20余万元，附近50多人，最近20余天。
《关于推进工作的通知》（某发〔2026〕1号）印发后。
“学习”“实践”两项，《甲》《乙》两书。
2026年三月三节庆，6月3号楼，5个工作日前报送。
（2026）粤01民初123号判决。
It’s a test’s “quote” 中文“引‘内’号”。
一是学习；二是实践。第一，学习。首先，调研。
2026年5月8日（星期五）召开。
北京—上海高铁，结果——很好……
1999年底，近20年底蕴，第12年初见成效，每周3、4节课。
共发出表120份，收回118份，满意率98.3%。
张 三，李 四
近十年左右，约400人到会，达到60%以上。
1）学习；2）实践。
参会人员：张三（组长）、李四
2026年4月5日至7日，4月5日—7日，3至5个工作日内
10时30分至11时、第10—12页
在3·15期间，“五四”青年节，5G网络，A4纸，4S店
会议研究了1号文件和3月1号令。
同志们：这次会议的任务是：总结经验，部署工作。
占30%，比上一轮提高5.2个百分点。
表1 评议结果
请核对{{ 单位 }}, 共{{ 份数 }} 份
"""


@pytest.mark.parametrize("text", SILENT.strip().splitlines())
def test_words_that_only_look_wrong_stay_silent(text: str) -> None:
    assert text_findings([text]) == ()


ACROSS = [
    ("NUM-07", ["每户发放100千克～150千克。", "每村储备200～300千克。"]),
    ("NUM-14", ["共1,200个，不含下属单位。", "另有1300个。"]),
    ("NUM-16", ["满意率为98.3%。", "回收率为百分之九十。"]),
    ("PUN-12", ["关于评议结果的通报", "近日，我市开展了群众评议。"]),
    ("PUN-02", ["他说：“第一段没有完。", "第二段又起。"]),
]


@pytest.mark.parametrize(("rule", "texts"), ACROSS)
def test_what_shows_only_across_paragraphs_is_found(rule: str, texts: list[str]) -> None:
    assert [finding.rule for finding in text_findings(texts)] == [rule]


def test_a_quotation_of_several_paragraphs_opens_in_each_and_closes_in_the_last() -> None:
    assert text_findings(["他说：“第一段没有完。", "“第二段也完了。”"]) == ()


def test_who_speaks_may_say_today() -> None:
    assert text_findings(["在动员会上的讲话", "同志们：", "今天，我们召开这次会议。"]) == ()


def test_one_way_of_writing_thousands_or_percentages_is_silent() -> None:
    assert text_findings(["共1,200个。", "满意率为98.3%，百分之百完成。"]) == ()


def test_the_unit_of_a_range_may_be_said_once_or_twice_but_one_way_in_a_document() -> None:
    assert text_findings(["每户发放100千克～150千克。", "每村储备200千克～300千克。"]) == ()
    assert text_findings(["每户发放100～150千克。", "每户发放100元～150元。"]) == ()


def test_a_slip_says_where_in_the_paragraph_it_stands() -> None:
    [finding] = text_findings(["甲。", "请于6月30号报送，3月1号启动。"])

    assert [place.as_json() for place in finding.places] == [
        {"file": "文稿", "paragraph": 2, "quote": "30号", "start": 4, "end": 7},
        {"file": "文稿", "paragraph": 2, "quote": "1号", "start": 12, "end": 14},
    ]
    assert (finding.measured, finding.expected, finding.fixable) == ("30号", "日期写“日”，不写“号”", True)


def test_only_what_the_standard_lays_down_is_an_error() -> None:
    levels = {finding.rule: (finding.level, finding.strength) for finding in text_findings(
        ["2026年04月，6月30号，《甲》、《乙》"]
    )}  # fmt: skip

    assert levels == {
        "NUM-03": ("error", "规定"), "NUM-04": ("info", "实务"), "PUN-04": ("warning", "一般"),
    }  # fmt: skip


def test_the_words_of_a_document_are_judged_with_its_form(draw: Draw) -> None:
    path = draw(text="公文标题| 通报\n请各单位于6月30号前,报送本单位的整改方案。\n")

    assert [finding.rule for finding in lint(path)] == ["PUN-01", "NUM-04"]
