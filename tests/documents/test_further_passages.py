"""Passages of the further sheets: there with their sheet, told by number, gone without a trace."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from document_drawing import material_of
from drawing import drawn_table

from kit.documents.style.length import characters, length_remarks, minutes, time_remark
from kit.model.campaign import Campaign
from kit.model.draft import Material
from kit.model.table import Sheets
from kit.text.numbering import chinese_marks
from kit.topics import activities as activities_topic
from kit.topics import approval, study, talks, web
from kit.topics.appraisal import passages
from kit.topics.organisation import members_of

Tell = Callable[..., str]
Make = Callable[..., Material]
DRAFTS = (
    "speech",
    "phase_summary",
    "bulletin",
    "analysis_report",
    "rectification_plan",
    "life_meeting_report",
)
TRACES = (
    "书目|网上|主题活动|创新做法|谈心|批评意见|易其稿|评议意见|经批准|制度建设|废改立|审定|整改承诺|编发简报"
)
NEED_REGISTER = ("analysis_report", "rectification_plan")
PROBLEMS = """
    问题ID 表述       类别 层面 来源归纳ID 原因主观   原因客观
    P1     学习抓得不紧 发展 班子 -          认识不到位 -
"""
REGISTER = """
    编号 问题ID 问题表述     整改类型 整改措施 责任领导 牵头单位 完成时限   状态
    Z1   P1     学习抓得不紧 限期整改 补课     张三     人事处   2009-08-31 整改中
"""
PHASES = """
    活动名称 活动简称 阶段序号 阶段名称 开始       结束       统计截止日 指导检查组
    整顿活动 整顿     1        学习     2009-03-30 2009-06-05 2009-06-05 第八指导组
"""


@pytest.fixture
def make(draw: Any, campaign: Campaign) -> Make:
    """Return a function that draws the material of sheets."""
    return lambda **sheets: material_of(draw(**{"phases": PHASES, **sheets}), campaign)


def rows(text: str, count: int) -> str:
    """Return a drawing cut to its heading and its first rows."""
    return "\n".join(text.strip().splitlines()[: count + 1])


@pytest.mark.parametrize("kind", DRAFTS)
def test_without_the_further_sheets_their_passages_leave_no_trace(tell: Tell, kind: str) -> None:
    needed = {"problems": PROBLEMS, "rectification": REGISTER} if kind in NEED_REGISTER else {}

    text = tell(kind, **needed)

    assert not re.search(TRACES, text), re.search(TRACES, text)
    assert not re.search(
        r"(?<!\d)0[次个份条篇项张人对]|一是[。；，]|None|，，|。。|，。|：。|、。|《》|“”", text
    )


BOOKS = """
书名 必读选读 发放册数 完成人数
甲书 必读     30       28
乙书 选读     20       0
丙书 选读     0        0
丁书 选读     0        0
"""


@pytest.mark.parametrize(
    ("count", "said"),
    [
        (1, "把《甲书》作为阅读书目，发放30册，读完28人次"),
        (2, "把《甲书》《乙书》作为阅读书目，发放50册，读完28人次"),
        (4, "把《甲书》《乙书》《丙书》等4本书作为阅读书目，发放50册，读完28人次"),
    ],
)
def test_set_books_are_listed_and_many_are_counted(make: Make, tell: Tell, count: int, said: str) -> None:
    books = rows(BOOKS, count)

    assert str(study.set_books(make(set_books=books))) == said
    assert said in tell("speech", set_books=books)
    assert said in tell("phase_summary", set_books=books)
    assert "要把《甲书》作为必读书目" in tell("speech", set_books=books)


WEB = """
留言ID 时间       内容   是否有效 转登记ID
1      2009-04-20 修路灯 是       Y1
2      2009-04-21 卖药   否       -
3      2009-04-22 少开会 是       {}
"""


@pytest.mark.parametrize(
    ("adopted", "said"),
    [
        ("-", "通过网上留言收到有效意见2条，其中转入意见登记1条，采用率50.0%"),
        ("Y2", "通过网上留言收到有效意见2条，都转入了意见登记"),
    ],
)
def test_web_messages_are_told_without_spam(make: Make, tell: Tell, adopted: str, said: str) -> None:
    messages = WEB.format(adopted)

    assert str(web.web_messages(make(web_messages=messages), rate=True)) == said
    assert said in tell("phase_summary", web_messages=messages)
    assert web.web_messages(make(web_messages=rows(WEB.replace(" 是 ", " 否 "), 2))) is None


def test_what_a_sheet_counts_after_the_cut_off_date_stands_in_no_document_that_has_one(tell: Tell) -> None:
    late = WEB.format("-").replace("2009-04-22", "2009-06-06")

    assert "网上留言" not in tell("phase_summary", web_messages=late)
    assert "网上留言" not in tell("speech", web_messages=late)


def test_what_a_sheet_counts_on_the_cut_off_date_itself_stands_in_a_document(tell: Tell) -> None:
    on_the_day = WEB.format("-").replace("2009-04-22", "2009-06-05")

    assert "网上留言" in tell("phase_summary", web_messages=on_the_day)


ACTIVITIES = """
活动名 日期       人数 帮助解决问题数
甲日   2009-04-20 30   2
乙日   2009-04-21 20   0
丙日   2009-04-22 0    0
丁日   2009-04-23 0    0
"""


@pytest.mark.parametrize(
    ("count", "said"),
    [
        (1, "开展“甲日”主题活动，参加30人次，帮助解决问题2个"),
        (2, "开展“甲日”“乙日”主题活动2次，参加50人次，帮助解决问题2个"),
        (4, "开展“甲日”“乙日”“丙日”等主题活动4次，参加50人次，帮助解决问题2个"),
    ],
)
def test_themed_activities_are_named_up_to_three(make: Make, tell: Tell, count: int, said: str) -> None:
    activities = rows(ACTIVITIES, count)

    assert str(activities_topic.themed_activities(make(themed_activities=activities))) == said
    for kind in ("speech", "phase_summary", "bulletin"):
        assert said in tell(kind, themed_activities=activities)


INNOVATIONS = """
名称   内容     状态
随机察 不打招呼 {}
回音壁 件件回音 制度化
"""


def test_innovations_are_points_where_the_office_says_none_and_a_count_where_it_does(tell: Tell) -> None:
    own = {"shared": {"practices": [{"title": "开门听意见", "text": "听真话"}]}}
    two = INNOVATIONS.format("试行")

    assert "一是随机察。不打招呼。" in tell("speech", innovations=two)
    assert "探索形成创新做法2项，其中1项已经形成制度" in tell("phase_summary", own, innovations=two)
    assert "探索形成了“随机察”的做法" in tell("speech", own, innovations=rows(two, 1))
    assert "2项，都已形成制度" in tell("speech", own, innovations=INNOVATIONS.format("制度化"))


TALKS = """
日期       甲 乙 类型      意见条数
2009-05-20 张 李 成员—成员 2
2009-05-21 张 王 成员—成员 0
2009-05-22 李 王 成员—成员 1
"""
LEADERS = """
姓名 职务 排序
王   书记 2
张   局长 1
李   副职 3
"""


def test_talks_are_told_by_number_and_never_by_name(make: Make, tell: Tell) -> None:
    whole, part = (make(talks=rows(TALKS, count), leaders=LEADERS) for count in (3, 1))

    assert str(talks.talks(whole)) == "开展谈心3次，班子成员两两之间都谈到了，交换意见3条"
    assert str(talks.talks(part)) == "开展谈心1次，班子成员两两之间的谈心覆盖率33.3%，交换意见2条"
    assert str(talks.talks(make(talks=TALKS))) == "开展谈心3次，交换意见3条"
    assert "会下开展谈心3次" in tell("speech", talks=TALKS)


CRITICISMS = """
批评人 被批评人 意见   类型     整改承诺
张     张       学得少 自我批评 补课
张     李       下得少 相互批评 -
李     王       话太多 相互批评 -
"""


@pytest.mark.parametrize(
    ("count", "said"),
    [(1, "提出自我批评1条"), (3, "提出批评意见3条，其中自我批评1条、相互批评2条")],
)
def test_criticisms_are_told_by_kind(make: Make, count: int, said: str) -> None:
    made = make(criticisms=rows(CRITICISMS, count))

    assert str(talks.criticisms(made)) == said
    assert str(talks.promises(made)) == "作出整改承诺1条"


VERSIONS = """
稿次 日期       收到修改意见 采纳 文件名 是否定稿
1    2009-06-10 {}           {}   一稿 否
2    2009-06-12 4            3    二稿 否
3    2009-06-14 -            -    三稿 是
"""


def test_versions_are_told_as_often_as_the_text_was_rewritten(make: Make) -> None:
    assert str(approval.versions(make(manuscripts=VERSIONS.format(6, 3)))) == (
        "三易其稿，先后收到修改意见10条，采纳6条，采纳率60.0%"
    )
    assert str(approval.versions(make(manuscripts=rows(VERSIONS.format(0, 0), 2)))).startswith("两易其稿")
    assert approval.versions(make(manuscripts=rows(VERSIONS.format("-", "-"), 1))) is None


APPRAISED = """
评议意见ID 原文   采纳
1          写短些 采纳
2          写实些 部分采纳
3          修桥   转送
"""


def test_opinions_of_the_appraisal_are_told_with_what_became_of_them(make: Make) -> None:
    three = passages.answered(make(appraisal_opinions=APPRAISED))
    one = passages.answered(make(appraisal_opinions=rows(APPRAISED, 1)))

    assert str(three) == (
        "已逐条研究评议意见3条，采纳1条、部分采纳1条、转送有关方面1条，采纳和部分采纳的占66.7%"
    )
    assert str(one) == "已研究评议意见1条，予以采纳"


ON_UNITS = """
评议意见ID 被评单位 原文   采纳     修改位置 理由
1          财政局   写短些 采纳     第二部分 -
2          档案局   写实些 采纳     第一部分 -
3          财政局   加一章 未采纳   -        篇幅所限
4          -        修桥   转送     -        -
"""
TWO_UNITS = """
单位ID 全称     简称   类别 排序 主送名
U1     市财政局 财政局 机关 1    -
U2     市档案局 档案局 机关 2    -
"""


def test_a_report_tells_only_the_opinions_on_its_own_unit_and_none_without_one(tell: Tell) -> None:
    sheets = {"problems": PROBLEMS, "units": TWO_UNITS, "appraisal_opinions": ON_UNITS}

    own = tell("analysis_report", {"analysis_report": {"unit": "U1"}}, **sheets)
    nobodys = tell("analysis_report", **sheets)

    assert (
        "已逐条研究评议意见2条，采纳1条、未采纳1条，采纳的占50.0%。"
        "采纳的意见已体现到修改完善后的报告中，没有采纳的作出了说明。" in own
    )
    assert "评议" not in nobodys


def test_a_report_does_not_claim_changes_or_reasons_that_no_sheet_tells(tell: Tell) -> None:
    bare = ON_UNITS.replace("第二部分", "-").replace("篇幅所限", "-")
    sheets = {"problems": PROBLEMS, "units": TWO_UNITS, "appraisal_opinions": bare}

    text = tell("analysis_report", {"analysis_report": {"unit": "U1"}}, **sheets)

    assert "已逐条研究评议意见2条" in text
    assert not re.search("已体现到|作出了说明", text)


DISCLOSED = """
文件     批准人 范围     方式   反馈条数
《通报》 张     机关全体 内网   2
通报     张     社会     媒体   0
报告     张     -        -      -
"""


def test_a_paper_that_was_disclosed_twice_is_told_once(make: Make) -> None:
    made = make(disclosures=DISCLOSED)

    assert str(approval.disclosures(made, ("通报",))) == (
        "《通报》经批准以内网、媒体的方式面向机关全体人员、社会公开"
    )
    assert str(approval.disclosures(made, ("报告",))) == "《报告》经批准公开"
    assert approval.disclosures(made, ("方案",)) is None


REGULATIONS = """
制度名   动作 状态
值班制度 修订 已完成
老办法   废止 未启动
新规程   新建 起草中
"""


def test_regulations_are_told_by_what_is_done_with_them(make: Make, tell: Tell) -> None:
    said = "列入制度建设计划的共3项，其中废止1项、修订1项、新建1项，已完成1项"

    assert str(approval.regulations(make(regulations=REGULATIONS))) == said
    assert said in tell("phase_summary", regulations=REGULATIONS)
    assert str(approval.regulations(make(regulations=rows(REGULATIONS, 1)))) == (
        "列入制度建设计划的共1项，都属于修订，都已完成"
    )


SUBMITTED = """
材料                     报送日     通过日
《分析检查报告（送审稿）》 2009-05-01 {}
分析检查报告评议方案       2009-05-02 2009-05-03
"""


def test_a_report_is_approved_only_when_it_has_passed_itself(make: Make) -> None:
    passed, waiting = (make(submissions=SUBMITTED.format(day)) for day in ("2009-05-03", "-"))

    assert str(approval.approved(passed, ("分析检查报告",))) == "经第八指导组审定"
    assert approval.approved(waiting, ("分析检查报告",)) is None
    row = approval.not_approved(waiting, ("分析检查报告",))
    assert row is not None
    assert str(row.place("通过日")) == "submissions.xlsx「表」第2行“通过日”列"
    assert approval.not_approved(passed, ("分析检查报告",)) is None


def test_papers_that_have_passed_are_counted(tell: Tell) -> None:
    one, both = (tell("phase_summary", submissions=SUBMITTED.format(day)) for day in ("-", "2009-05-03"))

    assert "报送审核的材料2份，其中1份已经上级审定。" in one
    assert "报送审核的材料2份，都经上级审定。" in both


WATCHWORDS = """
提法 展开             项数
三保 保增长,保民生,保稳 3
三早 早动,早议,早改    3
"""


def test_a_watchword_is_spelt_out_where_it_is_first_used_and_nowhere_else(tell: Tell) -> None:
    said = {
        "shared": {"preparation": ["做到“三早”，不误“三保”"], "discussion": ["又议“三早”"]},
        "speech": {
            "plan_opening": ["落实“三保”"],
            "requirements": [{"title": "三保为先", "text": "三保（另说）"}],
        },
    }

    text = tell("speech", said, watchwords=WATCHWORDS)

    assert "做到“三早”（早动、早议、早改），不误“三保”（保增长、保民生、保稳）。" in text
    assert "又议“三早”。" in text
    assert text.count("保增长") == 1


def test_a_watchword_that_the_writer_spells_out_is_left_alone(tell: Tell) -> None:
    said = {"shared": {"preparation": ["做到“三早”：动得早、议得早、改得早"]}}

    assert "“三早”：动得早" in tell("speech", said, watchwords=WATCHWORDS)
    assert "早动、早议" not in tell("speech", said, watchwords=WATCHWORDS)


@pytest.mark.parametrize("mark", ["（", "：", "，即", "即", "——"])
def test_a_watchword_is_left_alone_after_whatever_mark_the_writer_spells_it_out(
    tell: Tell, mark: str
) -> None:
    said = {"speech": {"plan_opening": [f"做到“三早”{mark}动得早、议得早、改得早"]}}

    assert "早动、早议" not in tell("speech", said, watchwords=WATCHWORDS)


@pytest.mark.parametrize(("opening", "closing"), ["“”", "‘’", "《》"])
def test_a_watchword_in_marks_is_spelt_out_behind_them(tell: Tell, opening: str, closing: str) -> None:
    said = {"speech": {"plan_opening": [f"做到{opening}三早{closing}"]}}

    assert f"{opening}三早{closing}（早动、早议、早改）" in tell("speech", said, watchwords=WATCHWORDS)


def test_of_two_watchwords_that_begin_alike_the_longer_one_is_spelt_out(tell: Tell) -> None:
    words = "提法 展开 项数\n三早 早动,早议,早改 3\n三早两快 早动,早议,早改,快办,快结 5"
    said = {"speech": {"plan_opening": ["做到三早两快"]}}

    assert "做到三早两快（早动、早议、早改、快办、快结）" in tell("speech", said, watchwords=words)


def test_half_width_marks_of_a_list_cell_become_chinese_except_inside_numbers() -> None:
    assert chinese_marks("先摸底,再整改;限1,000字(含)") == "先摸底，再整改；限1,000字（含）"
    assert chinese_marks("8:30前到") == "8:30前到"
    assert chinese_marks("等等...") == "等等……"


def test_measures_of_the_register_keep_chinese_punctuation(tell: Tell) -> None:
    register = """
        编号 问题ID 问题表述     整改类型 整改措施                 责任领导 牵头单位 完成时限   状态
        Z1   P1     学习抓得不紧 限期整改 1.9:30前补课;讲实效(月),2.考试 张三     人事处   2009-08-31 整改中
    """

    assert "9:30前补课；讲实效（月），考试" in tell("rectification_plan", rectification=register)


def test_the_time_a_speech_takes_is_told_for_slow_and_fast_readers() -> None:
    text = f"公文标题| 讲话\n{'字' * 5998}\n表格 20 20\n- 不 | 读\n表终\n"

    assert characters(text) == 6000
    assert minutes(6000) == (30, 40)
    assert "要讲30至40分钟" in time_remark("转段讲话稿", text).problem


@pytest.mark.parametrize(("count", "said"), [(999, ()), (1000, ()), (1001, ("全文1001字，超过1000字",))])
def test_a_text_that_is_too_long_is_reported(count: int, said: tuple[str, ...]) -> None:
    assert tuple(found.problem for found in length_remarks("简报", "字" * count, 0, 1000)) == said


def test_leaders_without_a_place_in_the_list_come_last() -> None:
    sheets = Sheets((drawn_table("leaders", "姓名 职务 排序\n甲 副职 -\n乙 局长 2\n丙 书记 1"),))

    assert [member.name for member in members_of(sheets)] == ["丙", "乙", "甲"]
