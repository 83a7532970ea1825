"""What a new campaign takes over from an older one: what is the office's, not what was that campaign's own.

Taken over, with the comments beside it: the office, its layout, appraisal, poll, kinds of problems, aspects
and limits; what its sheets are, by their headings; which words count as which; its own sheets.
Left: title, year and phase, every day, the words of documents, answers on single cells, the inbox.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from kit.app.make.remembering import with_answers, with_sheets
from kit.model.blank_settings import as_toml
from kit.model.campaign import FILE, SheetEntry, read_campaign
from kit.model.finding import KitError
from kit.model.settings import settings_text
from kit.model.topic_settings import TOPICS
from kit.sheets.asking import IGNORE
from kit.sheets.inbox import read_inbox
from kit.sheets.mapping import LEAST_COLUMNS, LETTERED, same_headings
from kit.topics.kinds import kinds_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from kit.model.campaign import Campaign
    from kit.sheets.account import SheetAccount


KEPT = ("office", "form", "evaluation", "poll", "problems", "aspects", "checks")
OPTIONAL = ("evaluation", "poll", "problems", "aspects")  # a blank writes them out; an office may have none
NONE = "# 旧活动没有这一段\n"
PHASE = re.compile(r"^phase = ", re.MULTILINE)
HEADER = re.compile(r"\s*\[\[?\s*\"?([\w-]+)")
OF_A_CELL = "」"  # an answer with the place of a cell in its key


@dataclass(frozen=True)
class Inherited:
    """What is taken over: sections by key as text, entries for sheets, answers, files of own sheets."""

    sections: Mapping[str, str]
    sheets: tuple[SheetEntry, ...]
    answers: Mapping[str, str]
    topics: tuple[Path, ...]
    left_sheets: tuple[SheetEntry, ...] = ()  # that only their file's name tells
    has_phases: bool = True

    def added_to(self, text: str) -> str:
        """Return the text of a campaign.toml with the entries and answers, without a phase if it had none."""
        text = text if self.has_phases else PHASE.sub("# phase = ", text)
        said = [entry.model_dump(exclude_none=True, exclude_defaults=True) for entry in self.sheets]
        return with_answers(with_sheets(text, said), self.answers)


def inherited(folder: Path) -> Inherited:
    """Return what a new campaign takes over from the one in a folder; raises CampaignError."""
    campaign = read_campaign(folder)
    text, _ = settings_text(folder / FILE)
    said = tomllib.loads(text)
    blocks = _blocks(text)
    sections = {key: _section(key, said[key], "".join(blocks.get(key, ()))) for key in KEPT if key in said}
    sections |= {key: NONE for key in OPTIONAL if key not in said}
    answers = {key: answer for key, answer in campaign.answers.items() if OF_A_CELL not in key}
    sheets, left = _general_entries(campaign)
    topics = tuple(sorted((folder / TOPICS).glob("*.toml")))
    return Inherited(sections, sheets, answers, topics, left, campaign.campaign.phase is not None)


def _blocks(text: str) -> dict[str, list[str]]:
    """Return the lines of each section, with the comments right above its headings."""
    found: dict[str, list[str]] = {}
    comments: list[str] = []
    key = ""
    for line in text.splitlines(keepends=True):
        if header := HEADER.match(line):
            key = header[1]
        if not header and (not line.strip() or line.lstrip().startswith("#")):
            comments = [*comments, line] if line.strip() else []
            found.setdefault(key, []).append(line)
            continue
        lines = found.setdefault(key, [])
        if header and comments:
            _move(found, lines, comments)
        lines.append(line)
        comments = []
    return found


def _move(found: Mapping[str, list[str]], lines: list[str], comments: Sequence[str]) -> None:
    """Move comments from the end of the section before to the one that they stand above."""
    before = next(each for each in found.values() if each[-len(comments) :] == list(comments))
    del before[-len(comments) :]
    lines += [comment for comment in comments if not comment.startswith("# ----")]


def _section(key: str, said: Any, block: str) -> str:  # noqa: ANN401 - whatever a section holds
    """Return a section as it was written; written anew where it holds days, or was written otherwise."""
    kept = _without_days(said)
    try:
        is_whole = kept == said and tomllib.loads(block) == {key: said}
    except tomllib.TOMLDecodeError:
        is_whole = False
    return (
        block.strip("\r\n").replace("\r\n", "\n") + "\n" if is_whole else "\n".join(_lines(key, kept)) + "\n"
    )


def _without_days(said: Any) -> Any:  # noqa: ANN401 - whatever a section holds
    if isinstance(said, dict):
        return {key: _without_days(each) for key, each in said.items() if not _is_day(each)}
    if isinstance(said, list):
        return [_without_days(each) for each in said if not _is_day(each)]
    return said


def _is_day(said: object) -> bool:
    return isinstance(said, date) or (isinstance(said, list) and any(isinstance(each, date) for each in said))


def _lines(key: str, said: Any) -> Iterator[str]:  # noqa: ANN401 - whatever a section holds
    for record in said if isinstance(said, list) else [said]:
        yield f"[[{key}]]" if isinstance(said, list) else f"[{key}]"
        yield from (
            f"{name if name.isascii() else as_toml(name)} = {as_toml(value)}"
            for name, value in record.items()
        )


def _general_entries(campaign: Campaign) -> tuple[tuple[SheetEntry, ...], tuple[SheetEntry, ...]]:
    """Return what the sheets are by their headings alone, and the entries that only a file's name tells."""
    accounts = _accounts(campaign)
    found: dict[object, SheetEntry] = {}
    left: list[SheetEntry] = []
    for entry in campaign.sheets:
        general = list(_general(entry, accounts))
        left += [] if general else [entry]
        for each in general:
            found[each.kind, same_headings(each.headings)] = each
    return tuple(found.values()), tuple(left)


def _accounts(campaign: Campaign) -> Sequence[SheetAccount]:
    """Return what the older campaign's sheets were taken for; nothing if they cannot be read any more."""
    if not any(entry.file for entry in campaign.sheets):
        return ()
    named = tuple(entry for entry in campaign.sheets if entry.kind != IGNORE)  # what is ignored is not opened
    try:
        return read_inbox(campaign.model_copy(update={"sheets": named}), kinds_of(campaign)).account
    except KitError:
        return ()


def _general(entry: SheetEntry, accounts: Iterable[SheetAccount]) -> Iterator[SheetEntry]:
    if entry.file is None:
        yield entry
        return
    if _tells(entry.headings):
        yield SheetEntry(kind=entry.kind, headings=entry.headings)
        return
    for account in accounts:
        names = {account.file, account.file.rpartition("/")[2]}
        headings = {part.heading: part.taken_for for part in account.columns}
        if entry.file in names and entry.sheet in {None, account.sheet} and _tells(headings):
            meant = dict.fromkeys(headings, "") if entry.kind == IGNORE else headings
            yield SheetEntry(kind=entry.kind, headings=meant)


def _tells(headings: Mapping[str, str]) -> bool:
    """Return whether headings tell a sheet: two of them, and not the letters of columns without any."""
    return len(same_headings(headings)) >= LEAST_COLUMNS and not any(map(LETTERED.fullmatch, headings))


def inherited_lines(taken: Inherited) -> Iterator[str]:
    """Yield what was taken over, and what was not."""
    names = [f"[{key}]" for key, text in taken.sections.items() if text != NONE]
    names += [f"认表的记录 {len(taken.sheets)} 条"] if taken.sheets else []
    names += [f"答过的词 {len(taken.answers)} 个"] if taken.answers else []
    names += [f"自己的表 {len(taken.topics)} 张"] if taken.topics else []
    yield f"从旧活动带过来：{'、'.join(names)}"
    yield "没有带过来：活动名称和阶段、日期、[documents] 里文稿的话、单个格子的回答、收到的表和模板"
    for entry in taken.left_sheets:
        yield f"  {entry.file}：当时只写了文件名（{entry.kind}），列名看不到了，没有带过来"
