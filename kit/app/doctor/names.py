"""The names of a template against the catalogue of its kind: unknown ones, with the nearest known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kit.documents.catalogue.names import UNSEEN
from kit.model.fact import Place
from kit.model.finding import Finding
from kit.template.faults import nearest_name_hint
from kit.template.printing.sandbox import FACT_FIELDS

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from kit.documents.catalogue.names import Name
    from kit.model.draft import DocumentKind
    from kit.template.compiling.naming import Use
    from kit.template.examine import Examined


LISTED = 8  # names listed where a group has few


def unknown_names(
    examined: Examined, kind: DocumentKind, offered: Iterable[Name], also: Collection[str] = ()
) -> Iterator[Finding]:
    """Yield a finding for every use of a name that the kind does not offer.

    also: further paths that are known to be right, those of the kit's own template.
    """
    known = {name.path: name for name in offered}
    for use in dict.fromkeys(examined.uses):
        is_written_here = use.path[-1] in examined.tag(use).text  # and not only meant by a loop's own name
        is_right = use.name in known or use.name in also
        if not is_right and is_written_here and _is_first_unknown(use, known, also):
            yield _unknown(examined, use, kind, known)
    for name, finding in examined.single:
        if name in known:
            yield finding


def _is_first_unknown(use: Use, known: Mapping[str, Name], also: Collection[str]) -> bool:
    """Return whether a path leads somewhere up to its last step, and there something else was offered."""
    above = _above(use)
    if not above:
        return True
    holder = known.get(above)
    if holder is None:
        return above in also
    if holder.fact:
        return use.path[-1] not in FACT_FIELDS
    return holder.type != UNSEEN


def _above(use: Use) -> str:
    """Return the path of what a name is looked for in; nothing for a name of the context itself."""
    path = use.path[:-1]
    return ".".join(path).replace(".[]", "[]").removesuffix("[]") if path else ""


def _unknown(examined: Examined, use: Use, kind: DocumentKind, known: Mapping[str, Name]) -> Finding:
    beside = _beside(use, known)
    place = Place(examined.tag(use).place.file)
    above = _above(use)
    owner = f"“{above}”里" if above else f"“{kind.name}”"
    hint = nearest_name_hint(use.path[-1], beside)
    listed = f"这里有：{'、'.join(beside)}。" if above and 0 < len(beside) <= LISTED else ""
    problem = f"要填“{use.path[-1]}”，{owner}没有这个名称"
    remedy = f"{hint}{listed}全部名称见 kit template names {kind.id}"
    return Finding("template.name", "error", place, problem, remedy)


def _beside(use: Use, known: Mapping[str, Name]) -> list[str]:
    """Return the names that stand where the unknown one was looked for."""
    start = ".".join(use.path[:-1]).replace(".[]", "[]")
    prefix = f"{start}." if start else ""
    rest = (path.removeprefix(prefix) for path in known if path.startswith(prefix))
    return [name for name in rest if name and "." not in name]


def overlap(examined: Examined, offered: Iterable[Name]) -> int:
    """Return how many of a template's names a kind composes for its documents."""
    composed = {name.path for name in offered if not name.is_bare_figure}
    return len({use.name for use in examined.uses} & composed)
