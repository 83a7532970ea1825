"""A first topics/*.toml, written from a workbook that an office keeps, and the sheet's blank workbook."""

from __future__ import annotations

import json
import re
import tomllib
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kit.app.make.blanks import BLANKS
from kit.app.make.keeping import safe_name
from kit.files.writing import make_folder, write_atomically
from kit.model.campaign import read_campaign
from kit.model.finding import ParameterError, WorkbookError, WriteError
from kit.model.topic_settings import TOPICS, topic_of
from kit.sheets.guessing import guessed
from kit.sheets.opening import read_workbook
from kit.sheets.writing.blank import write_blank
from kit.topics.kinds import kind_called, kinds_of
from kit.topics.own import topic_kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from kit.model.campaign import Campaign
    from kit.model.topic_settings import OwnTopic, Written
    from kit.sheets.grid import Grid
    from kit.sheets.guessing import ColumnGuess


_GENERIC = re.compile(r"(?:sheet|工作表|表)?\d*", re.IGNORECASE)
_NO_LETTER = re.compile(r"[^\w]|_")
_UNITS = ("人次", "人", "次", "户", "元")  # told by the heading of what is added up
_LEADING = re.compile(r"^\d+")
HEAD = """\
# 自己的表：由 kit topic new 照“{file}”写的初稿，请核对。
# 列的 type：文字、长文字、编号、列表、整数、数、日期、选项、是否
# 数的 way：行数、合计、不同、名单、比例；by 按一列分开数，where 只数一部分行
"""


@dataclass(frozen=True)
class MadeTopic:
    """A topic that was written: its file, its blank workbook, and what was taken for what."""

    path: Path
    blank: Path
    topic: OwnTopic


def make_topic(workbook: Path, folder: Path, name: str = "") -> MadeTopic:
    """Write topics/<name>.toml of a campaign from the first table of a workbook, and a blank workbook.

    Raises WorkbookError where there is no table, ParameterError for a name that will not do, WriteError if
    the file is there already, CampaignError.
    """
    campaign = read_campaign(folder)
    if not workbook.is_file():
        raise WorkbookError(str(workbook), "没有这个文件", "请核对文件名")
    grid, guesses = _table(workbook)
    name = name or _name(workbook, grid)
    _refuse_name(name, campaign)
    path = folder / TOPICS / f"{safe_name(name)}.toml"
    if path.exists():
        raise WriteError(str(path), "已经有这个文件，没有覆盖", "请直接改它，或用 --name 换一个名称")
    text = topic_text(name, workbook.name, guesses)
    topic = topic_of(tomllib.loads(text), f"{TOPICS}/{path.name}")  # or a file would lie there that stops all
    make_folder(path.parent)
    write_atomically(path, text.encode())
    return MadeTopic(path, write_topic_blank(topic, campaign), topic)


def write_topic_blank(topic: OwnTopic, campaign: Campaign) -> Path:
    """Write the blank workbook of an office's own sheet; one that lies there stays. Raises WriteError."""
    path = campaign.folder / BLANKS / f"{safe_name(topic.name)}.xlsx"
    if not path.exists():
        make_folder(path.parent)
        write_blank(path, topic_kind(topic), campaign)
    return path


def _table(workbook: Path) -> tuple[Grid, tuple[ColumnGuess, ...]]:
    for grid in read_workbook(workbook, workbook.name).grids:
        if not grid.hidden and len(guesses := guessed(grid)) > 1:
            return grid, guesses
    raise WorkbookError(workbook.name, "没有找到有列名的表", "表里要有一行列名，下面至少填一行")


def _name(workbook: Path, grid: Grid) -> str:
    """Return what the sheet is called: by its tab, unless that says nothing, else by its file."""
    said = workbook.stem if _GENERIC.fullmatch(grid.sheet) else grid.sheet
    return _word(said) or "自己的表"


def _word(said: str) -> str:
    """Return a text as a name that templates can write."""
    return _LEADING.sub("", _NO_LETTER.sub("", unicodedata.normalize("NFKC", said)))


def _refuse_name(name: str, campaign: Campaign) -> None:
    if _word(name) != name or not name.isidentifier():
        raise ParameterError(name, "不能当表名", "请用 --name 写一个只有汉字、字母和数字的名称")
    if (known := kind_called(name)) is not None:
        problem = f"“{name}”是 kit 本来就认得的表（{known.name}，一行是{known.row}）"
        raise ParameterError(name, problem, "这张表直接放进 inbox 就行；确是另一张表，请用 --name 换一个名称")
    kinds_of(campaign)


def topic_text(name: str, file: str, guesses: Sequence[ColumnGuess]) -> str:
    """Return the first version of a topic's file."""
    days = [guess.name for guess in guesses if guess.type == "日期" and guess.filled]
    keys = [guess.name for guess in guesses if guess.type == "编号" and guess.filled]
    lines = [HEAD.format(file=file), f"name = {_quoted(name)}", f"row = {_quoted(f'一条{name}')}"]
    lines += [f"key = {_quoted(keys[0])}"] if keys else []
    lines += [f"day = {_quoted(days[0])}"] if days else []
    personal = [guess.name for guess in guesses if guess.personal]
    lines += [f"personal = {_quoted(personal)}"] if personal else []
    for number, guess in enumerate(guesses):
        lines += ["", "[[columns]]", f"name = {_quoted(guess.name)}", f"type = {_quoted(guess.type)}"]
        needed = number == 0 or guess.type in {"选项", "日期", "编号"}
        lines += ["required = true"] if guess.filled and needed else []
        lines += [f"choices = {_quoted(guess.choices)}"] if guess.choices else []
    for count in _counts(guesses):
        lines += ["", "[[counts]]", *(f"{key} = {_quoted(value)}" for key, value in count.items())]
    return "\n".join(lines) + "\n"


def _counts(guesses: Sequence[ColumnGuess]) -> Iterator[dict[str, str]]:
    """Yield the counts that are proposed: rows, rows by each column of choices, sums of counts."""
    yield {"name": "条数", "way": "行数", "unit": "条"}
    choices = [guess for guess in guesses if guess.type == "选项" and not guess.personal]
    for number, guess in enumerate(choices):
        name = "条数" if number == 0 else f"{_word(guess.name) or number}条数"
        yield {"name": name, "way": "行数", "by": guess.name, "unit": "条"}
    for guess in guesses:
        if guess.type in {"整数", "数"} and _word(guess.name):
            unit = next((unit for unit in _UNITS if unit in guess.name), "")
            yield {"name": f"{_word(guess.name)}合计", "way": "合计", "column": guess.name, "unit": unit}


def _quoted(value: object) -> str:
    """Return a text or a list of texts as TOML writes it: as JSON does."""
    return json.dumps(value, ensure_ascii=False)


def column_lines(topic: OwnTopic) -> Iterator[tuple[str, Written, str]]:
    """Yield each column with what it was taken for, and what else is said of it."""
    for column in topic.columns:
        said = [
            "必填" if column.required else "",
            f"可填：{'、'.join(column.choices)}" if column.choices else "",
            "不能重复" if column.name == topic.key else "",
            "这一行的日子" if column.name == topic.day else "",
            "个人信息，不出现在任何材料里" if column.name in topic.personal else "",
        ]
        yield column.name, column.type, "；".join(part for part in said if part)
