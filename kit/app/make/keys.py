"""What a document depends on: its template, and of its context only what that template prints."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from kit.app.hashing import kit_hash, sha256_of, sha256_of_data
from kit.app.make.layouts import layout_for
from kit.app.make.shelf import template_path
from kit.app.state import read_state, write_state
from kit.docx.writing.tables import with_mark
from kit.model.finding import TemplateError
from kit.template.compiling.scan import INDENTS
from kit.template.template import Template, compile_template

if TYPE_CHECKING:
    from pathlib import Path

    from kit.docx.profiles.value import Profile
    from kit.model.campaign import Campaign
    from kit.model.draft import Draft


STATE = "names"
MARKS = ("发文机关标志", "简报名称")  # the names that templates print the issuer mark by


def document_key(campaign: Campaign, draft: Draft) -> str:
    """Return the hash of all that goes into a document; what its template does not print is no matter."""
    source = template_path(campaign, draft.template)
    digest = sha256_of(source)
    names = _printed_names(campaign.out, source, digest)
    context = {name: value for name, value in draft.context.items() if names is None or name in names}
    form = campaign.form.model_dump_json()
    return sha256_of_data([draft.name, draft.title, digest, context, form, kit_hash()])


def template_of(campaign: Campaign, draft: Draft) -> Template:
    """Return a draft's template in the campaign's layout, compiled once per process.

    Raises CampaignError where there is none, TemplateError.
    """
    path = template_path(campaign, draft.template)
    layout = layout_for(campaign, draft.kind)
    for mark in filter(None, map(draft.context.get, MARKS)):
        layout = with_mark(layout, str(mark))
    return _compiled(path, sha256_of(path), layout)


@lru_cache(maxsize=16)
def _compiled(path: Path, digest: str, layout: Profile | None) -> Template:  # noqa: ARG001 - a changed template is another one
    return compile_template(path, layout)


@lru_cache(maxsize=64)
def _printed_names(out: Path, path: Path, digest: str) -> frozenset[str] | None:
    """Return the context names a template uses, as an earlier run noted them; None if it is broken."""
    noted = read_state(out, STATE)
    known = noted.get("names", {}) if noted.get("kit") == kit_hash() else {}
    if digest not in known:
        try:
            template = _compiled(path, digest, None)
        except TemplateError:
            return None
        known[digest] = sorted({*(_first(name) for name in template.names), *INDENTS.values()})
        write_state(out, STATE, {"kit": kit_hash(), "names": known})
    return frozenset(known[digest])


def _first(name: str) -> str:
    """Return the context name a path begins with: 各行 of 各行[].单位."""
    return name.split(".", 1)[0].split("[", 1)[0]
