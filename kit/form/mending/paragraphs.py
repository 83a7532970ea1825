"""Mechanical repairs of paragraphs and runs: what a part of a document looks like, put where it was wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kit.docx.markup import make, qualified
from kit.docx.ordering import put
from kit.docx.reading.measures import attribute, child, measure
from kit.docx.reading.runs import run_texts
from kit.docx.writing.blocks import ParagraphBlock
from kit.docx.writing.paragraphs import own_properties
from kit.docx.writing.styles import FLUSH, Style, styles_of
from kit.form.mending.tracking import stretch
from kit.form.roles.elements import heading_part
from kit.form.roles.shapes import LEVELS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kit.docx.markup import Element
    from kit.docx.profiles.value import Profile
    from kit.docx.reading.form import ParagraphForm, Role, RunForm


STYLE_OF: dict[Role, str] = {
    "正文": "正文", "标题": "公文标题", "主送": "主送", "一级": "一级", "二级": "二级",
    "三级": "三级", "四级": "四级", "附件说明": "附件说明", "署名": "署名", "成文日期": "成文日期",
    "附注": "附注", "附件标识": "附件标识", "附件标题": "附件标题",
    "发文字号": "发文字号", "标志": "红头", "版记": "抄送",
}  # fmt: skip
_PLACE = qualified("w:ind")
_FIRST = ("firstLine", "firstLineChars", "hanging", "hangingChars")
_THEMES = {"ascii": "asciiTheme", "hAnsi": "hAnsiTheme", "eastAsia": "eastAsiaTheme", "cs": "cstheme"}


def properties(paragraph: Element) -> Element:
    """Return the w:pPr of a paragraph, made if it has none."""
    own = child(paragraph, "pPr")
    if own is None:
        own = make("w:pPr")
        paragraph.insert(0, own)
    return own


def ensured_run_properties(run: Element) -> Element:
    """Return the w:rPr of a run, made if it has none."""
    own = child(run, "rPr")
    if own is None:
        own = make("w:rPr")
        run.insert(0, own)
    return own


def style_for(form: ParagraphForm, profile: Profile) -> Style | None:
    """Return the look of a paragraph's part, None for parts that have none of their own."""
    name = STYLE_OF.get(form.role)
    if form.role == "版记" and not form.text.strip().startswith(("抄送", "抄报", "主送")):
        name = "印发"
    return styles_of(profile).get(name) if name else None


def _merge(parent: Element, name: str, said: dict[str, object], gone: tuple[str, ...]) -> None:
    """Set attributes of a property and take others away; what it also says stays."""
    old = child(parent, name)
    kept = {} if old is None else {str(key): str(value) for key, value in old.attrib.items()}
    fresh = make(f"w:{name}", said)
    for key, value in kept.items():
        if key not in fresh.attrib and key.rpartition("}")[2] not in gone:
            fresh.set(key, value)
    put(parent, fresh)


def set_face(paragraph: Element, form: ParagraphForm, profile: Profile) -> None:
    """Set the font of the runs that have the paragraph's usual, wrong one; themes go."""
    style = style_for(form, profile)
    if style is None:
        return
    face = profile.faces[style.face]
    for run, shown in _own_runs(paragraph, form):
        if not face.covers(shown.fonts.east_asia) and shown.fonts.east_asia in (form.face, ""):
            keeps = shown.fonts.ascii not in ("", shown.fonts.east_asia)  # figures have a font of their own
            slots = ("eastAsia",) if keeps else ("ascii", "hAnsi", "eastAsia", "cs")
            said: dict[str, object] = {"hint": "eastAsia", **dict.fromkeys(slots, face.declared)}
            gone = tuple(_THEMES[slot] for slot in slots)
            _merge(ensured_run_properties(run), "rFonts", said, gone)


def _own_runs(paragraph: Element, form: ParagraphForm) -> Iterator[tuple[Element, RunForm]]:
    """Yield the runs of a part with their form; of a heading that text runs on behind, the heading's only."""
    end = len(heading_part(form)) - len(form.label)
    heads = stretch(paragraph, 0, end) if form.role in LEVELS else []
    for run, shown in _with_form(paragraph, form):
        if not heads or run in heads:
            yield run, shown


def _with_form(paragraph: Element, form: ParagraphForm) -> Iterator[tuple[Element, RunForm]]:
    """Yield the runs of a paragraph with their form, also where a repair has split them."""
    at, shown = 0, list(form.runs)
    for run, text, _ in list(run_texts(paragraph)):
        while shown and at >= len(shown[0].text):
            at -= len(shown.pop(0).text)
        if shown:
            yield run, shown[0]
        at += len(text)


def set_marks(paragraph: Element, form: ParagraphForm, profile: Profile) -> None:
    """Tell the runs that quotes and dashes are Chinese."""
    del profile
    for run, shown in _with_form(paragraph, form):
        if shown.wide and set("“”‘’…—·") & set(shown.text):
            _merge(
                ensured_run_properties(run),
                "rFonts",
                {"hint": "eastAsia", "hAnsi": shown.fonts.east_asia},
                ("hAnsiTheme",),
            )


def set_size(paragraph: Element, form: ParagraphForm, profile: Profile) -> None:
    """Set the type size of the runs."""
    style = style_for(form, profile)
    if style is None:
        return
    for run, _, _ in run_texts(paragraph):
        for name in ("sz", "szCs"):
            put(ensured_run_properties(run), make(f"w:{name}", {"val": style.size}))
    said = measure(attribute(child(paragraph, "pPr", "ind"), "firstLine"))
    is_still = said in (None, form.indent.first)  # another repair may have set it
    if is_still and form.indent.first > 0 and not form.indent.first_chars and form.size:
        first = round(form.indent.first * style.size / form.size)  # as many characters as before
        _merge(properties(paragraph), "ind", {"firstLine": first}, ())


def set_tracking(paragraph: Element, form: ParagraphForm, profile: Profile) -> None:
    """Set the room between characters so that 28 stand on a line."""
    del form
    for run, _, _ in run_texts(paragraph):
        put(ensured_run_properties(run), make("w:spacing", {"val": profile.tracking.twips}))


def set_plain(paragraph: Element, form: ParagraphForm, profile: Profile) -> None:
    """Take bold away."""
    del form, profile
    for run, _, _ in run_texts(paragraph):
        put(ensured_run_properties(run), make("w:b", {"val": "0"}))


def set_black(paragraph: Element, form: ParagraphForm, profile: Profile) -> None:
    """Take colour, highlight and shading away."""
    del form, profile
    for run, _, _ in run_texts(paragraph):
        own = ensured_run_properties(run)
        put(own, make("w:color", {"val": "000000"}))
        put(own, make("w:highlight", {"val": "none"}))
        put(own, make("w:shd", {"val": "clear", "color": "auto", "fill": "auto"}))


def set_red(paragraph: Element, form: ParagraphForm, profile: Profile) -> None:
    """Set the mark in red."""
    del form
    for run, _, _ in run_texts(paragraph):
        put(ensured_run_properties(run), make("w:color", {"val": profile.red}))


def set_room(paragraph: Element, form: ParagraphForm, profile: Profile) -> None:
    """Take the room before and after a paragraph away."""
    del form, profile
    gone = ("beforeLines", "afterLines", "beforeAutospacing", "afterAutospacing")
    _merge(properties(paragraph), "spacing", {"before": 0, "after": 0}, gone)


def set_pitch(paragraph: Element, form: ParagraphForm, profile: Profile) -> None:
    """Set the line pitch exactly; a paragraph with a picture would be cut off."""
    if form.has_drawing:
        return
    own = properties(paragraph)
    put(own, make("w:snapToGrid", {"val": 0}))
    _merge(own, "spacing", {"line": profile.pitch.twips, "lineRule": "exact"}, ())


def set_place(paragraph: Element, form: ParagraphForm, profile: Profile) -> None:
    """Set indents and alignment of a part."""
    style = style_for(form, profile)
    if style is None:
        return
    own = properties(paragraph)
    special = [
        one
        for one in own_properties(ParagraphBlock(style.name, form.text.strip()), profile)
        if one.tag == _PLACE
    ]
    indent = special[0] if special else make("w:ind", dict(style.indent or FLUSH))
    first = {name for name in _FIRST if indent.get(qualified(f"w:{name}")) is not None}
    if not first:  # or the style's own first line would stay
        indent.set(qualified("w:firstLine"), "0")
        indent.set(qualified("w:firstLineChars"), "0")
    put(own, indent)
    put(own, make("w:jc", {"val": style.align}))


def set_new_page(paragraph: Element, form: ParagraphForm, profile: Profile) -> None:
    """Begin a new page."""
    del form, profile
    put(properties(paragraph), make("w:pageBreakBefore"))


def set_kinsoku(paragraph: Element, form: ParagraphForm, profile: Profile) -> None:
    """Let no line begin or end with the wrong mark."""
    del form, profile
    put(properties(paragraph), make("w:kinsoku"))
