"""What is done to the register: importing, taking back, proposing, reviewing."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from kit.app.hashing import sha256_of
from kit.app.state import only_run, read_state, write_state
from kit.model.finding import WorkbookError, WriteError
from kit.opinions.deciding.answers import Applied, apply_review
from kit.opinions.deciding.decisions import decisions_path, effective_decisions, read_decisions
from kit.opinions.deciding.merging import MergeResult, merge_opinions
from kit.opinions.proposing.aspects import taxonomy
from kit.opinions.register.entering import Imported, import_files
from kit.opinions.register.history import read_history
from kit.opinions.register.store import FOLDER, RESTRICTED
from kit.opinions.register.view import read_register
from kit.opinions.register.withdrawing import withdraw
from kit.sheets.raw_words import names_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    import pandas as pd

    from kit.app.work import Work
    from kit.model.campaign import Campaign
    from kit.opinions.deciding.suggesting import Suggestions
    from kit.opinions.register.withdrawing import Withdrawn


REVIEW, STATE, ACCURACY = "审核表.xlsx", "review", "accuracy.jsonl"


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


def take_back(
    work: Work, files: Sequence[str], who: str, reason: str, when: datetime
) -> tuple[Withdrawn, ...]:
    """Take back what was registered from files; see kit.opinions.register.withdraw."""
    with only_run(work.campaign.out):
        names, moment = names_of(work.reading.sheets), when.isoformat(sep=" ", timespec="minutes")
        return withdraw(work.campaign, files, who=who, reason=reason, when=moment, names=names)


def is_registered(campaign: Campaign) -> bool:
    """Return whether the register holds an opinion that counts."""
    return not read_register(campaign).empty


def masked_counts(campaign: Campaign) -> dict[str, int]:
    """Return in how many registered opinions each kind of personal detail was masked (隐去)."""
    told = (str(kinds or "").split("、") for kinds in read_register(campaign)["隐去"])
    return dict(sorted(Counter(kind for kinds in told for kind in kinds if kind).items()))


def propose(campaign: Campaign) -> Suggestions:
    """Return all proposals for the register; raises WorkbookError if nothing was imported yet."""
    from kit.app.opinions.remembered import suggested  # noqa: PLC0415 - rensa and rapidfuzz are not needed to build

    by_opinion = read_register(campaign, verbatim=True)
    if by_opinion.empty:
        remedy = "先把收到的导出文件登记进来：kit opinions import 文件…"
        raise WorkbookError(campaign.folder.name, "意见登记簿还是空的", remedy)
    decisions = read_decisions(decisions_path(campaign))
    return suggested(campaign.folder, by_opinion, taxonomy(campaign), decisions)


def hottest(campaign: Campaign) -> pd.DataFrame:
    """Return the hot issues of the register, counted back from its last day; the same data, the same list."""
    from kit.opinions.proposing.hot_issues import HeatWeights, hot_issues  # noqa: PLC0415 - scikit-learn takes a second to import

    by_opinion = read_register(campaign)
    days = [day for day in map(_day, by_opinion["登记日"]) if day is not None]
    said = campaign.opinions.heat
    weights = HeatWeights(said.opinions, said.recent, said.lasting, said.support, said.days)
    return hot_issues(by_opinion, max(days, default=date(campaign.campaign.year, 12, 31)), weights)


def lay_out_review(campaign: Campaign, when: date, *, decided_too: bool = False) -> Reviewing:
    """Write the review workbook; decided_too: with what is decided, so that it can be changed.

    What was measured of the model's accuracy is added to a record beside the register, under the day `when`.

    Raises WriteError, also where the workbook that is there was filled in and not applied yet, and
    WorkbookError if there is nothing to review.
    """
    _must_be_applied(campaign)
    from kit.opinions.deciding.review import write_review  # noqa: PLC0415 - XlsxWriter is not needed to build
    from kit.opinions.proposing.accuracy import record_accuracy  # noqa: PLC0415 - numpy is not needed to build

    found = propose(campaign)
    notes = (f"机器归类的把握：{found.accuracy}。",) if found.accuracy else ()
    if found.accuracy and found.accuracy.audited:
        record_accuracy(campaign.folder / FOLDER / ACCURACY, found.accuracy, when.isoformat())
    decisions, path = read_decisions(decisions_path(campaign)), review_path(campaign)
    number = write_review(
        path,
        found.by_opinion,
        found.proposals,
        taxonomy(campaign),
        decisions,
        notes,
        decided_too=decided_too,
    )
    _note_review(campaign)
    return Reviewing(found, path, number)


def take_decisions(
    campaign: Campaign, path: Path | None, who: str, when: datetime
) -> tuple[Applied, MergeResult]:
    """Keep what people decided in a review workbook; return it, and the merged opinions it makes."""
    with only_run(campaign.out):
        said = path or review_path(campaign)
        moment = when.isoformat(sep=" ", timespec="minutes")
        applied = apply_review(said, decisions_path(campaign), taxonomy(campaign), who=who, when=moment)
        if said == review_path(campaign):
            _note_review(campaign)
        history = read_history(campaign)
        holding = effective_decisions(read_decisions(decisions_path(campaign)), history.gone)
        return applied, merge_opinions(history.rows, holding)


def _must_be_applied(campaign: Campaign) -> None:
    """Raise WriteError if the review workbook was filled in since it was written or applied."""
    path = review_path(campaign)
    if path.is_file() and read_state(path.parent, STATE).get("sha256") != sha256_of(path):
        remedy = "先 kit opinions apply 把填好的记下；不要了，就把它删掉或挪走，再生成"
        raise WriteError(str(path), "这份审核表有人填过，还没有记下，没有覆盖", remedy)


def _note_review(campaign: Campaign) -> None:
    """Remember the review workbook as it is now: nothing in it would be lost."""
    path = review_path(campaign)
    write_state(path.parent, STATE, {"sha256": sha256_of(path)})


def _day(cell: object) -> date | None:
    try:
        return date.fromisoformat(str(cell)[:10]) if cell else None
    except ValueError:
        return None
