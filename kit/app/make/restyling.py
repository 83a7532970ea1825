"""A document laid out anew, beside the one it was made from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kit.app.make.keeping import lay_down, safe_name
from kit.app.make.layouts import campaign_of, layout_named, office_layouts
from kit.docx.restyle.relay import has_own_styles, relaid
from kit.files.document import read_document
from kit.files.writing import make_folder
from kit.model.finding import TemplateError

if TYPE_CHECKING:
    from pathlib import Path

    from kit.app.make.keeping import Laid


def restyled(path: Path, name: str, folder: Path | None = None, campaign: str | None = None) -> Laid:
    """Write a document in the layout of that name, into a folder or beside it; return where it was laid.

    The office's own layout is taken from the campaign that was said, else from the one the file lies in.
    Raises ParameterError for an unknown layout, CampaignError, WriteError, and TemplateError for a file that
    is no .docx or has none of the kit's styles.
    """
    office = campaign_of(path, campaign)
    layout = layout_named(name, office)
    if not has_own_styles(read_document(path).parts):
        raise TemplateError(
            path.name, "没有用工具的样式（公文标题、正文、一级……），版面换不了", "请先套用这些样式再来"
        )
    data = relaid(path.read_bytes(), layout, office_layouts(office) if office else ())
    target = folder or path.parent
    make_folder(target)
    return lay_down(target / f"{safe_name(f'{path.stem}（{_said(layout.name)}）')}.docx", data, {})


def _said(name: str) -> str:
    return {"speech.podium": "朗读件", "speech.print": "存档件"}.get(name, f"{name}版面")
