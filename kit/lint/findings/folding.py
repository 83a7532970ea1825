"""Folding: the same fault at several places is one finding."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kit.lint.findings.form import FormFinding

_ORDER = {"error": 0, "warning": 1, "info": 2}


def folded(findings: Iterable[FormFinding]) -> tuple[FormFinding, ...]:
    """Return one finding for each fault with all its places, errors first, then in order of the rules."""
    groups: dict[tuple[str, str, str, str], list[FormFinding]] = {}
    for finding in findings:
        key = (finding.rule, finding.level, finding.problem, finding.remedy)
        groups.setdefault(key, []).append(finding)
    joined = [_joined(group) for group in groups.values()]
    return tuple(sorted(joined, key=lambda finding: (_ORDER[finding.level], finding.rule)))


def _joined(group: list[FormFinding]) -> FormFinding:
    places = tuple(place for finding in group for place in (finding.places or (finding.place,)))
    return replace(group[0], places=places)
