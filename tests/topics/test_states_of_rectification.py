"""How far an item is, in the words clerks write; and a register that is the list of problems too."""

import pytest
from drawing import Draw, drawn_table
from hypothesis import given
from hypothesis import strategies as st

from kit.model.campaign import Campaign
from kit.model.counting import counted
from kit.model.fact import Facts
from kit.model.table import Sheets
from kit.sheets.cells import read_choice
from kit.topics import completed, problems, rectification
from kit.topics.ledger import check_ledger, count_all
from kit.topics.states import check_states_are_told

STATE = rectification.KIND.column("状态")
PHASES = "阶段序号 统计截止日\n1 2023-12-31"


@pytest.mark.parametrize(
    ("state", "words"),
    [
        ("已销号", "已完成 已办结 完成 已整改 已销号 整改到位 已解决"),
        ("整改中", "正在整改 推进中 部分完成 基本完成 进行中"),
        ("未启动", "未启动 未开始 尚未启动"),
        ("未完成", "未完成 未销号 未办结"),
        ("长期坚持", "长期坚持 长期 持续推进"),
        ("待验收", "待验收 已完成待验收"),
    ],
)
def test_the_words_for_a_state_mean_it(state: str, words: str) -> None:
    assert {word: read_choice(word, STATE, 2023).value for word in words.split()} == dict.fromkeys(
        words.split(), state
    )


def facts_of(sheets: Sheets, campaign: Campaign) -> Facts:
    found = (*rectification.FACTS, *problems.FACTS)
    return Facts(counted(found, completed(sheets, campaign), campaign))


STATES = st.sampled_from(["已销号", "整改中", "未启动", "未完成", "长期坚持", "待验收", None])
DEADLINES = st.sampled_from(["2023-11-30", "2024-03-31", "长期", None])


@given(st.lists(st.tuples(STATES, DEADLINES), min_size=1, max_size=8))
def test_law_closed_are_items_due_are_items_and_nothing_is_both_due_and_long_term(
    items: list[tuple[str | None, str | None]],
) -> None:
    lines = "\n".join(
        f"{at} 问题{at} {state or '-'} {until or '-'}" for at, (state, until) in enumerate(items)
    )
    table = drawn_table("rectification", f"编号 问题表述 状态 完成时限\n{lines}")
    office = {"name": "办", "body": "委", "body_short": "委"}
    campaign = Campaign.model_validate(
        {"campaign": {"title": "活动", "year": 2023, "phase": 1}, "office": office}
    )

    facts = facts_of(Sheets((drawn_table("phases", PHASES), table)), campaign)

    said = [state for state, _ in items if state]
    long_term = sum(state == "长期坚持" or until == "长期" for state, until in items)
    due = sum(until == "2023-11-30" and state != "长期坚持" for state, until in items)
    assert facts["rectification.total"].value == facts["problems.total"].value == len(items)
    assert ("rectification.closed" in facts) == bool(said)
    assert facts.get("rectification.long_term", 0) == long_term
    if any(until for _, until in items):
        assert facts["rectification.due"].value == due <= len(items) - long_term
    else:
        assert "rectification.due" not in facts
    untold = any(until == "2023-11-30" and state is None for state, until in items)
    assert ("rectification.due_closed" in facts) == bool(said and "rectification.due" in facts and not untold)
    if "rectification.due_closed" in facts:
        assert facts["rectification.due_closed"].value <= min(due, said.count("已销号"))


def test_tiers_of_an_offices_own_count_under_their_words_and_add_up(draw: Draw, campaign: Campaign) -> None:
    lines = "编号 问题表述 整改类型 完成时限\n1 甲 近期整改 -\n2 乙 近期整改 长期\n3 丙 限期整改 2023-11-30"
    facts = facts_of(draw(rectification=lines), campaign)

    ids = ("by_type.近期整改.count", "limited", "long_term", "total")
    assert [facts[f"rectification.{id_}"].value for id_ in ids] == [1, 1, 1, 3]
    assert not list(check_ledger(facts))


def test_a_deadline_that_names_a_type_is_the_type_where_nobody_said_one(
    draw: Draw, campaign: Campaign
) -> None:
    lines = "编号 问题表述 完成时限 状态\n1 甲 立行立改 已销号\n2 乙 长期 -\n3 丙 2023-11-30 整改中"
    facts = facts_of(draw(phases=PHASES, rectification=lines), campaign)

    said = {key: facts[f"rectification.{key}"].value for key in ("immediate", "long_term", "due", "closed")}
    assert said == {"immediate": 1, "long_term": 1, "due": 1, "closed": 1}
    assert "rectification.limited" not in facts
    assert not list(check_ledger(facts))


def test_a_problem_with_two_measures_is_one_problem_and_two_items(draw: Draw, campaign: Campaign) -> None:
    sheets = draw(rectification="编号 问题表述 整改措施\n1 排队 甲\n2 排队 乙\n3 药少 丙")

    facts = facts_of(sheets, campaign)

    assert [facts[id_].value for id_ in ("problems.total", "rectification.total")] == [2, 3]
    [said] = problems.check_listed_problems(completed(sheets, campaign), campaign)
    assert said.problem == "是整改台账，也当作问题清单读了（不同的问题 2 个）"
    assert not list(problems.check_listed_problems(sheets, campaign))


def test_a_register_that_quotes_a_list_of_problems_is_no_list_of_them(draw: Draw, campaign: Campaign) -> None:
    facts = facts_of(draw(rectification="编号 问题ID 问题表述\nZ1 W7 排队"), campaign)

    assert "problems.total" not in facts


def test_where_a_list_of_problems_came_it_alone_is_counted(draw: Draw, campaign: Campaign) -> None:
    sheets = draw(problems="问题ID 表述\nW1 甲\nW2 乙", rectification="编号 问题表述\nZ1 甲")

    assert facts_of(sheets, campaign)["problems.total"].value == 2


def test_kinds_of_problems_that_the_settings_do_not_name_count_and_are_proposed_as_settings(
    draw: Draw, campaign: Campaign
) -> None:
    sheets = draw(problems="问题ID 表述 类别\nW1 甲 发展\nW2 乙 医疗服务\nW3 丙 医疗服务")

    facts = facts_of(sheets, campaign)
    [finding] = problems.check_problem_kind(sheets, campaign)

    assert (facts["problems.growth"].value, facts["problems.by.医疗服务.count"].value) == (1, 2)
    assert finding.level == "info"
    assert '[[problems]] id = "kind1" name = "医疗服务"' in finding.remedy


PARTLY_TOLD = """
编号 问题表述 完成时限   状态
1    甲       2009-05-01 已销号
2    乙       2009-05-20 {}
3    丙       2009-12-31 整改中
"""


def test_an_item_of_unknown_state_is_neither_done_nor_open(draw: Draw, campaign: Campaign) -> None:
    phases = "阶段序号 统计截止日\n1 2009-06-05"
    unknown, known = (
        draw(phases=phases, rectification=PARTLY_TOLD.format(state)) for state in ("-", "未启动")
    )

    facts, told = count_all(unknown, campaign), count_all(known, campaign)

    assert {"rectification.due_closed", "rectification.rate"} & set(facts) == set()
    assert (facts["rectification.due"], facts["rectification.unstated"]) == (2, 1)
    assert told["rectification.rate"].text == "50.0%"
    assert "rectification.unstated" not in told
    assert [finding.place.row for finding in check_states_are_told(unknown, campaign)] == [3]
    assert not list(check_states_are_told(known, campaign))
