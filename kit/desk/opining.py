"""Opinions at the desk: importing, proposing, reviewing; and the register's way into the main flow."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TYPE_CHECKING

from kit.desk.lock import only_run
from kit.nouns.errors import WorkbookError
from kit.nouns.finding import Finding
from kit.nouns.place import Place
from kit.nouns.table import Sheets, Table
from kit.opinions.answers import Applied, apply_review
from kit.opinions.decisions import decisions_path, read_decisions
from kit.opinions.identities import check_identities
from kit.opinions.merging import Merged, merge_opinions
from kit.opinions.privacy import names_of, scrubbed_column
from kit.opinions.register import Imported, import_files, read_register, register_table
from kit.opinions.taxonomy import taxonomy

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    import pandas as pd

    from kit.desk.work import Work
    from kit.nouns.campaign import Campaign
    from kit.opinions.suggesting import Suggestions
    from kit.sheets.reading.inbox import Reading

FOLDER, RESTRICTED, REVIEW = "opinions", "restricted", "审核表.xlsx"
ROW = "登记簿行"


@dataclass(frozen=True, eq=False)
class Reviewing:
    """What there is to review: the proposals, and the workbook that was written for them."""

    suggestions: Suggestions
    path: Path
    proposals: int


def review_path(campaign: Campaign) -> Path:
    """Return where the review workbook lies: it holds opinions word for word, so in the restricted folder."""
    return campaign.folder / FOLDER / RESTRICTED / REVIEW


def take_in(
    work: Work, paths: Sequence[Path], answers: Mapping[str, str] | None = None, *, accept: bool = False
) -> Imported:
    """Register what exports hold; see kit.opinions.register.import_files."""
    with only_run(work.campaign.out):
        names = names_of(work.reading.sheets)
        return import_files(work.campaign, paths, answers, accept=accept, names=names)


def propose(campaign: Campaign) -> Suggestions:
    """Return all proposals for the register; raises WorkbookError if nothing was imported yet."""
    from kit.opinions.suggesting import suggest  # noqa: PLC0415 - rensa and rapidfuzz are not needed to build

    by_opinion = read_register(campaign, verbatim=True)
    if by_opinion.empty:
        remedy = "先把收到的导出文件登记进来：kit opinions import 文件…"
        raise WorkbookError(campaign.folder.name, "意见登记簿还是空的", remedy)
    return suggest(by_opinion, taxonomy(campaign), read_decisions(decisions_path(campaign)))


def hottest(campaign: Campaign) -> pd.DataFrame:
    """Return the hot issues of the register, counted back from its last day; the same data, the same list."""
    from kit.opinions.heat import hot_issues  # noqa: PLC0415 - scikit-learn takes a second to import

    by_opinion = read_register(campaign)
    days = [day for day in map(_day, by_opinion["登记日"]) if day is not None]
    return hot_issues(by_opinion, max(days, default=date(campaign.campaign.year, 12, 31)))


def lay_out_review(campaign: Campaign) -> Reviewing:
    """Write the review workbook; raises WriteError, and WorkbookError if there is nothing to review."""
    from kit.opinions.review import write_review  # noqa: PLC0415 - XlsxWriter is not needed to build

    found = propose(campaign)
    notes = (f"机器归类的把握：{found.accuracy}。",) if found.accuracy else ()
    decisions, path = read_decisions(decisions_path(campaign)), review_path(campaign)
    number = write_review(path, found.by_opinion, found.proposals, taxonomy(campaign), decisions, notes)
    return Reviewing(found, path, number)


def take_decisions(campaign: Campaign, path: Path | None, who: str, when: datetime) -> tuple[Applied, Merged]:
    """Keep what people decided in a review workbook; return it, and the merged opinions it makes."""
    with only_run(campaign.out):
        said = path or review_path(campaign)
        moment = when.isoformat(sep=" ", timespec="minutes")
        applied = apply_review(said, decisions_path(campaign), taxonomy(campaign), who=who, when=moment)
        return applied, _merged(campaign)


def with_register(reading: Reading, campaign: Campaign) -> Reading:
    """Return what was read with the register's opinions (S13) and what people made of them (S14)."""
    table = register_table(campaign, verbatim=True)
    if table is None:
        return reading
    merged = _merged(campaign, table.frame.assign(**{ROW: table.frame.index}))
    rows = merged.by_opinion
    texts, _ = scrubbed_column([str(text or "") for text in rows["原文"]], names_of(reading.sheets))
    frame = rows.assign(原文=texts).set_index(ROW).astype(object)
    tables = [replace(table, frame=frame), *_merged_table(merged, table)]
    findings = (*merged.findings, *_undecided(merged, table))
    if merged.undecided or len(merged.by_merged):
        findings += check_identities(rows, merged.by_merged, merged.disposed, merged.undecided)
    sheets = Sheets((*reading.sheets.tables, *tables))
    return replace(reading, sheets=sheets, findings=(*reading.findings, *findings))


def _merged(campaign: Campaign, by_opinion: pd.DataFrame | None = None) -> Merged:
    rows = read_register(campaign, verbatim=True) if by_opinion is None else by_opinion
    return merge_opinions(rows, read_decisions(decisions_path(campaign)))


def _merged_table(merged: Merged, register: Table) -> list[Table]:
    if merged.by_merged.empty:
        return []
    texts, _ = scrubbed_column([str(text) for text in merged.by_merged["归纳表述"]])
    frame = merged.by_merged.assign(归纳表述=texts).drop(columns="频次").astype(object)
    frame = frame.set_axis(range(2, len(frame) + 2))
    file = f"{FOLDER}/decisions.jsonl"
    return [Table("merged_opinions", file, "审核决定", register.sha256, frame.where(frame.notna(), None))]


def _undecided(merged: Merged, register: Table) -> list[Finding]:
    if not merged.undecided:
        return []
    problem = f"还有 {len(merged.undecided)} 条意见没有归到方面"
    remedy = "请用 kit opinions review 生成审核表，填好后 kit opinions apply"
    return [Finding("opinions.undecided", "warning", Place(register.file), problem, remedy)]


def _day(cell: object) -> date | None:
    try:
        return date.fromisoformat(str(cell)[:10]) if cell else None
    except ValueError:
        return None
