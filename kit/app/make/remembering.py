"""What people answered, written into campaign.toml: plain entries beside what is there.

Every line, comment and order stays; the file is read again right before it is written, its encoding and line
ends are kept, and what was made is read back: it must say all that the file said, and the new entries.
"""

from __future__ import annotations

import json
import re
import tomllib
from typing import TYPE_CHECKING, Any

from kit.app.make.appraising import with_evaluation
from kit.files.writing import write_atomically
from kit.model.blank_settings import as_toml
from kit.model.campaign import FILE
from kit.model.finding import CampaignError
from kit.model.settings import settings_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from kit.model.campaign import SheetEntry


ANSWERS = re.compile(r"\s*\[\s*answers\s*\]\s*(#.*)?$")
SECTION = re.compile(r"\s*\[")


def remember(
    folder: Path,
    sheets: Iterable[SheetEntry] = (),
    answers: Mapping[str, str] | None = None,
    evaluation: Mapping[str, Any] | None = None,
) -> None:
    """Add entries to campaign.toml; an answer to a question that was answered before takes its place.

    evaluation: what [evaluation] is to say in place of what it says of the same.

    Raises CampaignError where the file is written in a way that nothing can be added to, WriteError.
    """
    path = folder / FILE
    text, encoding = settings_text(path)
    before = text
    if evaluation is not None:
        text = with_evaluation(text, evaluation, str(path))
    said = [entry.model_dump(exclude_none=True, exclude_defaults=True) for entry in sheets]
    new = with_answers(with_sheets(text, said), answers or {})
    _must_say(path, text, new, said, answers or {})
    if new != before:
        write_atomically(path, new.encode(encoding))


def with_sheets(text: str, said: Sequence[Mapping[str, Any]]) -> str:
    """Return the text of campaign.toml with these entries at its end."""
    blocks = [["[[sheets]]", *(f"{key} = {as_toml(value)}" for key, value in each.items())] for each in said]
    for lines in blocks:
        text = _ended(text) + _joined(["", *lines], text)
    return text


def with_answers(text: str, answers: Mapping[str, str]) -> str:
    """Return the text of campaign.toml with these answers in its table of them."""
    for key, value in answers.items():
        text = _with_answer(text, key, f"{_quoted(key)} = {_quoted(value)}")
    return text


def _with_answer(text: str, key: str, line: str) -> str:
    lines = text.splitlines(keepends=True)
    headings = (at for at, said in enumerate(lines) if ANSWERS.match(said))
    start = next((at for at in headings if _is_whole("".join(lines[:at]))), None)
    if start is None:
        return _ended(text) + _joined(["", "[answers]", line], text)
    end = next((at for at in range(start + 1, len(lines)) if SECTION.match(lines[at])), len(lines))
    pairs = [at for at in range(start + 1, end) if _key(lines[at]) is not None]
    at = next((at for at in pairs if _key(lines[at]) == key), None)
    if at is not None:
        lines[at] = _joined([line], text)
    else:
        last = pairs[-1] if pairs else start
        lines[last] = _ended(lines[last], text)
        lines.insert(last + 1, _joined([line], text))
    return "".join(lines)


def _is_whole(text: str) -> bool:
    """Return whether a text ends outside of every value, so that a heading behind it is one."""
    try:
        tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return False
    return True


def _key(line: str) -> str | None:
    """Return the key that a line of [answers] gives an answer to."""
    try:
        return next(iter(tomllib.loads(line)), None)
    except tomllib.TOMLDecodeError:
        return None


def _joined(lines: Iterable[str], text: str) -> str:
    ending = "\r\n" if "\r\n" in text else "\n"
    return "".join(f"{line}{ending}" for line in lines)


def _ended(part: str, text: str | None = None) -> str:
    return part if not part or part.endswith("\n") else part + _joined([""], part if text is None else text)


def _quoted(said: str) -> str:
    return json.dumps(said, ensure_ascii=False)


def _must_say(
    path: Path, text: str, new: str, sheets: Sequence[Mapping[str, Any]], answers: Mapping[str, str]
) -> None:
    """Raise CampaignError unless the new text says what the old one said, and the entries."""
    wanted = tomllib.loads(text)
    if sheets:
        wanted["sheets"] = [*wanted.get("sheets", []), *map(dict, sheets)]
    if answers:
        wanted["answers"] = {**wanted.get("answers", {}), **answers}
    try:
        is_right = tomllib.loads(new) == wanted
    except tomllib.TOMLDecodeError:
        is_right = False
    if not is_right:
        problem = "里的 sheets 或 answers 不是一段一段写的，添不进去"
        remedy = "请把 sheets 改成一张表一段 [[sheets]]，answers 改成一段 [answers]，再来一次"
        raise CampaignError(str(path), problem, remedy)
