"""Trial fillings: a template is tried on the campaign's own material and on extreme material."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

from kit.documents.catalogue.material import extreme_materials, least
from kit.documents.catalogue.names import catalogue
from kit.documents.passages.leaving_out import lacking_facts
from kit.docx.outline import outline
from kit.model.fact import Place
from kit.model.finding import Finding, KitError, TemplateError
from kit.template.fill import fill
from kit.topics.organisation import members_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kit.documents.catalogue.material import Extreme
    from kit.documents.catalogue.names import Name
    from kit.model.campaign import Campaign
    from kit.model.draft import DocumentKind, Draft, Material, Member, Unit
    from kit.template.template import Template


OWN = "本活动现有数据"
MOST_UNITS = 20  # notices tried on the campaign's own material, and the one with the longest name
AROUND = 15  # characters shown around a hole
_HOLE = re.compile("，，|。。|，。|、。|；。|：。|，；|（）|“”|《》|、、|None")


@dataclass(frozen=True, eq=False)
class Trial:
    """One draft to try a template with; `fault` says why there is none."""

    name: str
    draft: Draft | None
    fault: str = ""


@dataclass(frozen=True)
class Tried:
    """What came of trying a template: its findings, and a document that came out, if one did."""

    findings: tuple[Finding, ...]
    data: bytes = b""


@dataclass(frozen=True, eq=False)
class Trials:
    """What templates are tried with under one campaign; worked out once."""

    campaign: Campaign
    own: Material | None  # None where there is no campaign, or its sheets have blocking findings
    _catalogues: dict[str, tuple[Name, ...]] = field(default_factory=dict)

    @property
    def said(self) -> str:
        """Return which data these are, as a person would say it."""
        if self.own is not None:
            return f"{self.campaign.campaign.title}和极端数据"
        return f"{self.campaign.campaign.title}的设置和极端数据，没有用活动收来的表"

    def names(self, kind: DocumentKind) -> tuple[Name, ...]:
        """Return the catalogue of a kind: what its template may use."""
        if kind.id not in self._catalogues:
            own = [trial.draft.context for trial in self.own_drafts(kind) if trial.draft]
            invented = [trial.draft.context for trial in self.extreme_drafts(kind) if trial.draft]
            self._catalogues[kind.id] = catalogue(own, invented)
        return self._catalogues[kind.id]

    @cached_property
    def _extremes(self) -> tuple[Extreme, ...]:
        return extreme_materials(self.campaign)

    def own_drafts(self, kind: DocumentKind) -> tuple[Trial, ...]:
        """Return the drafts of the campaign's own material; none where it lacks the sheets.

        Papers for one member are personal: nothing of them is shown to those who write templates.
        """
        if self.own is None or kind.per_member or not _can_be_written(kind, self.own):
            return ()
        return tuple(_composed(OWN, kind, self.own))

    def extreme_drafts(self, kind: DocumentKind) -> tuple[Trial, ...]:
        """Return the drafts of extreme material, the one with a little of everything first."""
        tried = (*self._extremes, least(kind, self.campaign))
        return tuple(trial for each in tried for trial in _composed(each.name, kind, each.material))


def _can_be_written(kind: DocumentKind, material: Material) -> bool:
    sheets = material.sheets
    return not lacking_facts(kind, sheets) and (kind.written_if is None or kind.written_if(sheets))


def _composed(name: str, kind: DocumentKind, material: Material) -> Iterator[Trial]:
    for whom in _recipients(kind, material):
        try:
            yield Trial(name, kind.compose(material, whom))
        except KitError as error:
            yield Trial(name, None, str(error))
        except Exception as error:  # noqa: BLE001 - no fault of the template; the other trials go on
            yield Trial(name, None, f"{type(error).__name__}：{error}")


def _recipients(kind: DocumentKind, material: Material) -> tuple[Unit | Member | None, ...]:
    """Return whom documents are for: some units, some members, or nobody in particular."""
    if kind.per_member:
        return members_of(material.sheets)[:MOST_UNITS]
    if not kind.per_unit:
        return (None,)
    longest = sorted(material.units, key=lambda unit: len(unit.name))[-1:]
    return tuple(dict.fromkeys((*material.units[:MOST_UNITS], *longest)))


def tried(template: Template, trials: Iterable[Trial]) -> Tried:
    """Return what came of filling a template with every draft; the same fault is told once."""
    given = list(trials)
    faults: dict[Finding, list[str]] = {}
    data = b""
    for trial in given:
        found, filled = _try(template, trial)
        data = data or filled
        for finding in found:
            faults.setdefault(finding, []).append(trial.name)
    every = {trial.name for trial in given}
    return Tried(tuple(_told(finding, names, every) for finding, names in faults.items()), data)


def _try(template: Template, trial: Trial) -> tuple[list[Finding], bytes]:
    place = Place(f"模板 {template.name}")
    if trial.draft is None:
        problem = f"没有试成：{trial.fault.rstrip('。')}"
        return [Finding("template.trial", "info", place, problem, "这不是模板的错，其余各项都试了")], b""
    try:
        filled = fill(template, trial.draft)
    except TemplateError as error:
        return list(error.findings), b""
    return list(_holes(place, outline(filled.data))), filled.data


def _holes(place: Place, text: str) -> Iterator[Finding]:
    """Yield what a reader would stumble over where there was nothing to print."""
    for match in _HOLE.finditer(text):
        around = text[max(0, match.start() - AROUND) : match.end() + AROUND].replace("\n", "／")
        problem = f"印出了“{match[0]}”：……{around}……"
        remedy = "没有内容时整句都不要：请用 {% if 名称 %}……{% endif %} 把这一句包起来"
        yield Finding("template.hole", "warning", place, problem, remedy)


def _told(finding: Finding, names: list[str], every: set[str]) -> Finding:
    """Return a finding that says with which data it came up."""
    said = f"用“{'、'.join(dict.fromkeys(names))}”的数据试填" if set(names) < every else "不论用什么数据试填"
    return replace(finding, problem=f"{said}：{finding.problem}")
