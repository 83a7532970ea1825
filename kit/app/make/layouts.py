"""The layout (版面) that a campaign's documents follow, and what of it is not the standard's."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from kit.app.campaigns import find_campaign, is_campaign
from kit.documents import document_kinds
from kit.docx.profiles import profile_named
from kit.docx.profiles.office import Deviation, deviations, layout_of
from kit.form.judge import is_speech
from kit.form.rule import level_of
from kit.model.campaign import FILE, Form, read_campaign
from kit.model.fact import Place
from kit.model.finding import Finding, Level

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from kit.docx.profiles.value import Profile
    from kit.model.campaign import Campaign


RULE = "form.deviation"
_AT = Place(f"{FILE}「form」")


def layout_for(campaign: Campaign, kind: str = "") -> Profile:
    """Return the layout of a kind of document (id); without one, that of all which are not spoken."""
    return _layout(campaign.form, spoken=kind in _spoken())


def _layout(form: Form, *, spoken: bool) -> Profile:
    return _laid_out(form.model_dump_json(), spoken)  # a record of records is slow to hash, once a notice


@lru_cache(maxsize=16)
def _laid_out(form: str, spoken: bool) -> Profile:  # noqa: FBT001 - a key of the cache
    return layout_of(Form.model_validate_json(form), spoken=spoken)


@lru_cache(maxsize=1)
def _spoken() -> frozenset[str]:
    return frozenset(kind.id for kind in document_kinds() if kind.is_spoken)


def layout_named(name: str, campaign: Campaign | None) -> Profile:
    """Return the layout of a name as the campaign's office has it; raises ParameterError if there is none."""
    standard = profile_named(name)
    if campaign is None:
        return standard
    _, spoken, way = standard.name.rpartition("speech.")
    changed = {"speech": way} if spoken else {"profile": standard.name}
    return _layout(campaign.form.model_copy(update=changed), spoken=bool(spoken))


def layout_to_judge(document: Path, name: str, campaign: Campaign | None) -> str | Profile:
    """Return what a document is judged by: the layout that was said, else its campaign's, "" without one.

    Raises ParameterError for a name that no layout has.
    """
    if name or campaign is None:
        return layout_named(name, campaign) if name else ""
    return _layout(campaign.form, spoken=is_speech(document))


def campaign_of(document: Path, said: str | None = None) -> Campaign | None:
    """Return the campaign that was said, else the one in whose folder a document lies, if it lies in one.

    Raises CampaignError if the one that was said is none, or a campaign.toml cannot be understood.
    """
    if said is not None:
        return read_campaign(find_campaign(said))
    folder = next((one for one in document.resolve().parents if is_campaign(one)), None)
    return read_campaign(folder) if folder else None


def office_layouts(campaign: Campaign) -> tuple[Profile, Profile]:
    """Return the layouts of a campaign's documents and of its speeches."""
    return _layout(campaign.form, spoken=False), _layout(campaign.form, spoken=True)


def layout_findings(campaign: Campaign) -> tuple[Finding, ...]:
    """Return what the office's layout does otherwise than the standard: listed, never passed over."""
    return tuple(_findings(campaign))


def _findings(campaign: Campaign) -> Iterator[Finding]:
    of_documents, of_speeches = (deviations(layout) for layout in office_layouts(campaign))
    for deviation in of_documents:
        yield _finding(deviation, "文稿")
    told = {(deviation.what, deviation.office) for deviation in of_documents}
    for deviation in of_speeches:
        if (deviation.what, deviation.office) not in told:
            yield _finding(deviation, "讲话稿")


def _finding(deviation: Deviation, whose: str) -> Finding:
    """Return a deviation as a finding; what departs from a plain demand (规定) is worth a second look."""
    level: Level = "warning" if level_of(deviation.strength) == "error" else "info"
    problem = f"{whose}的{deviation.what}按本单位的做法：{deviation.office}"
    source = f"{deviation.standard}（{deviation.clause}，{deviation.strength}）"
    return Finding(RULE, level, _AT, f"{problem}，不是{source}", "照本单位的排；对外行文以前请确认")
