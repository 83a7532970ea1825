import json
import subprocess
import sys
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest

from kit.app.campaigns import find_campaign
from kit.app.cli import COMMANDS, app_of, command
from kit.app.hashing import sha256
from kit.docx.typeset import typeset
from kit.model.fact import Place
from kit.model.finding import Finding, WorkbookError

Office = Any
Kit = Callable[..., tuple[int, str, str]]


@pytest.fixture
def opened(office: Office, monkeypatch: pytest.MonkeyPatch) -> Office:
    """Let every command open the small office instead of a folder."""
    for name in ("check", "tally", "draft", "notices"):
        command(name)
        monkeypatch.setattr(f"kit.app.cli.{COMMANDS[name][0]}.open_campaign", lambda _: office.work())
    return office


FAULT = Finding(
    "forms.returned", "error", Place("发放.xlsx", "发放", 9, "收回份数"), "多于发出的 40 份", "请核对"
)


def test_kit_alone_shows_the_help(kit: Kit) -> None:
    assert kit() == kit("--help")


def test_help_names_every_command_in_chinese(kit: Kit) -> None:
    status, said, _ = kit("--help")

    assert status == 0
    for name, (_, summary) in COMMANDS.items():
        assert f"  {name} " in said
        assert summary in said


def test_the_version_is_said_before_anything_else(kit: Kit) -> None:
    assert kit("--version") == (0, f"kit {version('writing-office-kit')}\n", "")
    assert kit("--version", "check", "no such folder")[0] == 0


def test_help_is_fast_because_it_loads_nothing_heavy() -> None:
    script = """
import sys
from kit.app.cli import main
try:
    main(["--help"])
except SystemExit:
    print(*sys.modules, file=sys.stderr)
"""

    ended = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)

    heavy = {
        "pandas",
        "papermill",
        "matplotlib",
        "docxtpl",
        "jieba",
        "openpyxl",
        "pydantic",
        "IPython",
        "rich",
    }
    assert not heavy & set(ended.stderr.split())


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_a_file_and_help_of_its_own(name: str, kit: Kit) -> None:
    status, said, _ = kit(name, "--help")

    assert status == 0
    assert COMMANDS[name][1][:8] in said
    assert command(name).__doc__


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["check", "--jsn"], "没有 --jsn 这个选项"),
        (["chekc"], "没有“chekc”这个命令"),
        (["new"], "还要写明"),
        (["check", "甲", "乙"], "多出来的内容：乙"),
        (["notices", "--jobs", "0"], "--jobs 不能小于 1。"),
        (["notices", "--jobs", "两"], "--jobs 要写整数。"),
        (["check", "--json=3"], "选项 --json 后面不跟值。"),
        (["notices", "--unit"], "--unit"),
    ],
)
def test_a_mistyped_command_is_told_in_chinese_with_status_2(
    arguments: list[str], said: str, kit: Kit
) -> None:
    status, out, err = kit(*arguments)

    assert (status, out) == (2, "")
    assert said in err
    assert "Traceback" not in err


def test_a_folder_that_is_no_campaign_is_told_with_status_2(kit: Kit, tmp_path: Path) -> None:
    status, _, err = kit("check", str(tmp_path))

    assert status == 2
    assert "没有 campaign.toml" in err


def test_check_prints_findings_as_json_and_nothing_else(opened: Office, kit: Kit) -> None:
    opened.findings = (FAULT,)

    status, out, _ = kit("check", "--json")

    stopped = {**FAULT.as_json(), "stops": ["讲话稿", "方案", "通知书"]}
    assert (status, json.loads(out)) == (1, {"findings": [stopped], "sheets": []})


def test_check_without_blocking_findings_ends_with_status_0(opened: Office, kit: Kit) -> None:
    warning = Finding("x", "warning", Place("表.xlsx"), "回收率低", "请说明")
    opened.findings = (warning,)

    status, out, _ = kit("check")

    assert status == 0
    assert str(warning) in out


def test_tally_writes_the_ledger_and_prints_the_same_facts(opened: Office, kit: Kit) -> None:
    status, out, _ = kit("tally", "--json")

    written = (opened.out / "facts.json").read_text(encoding="utf-8")
    assert (status, json.loads(out)) == (0, json.loads(written))
    assert [fact["id"] for fact in json.loads(out)] == ["forms.returned", "visits.total"]


def test_the_ledger_is_the_same_bytes_every_time(opened: Office, kit: Kit) -> None:
    kit("tally")
    before = sha256((opened.out / "facts.json").read_bytes())
    kit("tally")

    assert sha256((opened.out / "facts.json").read_bytes()) == before


@pytest.mark.parametrize("name", ["tally", "draft", "notices"])
def test_blocking_findings_are_all_shown_and_nothing_is_written(name: str, opened: Office, kit: Kit) -> None:
    opened.findings = (FAULT, Finding("x", "error", Place("票.xlsx", "票", 3), "重复", "请改正"))

    status, _, err = kit(name)

    assert status == 1
    assert "第9行“收回份数”列：多于发出的 40 份" in err
    assert "票.xlsx「票」第3行：重复" in err
    assert not list(opened.out.glob("[!.]*"))


def test_draft_says_what_was_written_and_where_an_edited_draft_stays(opened: Office, kit: Kit) -> None:
    assert "写好 2 件：讲话稿、方案" in kit("draft")[1]
    (opened.out / "drafts" / "讲话稿.docx").write_bytes(b"edited")
    opened.write_template("speech.docx", "公文标题| 稿\n{{ 走访数 }}\n")

    status, out, _ = kit("draft", "--kind", "讲话稿")

    assert status == 0
    assert "讲话稿 你们改过（" in out
    assert "讲话稿.新稿.docx" in out


def test_notices_end_with_status_1_if_a_unit_failed_and_say_what_to_do(opened: Office, kit: Kit) -> None:
    from dataclasses import replace  # noqa: PLC0415 - used here only

    opened.units = (opened.units[0], replace(opened.units[1], addressee=""))

    status, out, _ = kit("notices")

    assert status == 1
    assert "没做成 1 份" in out
    assert "没有主送名称" in out
    assert "再运行一次" in out


def test_a_fault_of_the_kit_itself_is_said_so_and_the_details_are_kept(
    kit: Kit, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "campaign.toml").touch()
    monkeypatch.chdir(tmp_path)
    command("tally")
    monkeypatch.setattr("kit.app.cli.figures.open_campaign", lambda said: 1 / len(find_campaign(said).suffix))

    status, _, err = kit("tally")

    assert status == 2
    assert "工具自己出错了（ZeroDivisionError）" in err
    assert "Traceback" not in err
    assert "Traceback" in (tmp_path / "out" / "kit-出错记录.txt").read_text(encoding="utf-8")


def test_an_unreadable_file_ends_with_status_2(kit: Kit, monkeypatch: pytest.MonkeyPatch) -> None:
    def unreadable(_: object) -> None:
        raise WorkbookError(Place("票.xlsx"), "加了密码", "请去掉密码再来")

    command("tally")
    monkeypatch.setattr("kit.app.cli.figures.open_campaign", unreadable)

    assert kit("tally")[::2] == (2, "票.xlsx：加了密码。请去掉密码再来。\n")


def test_lint_lays_down_an_annotated_and_a_mended_copy_and_leaves_the_file_alone(
    kit: Kit, tmp_path: Path
) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(typeset("公文标题| 通知\n会议定于4月5号召开，请准时参加，不得缺席。\n"))
    before = path.read_bytes()

    status, out, _ = kit(
        "lint", str(path), "--annotate", str(tmp_path / "批注"), "--fix", str(tmp_path / "改好")
    )

    assert status in {0, 1}
    assert "批注副本" in out
    assert "改好的副本" in out
    assert path.read_bytes() == before
    assert list((tmp_path / "批注").glob("*.docx"))
    assert list((tmp_path / "改好").glob("*.docx"))


def test_lint_reports_a_file_that_is_no_document(kit: Kit, tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(b"no")

    status, out, _ = kit("lint", "--json", str(tmp_path / "a.docx"))

    assert status == 1
    assert {"rule", "level", "place", "problem", "remedy", "clause", "strength"} <= set(json.loads(out)[0])


def test_the_app_can_be_built_without_loading_a_command() -> None:
    assert {info.name for info in app_of([]).registered_commands} == set(COMMANDS)
