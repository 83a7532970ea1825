"""Forms out and back as offices tally them: rates and totals verified, no batch number asked."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kit.model.finding import Finding
from kit.topics import run_checks
from kit.topics.ledger import count_all

Said = Callable[..., list[str]]
HEAD = "序号 发放对象 发放数（份） 收回数（份） 回收率 无意见（份）"
LAYOUTS = {
    "统计.xls": f"""
        征求意见表发放收回情况统计表 _ _ _ _ _
        {HEAD}
        1 干部 120 108 90.0% 35
        2 群众 200 171 85.5% 88
        合计 _ 320 279 87.2% 123
    """,
    "回收.xlsx": """
        征求对象 发出 回收 回收率 其中：无意见
        干部 120份 108份 =PCT0.9 35
        群众 200份 171份 =PCT0.855 88
    """,
    "回收.csv": "发放单位,发放总数,收回总数,收回率（%）,无意见数\n干部,120,108,90,35\n群众,200,171,85.5,88",
    "回收.ods": """
        发放范围 发放 收回 回收比例 无意见份数
        干部 120 108 0.9 35
        群众 200 171 0.855 88
    """,
}


def unregistered(inbox: Any) -> list[Finding]:
    found = run_checks(inbox.read().sheets, inbox.campaign)
    return [finding for finding in found if finding.rule == "forms.unregistered"]


@pytest.mark.parametrize("name", LAYOUTS)
def test_forms_are_counted_without_a_number_of_the_batch(inbox: Any, said: Said, name: str) -> None:
    if name.endswith("csv"):
        inbox.put(name, LAYOUTS[name].encode())
    else:
        inbox.draw(name, LAYOUTS[name])

    found = count_all(inbox.read().sheets, inbox.campaign)

    assert {
        key: found[f"forms.{key}"].text for key in ("issued", "returned", "no_opinion", "return_rate")
    } == {
        "issued": "320",
        "returned": "279",
        "no_opinion": "123",
        "return_rate": "87.2%",
    }
    assert inbox.column("opinion_forms", "渠道") == ["干部", "群众"]
    assert said(inbox.read().findings, "error", "warning") == []


@pytest.mark.parametrize(
    ("rows", "row", "said_of"),
    [
        ("1 干部 120 108 95.0% 35", 2, "回收率填的是 95.0%，按收回份数和发放份数算是 90.0%"),
        ("1 干部 120 108 90.0% 35\n合计 _ 120 108 91% 35", 3, "合计的回收率填的是 91%"),
    ],
)
def test_a_stated_rate_that_the_counts_do_not_give_is_a_warning(
    inbox: Any, rows: str, row: int, said_of: str
) -> None:
    inbox.draw("统计.xlsx", f"{HEAD}\n{rows}")

    [finding] = [finding for finding in inbox.read().findings if finding.rule == "reading.rate"]

    assert (finding.level, finding.place.row, finding.place.column) == ("warning", row, "回收率")
    assert said_of in finding.problem


@given(
    whole=st.integers(1, 900),
    share=st.integers(0, 900),
    places=st.integers(0, 2),
    style=st.sampled_from(["{}%", "{}％", "{} %"]),
    up=st.sampled_from([0, 1]),
)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30)
def test_law_a_rate_rounded_or_cut_off_is_never_a_fault(
    inbox: Any, whole: int, share: int, places: int, style: str, up: int
) -> None:
    part = min(whole, share)
    exact = 100 * part * 10**places
    digits = (exact + up * (whole // 2)) // whole
    text = f"{digits // 10**places}" + (f".{digits % 10**places:0{places}d}" if places else "")
    rate = style.format(text)
    inbox.put("统计.csv", f"发放对象,发放份数,收回份数,回收率\n干部,{whole},{part},{rate}".encode())

    assert [finding for finding in inbox.read().findings if finding.rule == "reading.rate"] == []


@pytest.mark.parametrize(
    ("opinions", "problem"),
    [
        ("", "还没有登记一条意见"),
        ("意见ID 来源渠道 原文 指向\nY1 座谈会 会太多 机关\nY2 座谈会 无 机关", "登记的意见只有 1 条"),
        ("意见内容 条数\n会太多 6\n菜太咸 9", "登记的意见只有 15 条"),
        ("意见内容 条数\n会太多 150\n菜太咸 5", "登记的意见只有 155 条"),
    ],
)
def test_more_forms_with_opinions_than_opinions_is_a_warning_with_both_numbers(
    inbox: Any, opinions: str, problem: str
) -> None:
    inbox.draw("统计.xls", LAYOUTS["统计.xls"])
    if opinions:
        inbox.draw("意见.csv", opinions)

    [finding] = unregistered(inbox)

    assert finding.level == "warning"
    assert finding.problem == f"收回的征求意见表里有 156 份提了意见，{problem}"


@pytest.mark.parametrize(
    "opinions", ["意见内容 条数\n会太多 150\n菜太咸 6", "意见内容 条数\n会太多 150\n菜太咸 600"]
)
def test_as_many_opinions_as_forms_or_more_are_none(inbox: Any, opinions: str) -> None:
    inbox.draw("统计.xls", LAYOUTS["统计.xls"])
    inbox.draw("意见.csv", opinions)

    assert unregistered(inbox) == []


def test_forms_whose_silent_ones_nobody_counted_say_nothing_of_opinions(inbox: Any) -> None:
    inbox.draw("统计.xls", "发放对象 发放份数 收回份数\n干部 120 108")

    assert unregistered(inbox) == []
