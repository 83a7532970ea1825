"""A new template: a short outline with the kind's names in it, to be set with every style."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kit.documents.catalogue.names import STOPS

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from kit.documents.catalogue.names import Name
    from kit.model.draft import DocumentKind


MOST = 10  # sentences, and lists, that are shown; all names: kit template names
TABLE = 156  # mm, the width of the text area (GB/T 9704 5.2.1)
_FIXED = ("标题", "称谓", "主送", "成文日期", "发文字号", "发文机关标志", "署名", "班子署名", "发文机关")
_PRINTED = ("连句", "文字", "日期")


def template_skeleton(kind: DocumentKind, names: Sequence[Name], shared: Collection[str] = ()) -> str:
    """Return the outline text of a new template of a kind; names: its catalogue.

    shared: names that every kind has, which need not be shown. Every sentence and list stands in a condition
    of its own, so that nothing is left behind where there is nothing to say. What the office does not want
    is deleted in Word.
    """
    own = {name.path: name for name in names if not name.is_bare_figure}
    shown = {path: name for path, name in own.items() if path not in shared}
    return "\n".join((*_head(own), *_body(shown), *_foot(kind, own))) + "\n"


def _head(own: Mapping[str, Name]) -> Iterator[str]:
    if "发文机关标志" in own:
        yield "红头| {{ 发文机关标志 }}"
        yield "发文字号| {{ 发文字号 }}"
        yield "红线|"
    yield "公文标题| {{ 标题 }}"
    yield "空行|"
    if "称谓" in own:
        yield "称谓| {{ 称谓 }}"
    elif "主送" in own:
        yield from _guarded("主送", "主送| {{ 主送 }}：")


def _body(own: Mapping[str, Name]) -> Iterator[str]:
    yield "一级| 一、写好的句子"
    yield "二级| （一）一句一段"
    for name in _top(own, *_PRINTED)[:MOST]:
        end = "" if name.example.endswith(tuple(STOPS)) else "。"
        yield from _guarded(name.path, f"{{{{ {name.path} }}}}{end}")
    yield "三级| 1.一列句子"
    for name in _top(own, "一列连句")[:MOST]:
        yield from _looped(name.path, "句", "{{ 句 }}")
    yield "四级| （1）一列各项"
    lists = _top(own, "一列各项")
    for name in [each for each in lists if not _is_table(each, own)][:MOST]:
        fields = _fields(name, own)
        yield from _looped(name.path, "项", "".join(f"{{{{ 项.{field} }}}}" for field in fields))
    for name in [each for each in lists if _is_table(each, own)][:MOST]:
        yield from _table(name, own)


def _foot(kind: DocumentKind, own: Mapping[str, Name]) -> Iterator[str]:
    signed = next((name for name in ("班子署名", "发文机关") if name in own), None)
    if signed and "成文日期" in own:
        yield f"署名| {{{{ {signed} }}}}"
        yield "成文日期| {{ 成文日期 }}"
    yield f"{{# 其余名称见 kit template names {kind.id}；用不着的段落删掉就行 #}}"


def _top(own: Mapping[str, Name], *types: str) -> list[Name]:
    """Return the names of those types that stand by themselves and have no place of their own."""
    return [
        name for path, name in own.items() if name.type in types and "." not in path and path not in _FIXED
    ]


def _guarded(condition: str, line: str) -> Iterator[str]:
    yield f"{{%p if {condition} %}}"
    yield line
    yield "{%p endif %}"


def _looped(path: str, item: str, line: str) -> Iterator[str]:
    yield f"{{%p for {item} in {path} %}}"
    yield line
    yield "{%p endfor %}"


def _fields(name: Name, own: Mapping[str, Name]) -> list[str]:
    """Return what can be printed of each item of a list."""
    start = f"{name.path}[]."
    inner = (own[path] for path in own if path.startswith(start))
    return [
        each.path.removeprefix(start)
        for each in inner
        if "." not in each.path.removeprefix(start) and each.type in (*_PRINTED, "数")
    ]


def _is_table(name: Name, own: Mapping[str, Name]) -> bool:
    """Return whether the items of a list are rows; those with a heading or a text are paragraphs."""
    fields = _fields(name, own)
    return len(fields) > 1 and not {"文", "题"} & set(fields)


def _table(name: Name, own: Mapping[str, Name]) -> Iterator[str]:
    fields = _fields(name, own)
    width = TABLE // len(fields)
    yield f"{{%p if {name.path} %}}"
    yield f"表题| {name.path}"
    yield f"表格 {' '.join([str(width)] * len(fields))}"
    yield f"+ {' | '.join(fields)}"
    yield f"- {{%tr for 行 in {name.path} %}}"
    yield f"- {' | '.join(f'{{{{ 行.{field} }}}}' for field in fields)}"
    yield "- {%tr endfor %}"
    yield "表终"
    yield "{%p endif %}"
