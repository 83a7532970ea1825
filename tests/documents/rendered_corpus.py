"""Every kind of document in every layout, filled from the demo and from extreme material."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from document_drawing import ROOT, kind_of, material_of, whose

from kit.app.make.keys import template_of
from kit.documents import document_kinds, kinds_per_member
from kit.documents.catalogue.material import extreme_materials, least
from kit.docx.profiles.office import layout_of
from kit.docx.profiles.value import Profile
from kit.model.campaign import FontSettings, Form, read_campaign
from kit.model.draft import DocumentKind, Material, Member, Unit
from kit.opinions.deciding.remarks import with_remarks
from kit.sheets.inbox import read_inbox
from kit.template.fill import fill
from kit.topics.kinds import kinds_of

KINDS = (*document_kinds(), *kinds_per_member())
FORMS: Mapping[str, Form] = {
    "A": Form(),
    "B": Form(profile="B"),
    "print": Form(speech="print"),
    "podium": Form(speech="podium"),
    "office": Form(pitch=28.0, page_number="centre", fonts=FontSettings(title="华文中宋")),
}
DOCUMENTS, SPEECHES = ("A", "B", "office"), ("print", "podium", "office")  # the layouts of either
SEALED = ("evaluation_notice", "evaluation_circular")  # kinds that are sealed or not, as the office says
SIGNED = (*SEALED, "phase_summary", "analysis_report", "rectification_plan", "life_meeting_report")
SIGNED += ("feedback_pack",)
LONG = {  # kinds that have fifty pages where there are sixty of all: in one layout each
    "phase_summary": "A",
    "analysis_report": "B",
    "rectification_plan": "A",
    "life_meeting_report": "B",
    "speech": "podium",
}
DAY, SHORT = date(2009, 4, 20), "市委"


@dataclass(frozen=True)
class Case:
    """One document: which kind, in which layout, of which material."""

    kind: str
    layout: str
    material: str

    @property
    def name(self) -> str:
        """Return the name of its files, without the ending."""
        return f"{self.kind}~{self.layout}~{self.material}"

    @property
    def profile(self) -> Profile:
        """Return the layout it is set in."""
        return layout_of(FORMS[self.layout], spoken=kind_of(self.kind).is_spoken)

    @property
    def is_sealed(self) -> bool:
        """Return whether there is to be room for a seal."""
        return self.kind in SEALED and not self.material.endswith("unsealed")


def materials() -> Mapping[str, Material]:
    """Return what documents are made of, by name; dated, so that the sign-off is as long as it will be."""
    campaign = read_campaign(ROOT / "data" / "demo")
    sheets, _ = with_remarks(read_inbox(campaign, kinds_of(campaign)).sheets, campaign)
    demo = material_of(sheets, campaign)
    few, one, sixty, longest, zero, closed = (each.material for each in extreme_materials(campaign))
    found = {
        "demo": demo,
        "few": few,
        "sixty": sixty,
        "zero": zero,
        "longest": _dated(longest),
        "shortest": _dated(_of_organ(one, SHORT)),
        "closed": closed,
    }
    unsealed = {f"{name}-unsealed": _unsealed(found[name]) for name in ("longest", "shortest")}
    return {**found, **unsealed}


def _dated(material: Material) -> Material:
    said = dict(material.campaign.documents)
    said |= {id_: {**said.get(id_, {}), "date": DAY} for id_ in SIGNED}
    return replace(material, campaign=material.campaign.model_copy(update={"documents": said}))


def _of_organ(material: Material, name: str) -> Material:
    campaign = material.campaign
    office = campaign.office.model_copy(update={"name": name, "body": name, "body_short": name})
    return replace(material, campaign=campaign.model_copy(update={"office": office}))


def _unsealed(material: Material) -> Material:
    campaign = material.campaign
    office = campaign.office.model_copy(update={"sealed": False})
    return replace(material, campaign=campaign.model_copy(update={"office": office}))


def corpus() -> Iterator[tuple[Case, bytes]]:
    """Yield every document; in the office's own layout those of the demo and of the longest names only."""
    found = materials()
    for kind in KINDS:
        nothing = least(kind, found["demo"].campaign).material
        for layout in SPEECHES if kind.is_spoken else DOCUMENTS:
            for name, material in {**found, "nothing": nothing}.items():
                if not _is_wanted(kind, layout, name):
                    continue
                campaign = material.campaign.model_copy(update={"form": FORMS[layout]})
                draft = kind.compose(replace(material, campaign=campaign), recipient(kind, material))
                yield Case(kind.id, layout, name), fill(template_of(campaign, draft), draft).data


def _is_wanted(kind: DocumentKind, layout: str, name: str) -> bool:
    """Return whether a document adds something: every page costs a fiftieth of a second."""
    if layout == "office":
        return name in {"demo", "longest"}
    if name.endswith("unsealed"):
        return kind.id in SEALED
    if name == "sixty":
        return layout == LONG.get(kind.id, "A") or (kind.id == "evaluation_circular" and layout == "B")
    if name in {"few", "zero", "closed"}:
        return layout in {"A", "podium"} and (name != "closed" or kind.id in SEALED)
    return True


def recipient(kind: DocumentKind, material: Material) -> Unit | Member | None:
    """Return for whom a document is made: the unit with the longest name, the first member, or nobody."""
    if kind.per_unit:
        return max(material.units, key=lambda unit: len(unit.name))
    return whose(kind.id, material)


def case_of(name: str) -> Case:
    """Return the case of a file name's stem."""
    found = re.fullmatch(r"(.+)~(.+)~(.+)", name)
    assert found is not None, name
    return Case(found[1], found[2], found[3])
