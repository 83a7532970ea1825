"""Tracing: every figure in a document, with its basis and its cells, and what people made of it."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from kit.model.fact import Source, id_now
from kit.model.finding import TemplateError
from kit.template.marks import Mark, printed_marks, read_marks
from kit.text.saying import says

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


TracedValue = int | str | list[str] | None


@dataclass(frozen=True)
class Traced:
    """One figure of a document."""

    bookmark: str
    text: str  # what stands there now; nothing where the mark is gone
    printed: str  # what the kit printed there
    fact: str  # the fact's id; nothing if the document has lost its map
    value: TracedValue  # exact, as it was printed; None where the ledger is of another state, or not there
    unit: str
    name: str = ""  # from here on: as the ledger (facts.json) has it
    basis: str = ""
    sources: tuple[Source, ...] = ()
    latest: str = ""  # the text of the fact in the ledger now
    is_changed: bool = False  # by hand, since it was printed
    is_gone: bool = False  # the mark was deleted, with or without the figure


def trace(path: Path, facts_json: Path | None = None) -> tuple[Traced, ...]:
    """Return the figures of a document in its order, those whose mark is gone at the end.

    facts_json: the ledger, for names, basis and sources. Raises TemplateError if either cannot be read.
    """
    printed = {mark.bookmark: mark for mark in printed_marks(path)}
    standing = read_marks(path)
    ledger = _ledger(facts_json) if facts_json else {}
    present = {mark.bookmark for mark in standing}
    found = [_traced(mark, printed.get(mark.bookmark)) for mark in standing]
    gone = [
        replace(_traced(mark, mark), text="", is_gone=True)
        for name, mark in printed.items()
        if name not in present
    ]
    return tuple(_with_ledger(each, ledger.get(id_now(each.fact, ledger))) for each in (*found, *gone))


def _traced(mark: Mark, printed: Mark | None) -> Traced:
    before = printed.text if printed else mark.text
    return Traced(
        mark.bookmark, mark.text, before, mark.fact, mark.value, mark.unit, is_changed=mark.text != before
    )


def _with_ledger(traced: Traced, fact: Mapping[str, Any] | None) -> Traced:
    if fact is None:
        return traced
    return replace(
        traced,
        value=exact_value(traced.printed, traced.value, fact),
        name=fact["name"],
        basis=fact["basis"],
        latest=fact["text"],
        sources=tuple(Source(**{**source, "rows": tuple(source["rows"])}) for source in fact["sources"]),
    )


def exact_value(printed: str, held: TracedValue, fact: Mapping[str, Any]) -> TracedValue:
    """Return what a printed figure is exactly, by the ledger's fact; None if the ledger says another figure.

    held: the exact value that a document of before holds itself.
    """
    if held is not None:
        return held
    known: TracedValue = fact.get("value")
    return known if says(printed, value_of_json(known), str(fact.get("text"))) else None


def value_of_json(said: TracedValue) -> object:
    """Return a fact's value from what JSON holds of it: whole numbers, a/b, dates, lists, words."""
    if isinstance(said, list):
        return tuple(said)
    if isinstance(said, str):
        for read in (Fraction, date.fromisoformat):
            with suppress(ValueError, ZeroDivisionError):
                return read(said)
    return said


def _ledger(path: Path) -> dict[str, Mapping[str, Any]]:
    """Return the facts of a ledger by their ids; raises TemplateError."""
    try:
        said = json.loads(path.read_text(encoding="utf-8"))
        facts = said["facts"] if isinstance(said, dict) else said
        return {fact["id"]: fact for fact in facts}
    except (OSError, ValueError, KeyError, TypeError):
        raise TemplateError(str(path), "底稿读不出来", "请先运行 kit tally 重新生成 facts.json") from None
