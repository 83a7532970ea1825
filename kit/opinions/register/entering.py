"""The register of opinions (意见登记簿): append-only, word for word, its ids never change.

Sources whose rows have no number of their own: is a file a longer copy of one registered before.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pandas as pd

from kit.model.fact import Place
from kit.model.finding import Finding, KitError
from kit.opinions.importing.entry import read_export
from kit.opinions.importing.reading.export import Inquiry
from kit.opinions.register.history import History, read_history
from kit.opinions.register.matching import (
    TEXT,
    Refused,
    Token,
    differing,
    ids_for,
    indexed,
    matched,
    refusal,
    tokens_of,
)
from kit.opinions.register.store import ALL_COLUMNS, ANSWERS, SOURCES, read_notes, write_batch, write_notes
from kit.opinions.register.view import refresh_shared, write_tallies
from kit.sheets.secrecy import marked_files, refuse_secrets
from kit.text.privacy.names import PersonNames
from kit.text.privacy.scrubbing import scrubbed

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from kit.model.campaign import Campaign
    from kit.opinions.importing.reading.export import Export, ImportQuestion


OVERLAP = (
    0.8  # share of an older source's texts found again: below, two sources only have some texts in common
)
FEWEST = 3
SAME, OTHER = "是", "不是"


def same_source(
    registered: pd.DataFrame,
    incoming: pd.DataFrame,
    sha256: str,
    sources: Mapping[str, Mapping[str, object]],
    inquiry: Inquiry,
) -> str | None:
    """Return the file name under which a sheet's rows are known, or its own; None while a person must say.

    incoming: the rows of one sheet of one file, at least one. Only rows without a key are looked at.
    """
    file, sheet = incoming["来源文件"].iloc[0], incoming["来源表"].iloc[0]
    if incoming["键"].all() or not len(registered):
        return str(file)
    old = registered[(registered["键"] == "") & (registered["来源文件"] != file)]
    if not len(old) or len(registered[(registered["来源文件"] == file) & (registered["来源表"] == sheet)]):
        return str(file)
    copies = sorted(name for name, said in sources.items() if said.get("sha256") == sha256 and name != file)
    if copies:
        inquiry.note("info", Place(file, sheet or None), f"和登记过的 {copies[0]} 是同一个文件", "不用改")
        return copies[0]
    return _asked(old, incoming, str(file), inquiry)


def _asked(old: pd.DataFrame, incoming: pd.DataFrame, file: str, inquiry: Inquiry) -> str | None:
    said = Counter(incoming["原文"])
    place = Place(file, incoming["来源表"].iloc[0] or None)
    for name, rows in old.groupby("来源文件", sort=True):
        again = sum((Counter(rows["原文"]) & said).values())
        if again >= FEWEST and again >= OVERLAP * len(rows):
            problem = f"{name} 已登记 {len(rows)} 条，其中 {again} 条这里一字不差。这份是不是它的续报"
            answer = inquiry.ask("续报", place, problem, SAME, (SAME, OTHER), "这张表")
            return None if answer is None else str(name) if answer == SAME else file
    return file


SHOWN = 60  # characters of a text that a message quotes


@dataclass(frozen=True, eq=False)
class Imported:
    """What an import did."""

    added: int  # 条 newly registered
    known: int  # 条 that were there already
    refused: tuple[Refused, ...]  # changes that were not made; texts without persons
    questions: tuple[ImportQuestion, ...]
    findings: tuple[Finding, ...]
    exports: tuple[Export, ...] = ()
    restored: int = 0  # 条 of those added that had been taken back: they have their old ids

    @property
    def returned(self) -> int:
        """Return the answer sheets (份) of all files that could be read."""
        return sum(export.returned for export in self.exports)

    @property
    def no_opinion(self) -> int:
        """Return the answer sheets that hold no opinion."""
        return sum(export.no_opinion for export in self.exports)

    def as_json(self) -> dict[str, object]:
        """Return what `kit opinions import --json` prints: as `kit check` does, and the questions."""
        return {
            "added": self.added,
            "known": self.known,
            "findings": [finding.as_json() for finding in self.findings],
            "questions": [question.as_json() for question in self.questions],
            "sheets": [account.as_json() for export in self.exports for account in export.accounts],
        }


def import_files(
    campaign: Campaign,
    paths: Iterable[Path],
    answers: Mapping[str, str] | None = None,
    *,
    accept: bool = False,
    names: PersonNames | None = None,
) -> Imported:
    """Register what files of any shape hold; a file that cannot be read is a finding, the others go on.

    answers: to the questions of an earlier import, by id or topic; accept: take every proposal. names: people
    to keep out of the shared view besides those found, and leaders, who stay in. Nothing is written before
    all files are read. Raises WriteError, BusyError, and WorkbookError if the register was changed by hand or
    a file is marked as a state secret.
    """
    paths = tuple(paths)
    refuse_secrets(tuple(marked_files((path, path.name) for path in paths)))
    history = read_history(campaign)
    registered = history.rows
    inquiry = Inquiry({**read_notes(campaign, ANSWERS), **(answers or {})}, accept)
    exports = _read_all(campaign, paths, inquiry)
    work = _Work(
        registered,
        Counter(tokens_of(registered)),
        set(registered["意见ID"]),
        _ids_by_token(history.withdrawn),
    )
    sources = read_notes(campaign, SOURCES)
    for export in exports:
        for incoming in _sheets(export):
            work.take(incoming, same_source(work.everything(), incoming, export.sha256, sources, inquiry))
    added = _numbered(history, work.new)
    _write(campaign, history, added, exports, names or PersonNames())
    given = {key: answer for export in exports for key, answer in export.answered.items()} | inquiry.given
    write_notes(campaign, ANSWERS, {**read_notes(campaign, ANSWERS), **given})
    refused = _shown(work.refused)
    questions, findings = tuple(inquiry.questions), (*inquiry.findings, *refusals(refused))
    restored = len(set(added["意见ID"]) & set(history.withdrawn["意见ID"]))
    return Imported(len(added), work.known, refused, questions, findings, tuple(exports), restored)


@dataclass
class _Work:
    """The register while files are matched against it, one sheet after the other."""

    registered: pd.DataFrame
    before: Counter[Token]
    taken: set[str]
    withdrawn: Mapping[Token, list[str]]
    new: list[pd.DataFrame] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)
    known: int = 0

    def everything(self) -> pd.DataFrame:
        """Return all rows there are by now."""
        return pd.concat([self.registered, *self.new], ignore_index=True) if self.new else self.registered

    def take(self, incoming: pd.DataFrame, file: str | None) -> None:
        """Match one sheet; file: the name its source is known under, None while a person must say."""
        if file is None:
            return
        known = indexed(self.everything())
        found = matched(known, incoming, file)
        self.known += len(found.known)
        self.refused += [refusal(known, incoming, pair, TEXT) for pair in found.refused]
        self.refused += differing(known, incoming, found.known)
        rows = incoming.iloc[list(found.added)].reset_index(drop=True)
        rows.insert(0, "意见ID", ids_for(tokens_of(rows, file), self.taken, self.before, self.withdrawn))
        if len(rows):
            self.new.append(rows)


def _read_all(campaign: Campaign, paths: Iterable[Path], inquiry: Inquiry) -> list[Export]:
    exports, seen = [], dict[str, str]()
    for path in paths:
        try:
            export = read_export(path, campaign, inquiry.answers, accept=inquiry.accept)
        except KitError as error:
            place = error.place if isinstance(error.place, Place) else Place(error.place)
            inquiry.note("error", place, f"{error.problem}，没有登记", error.remedy, "opinions.unreadable")
            continue
        if export.sha256 in seen:
            inquiry.note(
                "info", Place(export.file), f"和 {seen[export.sha256]} 是同一个文件，只读一次", "不用改"
            )
            continue
        seen[export.sha256] = export.file
        inquiry.questions.extend(export.questions)
        inquiry.findings.extend(export.findings)
        exports.append(export)
    return exports


def _sheets(export: Export) -> list[pd.DataFrame]:
    """Return the opinions of a file sheet by sheet."""
    if not len(export.opinions):
        return []
    return [rows.reset_index(drop=True) for _, rows in export.opinions.groupby("来源表", sort=False)]


def _ids_by_token(withdrawn: pd.DataFrame) -> dict[Token, list[str]]:
    found: dict[Token, list[str]] = defaultdict(list)
    for token, id_ in zip(tokens_of(withdrawn), withdrawn["意见ID"], strict=True):
        found[token].append(id_)
    return found


def _numbered(history: History, new: Sequence[pd.DataFrame]) -> pd.DataFrame:
    """Return the new rows with a number for every answer sheet (份号); a known sheet keeps its own."""
    rows = [frame for frame in new if len(frame)]
    if not rows:
        return pd.DataFrame(columns=list(ALL_COLUMNS), dtype=object)
    added = pd.concat(rows, ignore_index=True)
    ever = pd.concat([history.withdrawn, history.rows])
    numbers = {key: number for key, number in zip(ever["份键"], ever["份号"], strict=True) if key}
    told = []
    for key, number in zip(added["份键"], added["份号"], strict=True):
        told.append(numbers.setdefault(key, f"F{len(numbers) + 1:05d}") if key and not number else number)
    return added.assign(份号=told)[list(ALL_COLUMNS)]


def _write(
    campaign: Campaign, history: History, added: pd.DataFrame, exports: Sequence[Export], names: PersonNames
) -> None:
    sources = [_source(export) for export in exports if _gave(export)]
    if len(added):
        write_batch(campaign, added, [{"文件": export.file, "sha256": export.sha256} for export in exports])
    if len(history.rows) or len(added):
        refresh_shared(campaign, history, added, names)
    for export in exports:
        write_tallies(campaign, export, names)
    if sources:
        told = {str(source["文件"]): source for source in sources}
        write_notes(campaign, SOURCES, {**read_notes(campaign, SOURCES), **told})


def _gave(export: Export) -> bool:
    """Return whether anything of a file counts now; what was refused or must be answered first does not."""
    return bool(len(export.opinions) or len(export.tallies) or export.returned)


def _source(export: Export) -> dict[str, object]:
    return {
        "文件": export.file,
        "sha256": export.sha256,
        "识别": [f"{found.place}：{found.shape}（{found.why}）" for found in export.recognised],
        "收回": export.returned,
        "无意见": export.no_opinion,
        "意见": len(export.opinions),
    }


def _shown(refused: Iterable[Refused]) -> tuple[Refused, ...]:
    """Return the refusals with texts that may be shown to anyone."""
    return tuple(
        Refused(
            one.id, one.place, one.column, scrubbed(one.before)[0][:SHOWN], scrubbed(one.after)[0][:SHOWN]
        )
        for one in refused
    )


def refusals(refused: Iterable[Refused]) -> tuple[Finding, ...]:
    """Return a finding for each change that was refused."""
    return tuple(
        Finding(
            "opinions.refused",
            "warning",
            one.place,
            f"{one.id} 登记的{one.column}是“{one.before}”，这次成了“{one.after}”，没有改登记簿",
            "登记的原始意见不改；确是登错的，在审核表里作废，再另登一条",
        )
        for one in refused
    )
