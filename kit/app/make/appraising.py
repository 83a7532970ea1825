"""The appraisal that the sheets propose, written into [evaluation] of campaign.toml.

What `kit new` wrote for items and groups makes room; comments and all other sections stay as they are.
"""

from __future__ import annotations

import re
import tomllib
from typing import TYPE_CHECKING, Any

from kit.model.blank_settings import as_toml
from kit.model.finding import CampaignError, ParameterError
from kit.sheets.proposals import AS_PROPOSED, NO_APPRAISAL, with_order

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from kit.sheets.proposals import ProposedScale


SECTION = "evaluation"
NAME = "群众评议"
HEADER = re.compile(r"\s*\[{1,2}\s*([\w.\-]+)\s*\]{1,2}\s*(?:#.*)?$")
RULED_OFF = re.compile(r"# ?-{3,}")  # a comment that begins another section
PLACEHOLDER_GROUP = re.compile(r"第[一二三四五六七八九十]组")
SET = ("preset", "grades", "points", "positive", "unknown", "denominator", "overall", "items", "marks")


def scale_answered(scale: ProposedScale, answer: str) -> ProposedScale | None:
    """Return the scale as somebody answered; None if it is no appraisal.

    Raises ParameterError for other words than the grades.
    """
    if answer == NO_APPRAISAL:
        return None
    found = scale if answer == AS_PROPOSED and scale.is_ordered else with_order(scale, answer)
    if found is None:
        words = "、".join(dict.fromkeys(grade for item in scale.items for grade in item.grades))
        remedy = f"把这几个词由好到差写全：{words}；不是评议票的写“{NO_APPRAISAL}”"
        raise ParameterError(scale.key, f"“{answer}”不是这几个等次", remedy)
    return found


def evaluation_of(scale: ProposedScale) -> dict[str, Any]:
    """Return what [evaluation] says of a scale."""
    same = len({item.grades for item in scale.items}) == 1
    items = [
        {"id": f"item{number}", "question": item.question} | ({} if same else {"grades": list(item.grades)})
        for number, item in enumerate(scale.items, 1)
    ]
    said: dict[str, Any] = {"points": list(scale.points), "positive": scale.positive}
    said |= {"grades": list(scale.grades)} if same else {}
    said |= {"unknown": scale.unknown, "denominator": "known"} if scale.unknown else {}
    if scale.overall is not None:
        own = {} if scale.overall.grades == scale.grades and same else {"grades": list(scale.overall.grades)}
        said["overall"] = {"question": scale.overall.question} | own
    return said | {"items": items}


def with_evaluation(text: str, said: Mapping[str, Any], path: str) -> str:
    """Return the text of campaign.toml with these settings in place of what it says of them.

    Raises CampaignError where the file is written in a way that this cannot be done.
    """
    before = tomllib.loads(text)
    said = said if "name" in before.get(SECTION, ()) else {"name": NAME, **said}
    wanted = _wanted(before, said)
    blocks = _blocks(text.splitlines(keepends=True))
    ending = "\r\n" if "\r\n" in text else "\n"
    groups = "groups" in wanted[SECTION]
    new = "".join(_rewritten(blocks, said, ending, keep_groups=groups))
    try:
        is_right = tomllib.loads(new) == wanted
    except tomllib.TOMLDecodeError:
        is_right = False
    if not is_right:
        lines = "；".join(f"{key} = {as_toml(value)}" for key, value in said.items())
        raise CampaignError(
            path, "里的 evaluation 不是一段一段写的，添不进去", f"请自己在 [evaluation] 里写：{lines}"
        )
    return new


def _wanted(before: Mapping[str, Any], said: Mapping[str, Any]) -> dict[str, Any]:
    old = {key: value for key, value in before.get(SECTION, {}).items() if key not in SET}
    if all(PLACEHOLDER_GROUP.fullmatch(str(group.get("name", ""))) for group in old.get("groups", ())):
        old.pop("groups", None)
    return {**before, SECTION: {**old, **said}}


def _blocks(lines: Sequence[str]) -> list[tuple[str, list[str]]]:
    """Return the lines by the table that they belong to, "" for those above the first and between two."""
    found: list[tuple[str, list[str]]] = [("", [])]
    for line in lines:
        header = HEADER.match(line)
        if header is not None:
            found.append((header[1], []))
        elif RULED_OFF.match(line) and found[-1][0]:
            found.append(("", []))
        found[-1][1].append(line)
    return found


def _rewritten(
    blocks: Iterable[tuple[str, list[str]]], said: Mapping[str, Any], ending: str, *, keep_groups: bool
) -> Iterable[str]:
    dropped = {f"{SECTION}.items", f"{SECTION}.overall"} | (set() if keep_groups else {f"{SECTION}.groups"})
    plain = [f"{key} = {as_toml(value)}{ending}" for key, value in said.items() if key != "items"]
    items = [
        line
        for item in said["items"]
        for line in (
            ending,
            f"[[{SECTION}.items]]{ending}",
            *(f"{key} = {as_toml(value)}{ending}" for key, value in item.items()),
        )
    ]
    is_written = False
    for name, lines in blocks:
        if name in dropped:
            continue
        whole = [line if line.endswith("\n") else line + ending for line in lines]
        if name != SECTION:
            yield from whole
            continue
        kept = [line for line in whole[1:] if _key(line) not in SET]
        while kept and not kept[-1].strip():
            kept.pop()
        yield from (whole[0], *plain, *kept, *items, ending)
        is_written = True
    if not is_written:
        yield from (ending, f"[{SECTION}]{ending}", *plain, *items)


def _key(line: str) -> str:
    return line.partition("=")[0].strip() if "=" in line and not line.lstrip().startswith("#") else ""
