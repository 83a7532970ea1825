"""docs/opinions.md is held against the kit: commands, options, files and shapes that it names exist."""

import inspect
import re
from pathlib import Path

import pytest

from kit.app.cli.opinions import opinions
from kit.opinions.importing.entry import all_shapes

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "docs/opinions.md").read_text(encoding="utf-8")
SOURCE = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "kit").rglob("*.py"))
COMMANDS = {command.name or command.callback.__name__: command for command in opinions.registered_commands}


def test_every_command_under_opinions_is_explained_and_every_one_explained_exists() -> None:
    assert set(re.findall(r"`kit opinions ([a-z]+)`", TEXT)) == set(COMMANDS)


def test_every_option_that_is_named_exists() -> None:
    offered = "".join(inspect.getsource(inspect.getmodule(command.callback)) for command in COMMANDS.values())

    assert [option for option in re.findall(r"`(--[a-z]+)`", TEXT) if f'"{option}"' not in offered] == []


@pytest.mark.parametrize("path", sorted(set(re.findall(r"`((?:tests|benchmarks|kit)/[\w./]+\.\w+)`", TEXT))))
def test_every_file_of_the_tree_that_is_named_exists(path: str) -> None:
    assert (ROOT / path).is_file()


def test_every_file_that_is_said_to_be_written_is_named_in_the_kit() -> None:
    names = re.findall(r"`(?:[\w./]*/)?([\w（）]+)\.(xlsx|jsonl|json)`", TEXT)
    known = SOURCE.replace("：04d}", "")

    assert len(names) > 10
    assert [name for name, _ in names if name != "0001" and f'"{name}' not in known] == []


def test_every_shape_is_in_the_table_and_no_other() -> None:
    table = TEXT.split("## Shapes of exports")[1].split("\n## ")[0]

    assert set(re.findall(r"^\| ([^|]+?) \| [^-]", table, re.MULTILINE)) - {"shape"} == {
        shape.name for shape in all_shapes()
    }
