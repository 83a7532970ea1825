"""The typefaces that GB/T 9704 names, and the fonts that count as each of them.

The standard names faces, not products: 仿宋_GB2312 or 方正小标宋简体 are not required, only usual.

Open fonts that stand in for a face where none of its own is installed, for programs under fontconfig.

Without them LibreOffice takes whatever comes first: Japanese shapes for Chinese words, and figures of another
face. Whoever shows pages says that fonts were substituted; these only make the substitute fit to look at.
"""

from __future__ import annotations

import os
from pathlib import Path
from xml.sax.saxutils import escape

from kit.docx.profiles.value import Face, FaceName, Strength


def _face(names: str, substitute: str, clause: str, strength: Strength) -> Face:
    family = names.split("、")
    return Face(family[0], substitute, frozenset(name.lower() for name in family), clause, strength)


FACES: dict[FaceName, Face] = {
    "小标宋": _face(
        "方正小标宋简体、方正小标宋_GBK、方正小标宋_GB18030、方正小标宋、小标宋、小标宋体、小标宋简体、"
        "FZXiaoBiaoSong-B05S、FZXiaoBiaoSong-B05、FZXBSJW、FZXBSK、文星标宋、汉仪小标宋简、长城小标宋体、"
        "公文小标宋简、文鼎小标宋简",
        "方正小标宋_GBK",
        "GB/T 9704 7.3.1",
        "一般",
    ),
    "仿宋": _face(
        "仿宋_GB2312、仿宋、FangSong、FangSong_GB2312、方正仿宋_GBK、方正仿宋简体、方正仿宋_GB2312、"
        "方正仿宋_GB18030、FZFangSong-Z02、FZFangSong-Z02S、FZFSJW、FZFSK、华文仿宋、STFangsong、"
        "文星仿宋、汉仪仿宋简、公文仿宋、朱雀仿宋",
        "仿宋",
        "GB/T 9704 5.2.2",
        "一般",
    ),
    "黑体": _face(
        "黑体、SimHei、方正黑体_GBK、方正黑体简体、方正黑体_GB18030、FZHei-B01、FZHei-B01S、FZHTJW、FZHTK、"
        "华文黑体、STHeiti、文星黑体、汉仪黑体简、公文黑体",
        "SimHei",
        "GB/T 9704 7.3.3",
        "可以",
    ),
    "楷体": _face(
        "楷体_GB2312、楷体、KaiTi、KaiTi_GB2312、方正楷体_GBK、方正楷体简体、方正楷体_GB2312、方正楷体_GB18030、"
        "FZKai-Z03、FZKai-Z03S、FZKTJW、FZKTK、华文楷体、STKaiti、文星楷体、汉仪楷体简、公文楷体",
        "楷体",
        "GB/T 9704 7.3.3",
        "可以",
    ),
    "宋体": _face(
        "宋体、SimSun、NSimSun、新宋体、SimSun-ExtB、宋体-简、Songti SC、方正书宋_GBK、方正书宋简体、"
        "FZShuSong-Z01、FZShuSong-Z01S、FZSSJW、FZSSK、华文宋体、STSong、文星宋体、汉仪书宋一简",
        "SimSun",
        "GB/T 9704 7.5",
        "一般",
    ),
}


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
    target.write_text(fontconfig_rules(system), encoding="utf-8")
    return {**environment, "FONTCONFIG_FILE": str(target)}


def fontconfig_rules(system: Path) -> str:
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
