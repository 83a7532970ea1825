"""The text of campaign.toml: whatever a Windows editor saved it as, and which line is at fault."""

from __future__ import annotations

import re
import tomllib
from typing import TYPE_CHECKING, Any

from kit.nouns.errors import CampaignError
from kit.nouns.place import Place

if TYPE_CHECKING:
    from pathlib import Path

LINE = re.compile(r"\(at line (\d+), column \d+\)")
FULL_WIDTH = re.compile(r"[“”‘’＂＇＝［］｛｝]")
CHINESE = re.compile(r"[\u4e00-\u9fff]")
BROKEN = "\ufffd"
UTF16 = (b"\xff\xfe", b"\xfe\xff")
SAVE_AS_UTF8 = "请用记事本打开，另存为，编码选 UTF-8"
_FAULTS = (
    ("Illegal character|Unterminated string", "引号没有成对", '文字前后各要一个半角引号 "'),
    ("Unclosed array", "这一行或上面几行的方括号 [ 没有成对", "请补上后一半 ]"),
    ("Unclosed inline table", "这一行的花括号 { 没有成对", "请补上后一半 }"),
    ("Expected '='", "名称后面少了等号", "写法是：名称 = 值"),
    ("Expected '\\]+' at the end", "这一段的方括号没有成对", "写法是 [名称] 或 [[名称]]，两边一样多"),
    ("Expected newline", "值的后面多了东西", "一行只写一项，说明前面要加 #"),
    ("Cannot overwrite|Duplicate inline", "这一项写了两遍", "请只留一个"),
    ("Cannot declare|Cannot redefine|Cannot mutate", "这一段写了两遍，或和前面的矛盾", "请并成一段"),
    ("Invalid date", "日期不对", "日期写成 2009-06-10 这样，不加引号"),
    ("Unescaped|Invalid hex|Escaped character", "文字里有反斜杠 \\", "请写成 / 或 \\\\"),
    ("Invalid value", "等号后面的值看不懂", "文字要用半角引号括起来，数字、日期不用"),
    ("Invalid (statement|initial)", "看不懂这一行", "说明前面要加 #，名称只用字母、数字和下划线"),
)


def read_settings(path: Path) -> dict[str, Any]:
    """Return what a TOML file says; raises FileNotFoundError, CampaignError with line, fault and remedy."""
    text = _text(path)
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise _fault(path.name, text, str(error)) from None


def _text(path: Path) -> str:
    """Return a file's text: UTF-8, or what Notepad calls ANSI (GB18030) and Unicode (UTF-16)."""
    data = path.read_bytes()
    try:
        return data.decode("utf-16" if data.startswith(UTF16) else "utf-8-sig")
    except UnicodeDecodeError:
        guess = data.decode("utf-8", "replace")
    if guess.count(BROKEN) > len(CHINESE.findall(guess)):  # else it is UTF-8 with a few bytes damaged
        try:
            return data.decode("gb18030")
        except UnicodeDecodeError:
            pass
    line = guess[: guess.index(BROKEN)].count("\n") + 1
    place = Place(path.name, None, line)
    raise CampaignError(place, "这一行有认不出的字，文件坏了，或编码不对", SAVE_AS_UTF8)


def _fault(file: str, text: str, said: str) -> CampaignError:
    found, lines = LINE.search(said), text.splitlines()
    number = int(found[1]) if found else len(lines)
    problem, remedy = next(
        ((problem, remedy) for pattern, problem, remedy in _FAULTS if re.match(pattern, said)),
        ("写法不对", "请照文件里别的行改正"),
    )
    written = _code(lines[number - 1]) if number <= len(lines) else ""
    if marks := "".join(dict.fromkeys(FULL_WIDTH.findall(written))):
        problem = f"写法不对，多半是因为用了全角的 {marks}"
        remedy = '请改成半角的：引号 "、等号 =、括号 [ ] { }'
    quoted = f"（{written.strip()}）" if written.strip() else ""
    return CampaignError(Place(file, None, number), f"{problem}{quoted}", remedy)


def _code(line: str) -> str:
    """Return a line without its remark; a # between quotes is none, but a broken line may have it all."""
    return re.sub(r"\s#\s?[^\"]*$", "", line)
