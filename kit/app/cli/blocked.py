"""Blocking findings, shown all together before the command ends."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from kit.app.show.screen import complain, say_findings, say_json
from kit.model.finding import BlockedError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kit.app.work import Work


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
