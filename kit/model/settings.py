"""A table of campaign.toml, checked by a model; every fault is said at once, in Chinese.

The text of campaign.toml: whatever a Windows editor saved it as, and which line is at fault.
"""

from __future__ import annotations

import difflib
import re
import tomllib
from typing import TYPE_CHECKING, Any, TypeVar, get_args

from pydantic import BaseModel, ConfigDict, ValidationError

from kit.model.fact import Place
from kit.model.finding import CampaignError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from pydantic.config import JsonDict


WRITTEN_OUT: JsonDict = {
    "written_out": True
}  # json_schema_extra of what a blank writes though it is optional
MOST_LISTED = 12  # keys that a message names; a speech has 28


class Section(BaseModel):
    """A table of campaign.toml: frozen, and a key nobody knows is refused.

    Every key says with Field(description=…, examples=…) what a clerk needs to know of it; the blank
    campaign.toml is written from that. A field with exclude=True is no key.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, arbitrary_types_allowed=True)

    def __repr__(self) -> str:
        """Return its name alone: what it says may be long, and a contact's telephone is among it."""
        return f"<{type(self).__name__}>"

    __str__ = __repr__


Model = TypeVar("Model", bound=Section)


def checked(model: type[Model], said: dict[str, Any], where: str) -> Model:
    """Return the model of what was said; raises CampaignError naming every fault."""
    try:
        return model.model_validate(said)
    except ValidationError as error:
        faults = "；".join(_faults(model, error.errors()))
        raise CampaignError(where, faults, "请照说明改正；每一项的写法见文件里的注释") from None


def keys_of(model: type[Section]) -> tuple[str, ...]:
    """Return the keys that may be written, in the order in which they are declared."""
    return tuple(key for key, field in model.model_fields.items() if not field.exclude)


def keys_listed(keys: Sequence[str]) -> str:
    """Return which keys may be written, as a message says it: the first dozen, and how many there are.

    >>> keys_listed(("file", "sheet", "kind"))
    '可以写的有：file、sheet、kind'
    """
    more = f"等 {len(keys)} 项" if len(keys) > MOST_LISTED else ""
    return f"可以写的有：{'、'.join(keys[:MOST_LISTED])}{more}"


def sections_in(annotation: object) -> Iterator[type[Section]]:
    """Yield the models that a field holds, directly or in a list."""
    if isinstance(annotation, type) and issubclass(annotation, Section):
        yield annotation
    for part in get_args(annotation):
        yield from sections_in(part)


_SAID = {
    "missing": "缺这一项",
    "string_type": "要写成文字（加引号）",
    "int_type": "要写成整数（不加引号）",
    "bool_type": "要写成 true 或 false",
    "tuple_type": "要写成方括号里的一列",
    "date_type": "要写成日期，如 2009-06-10（不加引号）",
    "float_type": "要写成数（不加引号）",
    "float_parsing": "要写成数（不加引号）",
    "string_too_short": "不能空着",
    "too_short": "至少要写 {min_length} 项",
    "literal_error": "只能写 {expected}",
    "greater_than_equal": "不能小于 {ge}",
    "less_than_equal": "不能大于 {le}",
    "greater_than": "要大于 {gt}",
    "less_than": "要小于 {lt}",
    "dict_type": "要写成一段（方括号起头），不是一个值",
    "model_type": "要写成一段（方括号起头），不是一个值",
}
_IN_A_LIST = "要写成 {{ {keys} }} 这样，不是一个值"
_LATIN = re.compile(r"[A-Za-z]+ [a-z]+ [a-z]+")


def _faults(model: type[Section], faults: Iterable[Any]) -> Iterator[str]:
    """Yield every fault in Chinese; which keys may be written is said once for each table."""
    told: set[tuple[object, ...]] = set()
    for fault in faults:
        *path, key = fault["loc"] or ("整体",)
        where = ".".join(str(part + 1) if isinstance(part, int) else str(part) for part in (*path, key))
        if fault["type"] != "extra_forbidden":
            yield f"“{where}”{_said(model, fault)}"
            continue
        table = tuple(part for part in path if not isinstance(part, int))
        inner = None if table in told else _within(model, path)
        told.add(table)
        listed = f"（{keys_listed(keys_of(inner))}）" if inner else ""
        yield f"“{where}”没有这一项{_hint(_within(model, path), str(key))}{listed}"


def _said(model: type[Section], fault: Any) -> str:  # noqa: ANN401 - pydantic's ErrorDetails differs by version
    """Return a fault in Chinese; what the library says in English only is never shown."""
    if fault["type"] == "model_type" and isinstance(fault["loc"][-1], int):
        inner = _within(model, fault["loc"])
        return _IN_A_LIST.format(keys=", ".join(f"{key} = …" for key in keys_of(inner)) if inner else "…")
    if fault["type"] in _SAID:
        limits = {key: _plain(value) for key, value in fault.get("ctx", {}).items()}
        return _SAID[fault["type"]].format(**limits)
    said = str(fault["msg"]).removeprefix("Value error, ")
    return "的写法不对" if _LATIN.search(said) else said


def _plain(value: Any) -> str:  # noqa: ANN401 - a limit of any type
    """Return a limit as a person writes it: 10 and not 10.0, 'A' 或 'B' and not 'A' or 'B'."""
    said = f"{value:g}" if isinstance(value, float) else str(value)
    return said.replace(", ", "、").replace(" or ", " 或 ").replace("'", '"')


def _within(model: type[Section], path: Sequence[object]) -> type[Section] | None:
    """Return the model of the table that a key stands in; None where it cannot be told."""
    for part in path:
        if isinstance(part, int):
            continue  # one of a list of tables: its model was found with the list
        field = model.model_fields.get(str(part))
        inner = next(sections_in(field.annotation), None) if field else None
        if inner is None:
            return None
        model = inner
    return model


def _hint(model: type[Section] | None, key: str) -> str:
    """Return which key was meant: the nearest one, or the one that a Chinese word explains (标题: title)."""
    if model is None:
        return ""
    keys = keys_of(model)
    explained = (name for name in keys if (model.model_fields[name].description or "").startswith(key))
    near = difflib.get_close_matches(key, keys, n=1) or [*explained]
    return f"，是不是“{near[0]}”" if near else ""


LINE = re.compile(r"\(at line (\d+), column \d+\)")
FULL_WIDTH = re.compile(r"[“”‘’＂＇＝［］｛｝]")
CHINESE = re.compile(r"[\u4e00-\u9fff]")
BROKEN = "\ufffd"
UTF8 = b"\xef\xbb\xbf"
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
    text, _ = settings_text(path)
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise _fault(path.name, text, str(error)) from None


def settings_text(path: Path) -> tuple[str, str]:
    """Return a file's text and encoding: UTF-8, or what Notepad calls ANSI (GB18030) and Unicode (UTF-16).

    Raises FileNotFoundError, CampaignError.
    """
    if path.exists() and not path.is_file():
        raise CampaignError(path.name, "是文件夹、管道或设备，不是文件", "请把它移走，换成文件")
    data = path.read_bytes()
    marked = "utf-16" if data.startswith(UTF16) else "utf-8-sig" if data.startswith(UTF8) else "utf-8"
    try:
        return data.decode(marked), marked
    except UnicodeDecodeError:
        guess = data.decode("utf-8", "replace")
    if guess.count(BROKEN) > len(CHINESE.findall(guess)):  # else it is UTF-8 with a few bytes damaged
        try:
            return data.decode("gb18030"), "gb18030"
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
