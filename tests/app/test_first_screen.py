"""The first screen: what was read, what stops, what is next; a cause a line, no more than fit a screen."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strangers import STRANGERS, stranger

from kit.app.cli import COMMANDS, command
from kit.app.make.drafting import draft_documents
from kit.app.make.notices import make_notices
from kit.app.show.causes import MOST_LINES, causes_of, next_lines
from kit.model.fact import Place
from kit.model.finding import Finding, Level, Question

Kit = Callable[..., tuple[int, str, str]]
Office = Any
SCREEN = 16  # lines


def found(
    level: Level = "warning", row: int = 3, rule: str = "a.rule", remedy: str = "请改", **more: Any
) -> Finding:
    return Finding(rule, level, Place("表.xlsx", "表", row, "列"), f"第{row}个不对", remedy, **more)


@pytest.fixture
def opened(office: Office, monkeypatch: pytest.MonkeyPatch) -> Office:
    """Let every command open the small office instead of a folder."""
    for name in ("check", "tally", "draft", "notices"):
        command(name)
        monkeypatch.setattr(f"kit.app.cli.{COMMANDS[name][0]}.open_campaign", lambda _: office.work())
    return office


FINDINGS = st.builds(
    found,
    st.sampled_from(["error", "warning", "info"]),
    st.integers(2, 99),
    st.sampled_from("abcd"),
    st.sampled_from("甲乙"),
    stops=st.sampled_from([(), ("方案",), ("方案", "讲话稿")]),
)


@given(st.lists(FINDINGS))
def test_every_finding_belongs_to_one_cause_and_what_stops_is_on_top(findings: list[Finding]) -> None:
    causes = causes_of(findings)

    assert sorted(map(str, findings)) == sorted(str(each) for cause in causes for each in cause.findings)
    keys = [(cause.level, cause.findings[0].rule, cause.findings[0].remedy) for cause in causes]
    assert len(keys) == len(set(keys))
    ranks = [(["error", "warning", "info"].index(c.level), not c.stops_all, not c.stops) for c in causes]
    assert ranks == sorted(ranks)


@given(st.lists(FINDINGS, max_size=60))
def test_no_more_than_a_screen_is_printed_whatever_was_found(findings: list[Finding]) -> None:
    from kit.app.show.screen import say_causes  # noqa: PLC0415 - rich prints to the stream of its first use

    lines: list[str] = []
    say_causes(findings, lambda text, _: lines.append(text))

    assert len(lines) <= MOST_LINES + 1


def test_a_cause_says_how_many_there_are_and_the_first_places() -> None:
    [cause] = causes_of([found(row=row) for row in (3, 4, 9)])

    assert str(cause) == "表.xlsx「表」第3行“列”列：第3个不对。请改。同一列还有 2 处：第4、9行。"


def test_one_cause_in_several_files_is_one_line() -> None:
    [cause] = causes_of([Finding("r", "warning", Place(f"{name}.xlsx"), "没读", "请看") for name in "甲乙丙"])

    assert str(cause) == "甲.xlsx：没读。请看。同样的还有 2 处：乙.xlsx、丙.xlsx。"


def test_a_cause_says_what_it_stops() -> None:
    single, whole = causes_of([found(stops=("整改方案",)), found("error")])[::-1]

    assert str(whole).endswith("没改好以前，什么都不写。")
    assert str(single).endswith("因此不写：整改方案。")


def test_what_asks_for_nothing_is_counted_in_one_line_and_listed_with_v(opened: Office, kit: Kit) -> None:
    opened.findings = (found("info", 2, remedy="不用管"), found("info", 5, remedy="不用管"), found())

    _, said, _ = kit("check")
    _, every, _ = kit("check", "-v")

    assert "第2个不对" not in said
    assert "另有 2 处提示，不用管；kit check -v 一处一处列出" in said
    assert all(f"第{row}个不对" in every for row in (2, 5, 3))


def test_an_open_question_is_asked_by_the_map(opened: Office, kit: Kit) -> None:
    question = Question("会议台账·类型：读书班", "“读书班”算哪一类会议？", "中心组学习")
    opened.findings = (found("info", 2, question=question), found("info", 3, question=question))

    _, said, _ = kit("check", "某活动")

    assert "第2个不对" in said
    assert "有 1 处要问您 → kit map 某活动" in said
    assert list(next_lines([], "某活动")) == ["下一步：kit build 某活动"]


def test_json_says_which_documents_a_finding_stops(opened: Office, kit: Kit) -> None:
    opened.findings = (found("error"), found(row=5, stops=("方案",)), found("info", 6))

    status, said, _ = kit("check", "--json")

    assert status == 1
    assert [each["stops"] for each in json.loads(said)["findings"]] == [
        ["讲话稿", "方案", "通知书"],
        ["方案"],
        [],
    ]


def test_a_tally_that_may_not_be_made_prints_what_check_prints(opened: Office, kit: Kit) -> None:
    opened.findings = (found("error"), found(row=5))

    status, said, _ = kit("tally", "--json")

    assert (status, json.loads(said)) == (1, json.loads(kit("check", "--json")[1]))


def test_an_error_that_names_its_documents_stops_only_those(opened: Office, kit: Kit) -> None:
    opened.findings = (found("error", stops=("方案", "通知书")),)
    work = opened.work()

    assert {each.name: each.ending for each in draft_documents(work)} == {"讲话稿": "写好", "方案": "缺内容"}
    assert make_notices(work).nothing == "表.xlsx「表」第3行“列”列：第3个不对"
    assert kit("check")[0] == 1  # done, with a finding that blocks
    assert kit("draft")[0] == 1


@pytest.mark.parametrize("name", STRANGERS)
def test_a_stranger_meets_at_most_ten_lines_to_act_on(name: str, tmp_path: Path, kit: Kit) -> None:
    folder = stranger(name, tmp_path / "活动")

    status, said, _ = kit("check", str(folder))

    lines = said.splitlines()
    assert status == 0
    assert len([line for line in lines if line.startswith(("  ✗", "  ⚠", "  ·"))]) <= MOST_LINES
    assert not any("类、" in line for line in lines)  # none is left over for lack of room
    assert len(lines) <= SCREEN
