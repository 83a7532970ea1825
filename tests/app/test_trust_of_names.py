"""What no eye sees is shown on the screen and in the names of outputs; JSON keeps it, escaped."""

import io
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.app.cli.mapping import _prompt
from kit.app.make.keeping import safe_name
from kit.app.show.screen import complain, say, say_causes, say_findings, say_json
from kit.model.fact import Place
from kit.model.finding import Finding, Question
from kit.text.unseen import UNSEEN, visible

Captured = pytest.CaptureFixture[str]
SPOOFED = "甲\u202egpj.exe\x1b[2J\x9b31m\u200b"


def test_both_streams_show_control_and_direction_characters_by_number(
    capsys: Captured,
) -> None:
    say(SPOOFED)
    complain(SPOOFED)

    for stream in capsys.readouterr():
        assert stream.strip() == "甲⟨U+202E⟩gpj.exe⟨U+001B⟩[2J⟨U+009B⟩31m⟨U+200B⟩"


@pytest.mark.parametrize("show", [say_findings, say_causes])
def test_a_file_name_with_a_line_feed_cannot_forge_a_line(show: object, capsys: Captured) -> None:
    forged = Finding("a.b", "warning", Place("表.xlsx\n✓ 都对"), "有问题", "请改")

    show([forged])  # type: ignore[operator]

    assert capsys.readouterr().out.splitlines() == ["  ⚠ 表.xlsx⟨U+000A⟩✓ 都对：有问题。请改。"]


def test_a_cause_names_every_place_on_one_line(capsys: Captured) -> None:
    files = ["表.xlsx", "二.xlsx\n✓ 都对"]

    say_causes([Finding("a.b", "warning", Place(file), "有问题", "请改") for file in files])

    assert capsys.readouterr().out.splitlines() == [
        "  ⚠ 表.xlsx：有问题。请改。同样的还有 1 处：二.xlsx⟨U+000A⟩✓ 都对。"
    ]


def test_a_question_shows_them_too(capsys: Captured, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("好\n"))

    assert _prompt(Question("", "认作什么", SPOOFED)) == "好"

    assert not UNSEEN.search(capsys.readouterr().out)


def test_json_keeps_every_character_and_prints_none_of_them(capsys: Captured) -> None:
    say_json({"file": SPOOFED + "\U000e0041"})

    printed = capsys.readouterr().out
    assert not UNSEEN.search(printed)
    assert json.loads(printed)["file"] == SPOOFED + "\U000e0041"


@given(st.text())
def test_nothing_unseen_is_left_and_everything_else_stays(text: str) -> None:
    shown = visible(text)

    assert not UNSEEN.search(shown)
    assert shown == text or UNSEEN.search(text)
    assert visible(shown) == shown


def test_names_of_outputs_show_it_too(tmp_path: Path) -> None:
    name = safe_name(f"通知书（财政\u202e局\u200b）{'长' * 3}")

    assert name == "通知书（财政⟨U+202E⟩局⟨U+200B⟩）长长长"
    (tmp_path / name).write_text("")
