"""What is done to all findings: repeats become one, and an office that asks for something else is named."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kit.form.rule import level_of, requirement

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kit.docx.profiles.value import Profile
    from kit.form.rule import FormFinding


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


def in_whose_name(finding: FormFinding, profile: Profile) -> FormFinding:
    """Return a finding as the layout's owner would say it: what an office asks for is practice (实务).

    The standard is named only for what the standard lays down (gbt9704.md 2.4).
    """
    if finding.rule not in profile.own_rules:
        return finding
    said = requirement(finding.strength, "", finding.clause)
    remedy = finding.remedy.replace(said, f"按{profile.whose}：", 1)
    return replace(finding, level=level_of("实务"), strength="实务", clause=profile.whose, remedy=remedy)
