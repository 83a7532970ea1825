"""Blocking findings, shown all together before the command ends."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from kit.desk.showing.screen import complain, say_findings, say_json
from kit.nouns.errors import BlockedError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kit.desk.work import Work


@contextmanager
def told_findings(work: Work, *, json: bool = False) -> Iterator[None]:
    """Show every finding on standard error if one of them stops the drafts.

    json: standard output gets an empty list, since nothing may be computed from such sheets.
    """
    try:
        work.must_be_sound()
        yield
    except BlockedError as error:
        say_findings(error.findings, lambda text, _: complain(text))
        if json:
            say_json([])
        raise
