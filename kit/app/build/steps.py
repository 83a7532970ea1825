"""The six stages of a build: which notebook, and what its result depends on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import uuid4

from kit.app.hashing import kit_hash, sha256_of, sha256_of_data
from kit.app.make.drafting import draft_path, orders
from kit.app.make.keeping import content_hash
from kit.app.make.keys import document_key
from kit.app.make.notices import FOLDER as NOTICES
from kit.app.make.notices import noticed_kinds
from kit.app.make.shelf import notebook_path
from kit.app.make.verifying import outputs
from kit.model.finding import KitError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from kit.app.work import Work
    from kit.model.draft import DocumentKind, Unit


@dataclass(frozen=True)
class Stage:
    """One notebook of a build."""

    id: str  # file name of the notebook without its ending
    name: str
    inputs: Callable[[Work], object]  # what its result depends on, besides notebook, kit and campaign.toml
    takes_fresh: bool = False  # whether its notebook can do anew what has not changed
    files: tuple[str, ...] = ()  # what it writes into out/, besides documents and its own record

    def key(self, work: Work) -> str:
        """Return the hash of all the stage depends on."""
        notebook = sha256_of(notebook_path(work.campaign, f"{self.id}.ipynb"))
        folder = work.campaign.folder
        own = (path for path in sorted(folder.glob("topics/*.toml")) if path.is_file())
        campaign = [sha256_of(path) for path in (folder / "campaign.toml", *own)]
        return sha256_of_data([notebook, campaign, kit_hash(), self.inputs(work)])

    def results(self, out: Path) -> tuple[Path, ...]:
        """Return the files without which the stage is not done."""
        runs = out / "runs"
        return (runs / f"{self.id}.ipynb", runs / f"{self.id}.html", *(out / name for name in self.files))

    def hashed_results(self, out: Path) -> dict[str, str]:
        """Return the hash of each file the stage has made, by its path in out/."""
        there = [path for path in self.results(out) if path.is_file()]
        return {path.relative_to(out).as_posix(): sha256_of(path) for path in there}

    def changed_results(self, out: Path, made: Mapping[str, str]) -> tuple[str, ...]:
        """Return the files of the stage that are not as it made them: changed, missing, or never noted."""
        now = self.hashed_results(out)
        names = [path.relative_to(out).as_posix() for path in self.results(out)]
        return tuple(name for name in names if name not in now or now[name] != made.get(name))


def _sheets(*kinds: str) -> Callable[[Work], object]:
    """Return what the named kinds of sheets hold; none named: all of them."""
    return lambda work: [
        [table.kind, table.file, table.sheet, table.sha256]
        for table in (*work.reading.sheets.tables, *work.reading.sheets.unfilled)
        if not kinds or table.kind in kinds
    ]


def _everything(work: Work) -> object:
    """Return all that was read and found."""
    return [_sheets()(work), [finding.as_json() for finding in work.all_findings]]


def _documents(work: Work) -> object:
    """Return the documents as they should be, and whether each is there, touched by hand or not."""
    out = work.campaign.out
    return [[order.kind.id, order.key, draft_path(out, order).is_file()] for order in orders(work)]


def _notices(work: Work) -> object:
    """Return what the notices are composed of, and the files that are there."""
    folder = work.campaign.out / NOTICES
    present = sorted(path.name for path in folder.glob("*")) if folder.is_dir() else []
    return [[_composed(work, kind, unit) for kind in noticed_kinds(work) for unit in work.units], present]


def _composed(work: Work, kind: DocumentKind, unit: Unit) -> object:
    try:
        return [kind.id, unit.id, document_key(work.campaign, kind.compose(work.material, unit))]
    except KitError as error:
        return [kind.id, unit.id, str(error)]
    except Exception:  # noqa: BLE001 - reported when the notice is made; until then never taken for done
        return [kind.id, unit.id, uuid4().hex]


def _outputs(work: Work) -> object:
    """Return the ledger and every document it is compared with."""
    return [
        list(work.facts.values()),
        [[path.name, content_hash(path)] for path in outputs(work.campaign.out)],
    ]


STAGES = (
    Stage("1_collect", "收集核对", _everything, files=("facts.json",)),
    Stage(
        "2_opinions",
        "意见梳理",
        _sheets("opinion_forms", "opinions", "merged_opinions", "leaders", "organisation"),
    ),
    Stage(
        "3_evaluation",
        "评议分析",
        _sheets("units", "voters", "ballots", "tallied_ballots", "previous_results", "surveys"),
    ),
    Stage("4_draft", "起草文稿", _documents, takes_fresh=True),
    Stage("5_notices", "评议结果通知书", _notices, takes_fresh=True),
    Stage("6_verify", "核验", _outputs, files=(".state/verified.json",)),
)
