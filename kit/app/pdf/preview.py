"""PDFs of what the kit has made, to look at and to print (kit preview)."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from kit.app.hashing import sha256_of
from kit.app.make.journal import read_journal
from kit.app.make.notices import FOLDER as NOTICES
from kit.app.make.notices import journal_path
from kit.app.make.verifying import outputs
from kit.app.pdf.fonts import LOOKED_AT, FontSubstitutions, fonts_of
from kit.app.pdf.office import Converted, convert
from kit.app.pdf.pdf import lost_marks, merge_for_duplex, set_left
from kit.app.state import only_run, read_state, write_state
from kit.model.finding import ParameterError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from kit.app.work import Work


FOLDER, STATE = "preview", "preview"
PRINT_FILE = "印刷用.pdf"
Sort = Literal["drafts", "notices"]
SORTS: tuple[Sort, ...] = ("drafts", "notices")


@dataclass(frozen=True)
class PrintFile:
    """The merged PDF: where it lies, of how many notices, how many pages, how many of those blank."""

    path: Path
    notices: int
    pages: int
    blank: int


@dataclass(frozen=True)
class Previewed:
    """What became of a preview."""

    converted: tuple[Converted, ...]  # in the order in which they are printed
    kept: int  # of them: those whose PDF lay there already
    fonts: FontSubstitutions
    print_file: PrintFile | None = None

    @property
    def failed(self) -> tuple[Converted, ...]:
        """Return the files that could not be converted."""
        return tuple(each for each in self.converted if each.pdf is None)


def preview(
    work: Work,
    sorts: Sequence[Sort] = SORTS,
    *,
    print_file: bool = False,
    progress: Callable[[int, int], None] | None = None,
) -> Previewed:
    """Make the PDFs that are missing or stale in out/preview; print_file: and one of all notices.

    Raises ParameterError if there is nothing to convert, ToolError without LibreOffice, WriteError,
    BusyError.
    """
    out = work.campaign.out
    sources = {sort: to_preview(work, sort) for sort in sorts}
    if not any(sources.values()):
        raise ParameterError(
            f"{work.campaign.folder.name}/out", "还没有做好的文稿和通知书", "请先运行 kit build"
        )
    with only_run(out):
        state = read_state(out, STATE)
        stale = [path for paths in sources.values() for path in paths if not _is_current(out, path, state)]
        fresh = _converted(out, stale, progress)
        made = {_key(each.source): sha256_of(each.source) for each in fresh if each.pdf}
        write_state(out, STATE, state | made)
        done = {each.source: each for each in fresh}
        ordered = [
            done.get(path) or Converted(path, _pdf(out, path)) for paths in sources.values() for path in paths
        ]
        merged = _print_file(out, ordered) if print_file else None
    return Previewed(tuple(ordered), len(ordered) - len(fresh), _fonts(ordered, sorts), merged)


def to_preview(work: Work, sort: Sort) -> tuple[Path, ...]:
    """Return the newest text of every draft by name, or of every notice in the order of the units."""
    lying = [path for path in outputs(work.campaign.out) if path.parent.name == sort]
    if sort != NOTICES:
        return tuple(lying)
    places = {unit.id: number for number, unit in enumerate(work.units)}
    journal = read_journal(journal_path(work.campaign.out))
    order = {entries[-1].newest: places.get(unit, len(places)) for (_, unit), entries in journal.items()}
    return tuple(sorted(lying, key=lambda path: order.get(path.name, len(places))))


def _converted(
    out: Path, stale: Sequence[Path], progress: Callable[[int, int], None] | None
) -> list[Converted]:
    """Return what became of the files, each sort in a folder of its own: two may bear the same name."""
    found: list[Converted] = []
    for sort in SORTS:
        sources = [path for path in stale if path.parent.name == sort]
        if sources:
            found += _made_whole(convert(sources, out / FOLDER / sort, progress), out / FOLDER / sort)
    return found


def _made_whole(converted: Sequence[Converted], folder: Path) -> Iterator[Converted]:
    """Yield what became of the files; those whose PDF has lost a mark are converted once more, set left."""
    broken = {each.source: each for each in converted if each.pdf and lost_marks(each.source, each.pdf)}
    with tempfile.TemporaryDirectory(prefix="kit-", ignore_cleanup_errors=True) as workshop:
        copies = {set_left(source, Path(workshop)): source for source in broken}
        again = {copies[each.source]: each for each in convert(tuple(copies), folder)} if copies else {}
    for each in converted:
        anew = again.get(each.source)
        yield _anew(each.source, anew) if anew else each


def _anew(source: Path, anew: Converted) -> Converted:
    lost = lost_marks(source, anew.pdf) if anew.pdf else 0
    return replace(anew, source=source, is_set_left=True, lost=lost)


def _pdf(out: Path, source: Path) -> Path:
    return out / FOLDER / source.parent.name / f"{source.stem}.pdf"


def _key(source: Path) -> str:
    return f"{source.parent.name}/{source.name}"


def _is_current(out: Path, source: Path, state: Mapping[str, str]) -> bool:
    return _pdf(out, source).is_file() and state.get(_key(source)) == sha256_of(source)


def _print_file(out: Path, converted: Sequence[Converted]) -> PrintFile | None:
    """Write the one PDF of all notices; None if there is none to print."""
    pdfs = [each.pdf for each in converted if each.pdf and each.source.parent.name == NOTICES]
    if not pdfs:
        return None
    target = out / FOLDER / PRINT_FILE
    pages, blank = merge_for_duplex(pdfs, target)
    return PrintFile(target, len(pdfs), pages, blank)


def _fonts(converted: Sequence[Converted], sorts: Sequence[Sort]) -> FontSubstitutions:
    """Return the fonts of a few documents of each sort."""
    looked_at = [
        each
        for sort in sorts
        for each in [one for one in converted if one.pdf and one.source.parent.name == sort][:LOOKED_AT]
    ]
    return fonts_of([each.source for each in looked_at], [each.pdf for each in looked_at if each.pdf])
