"""Taking an import back: an entry that says which opinions no longer count; nothing there is changed."""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kit.model.finding import WorkbookError
from kit.opinions.register.history import WITHDRAWN, read_batches, read_history
from kit.opinions.register.store import ANSWERS, SOURCES, read_notes, write_entry, write_notes
from kit.opinions.register.view import refresh_shared, remove_tallies
from kit.text.privacy.scrubbing import NOBODY

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kit.model.campaign import Campaign
    from kit.text.privacy.names import PersonNames


BEHIND_FILE = ("「", "：", "第", "“")  # what may follow a file's name in the id of a question


@dataclass(frozen=True)
class Withdrawn:
    """What was taken back."""

    file: str
    opinions: int  # 条


def registered_files(campaign: Campaign) -> dict[str, int]:
    """Return the files that were imported, each with the opinions (条) that were registered from it."""
    counts = Counter(map(str, read_batches(campaign)["来源文件"]))
    return {name: counts[name] for name in sorted({*counts, *read_notes(campaign, SOURCES)})}


def withdraw(
    campaign: Campaign,
    files: Iterable[str],
    *,
    who: str = "",
    reason: str = "",
    when: str = "",
    names: PersonNames = NOBODY,
) -> tuple[Withdrawn, ...]:
    """Take back what was registered from these files: names, or paths of the files or of copies.

    What people decided on the opinions stays where it is. The answers to questions about the files are
    forgotten, so that the next import of them asks again. Raises WorkbookError, before anything is written,
    for a file that was never imported; WriteError, BusyError.
    """
    known, sources = registered_files(campaign), read_notes(campaign, SOURCES)
    chosen = list(dict.fromkeys(_named(said, known, sources) for said in files))
    rows = read_batches(campaign)
    for file in chosen:
        out = rows[rows["来源文件"] == file]
        if len(out):
            said = {WITHDRAWN: file, "谁": who, "理由": reason, "时间": when}
            write_entry(campaign, said, out, ("意见ID",))
        remove_tallies(campaign, file, names)
    history = read_history(campaign)
    refresh_shared(campaign, history, None, names)
    write_notes(campaign, SOURCES, {name: said for name, said in sources.items() if name not in chosen})
    answers = read_notes(campaign, ANSWERS)
    write_notes(campaign, ANSWERS, {key: said for key, said in answers.items() if not _is_about(key, chosen)})
    return tuple(Withdrawn(file, known[file]) for file in chosen)


def _named(said: str, known: Mapping[str, int], sources: Mapping[str, Mapping[str, Any]]) -> str:
    """Return the name under which a file was imported."""
    path = Path(said)
    if path.name in known:
        return path.name
    if path.is_file():
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        copies = sorted(name for name, told in sources.items() if told.get("sha256") == digest)
        if copies:
            return copies[0]
    listed = "、".join(f"{name}（{count} 条）" for name, count in known.items())
    raise WorkbookError(path.name, "没有从这个文件登记过意见", f"登记过的有：{listed or '一个也没有'}")


def _is_about(key: str, files: Iterable[str]) -> bool:
    return any(key.startswith(tuple(file + mark for mark in BEHIND_FILE)) for file in files)
