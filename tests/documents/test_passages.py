"""Passages follow the sheets: what is not there is not told, one is told plainly, many are counted."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from document_drawing import PHASES, material_of, told

from kit.model.campaign import Campaign, ProblemKind

Tell = Callable[..., str]
WITH_PROBLEMS = """
    问题ID 表述       类别 层面 来源归纳ID 原因主观   原因客观
    P1     学习抓得不紧 发展 班子 G1         认识不到位 人手少
    P2     走访群众不多 民生 班子 G1         作风不扎实 -
"""


@pytest.mark.parametrize("kind", ["speech", "phase_summary"])
def test_a_document_of_the_phases_alone_has_no_empty_count_and_no_empty_enumeration(
    tell: Tell, kind: str
) -> None:
    text = tell(kind)

    assert not re.search(
        r"(?<!\d)0[次个份条篇项张人]|一是[。；，]|None|，，|。。|，。|：。|、。|《》|“”", text
    )
    assert "学习阶段" in text


def test_without_visits_the_speech_does_not_mention_any(tell: Tell) -> None:
    assert "走访社区" not in tell("speech")


def test_an_object_that_was_visited_twice_is_told_once_and_both_visits_are_told_in_the_summary(
    tell: Tell,
) -> None:
    visits = """
        日期       领导 对象类型 对象名称
        2009-04-01 甲   社区     东街
        2009-04-02 甲   社区     东街
        2009-04-03 乙   企业     某厂
    """

    assert "共走访社区1个、企业1家。" in tell("speech", visits=visits)
    assert "走访社区1个、企业1家，累计走访3次。" in tell("phase_summary", visits=visits)
    assert "累计走访" not in tell(
        "phase_summary", visits=visits.replace("甲   社区     东街\n", "甲   社区     西街\n", 1)
    )


def test_one_form_of_study_is_told_without_a_count_and_several_with_it(tell: Tell) -> None:
    one = """
        日期       形式     应到 实到
        2009-04-01 集中学习 10   9
    """
    two = one + "        2009-04-02 个人自学 10   10\n"

    assert "采取集中学习的形式" in tell("speech", study_sessions=one)
    assert "采取集中学习、个人自学2种形式" in tell("speech", study_sessions=two)


def test_a_single_measure_of_study_has_no_number_and_two_are_numbered(tell: Tell) -> None:
    essays = """
        篇ID 作者 体裁     是否精选
        1    甲   心得体会 否
    """
    trips = """
        日期       类别   专家/地点
        2009-04-01 请进来 某教授
    """

    one, two = tell("speech", essays=essays), tell("speech", essays=essays, study_trips=trips)

    assert "一是" not in one.split("学习抓得紧")[1].split("通过学习")[0]
    assert "一是明确要求" in two
    assert "二是内引外联" in two


@pytest.mark.parametrize(
    ("returned", "expected"), [(0, "发放征求意见表40份，尚未收回"), (30, "发放征求意见表40份，收回30份")]
)
def test_forms_that_nobody_returned_are_said_to_be_out(tell: Tell, returned: int, expected: str) -> None:
    forms = f"""
        批次 渠道 发放份数 收回份数
        1    委员 40       {returned}
    """

    assert expected in tell("speech", opinion_forms=forms)


def test_a_low_return_rate_is_owned_up_to_among_the_shortcomings(tell: Tell) -> None:
    forms = """
        批次 渠道 发放份数 收回份数
        1    委员 40       10
    """

    assert "征求意见表的回收率只有25.0%" in tell("phase_summary", opinion_forms=forms)
    assert "回收率只有" not in tell("phase_summary", opinion_forms=forms.replace("10\n", "30\n"))


def test_raw_and_merged_opinions_are_told_with_their_stage(tell: Tell) -> None:
    raw = """
        意见ID 来源渠道 指向 原文
        Y1     走访     机关 会多
        Y2     走访     机关 文多
    """
    merged = """
        归纳ID 一级方面 二级类别 归纳表述 来源意见ID 审核人
        G1     作风     会议     精简会议 Y1,Y2      甲
    """

    assert "征集原始意见2条，归纳为1条" in tell("speech", opinions=raw, merged_opinions=merged)
    assert "征集原始意见2条。" in tell("speech", opinions=raw)


def test_problems_of_two_kinds_are_told_as_parts_and_of_one_kind_plainly(tell: Tell) -> None:
    both = tell("speech", problems=WITH_PROBLEMS)
    one = tell("speech", problems=WITH_PROBLEMS.replace("民生", "发展"))

    assert "查找出突出问题2个，其中属于发展方面的1个、属于民生方面的1个。" in both
    assert "查找出发展方面的突出问题2个。" in one


NAMED_WITH_THE_WORD = {
    "problems": """
        问题ID 表述         类别     层面 来源归纳ID 原因主观 原因客观
        P1     学习抓得不紧 发展方面 班子 G1         认识浅   -
        P2     走访群众不多 民生方面 班子 G2         -        -
    """,
    "merged_opinions": """
        归纳ID 一级方面 二级类别 归纳表述 来源意见ID 审核人 采纳 理由
        G1     工作方面 会议     精简会议 Y1         甲     采纳 -
        G2     工作方面 文件     精简文件 Y2         甲     采纳 -
        G3     作风方面 下乡     多下去   Y3         甲     采纳 -
    """,
    "phases": PHASES,
}


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("speech", "其中属于发展方面的1个、属于民生方面的1个"),
        ("phase_summary", "三分之二以上的意见集中在工作方面"),
        ("phase_summary", "其中工作方面2条、作风方面1条"),
        ("analysis_report", "二级| （一）发展方面的问题"),
        ("opinion_summary", "归纳意见中工作方面2条、作风方面1条"),
        ("bulletin", "属于民生方面的1个"),
    ],
)
def test_an_aspect_that_is_named_with_the_word_for_aspects_has_it_once(
    draw: Any, campaign: Campaign, kind: str, said: str
) -> None:
    kinds = (
        ProblemKind(id="growth", name="发展方面"),
        ProblemKind(id="living", name="民生方面"),
    )
    made = material_of(draw(**NAMED_WITH_THE_WORD), campaign.model_copy(update={"problems": kinds}))

    text = told(kind, made)

    assert said in text
    assert "方面方面" not in text
    assert not [name for name in made.facts.by_name() if "方面方面" in name]


def test_topics_without_a_leader_are_not_said_to_be_led(tell: Tell) -> None:
    topics = """
        课题ID 课题名   领题领导 承办专委 报告状态
        K1     企业减负 张三     经济处   定稿
        K2     道路通畅 {}       建设处   初稿
    """

    led, not_led = (tell("speech", research_topics=topics.format(name)) for name in ("李四", "-"))

    assert "“企业减负”“道路通畅”2个重点调研课题，每个课题都由领导同志亲自领题" in led
    assert "亲自领题" not in not_led
    assert "“道路通畅”的调研报告正在抓紧形成" in tell("phase_summary", research_topics=topics.format("李四"))


def test_leaders_of_topics_stand_in_protocol_order(tell: Tell) -> None:
    topics = """
        课题ID 课题名   领题领导 承办专委 报告状态
        K1     企业减负 张三     经济处   定稿
        K2     道路通畅 李四     建设处   定稿
    """
    leaders = """
        姓名 职务 排序
        李四 局长 1
        张三 副职 2
    """

    text = tell("phase_summary", research_topics=topics, leaders=leaders)

    assert text.index("李四负责") < text.index("张三负责")


def test_at_the_last_phase_the_speech_has_two_parts_and_says_so(tell: Tell) -> None:
    last = """
        活动名称 活动简称 阶段序号 阶段名称 统计截止日
        整顿活动 整顿     1        学习     2009-06-05
    """

    text = tell("speech", phases=last)

    assert "我讲两点意见" in text
    assert "一级| 二、加强领导" in text


def test_the_next_phase_is_called_last_or_middle_as_it_is(tell: Tell) -> None:
    three = """
        活动名称 活动简称 阶段序号 阶段名称 统计截止日
        整顿活动 整顿     1        学习     2009-06-05
        整顿活动 整顿     2        检查     2009-08-05
        整顿活动 整顿     3        整改     2009-09-05
    """

    assert "整改阶段是这次活动的收尾阶段" in tell("speech")
    assert "检查阶段在整个活动中起着承上启下的作用" in tell("speech", phases=three)


def test_what_only_people_decide_is_left_to_be_filled_in(tell: Tell) -> None:
    text = tell("speech")

    for blank in ("讲话标题", "讲话人职务", "讲话人姓名", "讲话日期", "结束语（号召）"):
        assert f"【待补：{blank}】" in text
    assert "【待补：成文日期】" in tell("phase_summary")
    assert "【待补：存在的问题和不足】" in tell("phase_summary")


def test_consensus_of_one_is_a_plain_sentence_and_of_two_an_enumeration(tell: Tell) -> None:
    one = tell("speech", {"shared": {"consensus": ["发展要讲质量"]}})
    two = tell("speech", {"shared": {"consensus": ["发展要讲质量", "干事要讲实效。"]}})

    assert "形成了一个重要共识：发展要讲质量。" in one
    assert "一是发展要讲质量；二是干事要讲实效。" in two


def test_a_text_of_the_campaign_that_names_a_figure_prints_it_marked_or_is_left_out(tell: Tell) -> None:
    said = {"shared": {"practices": [{"title": "走下去", "text": "共走访{走访次数}次"}]}}
    visits = """
        日期       领导 对象类型 对象名称
        2009-04-01 甲   社区     东街
    """

    assert "走下去。共走访1次。" in tell("speech", said, visits=visits)
    assert "走下去" not in tell("speech", said)


def test_a_theme_with_seven_problems_is_told_in_two_paragraphs(tell: Tell) -> None:
    rows = "\n".join(f"    P{n}     第{n}个问题 发展 班子 G1 - -" for n in range(1, 8))
    problems = f"    问题ID 表述 类别 层面 来源归纳ID 原因主观 原因客观\n{rows}\n"
    merged = """
        归纳ID 一级方面 二级类别 归纳表述 来源意见ID 审核人
        G1     作风     会议     精简会议 Y1         甲
    """

    text = tell("analysis_report", problems=problems, merged_opinions=merged)

    assert "会议。一是第1个问题" in text
    assert "六是第6个问题。" in text
    assert "与此相关的还有：第7个问题。" in text


def test_problems_of_single_persons_stay_out_of_the_report_of_the_team(tell: Tell) -> None:
    problems = WITH_PROBLEMS.replace("民生 班子", "民生 个人")

    assert "走访群众不多" not in tell("analysis_report", problems=problems)


def test_subjective_causes_come_first_and_objective_ones_are_never_more(tell: Tell) -> None:
    problems = """
        问题ID 表述 类别 层面 来源归纳ID 原因主观 原因客观
        P1     甲事 发展 班子 -          认识浅   人手少
        P2     乙事 发展 班子 -          -        经费少
        P3     丙事 发展 班子 -          -        时间紧
    """

    text = tell("analysis_report", problems=problems)

    assert text.index("认识浅") < text.index("人手少")
    assert "经费少" not in text


def test_reasons_of_the_sheet_stand_under_the_first_cause_whose_words_they_hold(tell: Tell) -> None:
    causes = [
        {"title": "认识有差距", "text": "想得不深", "words": ["认识"]},
        {"title": "作风有差距", "text": "下得不够", "words": ["作风", "认识"]},
    ]

    text = tell("analysis_report", {"analysis_report": {"causes": causes}}, problems=WITH_PROBLEMS)

    assert "1.认识有差距。想得不深。突出的表现是，认识不到位。" in text
    assert "2.作风有差距。下得不够。比如，作风不扎实。" in text


def test_measures_are_told_by_tier_with_owner_and_deadline_and_done_ones_as_done(tell: Tell) -> None:
    register = """
        编号 问题ID 问题表述     整改类型 整改措施     责任领导 牵头单位 完成时限   状态   完成日期
        Z1   P1     学习抓得不紧 限期整改 1.补课,2.考试 张三     人事处   2009-08-31 整改中 -
        Z2   P2     走访群众不多 立行立改 定期走访     李四     办公室   2009-05-31 已销号 2009-05-20
    """

    text = tell("analysis_report", problems=WITH_PROBLEMS, rectification=register)

    assert "列入整改台账的事项共2项，其中立行立改1项、限期整改1项（见附件）。" in text
    assert "学习抓得不紧。补课，考试（责任领导张三，牵头单位人事处，2009年8月31日前完成）。" in text
    assert "走访群众不多。定期走访（责任领导李四，牵头单位办公室，已完成）。" in text
    assert "通过边查边改，已经解决问题1个" in tell("speech", problems=WITH_PROBLEMS, rectification=register)


def test_the_report_without_measures_asks_for_them(tell: Tell) -> None:
    assert "【待补：努力方向、工作思路和整改举措】" in tell("analysis_report", problems=WITH_PROBLEMS)


def test_every_aspect_of_the_summary_table_is_closed_by_its_totals(tell: Tell) -> None:
    merged = """
        归纳ID 一级方面 二级类别 归纳表述 来源意见ID 审核人 采纳 理由
        G1     作风     会议     精简会议 Y1,Y2      甲     采纳 -
        G2     民生     道路     修好路灯 Y3         甲     转送 转送路灯所
    """

    text = tell("opinion_summary", merged_opinions=merged)

    assert "- 1 | 作风 | 会议 | 精简会议 | 2 |  |  | 待定 | 采纳" in text
    assert "-  | 作风 | 小计 | 归纳意见1条 | 2" in text
    assert "- 2 | 民生 | 道路 | 修好路灯 | 1 |  |  | — | 转送路灯所" in text
    assert "-  | 全部 | 合计 | 归纳意见2条" in text


MOBILISED = """
    会议ID 名称     类型   日期       主持 讲话人 实到
    M1     动员大会 动员会 2009-03-30 {}   {}     50
"""
HEADS = """
    姓名 职务 排序
    张强 局长 1
    李敏 副职 2
"""


@pytest.mark.parametrize(
    ("chair", "speaker", "said"),
    [
        ("张强", "张强", "局长张强主持会议并作动员讲话，"),
        ("李敏", "张强", "副职李敏主持会议，局长张强作动员讲话，"),
        ("-", "张强", "50人参加，局长张强作动员讲话，"),
        ("-", "-", "50人参加，对活动作了全面部署"),
    ],
)
def test_who_chairs_a_meeting_and_speaks_at_it_is_named_once(
    tell: Tell, chair: str, speaker: str, said: str
) -> None:
    assert said in tell("phase_summary", meetings=MOBILISED.format(chair, speaker), leaders=HEADS)


ITEMS = """
    日期       媒体     媒体级别 载体
    2009-04-01 甲日报   市级     报
    2009-04-02 甲日报   市级     报
    2009-04-03 乙电视台 市级     台
"""


def test_the_media_are_told_in_full_and_without_a_word_for_others(tell: Tell) -> None:
    one = "\n".join(ITEMS.strip().splitlines()[:3])

    assert "在甲日报刊播稿件2篇次" in tell("phase_summary", media_items=one)
    assert "在甲日报、乙电视台刊播稿件3篇次" in tell("phase_summary", media_items=ITEMS)


def test_those_who_got_forms_are_told_in_full_and_without_a_word_for_others(tell: Tell) -> None:
    forms = """
        批次 渠道     发放份数 收回份数
        1    机关干部 40       30
        2    群众     20       10
    """

    one = "\n".join(forms.strip().splitlines()[:2])

    assert "分机关干部、群众2个渠道发放征求意见表60份" in tell("phase_summary", opinion_forms=forms)
    assert "面向机关干部发放征求意见表40份" in tell("phase_summary", opinion_forms=one)


SETTLED = """
    编号 问题ID 问题表述       整改类型 整改措施 责任领导 牵头单位 完成时限   状态   完成日期
    Z1   P1     会议偏多，时间长 立行立改 开短会   张三     办公室   2009-05-31 已销号 2009-05-20
    Z2   P2     路灯不亮       立行立改 修路灯   张三     办公室   2009-05-31 {}     {}
"""


@pytest.mark.parametrize("kind", ["speech", "bulletin"])
def test_problems_that_were_solved_are_named_all_and_one_is_told_as_one(tell: Tell, kind: str) -> None:
    one = tell(kind, rectification=SETTLED.format("整改中", "-"))
    two = tell(kind, rectification=SETTLED.format("已销号", "2009-05-21"))

    assert "会议偏多的问题有了着落。" in one
    assert "会议偏多、路灯不亮的问题，都有了着落。" in two
    assert not re.search("等问题|群众反映的会议", one + two)


CAUSES = """
    问题ID 表述 类别 层面 来源归纳ID 原因主观 原因客观
    P1     甲事 发展 班子 G1         认识浅   {}
"""


def test_objective_causes_are_blamed_only_where_there_are_any(tell: Tell) -> None:
    both, one = (tell("analysis_report", problems=CAUSES.format(cause)) for cause in ("人手少", "-"))

    assert "有客观条件的限制，但更主要的是主观上的原因" in both
    assert "产生上述问题，主要是主观上的原因。" in one
    assert "客观条件" not in one


def test_the_report_says_what_was_examined_and_how_measures_are_arranged(tell: Tell) -> None:
    sheets = {"problems": CAUSES.format("-"), "rectification": SETTLED.format("整改中", "-")}

    plain = tell("analysis_report", **sheets)
    named = tell("analysis_report", {"analysis_report": {"subject": "某项决定"}}, **sheets)

    assert "对履行职责和自身建设的情况进行了分析检查" in plain
    assert "对贯彻落实某项决定的情况进行了分析检查" in named
    assert "贯彻落实某项决定情况分析检查报告" in named.replace("⏎", "")
    assert "按照轻重缓急和解决的条件分档安排。列入整改台账的事项共2项" in plain


def test_a_theme_of_two_words_is_no_label_in_a_sentence(tell: Tell) -> None:
    merged = """
        归纳ID 一级方面 二级类别       归纳表述 来源意见ID 审核人
        G1     作风     议政·调研提案 写短些   Y1         甲
    """

    text = tell("analysis_report", problems=CAUSES.format("-"), merged_opinions=merged)

    assert "议政、调研提案。甲事。" in text


def test_lectures_and_trips_books_and_papers_are_told_without_a_label(tell: Tell) -> None:
    trips = """
        日期       类别   专家/地点
        2009-04-01 请进来 某教授
    """
    sessions = """
        日期       形式     应到 实到
        2009-04-01 集中学习 10   9
    """

    text = tell("phase_summary", study_trips=trips, study_sessions=sessions)

    assert "学习中采取集中学习的形式" in text
    assert "邀请某教授作专题辅导1场，帮助大家" in text
    assert not re.search("在[方内书成][法容目果]上|走出去看", text)
