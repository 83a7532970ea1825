"""One notice per unit: only what is missing or stale, and what was done is known when the power fails."""

from __future__ import annotations

import difflib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from kit.app.make.executors import made_in
from kit.app.make.journal import JournalEntry, appending, read_journal, written_names
from kit.app.make.keeping import distinct_names
from kit.app.make.noticing import Made, Task
from kit.app.make.published import (
    Paper,
    is_settled,
    kept_back,
    kept_with,
    never_left,
    reissues,
    remember_papers,
)
from kit.app.make.register import NoticeLine, write_register
from kit.app.parameters import listed, whole
from kit.app.state import only_run, write_state
from kit.app.work import documents
from kit.documents.passages.leaving_out import lacking_facts, why_lacking
from kit.model.finding import ParameterError
from kit.model.roster import aliases, unit_names
from kit.topics.appraisal.comments import waiting_remarks
from kit.topics.appraisal.held_back import held_back_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from kit.app.make.keeping import Laid
    from kit.app.make.published import Reissue
    from kit.app.work import Work
    from kit.model.draft import DocumentKind, Unit
    from kit.model.fact import Facts


FOLDER = "notices"
Journal = dict[tuple[str, str], list[JournalEntry]]


@dataclass(frozen=True)
class Batch:
    """What became of a run over the units."""

    made: tuple[Made, ...]  # in the order of the units
    register: Laid
    left_over: tuple[Path, ...] = ()  # notices of units that are no longer listed, or have another name
    nothing: str = ""  # why no notice could be made at all

    def ended(self, *endings: str) -> tuple[Made, ...]:
        """Return those that ended so."""
        return tuple(made for made in self.made if made.ending in endings)


def make_notices(
    work: Work,
    units: str | Sequence[str] = (),
    *,
    jobs: int = 1,
    scheduler: str | None = None,
    fresh: bool = False,
    progress: Callable[[int, int], None] | None = None,
) -> Batch:
    """Make the notices of these units (ids or names; none: all) and the register in out/notices.

    progress: called with how many are done, of how many.
    Raises BlockedError, ParameterError, TemplateError, WriteError, BusyError.
    """
    jobs = whole("jobs", jobs, 1)
    kinds = noticed_kinds(work)
    chosen = {unit.id for unit in chosen_units(work, units)}
    out, material = work.campaign.out, work.material
    with only_run(out):
        journal = read_journal(journal_path(out))
        found = reissues(work.campaign, work.facts, work.units)
        tasks = _kept_back(work, tasks_for(work, kinds, journal, fresh=fresh), found)
        wanted = [task for task in tasks if task.unit.id in chosen]
        made: dict[Path, Made] = {}
        with appending(journal_path(out)) as append:
            for chunk in made_in(material, wanted, jobs, scheduler):
                for each in chunk:
                    made[each.task.path] = each
                    if each.entry:
                        append(each.entry)
                if progress:
                    progress(len(made), len(wanted))
        ordered = tuple(made[task.path] for task in wanted)
        remember_papers(out, _papers(ordered, never_left(work.campaign, found)))
        _blame_template(ordered)
        register = write_register(out, _registered(tasks, made, journal, work.facts))
        batch = Batch(ordered, register, _left_over(out / FOLDER, journal, tasks), why_none(work))
        waiting = waiting_remarks(work.reading.sheets)
        write_state(out, "noticed", {**batch_summary(batch), "waiting": waiting})
    return batch


def batch_summary(batch: Batch) -> dict[str, Any]:
    """Return a batch as the run's last lines need it."""
    return {
        "done": len(batch.ended("做好", "新稿", "没有变")),
        "written": len(batch.ended("做好", "新稿")),
        "failed": [made.problem for made in batch.ended("没做成")],
        "beside": [[made.task.path.stem, _newest(made), _when(made)] for made in batch.ended("新稿")],
        "left_over": [path.name for path in batch.left_over],
        "register": batch.register.path.name,
        "nothing": batch.nothing,
    }


def noticed_kinds(work: Work) -> tuple[DocumentKind, ...]:
    """Return the kinds of notices whose sheets were sent in."""
    sheets = work.reading.sheets
    kinds = documents(per_unit=True)
    return tuple(kind for kind in kinds if not lacking_facts(kind, sheets) and not work.reason_against(kind))


def why_none(work: Work) -> str:
    """Return why no notice can be made at all; nothing where some can."""
    sheets = work.reading.sheets
    reasons = [
        why_lacking(lacking_facts(kind, sheets), sheets) or work.reason_against(kind)
        for kind in documents(per_unit=True)
    ]
    if any(not reason for reason in reasons):
        return "" if work.units else "单位目录是空的，没有一个单位"
    return "；".join(dict.fromkeys(reasons))


def chosen_units(work: Work, said: str | Sequence[str]) -> tuple[Unit, ...]:
    """Return the units of these ids or names, none said: all; raises ParameterError with the nearest."""
    known, by_id = aliases(work.units), {unit.id: unit for unit in work.units}
    chosen = {name: known.get(name) for name in listed("units", said)}
    if faults := [_unknown(name, work.units) for name, id_ in chosen.items() if id_ is None]:
        raise ParameterError("单位", "；".join(faults), "单位名称和编号以单位目录为准")
    return tuple(dict.fromkeys(by_id[id_] for id_ in chosen.values() if id_)) or work.units


def tasks_for(
    work: Work, kinds: Iterable[DocumentKind], journal: Journal, *, fresh: bool = False
) -> tuple[Task, ...]:
    """Return a task for every unit, under names that no two share."""
    pairs = [(kind, unit) for kind in kinds for unit in work.units]
    names = distinct_names(f"{kind.name}（{unit.name}）" for kind, unit in pairs)
    tasks = []
    for (kind, unit), name in zip(pairs, names, strict=True):
        path = work.campaign.out / FOLDER / f"{name}.docx"
        known = [entry for entry in journal.get((kind.id, unit.id), []) if entry.file == path.name]
        last = known[-1] if known else JournalEntry(kind.id, unit.id, "", path.name, "", "")
        tasks.append(Task(kind.id, unit, path, last.key, last.newest, written_names(known), fresh))
    return tuple(tasks)


def _kept_back(work: Work, tasks: Iterable[Task], found: Sequence[Reissue]) -> tuple[Task, ...]:
    """Return the tasks, those apart whose notice would tell of a few ballots if it were made anew."""
    kept = kept_with(kept_back(work.campaign, found), work.units)
    settled = is_settled(work.campaign, found)
    return tuple(replace(task, kept_back=kept.get(task.unit.id, ""), is_settled=settled) for task in tasks)


def _papers(made: Iterable[Made], withdrawn: tuple[str, ...]) -> list[Paper]:
    """Return what was printed; before it, whose papers are withdrawn that somebody says never left."""
    written = [each for each in made if each.paper is not None]
    of_these = {each.task.unit.id for each in written}
    gone = tuple(unit for unit in withdrawn if unit in of_these)
    papers = [each.paper for each in written if each.paper is not None]
    return [Paper("", "", {}, never_left=gone), *papers]


def journal_path(out: Path) -> Path:
    """Return where the journal of notices lies."""
    return out / ".state" / "notices.jsonl"


def _blame_template(made: Sequence[Made]) -> None:
    """Raise the template's fault once if no notice at all could be filled because of it."""
    if made and all(each.fault and str(each.fault) == str(made[0].fault) for each in made) and made[0].fault:
        raise made[0].fault


def _newest(made: Made) -> str:
    return made.entry.newest if made.entry else made.task.path.name


def _when(made: Made) -> str:
    return made.edited.isoformat(timespec="minutes") if made.edited else ""


def _unknown(name: str, units: Sequence[Unit]) -> str:
    whose = aliases(units).ids(name)
    if whose:
        return f"“{name}”是几个单位的名称：{'、'.join(unit.name for unit in units if unit.id in whose)}"
    known = [said for unit in units for said in unit_names(unit)]
    near = difflib.get_close_matches(name, known, n=1, cutoff=0.4)
    return f"单位目录里没有“{name}”" + (f"，是不是“{near[0]}”" if near else "")


def _registered(
    tasks: Iterable[Task], made: dict[Path, Made], journal: Journal, facts: Facts
) -> list[NoticeLine]:
    rows = []
    for task in tasks:
        ended = made.get(task.path)
        entries = journal.get((task.kind, task.unit.id), [])
        entry = (ended.entry if ended else None) or (entries[-1] if entries else None)
        rows.append(NoticeLine(task, entry, ended, held_back_of(facts, task.unit.id)))
    return rows


def _left_over(folder: Path, journal: Journal, tasks: Iterable[Task]) -> tuple[Path, ...]:
    current = {task.path.name for task in tasks}
    earlier = {entry.file for entries in journal.values() for entry in entries}
    return tuple(folder / name for name in sorted(earlier - current) if (folder / name).is_file())
