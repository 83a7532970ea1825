"""Which fonts a preview was really set in: LibreOffice silently takes another where one is not installed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kit.docx.profiles.faces import FACES
from kit.files import office
from kit.files.document import read_document

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path


LOOKED_AT = 5  # documents of each sort; those of one sort are set alike
SECONDS = 30
_FONTS = re.compile(rb"<w:rFonts\s[^>]*>")
_DECLARED = re.compile(rb'w:(?:ascii|hAnsi|eastAsia)="([^"]+)"')
_SUBSET = re.compile(r"^[A-Z]{6}\+")
_CUT = re.compile(r"[-_\s]|regular$|bold$|medium$|light$", re.IGNORECASE)


@dataclass(frozen=True)
class FontSubstitutions:
    """The fonts that documents ask for and do not get, and what stood in for them."""

    missing: tuple[str, ...] = ()
    instead: tuple[str, ...] = ()
    looked_with: str = ""  # pdffonts or fc-match; nothing if this machine has neither

    def __str__(self) -> str:
        """Return what a person should know of the fonts."""
        if not self.looked_with:
            return "字体没有核实：本机没有 pdffonts，也没有 fc-match"
        if not self.missing:
            return f"字体齐全（{self.looked_with} 核实）"
        instead = f"，预览用 {'、'.join(self.instead)} 代替" if self.instead else ""
        return f"{'、'.join(self.missing)} 没装{instead}，行数、字数仅供参考"


def fonts_of(documents: Sequence[Path], pdfs: Sequence[Path]) -> FontSubstitutions:
    """Return the fonts that documents ask for and their PDFs have not got."""
    asked = sorted({name for path in documents for name in declared(path)})
    if office.program("pdffonts"):
        return _compared(asked, {name for path in pdfs for name in _embedded(path)})
    if office.program("fc-match"):
        return _matched(asked)
    return FontSubstitutions()


def declared(path: Path) -> set[str]:
    """Return the fonts that the text and the styles of a .docx ask for."""
    parts = read_document(path).parts
    texts = (parts.get("word/document.xml", b""), parts.get("word/styles.xml", b""))
    said = (element for text in texts for element in _FONTS.findall(text))
    return {name.decode() for element in said for name in _DECLARED.findall(element)}


def _compared(asked: Iterable[str], embedded: set[str]) -> FontSubstitutions:
    """Return what is asked for and not embedded; only another font that is embedded can stand in for it."""
    bare = {_bare(name): name for name in embedded}
    wanted = {name: _family(name) for name in asked}
    strange = sorted(
        {name.split("-")[0] for key, name in bare.items() if not any(key in each for each in wanted.values())}
    )
    missing = [name for name, family in wanted.items() if not family & set(bare)] if strange else []
    return FontSubstitutions(tuple(missing), tuple(strange), "pdffonts")


def _matched(asked: Iterable[str]) -> FontSubstitutions:
    found = {name: _said(["fc-match", "-f", "%{family}", name]).strip() for name in asked}
    missing = {
        name: family
        for name, family in found.items()
        if not _family(name) & {_bare(each) for each in family.split(",")}
    }
    return FontSubstitutions(tuple(missing), tuple(sorted(set(missing.values()))), "fc-match")


def _family(name: str) -> set[str]:
    """Return the names under which fonts of the same face go, bare of their style."""
    same = {alias for face in FACES.values() if name.lower() in face.family for alias in face.family}
    return {_bare(alias) for alias in (name, *same)}


def _bare(name: str) -> str:
    """Return a font's name without what tells its styles apart.

    >>> _bare("ABCDEF+FangSong-Regular") == _bare("FangSong")
    True
    """
    return _CUT.sub("", _SUBSET.sub("", name)).lower()


def _embedded(pdf: Path) -> list[str]:
    lines = _said(["pdffonts", str(pdf)]).splitlines()[2:]  # below the heading and its rule
    return [_SUBSET.sub("", line.split()[0]) for line in lines if line.strip()]


def _said(command: Sequence[str]) -> str:
    """Return what a small program prints; nothing if it fails."""
    try:
        return office.run(command, SECONDS)
    except office.ProgramError:
        return ""
