"""The recipes of CONTRIBUTING.md, performed in a copy of the package; the files each touches are counted."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest

from kit.docx.outline import outline

ROOT = Path(__file__).parent.parent
PAGE = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
RECIPES = dict(re.findall(r"^### (.+?)\n(.*?)(?=^##)", PAGE, re.DOTALL | re.MULTILINE))
MADE = ("data/demo/out", "docs", "__pycache__")
DEMO = "data/demo"
Perform = Callable[[str], dict[str, str]]
Kit = Callable[..., tuple[int, str]]


def recipe(about: str) -> tuple[str, str]:
    """Return heading and text of the one recipe whose heading begins so."""
    [found] = [(heading, text) for heading, text in RECIPES.items() if heading.startswith(about)]
    return found


def files_in(text: str) -> dict[str, str]:
    """Return the fenced blocks that stand under the name of a file."""
    return dict(re.findall(r"^```\w+ (\S+)\n(.*?)^```", text, re.DOTALL | re.MULTILINE))


def state_of(folder: Path) -> dict[str, str]:
    """Return the hash of every file that somebody wrote; what a command makes is not among them."""
    return {
        name: sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file() and path.suffix != ".docx"
        if not any(made in (name := path.relative_to(folder).as_posix()) for made in MADE)
    }


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """Return a copy of the package with the demo campaign beside it."""
    skipped = shutil.ignore_patterns("__pycache__", "out", "make_inbox")
    for name in ("kit", "templates", "notebooks", "docs", DEMO):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=skipped)
    return tmp_path


@pytest.fixture
def kit(package: Path) -> Kit:
    """Return a function that runs a module of the copy: exit status, standard output."""

    def run(*arguments: str, module: str = "kit") -> tuple[int, str]:
        ran = subprocess.run(
            [sys.executable, "-B", "-m", module, *arguments],
            cwd=package,
            env={**os.environ, "PYTHONPATH": str(package), "PYTHONUTF8": "1"},
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=300,
            check=False,
        )
        assert "Traceback" not in ran.stderr, ran.stderr
        return ran.returncode, ran.stdout + ran.stderr

    return run


@pytest.fixture
def perform(package: Path) -> Perform:
    """Return a function that lays a recipe's files into the copy and counts them: as many as it states."""

    def performed(about: str) -> dict[str, str]:
        heading, text = recipe(about)
        files, before = files_in(text), state_of(package)
        for name, content in files.items():
            (package / name).parent.mkdir(parents=True, exist_ok=True)
            (package / name).write_text(content, encoding="utf-8")
        after = state_of(package)
        touched = {name for name in after if before.get(name) != after[name]}
        code = [name for name in touched if name.endswith(".py")]
        templates = [name for name in touched if name.startswith("templates/")]
        counted = f"touched {len(code)} of Python, {len(templates)} templates, {len(touched)} in all"
        sys.stdout.write(f"{heading}: {counted}\n")
        assert touched == set(files)
        assert not set(before) - set(after)
        assert [len(code), len(templates)] == stated(heading)
        return files

    return performed


def stated(heading: str) -> list[int]:
    """Return how many files of Python and how many templates a heading states."""
    return [
        int(found[1]) if (found := re.search(said, heading)) else 0
        for said in (r"(\d+) file", r"(\d+) templ")
    ]


@pytest.mark.parametrize("about", RECIPES)
def test_a_recipe_that_states_files_shows_them(about: str) -> None:
    heading, text = recipe(about)
    names = list(files_in(text))

    if ": " in heading:
        assert stated(heading)[0] == sum(name.endswith(".py") for name in names)


CODE = {
    name: code for text in RECIPES.values() for name, code in files_in(text).items() if name.endswith(".py")
}


@pytest.mark.parametrize("name", CODE)
def test_the_code_of_a_recipe_is_as_clean_as_the_kit(name: str) -> None:
    for check in (["check"], ["format", "--check"]):
        command = [sys.executable, "-m", "ruff", *check, "--stdin-filename", name, "-"]
        ran = subprocess.run(
            command, input=CODE[name], cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False
        )
        assert ran.returncode == 0, ran.stdout + ran.stderr


def test_a_rule_of_form_is_one_file(perform: Perform, kit: Kit, package: Path) -> None:
    perform("A rule of form")
    text = "公文标题| 关于值班的通知\n各单位值班电话以13912345678为准，请各单位认真遵照执行，不得有误。\n"
    (package / "通知.txt").write_text(text, encoding="utf-8")
    assert kit("template", "typeset", "--to", ".", "通知.txt")[0] == 0

    status, said = kit("lint", "通知.docx", "--json")
    assert kit("docs/official_form.md", module="kit.form.rule_table")[0] == 0

    assert status == 0
    assert [finding["place"]["quote"] for finding in json.loads(said) if finding["rule"] == "PR-01"] == [
        "13912345678"
    ]
    assert "PR-01" in kit("lint", "--rules")[1]
    assert "| PR-01 | 正文里没有手机号码 |" in (package / "docs/official_form.md").read_text(encoding="utf-8")


def test_a_document_is_one_file_and_one_template(perform: Perform, kit: Kit, package: Path) -> None:
    files = perform("A document")
    [source] = [name for name in files if name.startswith("templates/")]
    assert kit("template", "typeset", "--to", "templates", source)[0] == 0

    status, said = kit("template", "check", "templates/visit_note.docx", "--campaign", DEMO)
    assert (status, "没有发现问题" in said) == (0, True), said
    status, said = kit("draft", DEMO, "--kind", "visit_note")

    assert (status, "写好 1 件：走访情况说明" in said) == (0, True), said
    draft = package / DEMO / "out/drafts/走访情况说明.docx"
    assert "，累计走访35次。" in outline(draft.read_bytes())
    assert "[visits.times]" in kit("trace", str(draft))[1]


def facts_of(package: Path) -> dict[str, str]:
    ledger = json.loads((package / DEMO / "out/facts.json").read_text(encoding="utf-8"))
    return {fact["id"]: fact["text"] for fact in ledger}


def test_a_sheet_of_an_office_needs_no_python(perform: Perform, kit: Kit, package: Path) -> None:
    perform("An office's own sheet")

    assert kit("tally", DEMO)[0] == 0

    own = {id_: text for id_, text in facts_of(package).items() if id_.startswith("own.")}
    assert own == {"own.志愿服务.次数": "3", "own.志愿服务.次数.社区": "2", "own.志愿服务.次数.学校": "1"}


CALLS = """来电编号,来电日期,来电人,反映事项,答复日期
R1,2009-4-20,甲,路灯不亮。,2009-4-21
R2,2009-4-22,乙,井盖松动。,
"""


def test_a_sheet_with_facts_rule_and_passage_is_one_file(perform: Perform, kit: Kit, package: Path) -> None:
    perform("A sheet with facts")
    calls = package / DEMO / "inbox/热线.csv"
    calls.write_text(CALLS, encoding="utf-8")

    assert kit("tally", DEMO)[0] == 0
    counted = {id_: text for id_, text in facts_of(package).items() if id_.startswith("hotline.")}
    assert kit("draft", DEMO, "--kind", "阶段总结")[0] == 0
    [summary] = (package / DEMO / "out/drafts").glob("阶段总结*.docx")
    assert "接听热线2次，答复1次" in outline(summary.read_bytes())
    calls.write_text(CALLS.replace("2009-4-21", "2009-4-19").replace("R2", "R1"), encoding="utf-8")
    status, said = kit("check", DEMO, "--json")

    assert counted == {"hotline.calls": "2", "hotline.answered": "1", "hotline.rate": "50.0%"}
    assert status == 1
    assert {"hotline.days", "key.duplicate"} <= {finding["rule"] for finding in json.loads(said)["findings"]}
    assert [path.parent.parent.name for path in package.rglob("checked/热线*")] == ["restricted"]
    assert kit("new", "新活动")[0] == 0
    assert (package / "新活动/空白表/热线电话.xlsx").is_file()
