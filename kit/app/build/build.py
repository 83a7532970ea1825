"""The main job: the six notebooks in order, only those that are stale."""

from __future__ import annotations

from dataclasses import dataclass
from time import perf_counter
from typing import TYPE_CHECKING, Any

from kit.app.build.changes import changes_between, record_of
from kit.app.build.notebooks import NotebookError, run_notebook, write_page
from kit.app.build.steps import STAGES, Stage
from kit.app.build.trust import must_be_trusted
from kit.app.hashing import kit_hash
from kit.app.make.ledger import FILE as LEDGER
from kit.app.make.shelf import notebook_path
from kit.app.paths import without_paths
from kit.app.state import only_run, read_state, write_state
from kit.app.work import open_campaign
from kit.model.finding import KitError

if TYPE_CHECKING:
    from collections.abc import Callable, Collection
    from contextlib import AbstractContextManager

    from kit.app.build.changes import Changes
    from kit.app.work import Work


RECORD = "record"


@dataclass(frozen=True)
class BuildProgress:
    """How a build tells what it does: lines, and a sign of life while a stage runs."""

    line: Callable[[str], None]
    busy: Callable[[str], AbstractContextManager[object]]


@dataclass
class StageRecord:
    """What the record knows of the stages, by their ids; kept up to date while they run."""

    keys: dict[str, str]  # the hash of all a stage depends on
    made: dict[str, dict[str, str]]  # the hash of each file it made

    def as_json(self) -> dict[str, Any]:
        """Return it as the record keeps it."""
        return {"stages": self.keys, "made": self.made}


@dataclass(frozen=True)
class Built:
    """What a build did."""

    changes: Changes
    run: tuple[str, ...]  # ids of the stages that were run
    skipped: tuple[str, ...]


def build(
    work: Work, telling: BuildProgress, *, fresh: bool = False, trusted: Collection[str] | None = None
) -> Built:
    """Run every stage whose inputs have changed since its last run; fresh: every stage, everything anew.

    trusted: hashes of the campaign's own notebooks that somebody agreed to; None: all of them.
    Raises TrustError, BlockedError before anything is drafted, NotebookError where a stage fails, BusyError,
    WriteError.
    """
    out = work.campaign.out
    with only_run(out):
        record = read_state(out, RECORD)
        now = record_of(work)
        changes = changes_between(record, now)
        if changes.is_first or record.get("kit") == kit_hash():
            _tell_changes(changes, telling)
        else:
            telling.line("工具有更新，用新的工具重做一遍")
        known = StageRecord(record.get("stages", {}), record.get("made", {}))
        ran = []
        for stage in STAGES:
            must_be_trusted(work.campaign, stage.id, trusted)
            ran += [stage.id] if _pass(work, stage, known, telling, fresh=fresh) else []
        write_state(out, RECORD, {**now, "kit": kit_hash(), **known.as_json()})
    return Built(changes, tuple(ran), tuple(stage.id for stage in STAGES if stage.id not in ran))


def _pass(work: Work, stage: Stage, known: StageRecord, telling: BuildProgress, *, fresh: bool) -> bool:
    """Run a stage or skip it; return whether it was run.

    It is skipped only where all it depends on is the same and what it made lies there byte for byte.
    """
    _must_be_unchanged(work)
    out = work.campaign.out
    if not fresh and known.keys.get(stage.id) == stage.key(work):
        changed = stage.changed_results(out, known.made.get(stage.id, {}))
        if not changed:
            telling.line(f"－ {stage.name}：没有变化，不用重做")
            return False
        telling.line(f"{stage.name}：{'、'.join(changed)} 不在，或者和工具写的不一样，重做一遍")
    known.keys.pop(stage.id, None)
    started = perf_counter()
    with telling.busy(f"{stage.name}……"):
        run_stage(work, stage, fresh=fresh)
    telling.line(f"✓ {stage.name}（{perf_counter() - started:.1f} 秒）")
    if not _has_failed_units(work, stage):
        known.keys[stage.id] = stage.key(work)
    known.made[stage.id] = stage.hashed_results(out)
    write_state(out, RECORD, {**read_state(out, RECORD), **known.as_json()})
    return True


def run_stage(work: Work, stage: Stage, *, fresh: bool = False) -> None:
    """Execute a stage's notebook and write its page; raises NotebookError, its page says why."""
    runs = work.campaign.out / "runs"
    executed, page = runs / f"{stage.id}.ipynb", runs / f"{stage.id}.html"
    parameters: dict[str, Any] = {"campaign": str(work.campaign.folder)}
    if fresh and stage.takes_fresh:
        parameters["fresh"] = True
    title = f"{stage.name} · {work.campaign.campaign.title}"
    try:
        source = notebook_path(work.campaign, f"{stage.id}.ipynb")
        run_notebook(source, executed, parameters, campaign=work.campaign.folder)
    except NotebookError as error:
        if executed.is_file():
            write_page(executed, page, title, without_paths(str(error), work.campaign.folder))
        raise
    write_page(executed, page, title)


def _must_be_unchanged(work: Work) -> None:
    """Raise KitError if the inbox has changed since it was read: two drafts must never disagree."""
    if open_campaign(work.campaign.folder) is not work:
        raise KitError(
            work.campaign.campaign.title, "运行的时候，收件夹或设置被改动了", "请再运行一次，用新的数据从头做"
        )


def _has_failed_units(work: Work, stage: Stage) -> bool:
    return stage.id == "5_notices" and bool(read_state(work.campaign.out, "noticed").get("failed"))


def _tell_changes(changes: Changes, telling: BuildProgress) -> None:
    if changes.is_first:
        return
    if not changes.sheets and not changes.figures:
        telling.line("数据没有变化")
        return
    telling.line("数据有变化：" + ("；".join(changes.sheets) or "表格没变，算法或设置变了"))
    for figure in changes.figures[:_SHOWN]:
        telling.line(f"  {figure}")
    if len(changes.figures) > _SHOWN:
        telling.line(f"  另有 {len(changes.figures) - _SHOWN} 个数有变化，见 out/{LEDGER}")


_SHOWN = 8  # changed figures named on the screen
