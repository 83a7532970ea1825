"""The notice of one unit: composed, filled, laid down; what a worker process does."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from kit.app.make.journal import JournalEntry
from kit.app.make.keeping import is_edited, lay_down, saved_at
from kit.app.make.keys import document_key, template_of
from kit.app.make.published import paper_of
from kit.documents import document_kinds
from kit.model.finding import KitError, TemplateError
from kit.template.fill import fill

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime
    from pathlib import Path

    from kit.app.make.published import Paper
    from kit.model.draft import DocumentKind, Material, Unit


NoticesOutcome = Literal["做好", "没有变", "新稿", "没做成"]


@dataclass(frozen=True)
class Task:
    """A notice to be made, and what is known of the one made before."""

    kind: str  # id of the document kind
    unit: Unit
    path: Path
    key: str = ""  # of the one made before
    newest: str = ""  # where the one made before lies
    written: Mapping[str, str] = field(default_factory=dict)
    fresh: bool = False  # make it even if nothing has changed
    kept_back: str = ""  # why the one made before stays as it is
    is_settled: bool = False  # whether somebody has said so


@dataclass(frozen=True)
class Made:
    """What became of one notice; `entry` goes into the journal if it was made."""

    task: Task
    ending: NoticesOutcome
    entry: JournalEntry | None = None
    edited: datetime | None = None  # when a hand last saved the notice that was left alone
    problem: str = ""
    fault: TemplateError | None = None  # if the template is to blame, not the unit
    paper: Paper | None = None  # what was printed, if it was written


def make_chunk(material: Material, tasks: Sequence[Task]) -> list[Made]:
    """Return what became of each task; a unit that fails does not stop the others."""
    return [_make(material, task) for task in tasks]


def kind_of(name: str) -> DocumentKind:
    """Return the kind of document of that id."""
    return next(kind for kind in document_kinds() if kind.id == name)


def _make(material: Material, task: Task) -> Made:
    try:
        return _made(material, task)
    except TemplateError as error:
        return Made(task, "没做成", problem=str(error), fault=error)
    except KitError as error:
        return Made(task, "没做成", problem=str(error))
    except Exception as error:  # noqa: BLE001 - whatever a unit's figures break, the rest go on
        said = (
            f"{task.unit.name}：工具出错了（{type(error).__name__}：{error}）。请把这一行报给维护工具的人。"
        )
        return Made(task, "没做成", problem=said)


def _made(material: Material, task: Task) -> Made:
    draft = kind_of(task.kind).compose(material, task.unit)
    key = document_key(material.campaign, draft)
    if not task.fresh and key == task.key and task.path.is_file():
        edited = saved_at(task.path) if is_edited(task.path, task.written) else None
        return Made(task, "没有变", edited=edited)
    if task.kept_back:
        return Made(task, "没有变" if task.is_settled else "没做成", problem=task.kept_back)
    filled = fill(template_of(material.campaign, draft), draft)
    laid = lay_down(task.path, filled.data, task.written)
    entry = JournalEntry(task.kind, task.unit.id, key, task.path.name, laid.path.name, laid.sha256)
    ending: NoticesOutcome = "新稿" if laid.kept and laid.written else "做好"
    return Made(
        task, ending, entry, laid.edited, paper=paper_of(laid.path.name, laid.sha256, filled.ink.marks)
    )
