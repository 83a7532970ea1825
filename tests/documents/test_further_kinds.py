"""bulletin, rectification_plan, life_meeting_report, feedback_pack: what each says, and never says."""

import re
from collections.abc import Callable
from datetime import date
from typing import Any
from zipfile import ZipFile

import pytest
from document_drawing import PHASES, ROOT, filled, kind_of, material_of, template_of, told
from lxml import etree

from kit.documents import check_settings
from kit.documents.style.saying import VERBS
from kit.model.campaign import Campaign
from kit.model.draft import Material
from kit.model.finding import CampaignError
from kit.topics.merged_opinions import SPEAKER
from kit.topics.organisation import members_of

Tell = Callable[..., str]
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
ISSUES = """
    期号 编印单位 日期       标题 印数
    4    办公室   2009-05-01 甲   80
    7    办公室   2009-05-20 乙   80
"""


def test_the_number_of_an_issue_is_the_next_of_the_register_or_is_left_to_be_filled_in(tell: Tell) -> None:
    assert "发文字号| 第8期\n" in tell("bulletin", bulletins=ISSUES)
    assert "第【待补：期号】期" in tell("bulletin")
    assert "第3期（总第30期）" in tell("bulletin", {"bulletin": {"number": 3, "total": 30}}, bulletins=ISSUES)


def test_every_figure_that_has_a_verb_is_one_that_is_counted(demo: Material) -> None:
    assert not VERBS.keys() - demo.facts.keys()


def test_a_bulletin_tells_the_chosen_figures_each_with_a_verb(tell: Tell) -> None:
    visits = """
        日期       领导 对象类型 对象名称
        2009-04-01 甲   社区     东街
        2009-04-02 甲   社区     东街
    """
    said = {"bulletin": {"figures": ["走访次数", "没有的数"]}}

    forms = "批次 渠道 发放份数 收回份数\n1 委员 40 10"
    three = {"bulletin": {"figures": ["走访对象总数", "征求意见表收回份数", "征求意见表回收率"]}}

    assert "截至2009年6月5日，累计走访2次。" in tell("bulletin", said, visits=visits)
    assert "走访基层单位和群众1处，收回征求意见表10份，征求意见表回收率为25.0%。" in tell(
        "bulletin", three, visits=visits, opinion_forms=forms
    )
    assert "走访社区1个" in tell("bulletin", visits=visits)
    assert "截至" not in tell("bulletin", said)


def test_a_bulletin_says_to_whom_it_goes_or_asks(tell: Tell) -> None:
    assert "抄送| 发：【待补：发送范围】。" in tell("bulletin")
    assert "抄送| 报：市委。\n印发|" in tell("bulletin", {"bulletin": {"report_to": "市委"}})
    assert "（共印【待补：印数】份）" in tell("bulletin")


REGISTER = """
    编号 问题ID 问题表述 整改类型 整改措施 责任领导 牵头单位 完成时限   状态   完成日期
    Z1   P1     学习不紧 限期整改 补课     李四     办公室   2009-05-31 已销号 2009-05-20
    Z2   P2     走访不多 限期整改 走访     张三     办公室   2009-05-31 {}     -
    Z3   P3     会风不实 长期坚持 开短会   张三     人事处   长期       整改中 -
"""
LEADERS = """
    姓名 职务 排序
    张三 局长 1
    李四 副职 2
"""


def test_a_plan_tells_types_and_states_apart_and_the_rate_on_what_was_due(tell: Tell) -> None:
    text = tell("rectification_plan", rectification=REGISTER.format("整改中"), leaders=LEADERS)

    assert "列入整改台账的事项共3项，其中限期整改2项、长期坚持1项。" in text
    assert "截至2009年6月5日，已销号1项、整改中2项。按时限应完成2项，其中已销号1项，完成率50.0%。" in text
    assert "长期坚持的1项不计入完成率" in text
    assert "+ 序号 | 问题 | 类型 | 整改措施 | 责任／牵头 | 完成时限 | 状态" in text
    assert "- 3 | 会风不实 | 长期坚持 | 开短会 | 张三／人事处 | 长期 | 整改中" in text


def test_a_plan_with_everything_done_says_so_and_one_without_anything_due_gives_no_rate(tell: Tell) -> None:
    done = REGISTER.format("已销号")

    assert "按时限应完成2项，已全部销号。" in tell("rectification_plan", rectification=done)
    assert "完成率50" not in tell("rectification_plan", rectification=done)
    assert "应完成" not in tell("rectification_plan", rectification=done.replace("2009-05-31", "2009-09-30"))
    none = REGISTER.replace("已销号", "整改中").format("未启动")
    assert "按时限应完成2项，还没有销号的。" in tell("rectification_plan", rectification=none)


def test_a_plan_tells_on_which_day_its_states_stand_and_a_summary_of_an_earlier_phase_leaves_them_out(
    draw: Any, campaign: Campaign
) -> None:
    about = campaign.campaign.model_copy(update={"register_date": date(2009, 8, 10)})
    later = campaign.model_copy(update={"campaign": about})
    sheets = draw(phases=PHASES, rectification=REGISTER.format("整改中"))
    plan, summary = (
        told(kind, material_of(sheets, later)) for kind in ("rectification_plan", "phase_summary")
    )

    assert "截至2009年8月10日，已销号1项、整改中2项。" in plan
    assert "状态截至2009年8月10日。" in plan
    assert "台账" not in summary
    assert "台账的事项共3项" in told("phase_summary", material_of(sheets, campaign))


def test_who_answers_for_what_stands_in_protocol_order(tell: Tell) -> None:
    text = tell("rectification_plan", rectification=REGISTER.format("整改中"), leaders=LEADERS)

    assert "- 张三 | 局长 | 办公室、人事处 | 2\u30003\n- 李四 | 副职 | 办公室 | 1" in text


def test_a_plan_leaves_its_guiding_thought_to_be_filled_in(tell: Tell) -> None:
    assert "【待补：指导思想】" in tell("rectification_plan", rectification=REGISTER.format("整改中"))


MEETINGS = """
    会议ID 名称         类型       日期       主持 应到 实到
    M1     专题生活会议 民主生活会 2009-06-26 张三 5    {}
"""
CRITICISMS = """
    批评人 被批评人 意见     类型     整改承诺
    张三   张三     学得少   自我批评 每月读一本
    李四   张三     话说得多 相互批评 -
"""


def test_the_report_on_the_meeting_tells_counts_and_never_a_name_or_a_criticism(tell: Tell) -> None:
    sheets = {"meetings": MEETINGS.format(5), "criticisms": CRITICISMS, "leaders": LEADERS}

    text = tell("life_meeting_report", **sheets)

    assert "2009年6月26日召开专题生活会议。" in text
    assert "会议应到5人，实到5人。会议由局长主持。" in text
    assert "会上共提出批评意见2条，其中自我批评1条、相互批评1条。" in text
    assert "班子成员在会上作出整改承诺1条，由本人负责兑现。" in text
    assert not re.search("张三|李四|学得少|话说得多|每月读一本", text)


def test_the_report_of_the_demo_names_nobody_who_criticised_or_talked(demo: Material) -> None:
    people = {
        str(row[column])
        for kind, columns in (("criticisms", ("批评人", "被批评人")), ("talks", ("甲", "乙")))
        for row in demo.sheets.rows(kind)
        for column in columns
    }

    text = told("life_meeting_report", demo)

    assert people
    assert not [name for name in people if name in text]


def test_a_meeting_is_reported_where_the_sheets_tell_of_one(draw: Any) -> None:
    takes_place = kind_of("life_meeting_report").written_if
    assert takes_place is not None

    assert takes_place(draw(meetings=MEETINGS.format(5)))
    assert takes_place(draw(criticisms=CRITICISMS))
    assert not takes_place(draw(meetings=MEETINGS.format(5).replace("民主生活会", "动员会")))


@pytest.mark.parametrize(
    ("bad", "said"),
    [(2, "“不满意”2票，占20.0%"), (0, "没有“不满意”票")],
)
def test_the_poll_is_told_grade_by_grade(tell: Tell, bad: int, said: str) -> None:
    votes = "\n".join(f"T{n} {'满意' if n >= bad else '不满意'} 有效" for n in range(10))

    text = tell(
        "life_meeting_report", meetings=MEETINGS.format(5), poll_ballots=f"票号 总体 整票判定\n{votes}"
    )

    assert "收回测评票10张，其中无效票0张、有效票10张；" in text
    assert said in text


@pytest.mark.parametrize(
    ("votes", "said"),
    [
        (
            ("满意 43", "基本满意 13", "不满意 2", "未填 2"),
            "占93.3%（各项占比单独四舍五入，相加与合计略有出入）；另有2票弃权、未填写或者该项无效。",
        ),
        (("满意 4", "基本满意 4", "不满意 2"), "“满意”和“基本满意”的占80.0%。测评"),
    ],
)
def test_the_poll_owns_up_to_rounding_and_tells_the_ballots_without_a_grade(
    tell: Tell, votes: tuple[str, ...], said: str
) -> None:
    grades = [grade for grade, times in (vote.split() for vote in votes) for _ in range(int(times))]
    ballots = "\n".join(f"T{number} {grade} 有效" for number, grade in enumerate(grades))

    text = tell(
        "life_meeting_report", meetings=MEETINGS.format(5), poll_ballots=f"票号 总体 整票判定\n{ballots}"
    )

    assert said in text


def test_the_meeting_stands_in_the_report_of_analysis_with_its_year(tell: Tell) -> None:
    problems = """
        问题ID 表述 类别 层面 来源归纳ID 原因主观 原因客观
        P1     甲事 发展 班子 -          认识浅   -
    """

    text = tell("analysis_report", problems=problems, meetings=MEETINGS.format(5))

    assert "2009年6月26日召开专题生活会议，5人参加" in text


OPINIONS = """
    意见ID 来源渠道 指向     指向人  提出者姓名 提出者类别 原文
    Y1     走访     班子     -       -          委员       会太多了
    Y2     走访     班子成员 张三    王小二     委员       我是王小二，局长要多下来
    Y3     走访     班子成员 李四    -          干部       副职管得细
    Y4     走访     机关     -       -          干部       食堂贵
    Y5     走访     班子成员 -       -          干部       有位领导爱发火
    Y6     走访     班子成员 张三、李四 -       干部       两位要多通气
    Y7     走访     班子     -       -          干部       无意见
"""


@pytest.fixture
def heard(draw: Any, campaign: Campaign) -> Material:
    """Return opinions on the body, on members, on others."""
    return material_of(draw(opinions=OPINIONS, leaders=LEADERS), campaign)


def test_a_member_hears_what_was_said_of_the_body_and_of_him_and_nothing_else(heard: Material) -> None:
    first, second = (told("feedback_pack", heard, member) for member in members_of(heard.sheets))

    assert "会太多了" in first
    assert "会太多了" in second
    assert "局长要多下来" in first
    assert "副职管得细" not in first
    assert "两位要多通气" in first
    assert "两位要多通气" in second
    assert not re.search("食堂贵|爱发火|无意见", first + second)


def test_who_said_it_is_cut_out_even_where_the_opinion_names_its_author(heard: Material) -> None:
    first = told("feedback_pack", heard, members_of(heard.sheets)[0])

    assert "王小二" not in first
    assert f"我是{SPEAKER}，局长要多下来" in first


def test_an_opinion_on_a_member_who_is_not_named_is_reported_with_its_cell(heard: Material) -> None:
    findings = kind_of("feedback_pack").findings
    assert findings is not None

    [finding] = findings(heard)

    assert str(finding.place) == "opinions.xlsx「表」第6行“指向人”列"


def lines_of(text: str) -> list[str]:
    """Return the opinions that a pack prints, without their numbers."""
    body = text.split("一级| 一、")[1].split("空行|", maxsplit=1)[0].splitlines()[1:]
    return [re.sub(r"^\d+\.", "", line) for line in body if not line.startswith(("一级|", "没有收到"))]


def test_every_member_of_the_demo_gets_exactly_the_opinions_that_are_his(demo: Material) -> None:
    members = members_of(demo.sheets)
    rows = list(demo.sheets.rows("opinions"))
    body = [str(row["原文"]) for row in rows if row["指向"] == "班子" and not row["指向人"]]
    assert len(members) == 8
    assert body

    for member in members:
        own = [str(row["原文"]) for row in rows if row["指向人"] == member.name]
        text = told("feedback_pack", demo, member)

        assert sorted(lines_of(text)) == sorted([*body, *own])
        assert not [m.name for m in members if m != member and m.name in text.split("一级|")[0]]


def test_no_pack_of_the_demo_tells_who_said_anything_or_prints_a_figure(demo: Material) -> None:
    speakers = {str(row["提出者姓名"]) for row in demo.sheets.rows("opinions") if row["提出者姓名"]}
    assert speakers

    for member in members_of(demo.sheets):
        done = filled("feedback_pack", demo, member)
        assert not [name for name in speakers if name in told("feedback_pack", demo, member)]
        assert {mark.fact for mark in done.marks} <= {"campaign.activity_short"}


def test_two_members_get_the_same_opinions_in_different_orders(demo: Material) -> None:
    first, second = (lines_of(told("feedback_pack", demo, member)) for member in members_of(demo.sheets)[2:4])

    assert first != second
    assert sorted(first) == sorted(second)


def test_a_pack_is_named_for_its_member_and_asks_for_one(heard: Material) -> None:
    compose = kind_of("feedback_pack").compose

    assert compose(heard, members_of(heard.sheets)[0]).name == "意见反馈（张三）"
    with pytest.raises(ValueError, match="一人一份"):
        compose(heard, None)


@pytest.mark.parametrize("kind", ["speech", "bulletin", "rectification_plan", "life_meeting_report"])
def test_a_figure_that_is_hedged_twice_is_refused(campaign: Campaign, kind: str) -> None:
    key = "situation" if kind == "speech" else "title"
    stated = campaign.model_copy(update={"documents": {kind: {key: "约400人左右参加"}}})

    with pytest.raises(CampaignError, match=f"documents.{kind}.*约400人左右.*两遍"):
        check_settings(kind_of(kind), stated)


@pytest.mark.parametrize(
    ("returned", "said"),
    [
        (38, "收回30多份，回收率九成以上"),
        (40, "收回40份，回收率100.0%"),
        (36, "收回30多份，回收率九成"),
        (30, "收回30份，回收率75.0%"),
    ],
)
def test_a_round_number_is_said_where_the_text_asks_for_it_and_the_figure_allows_it(
    tell: Tell, returned: int, said: str
) -> None:
    forms = f"批次 渠道 发放份数 收回份数\n1 委员 40 {returned}"
    text = "收回{征求意见表收回份数:概数}份，回收率{征求意见表回收率:成数}"
    if returned == 30:
        said = said.replace("75.0%", "七成以上")

    told_ = tell("phase_summary", {"phase_summary": {"asking": [text]}}, opinion_forms=forms)

    assert said in told_


def test_the_sign_off_takes_the_last_text_along_to_a_new_page() -> None:
    for path in sorted((ROOT / "templates").glob("*.docx")):
        with ZipFile(path) as package:
            body = etree.fromstring(package.read("word/document.xml"))[0]
        paragraphs = list(body.iter(f"{W}p"))
        styles = [p.find(f"{W}pPr/{W}pStyle").get(f"{W}val") for p in paragraphs]
        if "署名" not in styles:
            continue
        at = styles.index("署名")
        kept = [p.find(f"{W}pPr/{W}keepNext") is not None for p in paragraphs]
        assert styles[at - 1] == "空行"
        assert kept[at - 1], path.name
        assert "正文" in [style for style, keeps in zip(styles[:at], kept, strict=False) if keeps]


TEXTS = frozenset(
    re.split(
        " ",
        "开场补充 形势 筹备 学习要求 学习收获 走访补充 讨论补充 共识 特色 不足 部署开头 任务 要求 特点 步骤 "
        "保障开头 结束语 概况 组织补充 学习补充 调研补充 成效 打算 过程补充 成绩开头 成绩 方向 思路 自身建设 "
        "依据 指导思想 目标 原则 机制",
    )
)


@pytest.mark.parametrize("kind", ["speech", "phase_summary", "analysis_report", "rectification_plan"])
def test_composed_texts_come_in_the_order_of_the_document(demo: Material, kind: str) -> None:
    context = list(kind_of(kind).compose(demo, None).context)
    used = [use.path[0] for use in template_of(kind).uses if use.path[0] in TEXTS]
    first = list(dict.fromkeys(used))

    assert first == sorted(first, key=context.index)
