from fractions import Fraction
from typing import Any

import pytest
from drawing import Draw

from kit.model.campaign import Campaign
from kit.model.counting import counted
from kit.model.fact import Facts
from kit.topics import activities, approval, media, study, talks, watchwords, web
from kit.topics import talks as criticisms
from kit.topics.appraisal import comments

CASES: list[tuple[Any, dict[str, str], dict[str, Any]]] = [
    (
        study,
        {"set_books": "书名 发放册数 完成人数\n甲书 60 50\n《乙书》 0 40"},
        {"books.count": 2, "books.list": ("《甲书》", "《乙书》"), "books.copies": 60, "books.read": 90},
    ),
    (
        web,
        {"web_messages": "内容 是否有效 转登记ID\n路灯 是 Y1\n广告 否 -\n公交 - -\n站牌 是 -"},
        {"web.received": 4, "web.valid": 3, "web.adopted": 1, "web.adoption_rate": Fraction(100, 3)},
    ),
    (
        activities,
        {"themed_activities": "活动名 人数 帮助解决问题数\n恳谈会 30 2\n恳谈会 20 0"},
        {
            "activities.count": 2,
            "activities.list": ("恳谈会",),
            "activities.people": 50,
            "activities.solved": 2,
        },
    ),
    (
        talks,
        {"leaders": "姓名\n甲\n乙\n丙", "talks": "日期 甲 乙 意见条数\n- 甲 乙 2\n- 乙 甲 1\n- 甲 群众 3"},
        {"talks.times": 3, "talks.pairs": 2, "talks.coverage": Fraction(100, 3), "talks.opinions": 6},
    ),
    (
        criticisms,
        {"criticisms": "批评人 意见 类型 整改承诺\n甲 一 自我批评 改\n乙 二 相互批评 -\n丙 三 相互批评 -"},
        {"criticisms.total": 3, "criticisms.own": 1, "criticisms.mutual": 2, "criticisms.promises": 1},
    ),
    (
        approval,
        {"manuscripts": "稿次 收到修改意见 采纳\n1 12 9\n2 8 0\n2 0 1"},
        {
            "manuscripts.versions": 2,
            "manuscripts.received": 20,
            "manuscripts.adopted": 10,
            "manuscripts.rate": Fraction(50),
        },
    ),
    (
        comments,
        {"appraisal_opinions": "评议意见ID 原文 采纳\nP1 一 采纳\nP2 二 部分采纳\nP3 三 未采纳"},
        {
            "appraisal_opinions.total": 3,
            "appraisal_opinions.adopted": 1,
            "appraisal_opinions.partly": 1,
            "appraisal_opinions.declined": 1,
            "appraisal_opinions.passed_on": 0,
            "appraisal_opinions.rate": Fraction(200, 3),
        },
    ),
    (
        approval,
        {"disclosures": "文件 反馈条数\n《报告》 3\n报告 0"},
        {"disclosures.count": 2, "disclosures.list": ("《报告》",), "disclosures.feedback": 3},
    ),
    (
        media,
        {"bulletins": "期号 标题 印数\n1 一 80\n3 三 80"},
        {"bulletins.issues": 2, "bulletins.next": 4, "bulletins.copies": 160},
    ),
    (
        approval,
        {"regulations": "制度名 动作 状态\n甲 废止 已完成\n乙 修订 起草中\n丙 新建 已完成"},
        {
            "regulations.total": 3,
            "regulations.repealed": 1,
            "regulations.revised": 1,
            "regulations.made": 1,
            "regulations.done": 2,
        },
    ),
    (
        activities,
        {"innovations": "名称 状态\n直通车 制度化\n开放日 试行"},
        {"innovations.count": 2, "innovations.list": ("直通车", "开放日"), "innovations.settled": 1},
    ),
    (
        approval,
        {"submissions": "材料 通过日\n报告 2009-06-25\n方案 -"},
        {"submissions.count": 2, "submissions.passed": 1, "submissions.passed_list": ("《报告》",)},
    ),
]


@pytest.mark.parametrize(
    ("family", "drawings", "figures"), CASES, ids=[family.__name__.split(".")[-1] for family, *_ in CASES]
)
def test_a_family_counts_what_its_sheet_says(
    draw: Draw, campaign: Campaign, family: Any, drawings: dict[str, str], figures: dict[str, Any]
) -> None:
    facts = Facts(counted(family.FACTS, draw(**drawings), campaign))

    assert {id_: fact.value for id_, fact in facts.items()} == figures


@pytest.mark.parametrize("family", [family for family, *_ in CASES])
def test_a_family_without_its_sheet_says_nothing(draw: Draw, campaign: Campaign, family: Any) -> None:
    assert not list(counted(family.FACTS, draw(), campaign))


def test_a_watchword_is_spelt_out_by_its_sheet(draw: Draw, campaign: Campaign) -> None:
    sheets = draw(watchwords="提法 展开 项数\n三个务必 甲,乙,丙 3")

    [fact] = counted(watchwords.FACTS, sheets, campaign)

    assert fact.value == ("甲", "乙", "丙")


def test_a_talk_never_carries_a_name_into_the_ledger(draw: Draw, campaign: Campaign) -> None:
    sheets = draw(talks="日期 甲 乙\n- 某甲 某乙")

    facts = Facts(counted(talks.FACTS, sheets, campaign))

    assert not any("某" in str(fact.as_json()) for fact in facts.values())


ON_UNITS = "评议意见ID 被评单位 原文 采纳\nP1 甲 一 采纳\nP2 乙局 二 转送\nP3 - 三 采纳"


@pytest.mark.parametrize(
    ("units", "totals"),
    [
        ("U1 甲局 甲 机关 1 -\nU2 乙局 乙 机关 2 -", {"U1": 1, "U2": 1}),
        ("U1 甲局 甲 机关 1 -", {"U1": 2}),
    ],
)
def test_opinions_of_an_appraisal_belong_to_the_unit_they_name_or_to_the_only_one(
    draw: Draw, campaign: Campaign, units: str, totals: dict[str, int]
) -> None:
    sheets = draw(appraisal_opinions=ON_UNITS, units=f"单位ID 全称 简称 类别 排序 主送名\n{units}")

    facts = Facts(counted(comments.FACTS, sheets, campaign))

    assert facts["appraisal_opinions.total"] == 3
    assert {
        id_.split(".")[1]: fact.value for id_, fact in facts.items() if id_.endswith(".opinions.total")
    } == totals
    assert facts["evaluation.U1.opinions.adopted"].name == "甲局评议意见采纳条数"
