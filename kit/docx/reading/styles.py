"""Effective formatting: run, character style, paragraph style, defaults; and themes above names."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kit.docx.markup import Element, qualified
from kit.docx.reading.measures import attribute, child, is_on

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence


_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_DEPTH = 32  # styles that a style may be based on, one after another; a loop ends here
SLOTS = ("eastAsia", "ascii", "hAnsi")
STYLES_PART = "word/styles.xml"


@dataclass(frozen=True)
class Theme:
    """The fonts of a theme by what rFonts calls them: minorEastAsia, majorHAnsi and so on."""

    fonts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Stylesheet:
    """Styles by id, and the defaults under them."""

    styles: Mapping[str, Element]
    default_paragraph: str
    run_defaults: Element | None
    paragraph_defaults: Element | None
    theme: Theme
    levels: Mapping[tuple[str, str], Element] = field(default_factory=dict)  # of lists, by numId and ilvl

    def chain(self, style_id: str | None) -> Sequence[Element]:
        """Return a style and those it is based on, the most general first."""
        found: list[Element] = []
        while style_id and style_id in self.styles and len(found) < _DEPTH:
            style = self.styles[style_id]
            found.insert(0, style)
            style_id = attribute(child(style, "basedOn"), "val")
        return found

    def name(self, style_id: str | None) -> str:
        """Return the name of a style, or of the default one."""
        style = self.styles.get(style_id or self.default_paragraph)
        return attribute(child(style, "name"), "val") or style_id or ""

    @property
    def names(self) -> dict[str, str]:
        """Return the names of all styles by id; one without a name is left out."""
        named = (
            (style_id, attribute(child(style, "name"), "val")) for style_id, style in self.styles.items()
        )
        return {style_id: name for style_id, name in named if name is not None}

    def run_layers(self, paragraph_style: str | None, run: Element | None) -> list[Element]:
        """Return every w:rPr that bears on a run, the most general first."""
        own = child(run, "rPr")
        character = attribute(child(own, "rStyle"), "val")
        layers = [
            self.run_defaults,
            *(child(style, "rPr") for style in self.chain(paragraph_style or self.default_paragraph)),
            *(child(style, "rPr") for style in self.chain(character)),
            own,
        ]
        return [layer for layer in layers if layer is not None]

    def paragraph_layers(self, properties: Element | None) -> list[Element]:
        """Return every w:pPr that bears on a paragraph, the most general first."""
        style_id = attribute(child(properties, "pStyle"), "val") or self.default_paragraph
        styled = [child(style, "pPr") for style in self.chain(style_id)]
        listed = next(
            (number for layer in (properties, *reversed(styled)) if (number := _number(layer))), None
        )
        level = child(self.levels.get(listed), "pPr") if listed else None
        layers = [self.paragraph_defaults, *styled, level, properties]
        return [layer for layer in layers if layer is not None]

    def is_bold(self, paragraph_style: str | None, run: Element) -> bool:
        """Return whether a run is bold: styles toggle, the run itself decides."""
        own = child(run, "rPr")
        if (said := is_on(child(own, "b"))) is not None:
            return said
        character = attribute(child(own, "rStyle"), "val")
        toggled = [self._says_bold(paragraph_style or self.default_paragraph), self._says_bold(character)]
        return bool(is_on(child(self.run_defaults, "b"))) or toggled[0] != toggled[1]

    def _says_bold(self, style_id: str | None) -> bool:
        said = [is_on(child(style, "rPr", "b")) for style in self.chain(style_id)]
        return next((one for one in reversed(said) if one is not None), False)


def _number(layer: Element | None) -> tuple[str, str] | None:
    number = child(layer, "numPr")
    found = attribute(child(number, "numId"), "val")
    if number is None or found in (None, "0"):
        return None
    return found, attribute(child(number, "ilvl"), "val") or "0"


def list_of(stylesheet: Stylesheet, properties: Element | None) -> tuple[str, str] | None:
    """Return number id and level of a paragraph's list, from itself or its style."""
    style_id = attribute(child(properties, "pStyle"), "val")
    styled = [child(style, "pPr") for style in reversed(stylesheet.chain(style_id))]
    own = child(properties, "numPr", "numId")
    if own is not None and attribute(own, "val") == "0":
        return None
    return next((number for layer in (properties, *styled) if (number := _number(layer))), None)


def read_stylesheet(roots: Mapping[str, Element]) -> Stylesheet:
    """Return the styles, theme and list levels of a document's parts; what is missing counts as empty."""
    root = roots.get(STYLES_PART)
    found = [] if root is None else list(root.iterfind(qualified("w:style")))
    styles = {style_id: style for style in found if (style_id := attribute(style, "styleId"))}
    default = next((key for key, style in styles.items() if _is_default(style)), "")
    return Stylesheet(
        styles,
        default,
        child(root, "docDefaults", "rPrDefault", "rPr"),
        child(root, "docDefaults", "pPrDefault", "pPr"),
        read_theme(roots.get("word/theme/theme1.xml")),
        dict(_levels(roots.get("word/numbering.xml"))),
    )


def _is_default(style: Element) -> bool:
    return attribute(style, "default") in ("1", "true", "on") and attribute(style, "type") == "paragraph"


def _levels(numbering: Element | None) -> Iterator[tuple[tuple[str, str], Element]]:
    if numbering is None:
        return
    abstract = {
        attribute(one, "abstractNumId"): one for one in numbering.iterfind(qualified("w:abstractNum"))
    }
    for number in numbering.iterfind(qualified("w:num")):
        base = abstract.get(attribute(child(number, "abstractNumId"), "val"))
        for level in () if base is None else base.iterfind(qualified("w:lvl")):
            yield (attribute(number, "numId") or "", attribute(level, "ilvl") or "0"), level


def read_theme(root: Element | None) -> Theme:
    """Return the fonts of a document's theme, the Chinese ones where it has a list of scripts."""
    fonts: dict[str, str] = {}
    for size in ("major", "minor") if root is not None else ():
        scheme = next(iter(root.iter(f"{_DRAWING}{size}Font")), None) if root is not None else None
        if scheme is None:
            continue
        latin = _typeface(scheme, "latin")
        fonts |= {f"{size}HAnsi": latin, f"{size}Ascii": latin, f"{size}Bidi": _typeface(scheme, "cs")}
        fonts[f"{size}EastAsia"] = _typeface(scheme, "ea") or _script(scheme)
    return Theme(fonts)


def _typeface(scheme: Element, name: str) -> str:
    found = scheme.find(f"{_DRAWING}{name}")
    return (found.get("typeface") or "") if found is not None else ""


def _script(scheme: Element) -> str:
    fonts = scheme.iterfind(f"{_DRAWING}font")
    return next((font.get("typeface") or "" for font in fonts if font.get("script") == "Hans"), "")


def effective_fonts(layers: Sequence[Element], theme: Theme) -> tuple[dict[str, str], str]:
    """Return the font of each slot, and the East Asian font that a theme attribute pushed aside."""
    fonts: dict[str, str] = {}
    pushed = ""
    for layer in layers:
        said = child(layer, "rFonts")
        if hint := attribute(said, "hint"):
            fonts["hint"] = hint
        for slot in SLOTS:
            themed, named = attribute(said, f"{slot}Theme"), attribute(said, slot)
            if themed is None and named is None:
                continue
            fonts[slot] = theme.fonts.get(themed, "") if themed else named or ""
            if slot == "eastAsia":
                pushed = named or "" if themed and named and named != fonts[slot] else ""
    return fonts, pushed


def last(layers: Sequence[Element], *names: str) -> Element | None:
    """Return a property from the most particular layer that has it."""
    return next((found for layer in reversed(layers) if (found := child(layer, *names)) is not None), None)


def merged(layers: Sequence[Element], name: str) -> dict[str, str]:
    """Return the attributes of a property, each from the most particular layer that says it."""
    said: dict[str, str] = {}
    for layer in layers:
        found = child(layer, name)
        own = (
            {} if found is None else {str(key).rpartition("}")[2]: str(v) for key, v in found.attrib.items()}
        )
        if {"hanging", "hangingChars"} & own.keys():
            said = {key: value for key, value in said.items() if not key.startswith("firstLine")}
        if {"firstLine", "firstLineChars"} & own.keys():
            said = {key: value for key, value in said.items() if not key.startswith("hanging")}
        said |= own
    return said
