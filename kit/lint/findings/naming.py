"""In whose name a finding speaks: the standard's, or that of an office which asks for something else."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kit.lint.findings.form import level_of, requirement

if TYPE_CHECKING:
    from kit.lint.findings.form import FormFinding
    from kit.word.profiles import Profile


def in_whose_name(finding: FormFinding, profile: Profile) -> FormFinding:
    """Return a finding as the layout's owner would say it: what an office asks for is practice (实务).

    The standard is named only for what the standard lays down (gbt9704.md 2.4).
    """
    if finding.rule not in profile.own_rules:
        return finding
    said = requirement(finding.strength, "", finding.clause)
    remedy = finding.remedy.replace(said, f"按{profile.whose}：", 1)
    return replace(finding, level=level_of("实务"), strength="实务", clause=profile.whose, remedy=remedy)
