"""Open fonts that stand in for a face where none of its own is installed, for programs under fontconfig.

Without them LibreOffice takes whatever comes first: Japanese shapes for Chinese words, and figures of another
face. Whoever shows pages says that fonts were substituted; these only make the substitute fit to look at.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from kit.word.profiles.faces import FACES

if TYPE_CHECKING:
    from kit.word.profiles.value import FaceName

_SERIF = (
    "Noto Serif CJK SC",
    "Noto Serif SC",
    "Source Han Serif SC",
    "Source Han Serif CN",
    "AR PL UMing CN",
)
_SANS = ("Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", "Source Han Sans CN", "WenQuanYi Zen Hei")
OPEN: dict[FaceName, tuple[str, ...]] = {
    "小标宋": _SERIF,
    "仿宋": ("Zhuque Fangsong", *_SERIF),
    "黑体": _SANS,
    "楷体": ("LXGW WenKai", "AR PL UKai CN", *_SERIF),
    "宋体": _SERIF,
}
_SYSTEM = Path("/etc/fonts/fonts.conf")
_FILE = "kit-fonts.conf"


def font_environment(folder: Path) -> dict[str, str]:
    """Return the environment for a program that sets pages; the rules for its fonts are laid into a folder.

    Where there is no fontconfig it is the environment as it is.
    """
    environment = dict(os.environ)
    said = environment.get("FONTCONFIG_FILE")
    system = Path(said) if said else _SYSTEM
    if not system.is_file():
        return environment
    target = folder / _FILE
    target.write_text(rules(system), encoding="utf-8")
    return {**environment, "FONTCONFIG_FILE": str(target)}


def rules(system: Path) -> str:
    """Return fontconfig's rules: the machine's, and for each face its own fonts, then the open ones."""
    matches = "".join(
        _rule(name, (*sorted(face.family - {name}), *OPEN[key]))
        for key, face in FACES.items()
        for name in sorted(face.family)
    )
    return (
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd"><fontconfig>'
        f'<include ignore_missing="yes">{escape(str(system))}</include>{matches}</fontconfig>\n'
    )


def _rule(name: str, instead: tuple[str, ...]) -> str:
    fonts = "".join(f"<string>{escape(font)}</string>" for font in instead)
    return (
        f'<match target="pattern"><test name="family"><string>{escape(name)}</string></test>'
        f'<edit name="family" mode="append" binding="strong">{fonts}</edit></match>'
    )
