"""The README is held against the kit: its commands exist, its worked run is what a reader would see."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from kit.app.cli import COMMANDS
from kit.documents import document_kinds

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def steps() -> list[tuple[str, list[str]]]:
    """Return the commands of the worked run, each with the lines it is said to print."""
    section = README.split("## A worked run")[1].split("\n## ")[0]
    found: list[tuple[str, list[str]]] = []
    for block in re.findall(r"```console\n(.*?)```", section, re.DOTALL):
        for line in block.splitlines():
            if line.startswith("$ "):
                found.append((line[2:], []))
            else:
                found[-1][1].append(line)
    return found


def pattern(lines: list[str]) -> str:
    """Return what the lines match: a line of … stands for any lines, … within a line for any words."""
    parts = [
        r"(?:.*\n)*?" if line.strip() == "…" else ".*".join(map(re.escape, line.rstrip().split("…"))) + r"\n"
        for line in lines
    ]
    return "".join(parts) + r"\s*"


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_every_command_is_documented(command: str) -> None:
    assert f"`kit {command}" in README


def test_every_documented_command_exists() -> None:
    assert set(re.findall(r"`kit ([a-z]+)", README)) <= set(COMMANDS)


def test_every_kind_of_document_is_named() -> None:
    assert not [kind.name for kind in document_kinds() if kind.name not in README]


def test_every_picture_and_file_that_is_named_exists() -> None:
    named = re.findall(r"\]\(([^)#:]+)\)", README) + re.findall(
        r"`((?:tests|benchmarks|docs)/[\w./]+\.\w+)`", README
    )

    assert named
    assert not [path for path in named if not (ROOT / path).exists()]


def test_the_worked_run_prints_what_the_readme_says(tmp_path: Path) -> None:
    shutil.copytree(
        ROOT / "data/demo", tmp_path / "data/demo", ignore=shutil.ignore_patterns("out", "make_inbox")
    )
    assert steps()

    for command, lines in steps():
        program, *arguments = command.split()
        assert program == "kit"
        ran = subprocess.run(
            [sys.executable, "-m", "kit", *arguments],
            cwd=tmp_path,
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=120,
            check=False,
        )
        assert ran.returncode == 0, ran.stderr
        printed = "\n".join(line.rstrip() for line in ran.stdout.splitlines()) + "\n"
        assert re.fullmatch(pattern(lines), printed), f"{command}:\n{printed}"
