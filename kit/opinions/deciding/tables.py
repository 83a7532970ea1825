"""The register and people's decisions as tables of the main flow: raw (S13) and merged opinions (S14).

Merging needs the words as they were given; what leaves here has no person in it.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kit.model.fact import Place
from kit.model.finding import Finding, blocking
from kit.model.reticent import reticent
from kit.model.table import Sheets, Table
from kit.opinions.deciding.decisions import (
    ASPECT,
    DECISIONS,
    decisions_path,
    effective_decisions,
    read_decisions,
)
from kit.opinions.deciding.identities import check_identities
from kit.opinions.deciding.merging import MERGED_COLUMNS, merge_opinions, whole_texts
from kit.opinions.deciding.remarks import FILE as REMARKS
from kit.opinions.proposing.aspects import BETWEEN, with_subject
from kit.opinions.proposing.duplicates import natural
from kit.opinions.register.history import read_batches, read_history
from kit.opinions.register.store import FOLDER, RESTRICTED, SHARED, SOURCES, read_notes
from kit.opinions.register.view import read_register, register_table
from kit.sheets.raw_words import names_of
from kit.text.privacy.names import PersonNames
from kit.text.privacy.scrubbing import scrubbed, scrubbed_column

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    import pandas as pd

    from kit.model.campaign import Campaign
    from kit.opinions.deciding.decisions import Decision
    from kit.opinions.deciding.merging import MergeResult
    from kit.opinions.register.history import History
    from kit.sheets.inbox import Reading


ROW = "登记簿行"
TEXT, SUBJECT = "原文", "主题"
MERGED_SHEET = "审核决定"
FIRST_ROW = 2  # of the shared view: its heading is line 1
UNDECIDED, TWICE, GONE = "opinions.undecided", "opinions.registered_twice", "opinions.no_view"
WITHDRAWN = "opinions.withdrawn"


@reticent()
@dataclass(frozen=True, eq=False)
class RegisterTables:
    """What the register adds to the sheets of a campaign.

    tables: S13, and S14 once people have decided. disposed: 意见ID, 处理, 理由 of opinions that are void,
    forwarded or say nothing. findings: without persons. names: all that are known, of sheets and register.
    """

    names: PersonNames
    tables: tuple[Table, ...] = ()
    disposed: pd.DataFrame | None = None
    findings: tuple[Finding, ...] = ()


def registered(campaign: Campaign, names: PersonNames) -> RegisterTables:
    """Return the register as tables; nothing where nothing was imported.

    names: of the campaign's sheets; those of the register's own givers are added. Row numbers of S13 are
    lines of opinions/register.jsonl (pieces of a split opinion share one), of S14 lines of the decisions.
    """
    shared = register_table(campaign)
    if shared is None:
        return RegisterTables(names, findings=tuple(_without_tables(campaign)))
    decisions = read_decisions(decisions_path(campaign))
    history = read_history(campaign)
    verbatim = history.rows
    if list(verbatim["意见ID"]) != list(shared.frame["意见ID"]):
        return RegisterTables(names, findings=tuple(_without_view(campaign)))
    known = PersonNames(names.people | history.givers, names.functions)
    told = shared.frame.assign(
        原文=verbatim[TEXT].to_numpy(), 主题=verbatim[SUBJECT].to_numpy(), 登记簿行=shared.frame.index
    )
    holding = effective_decisions(decisions, history.gone)
    merged = merge_opinions(told, holding)
    is_board = bool((verbatim[SUBJECT] != "").any())
    words = whole_texts(read_register(campaign) if is_board else shared.frame)
    raw = _raw_table(shared, merged, known, words)
    reviewers = PersonNames(known.people, known.functions | {said.who for said in decisions})
    findings = [_without_people(found, reviewers) for found in merged.findings]
    findings += [*_undecided(merged), *_withdrawn(history, len(decisions) - len(holding))]
    if len(merged.by_merged):
        found = check_identities(merged.by_opinion, merged.by_merged, merged.disposed, merged.undecided)
        findings += blocking(found)
    tables = [_marked(raw, decisions, campaign), *_merged_table(merged, decisions, campaign, known)]
    reasons, _ = scrubbed_column(map(str, merged.disposed["理由"]), known)
    return RegisterTables(known, tuple(tables), merged.disposed.assign(理由=reasons), tuple(findings))


def with_register(reading: Reading, campaign: Campaign) -> Reading:
    """Return what was read with the register's opinions (S13) and what people made of them (S14)."""
    found = registered(campaign, names_of(reading.sheets))
    findings = (*reading.findings, *_counted_twice(campaign, reading.sheets), *found.findings)
    sheets = replace(reading.sheets, tables=(*reading.sheets.tables, *found.tables))
    return replace(reading, sheets=sheets, findings=findings)


def register_state(folder: Path) -> list[object]:
    """Return what tells one state of a campaign's register and decisions from another.

    The verbatim files are never touched again: which of them there are says enough.
    """
    restricted = folder / FOLDER / RESTRICTED
    files = (folder / FOLDER / SHARED, restricted / DECISIONS, restricted / REMARKS)
    hashes = [_sha256_of(path) if path.is_file() else "" for path in files]
    return [*hashes, sorted(path.name for path in restricted.glob("[0-9]*.jsonl"))]


def _counted_twice(campaign: Campaign, sheets: Sheets) -> tuple[Finding, ...]:
    """Return an error for each sheet of the inbox (S13) whose file was imported into the register too."""
    known = {str(told["sha256"]) for told in read_notes(campaign, SOURCES).values()}
    return tuple(
        Finding(
            TWICE,
            "error",
            table.place(),
            "这个文件已经登记进意见登记簿，又放在收件夹里，同一批意见会数两遍",
            "请把它移出收件夹另外保存；登记簿里有它的全部原话",
        )
        for table in sheets.of("opinions")
        if table.sha256 in known
    )


def _without_tables(campaign: Campaign) -> Iterable[Finding]:
    history = read_history(campaign)
    return [*_without_view(campaign), *_withdrawn(history, 0)]


def _without_view(campaign: Campaign) -> Iterable[Finding]:
    if len(read_batches(campaign)):
        yield Finding(
            GONE,
            "error",
            Place(f"{FOLDER}/{SHARED}"),
            "登记簿里有意见，这个文件却不见了，或者不全，意见没有算进去",
            "把任何一个导入过的文件再导入一次，它就会重新生成，意见不会重复登记",
        )


def _raw_table(shared: Table, merged: MergeResult, names: PersonNames, words: Mapping[str, str]) -> Table:
    """Return S13: the shared view's words; pieces of split opinions are scrubbed one by one.

    words: what the opinions of the shared view say, with their subjects, by 意见ID.
    """
    rows = merged.by_opinion
    told = zip(rows["意见ID"], rows[TEXT], rows[SUBJECT], strict=True)
    texts = [
        _again(words[number], names)
        if number in words
        else scrubbed(with_subject(subject or "", text or ""), names)[0]
        for number, text, subject in told
    ]
    frame = rows.assign(原文=texts).drop(columns=SUBJECT).set_index(ROW)
    return replace(shared, frame=frame.rename_axis(None).astype(object))


def _again(text: str | None, names: PersonNames) -> str:
    """Return a scrubbed text without names that became known after the view was made."""
    if not text or not names.starts.search(text):
        return text or ""
    return scrubbed(text, names)[0]


def _marked(raw: Table, decisions: Sequence[Decision], campaign: Campaign) -> Table:
    """Return S13 under a hash of all it was made from: what people split changes its rows too."""
    if not decisions:
        return raw
    both = f"{raw.sha256} {_sha256_of(decisions_path(campaign))}"
    return replace(raw, sha256=hashlib.sha256(both.encode()).hexdigest())


def _sha256_of(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _merged_table(
    merged: MergeResult, decisions: Sequence[Decision], campaign: Campaign, names: PersonNames
) -> list[Table]:
    if merged.by_merged.empty:
        return []
    lines = {f"G{said.about[0]}": line for line, said in enumerate(decisions, 1) if said.kind == ASPECT}
    by_merged = at_level(merged.by_merged, campaign.opinions.level)
    frame = by_merged.drop(columns="频次").set_axis([lines[number] for number in by_merged["归纳ID"]])
    for column in ("归纳表述", "理由"):
        frame[column] = [scrubbed(text, names)[0] if text else None for text in frame[column]]
    frame = frame[[name for name in MERGED_COLUMNS if name in frame]].astype(object)
    file = decisions_path(campaign).relative_to(campaign.folder).as_posix()
    frame = frame.where(frame.notna(), None)
    return [Table("merged_opinions", file, MERGED_SHEET, _sha256_of(decisions_path(campaign)), frame)]


def at_level(by_merged: pd.DataFrame, level: int) -> pd.DataFrame:
    """Return merged opinions with the levels down to `level` as their 一级方面, the rest as 二级类别."""
    if level == 1:
        return by_merged
    told = zip(by_merged["一级方面"], by_merged["二级类别"], strict=True)
    paths = [[name, *filter(None, str(detail or "").split(BETWEEN))] for name, detail in told]
    above = [BETWEEN.join(path[:level]) for path in paths]
    return by_merged.assign(一级方面=above, 二级类别=[BETWEEN.join(path[level:]) for path in paths])


def _undecided(merged: MergeResult) -> list[Finding]:
    if not merged.undecided:
        return []
    some = sorted(merged.undecided, key=natural)[:3]
    problem = f"还有 {len(merged.undecided)} 条意见没有归到方面（{'、'.join(some)} 等）"
    remedy = "请用 kit opinions review 生成审核表，填好后 kit opinions apply"
    return [Finding(UNDECIDED, "warning", Place(f"{FOLDER}/{SHARED}"), problem, remedy)]


def _withdrawn(history: History, decisions: int) -> list[Finding]:
    """Return that opinions were taken back: what does not count any more is never passed over."""
    if not history.gone:
        return []
    kept = f"，上面的 {decisions} 个决定留着，也不算" if decisions else ""
    problem = f"撤回了 {len(history.gone)} 条意见，不再计数{kept}"
    remedy = "要恢复，把那个文件再导入一次：编号不变，决定又生效"
    return [Finding(WITHDRAWN, "info", Place(f"{FOLDER}/{SHARED}"), problem, remedy)]


def _without_people(found: Finding, names: PersonNames) -> Finding:
    """Return a finding with its quotations scrubbed: a wording or a reason may name who gave the opinion."""
    return replace(found, problem=scrubbed(found.problem, names)[0])
