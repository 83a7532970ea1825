"""Kinds of documents, one a file: what its template may use, what its section of settings may say.

A file of this folder offers KIND; its compose gives the draft that its template is filled with.

What is asked of every kind alike is asked here: whether campaign.toml says what may be said, which figures
that were named are not there, and whether the finished text is as long as such a text should be.
"""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache
from typing import TYPE_CHECKING, get_origin

from kit.documents.style.length import length_remarks, time_remark
from kit.documents.style.names import spoken_names
from kit.documents.style.saying import missing_figures, refuse_double_hedges
from kit.documents.style.sections import SHARED, shared_of
from kit.model.campaign import document_settings
from kit.model.finding import CampaignError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kit.model.campaign import Campaign
    from kit.model.draft import DocumentKind, Material
    from kit.model.finding import Finding


def document_kinds() -> tuple[DocumentKind, ...]:
    """Return the kinds of shared documents; those for all units first, then by id.

    Papers of single persons are not among them, so that nobody lays them among shared drafts by mistake.
    """
    return tuple(kind for kind in _kinds() if not kind.per_member)


def kinds_per_member() -> tuple[DocumentKind, ...]:
    """Return the kinds of which every member of the leading body gets one, for that member alone."""
    return tuple(kind for kind in _kinds() if kind.per_member)


@cache
def _kinds() -> tuple[DocumentKind, ...]:
    """Return the KIND of every file of this folder that offers one."""
    names = (module.name for module in pkgutil.iter_modules(__path__))
    modules = (importlib.import_module(f"{__name__}.{name}") for name in names)
    kinds = (module.KIND for module in modules if hasattr(module, "KIND"))
    return tuple(sorted(kinds, key=lambda kind: (kind.per_unit, kind.id)))


def check_settings(kind: DocumentKind, campaign: Campaign) -> None:
    """Read what campaign.toml says of a kind of document; raises CampaignError."""
    if kind.section is not None:
        document_settings(campaign, kind.id, kind.section)
    refuse_double_hedges(campaign, kind.id)


def settings_faults(campaign: Campaign) -> Iterator[CampaignError]:
    """Yield the first fault of [documents.shared], and of what is said of each kind."""
    try:
        shared_of(campaign)
        refuse_double_hedges(campaign, SHARED)
    except CampaignError as error:
        yield error
    for kind in (*document_kinds(), *kinds_per_member()):
        try:
            check_settings(kind, campaign)
        except CampaignError as error:
            yield error


def document_findings(material: Material) -> tuple[Finding, ...]:
    """Return what the documents could not say of campaign.toml, and what single kinds look for."""
    names = spoken_names(material)
    kinds = (*document_kinds(), *kinds_per_member())
    missing = missing_figures(material, (SHARED, *(kind.id for kind in kinds if _says(kind))), names)
    looking = (kind.findings for kind in kinds if kind.findings is not None)
    return (*missing, *(finding for look in looking for finding in look(material)))


def _says(kind: DocumentKind) -> bool:
    """Return whether a kind takes sentences from campaign.toml, in which figures may be named."""
    fields = kind.section.model_fields.values() if kind.section is not None else ()
    return any(get_origin(field.annotation) is tuple for field in fields)


def text_remarks(kind: DocumentKind, outline: str) -> tuple[Finding, ...]:
    """Return what a finished text of a kind calls for: how long it takes to say, whether it is too long."""
    timed = (time_remark(kind.name, outline),) if kind.is_spoken else ()
    measured = length_remarks(kind.name, outline, *kind.length) if kind.length is not None else ()
    return (*timed, *measured)
