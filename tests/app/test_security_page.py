"""The page on security is held against the kit: the tests it names are there, its verdicts are given."""

import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hazard_drawing import ATTACKS, Attack, attacked

from kit.app.make.drafting import draft_documents
from kit.app.make.notices import make_notices
from kit.form.judge import lint
from kit.model.finding import TemplateError
from kit.template.examine import examine

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs/security.md").read_text(encoding="utf-8")
VERDICTS = {
    row[1]: tuple(cell.strip() for cell in row[2].split("|"))
    for row in re.finditer(r"^\| [^|]*（(\w+)） \|(.*)\|$", PAGE, flags=re.MULTILINE)
}
CHECK, DRAFT, NOTICES, BUILD, LINT = range(5)
LEVELS = {"error": "错误", "warning": "警告"}
FIRST = {attack.kind: attack for attack in reversed(ATTACKS.values())}


def test_every_kind_of_hazard_stands_in_the_table() -> None:
    assert set(VERDICTS) == {attack.kind for attack in ATTACKS.values()} | {"origin"}


def test_every_test_that_is_named_is_there() -> None:
    tests = {path.stem: path.read_text(encoding="utf-8") for path in (ROOT / "tests").rglob("test_*.py")}
    named = set(re.findall(r"`(test_\w+)`", PAGE))

    assert len(named) > len(VERDICTS)
    assert not [name for name in named if name not in tests and not any(name in t for t in tests.values())]


@pytest.mark.parametrize("attack", ATTACKS.values(), ids=ATTACKS)
def test_the_verdicts_of_single_commands_are_those_of_the_table(tmp_path: Path, attack: Attack) -> None:
    path = tmp_path / "通知.docx"
    path.write_bytes(attacked((ROOT / "templates/evaluation_notice.docx").read_bytes(), attack.change))

    assert checked(path) == VERDICTS[attack.kind][CHECK]
    assert linted(path) == VERDICTS[attack.kind][LINT]


@pytest.mark.parametrize("attack", FIRST.values(), ids=FIRST)
def test_the_verdicts_of_drafts_and_notices_are_those_of_the_table(office: Any, attack: Attack) -> None:
    for template, make, column in (
        ("speech.docx", draft_documents, DRAFT),
        ("notice.docx", make_notices, NOTICES),
    ):
        path = office.campaign.folder / "templates" / template
        sound = path.read_bytes()
        path.write_bytes(attacked(sound, attack.change))

        assert made(make, office) == VERDICTS[attack.kind][column]

        path.write_bytes(sound)


def test_the_verdicts_of_a_whole_build_are_those_of_the_table(tmp_path: Path) -> None:
    campaign = tmp_path / "campaign"
    shutil.copytree(ROOT / "data/demo", campaign, ignore=shutil.ignore_patterns("out", "make_inbox"))
    kinds = ("analysis_report", "bulletin", "evaluation_circular", "life_meeting_report", "opinion_summary",
             "phase_summary", "rectification_plan")  # fmt: skip
    (campaign / "templates").mkdir()
    for kind, attack in zip(kinds, FIRST.values(), strict=False):
        sound = (ROOT / f"templates/{kind}.docx").read_bytes()
        (campaign / f"templates/{kind}.docx").write_bytes(attacked(sound, attack.change))

    command = [sys.executable, "-m", "kit", "build", str(campaign)]
    ended = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)

    assert ended.returncode
    assert not list(campaign.glob("out/**/*.docx"))
    for kind, hazard in zip(kinds, FIRST, strict=False):
        assert (f"模板 {kind}.docx" in ended.stderr) == (VERDICTS[hazard][BUILD] == "拒绝")


def checked(path: Path) -> str:
    """Return what `template check` makes of a file."""
    try:
        levels = {finding.level for finding in examine(path).findings}
    except TemplateError:
        return "拒绝"
    return "拒绝" if "error" in levels else "指出"


def linted(path: Path) -> str:
    """Return the level at which `lint` names what is unsafe in a file."""
    levels = {finding.level for finding in lint(path) if finding.rule.startswith("SA-")}
    return LEVELS["error" if "error" in levels else "warning"] if levels else "没有说"


def made(make: Any, office: Any) -> str:
    """Return whether documents are written."""
    try:
        make(office.work())
    except TemplateError:
        return "拒绝"
    return "照填，不带着"
