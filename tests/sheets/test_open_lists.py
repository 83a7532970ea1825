"""What may stand in a list is the office's to extend: a new word counts under itself."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.model.campaign import Campaign
from kit.model.counting import counted
from kit.model.fact import Facts
from kit.model.table import Column
from kit.sheets.cells import read_choice
from kit.topics import media, study, visits
from kit.topics.kinds import sheet_kinds

Said = Callable[..., list[str]]
PLACE = Column("对象类型", "choice", choices=("社区", "村屯"), choice_aliases={"村": "村屯"}, open=True)
OPEN = {
    "bulletins": set(),
    "visits": {"对象类型"},
    "media_items": {"媒体级别", "载体"},
    "study_sessions": {"形式"},
    "essays": {"体裁", "职级"},
    "study_trips": {"类别"},
    "rectification": {"整改类型"},
    "regulations": {"动作"},
    "opinions": {"指向"},
    "opinion_forms": {"方式"},
    "problems": {"层面"},
    "organisation": {"组内职务"},
    "plans": {"类型"},
    "talks": {"类型"},
    "disclosures": {"范围", "方式"},
}


def test_only_lists_of_words_are_open_and_no_state_grade_or_yes_and_no() -> None:
    found = {kind.id: {column.name for column in kind.columns if column.open} for kind in sheet_kinds()}

    assert {kind: names for kind, names in found.items() if names} == {k: n for k, n in OPEN.items() if n}


@pytest.mark.parametrize("typed", ["养老院", " 养 老 院 ", "社区卫生服务站", "社会组织（商会）", "村两委"])
def test_a_new_word_is_its_own_and_never_a_neighbour(typed: str) -> None:
    read = read_choice(typed, PLACE, 2009)

    assert (read.value, read.fault) == ("".join(typed.split()), None)


@pytest.mark.parametrize(
    "typed",
    ["√", "1", "2009.3.1", "0.5", "社区、商户", "社区/商户", "这一次我们走访的是好几个不同的地方来着"],
)
def test_what_is_no_word_is_still_refused(typed: str) -> None:
    assert read_choice(typed, PLACE, 2009).value is None


@given(st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=1, max_size=6))
def test_law_a_word_is_a_known_one_or_itself(word: str) -> None:
    value = read_choice(word, PLACE, 2009).value

    assert value in {"社区", "村屯", word} or word in {"是", "对", "勾", "否", "无"}
    assert value == word or word in {"村", "是", "对", "勾", "否", "无"}


def test_new_words_are_said_once_a_column_and_counted_under_themselves(
    inbox: Any, said: Said, campaign: Campaign
) -> None:
    inbox.draw(
        "走访.xlsx",
        """
        日期    领导  对象类型  对象名称
        4月1日  张某  养老院    夕阳红
        4月2日  张某  养老院    夕阳红
        4月3日  张某  商户      老面馆
        4月4日  张某  社区      东街
        """,
    )

    reading = inbox.read()
    facts = Facts(counted(visits.FACTS, reading.sheets, campaign))

    assert said(reading.findings) == [
        (
            "走访.xlsx「表」第2行“对象类型”列：“养老院”（2 行）、“商户”（1 行）不在常用的对象类型里"
            "（社区、村屯、企业、机关单位、委员、群众户），按原来的词单独统计。是写错了的，请改成常用的词。"
        )
    ]
    assert facts["visits.by.养老院.count"].value == 1
    assert facts["visits.by.养老院.count"].name == "走访养老院数"
    assert [facts[f"visits.{key}"].value for key in ("by.商户.count", "community", "total")] == [1, 1, 3]
    assert "visits.by.社区.count" not in facts


def test_media_and_forms_of_study_may_be_other_ones(inbox: Any, campaign: Campaign) -> None:
    inbox.draw("宣传.xlsx", "日期 媒体 媒体级别 载体 标题\n4月1日 云屏融媒 县级 公众号 甲")
    inbox.draw("学习.xlsx", "日期 学习内容 形式\n3月1日 甲 读书班\n3月2日 乙 自学")

    sheets = inbox.read().sheets
    facts = Facts(counted((*media.FACTS, *study.FACTS), sheets, campaign))

    assert facts["media.by_level.县级.count"].name == "县级媒体刊播篇次"
    assert facts["media.by_carrier.公众号.count"].value == 1
    assert facts["study.by.读书班.count"].value == 1
    assert facts["study.forms"].value == ("读书班", "个人自学")
