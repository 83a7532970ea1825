"""What a template may say: each tag by itself, checked in Jinja's tree."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from jinja2 import nodes
from jinja2.exceptions import TemplateSyntaxError

from kit.template.faults import fault, nearest_name_hint
from kit.template.printing.sandbox import FILTERS, TESTS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kit.model.finding import Finding
    from kit.template.compiling.scan import Tag
    from kit.template.printing.sandbox import Sandbox


TITLE = "_title"  # the title of the draft, among the properties

_ALLOWED = (
    nodes.Template, nodes.Output, nodes.TemplateData, nodes.For, nodes.If, nodes.Assign, nodes.Name,
    nodes.Const, nodes.Getattr, nodes.Getitem, nodes.Filter, nodes.Test, nodes.Compare, nodes.Operand,
    nodes.And, nodes.Or, nodes.Not, nodes.CondExpr, nodes.List, nodes.Tuple, nodes.Keyword,
)  # fmt: skip
_ARITHMETIC = (
    nodes.Add, nodes.Sub, nodes.Mul, nodes.Div, nodes.FloorDiv, nodes.Mod, nodes.Pow, nodes.Neg, nodes.Pos,
)  # fmt: skip
_ROUNDING = ("round", "sum", "abs", "int", "float")
_CLOSING = {"for": "{% endfor %}", "if": "{% endif %}"}
_PART = ("else", "endif", "endfor")
_STATEMENTS = ("if", "elif", "for", "set", *_PART)
_ONLY = "模板只用 if、for、set 和填空"
_FACTS = "数字在底稿里算好，作为一个事实放进来，模板只写它的名称"
_LIKE = "请照 {{ 名称 }}、{% if 名称 %}、{% for 项 in 名称 %} 的样子改正"


def tag_faults(environment: Sandbox, tag: Tag) -> list[Finding]:
    """Return what is wrong with one tag by itself."""
    word = re.match(r"\{%\s*(\w*)", tag.plain)
    if word and word[1] not in _STATEMENTS:
        return [fault("statement", tag.place, f"不能用“{tag.text}”", _ONLY)]
    try:
        tree = environment.parse(_whole(tag.plain, word[1] if word else ""))
    except TemplateSyntaxError as error:
        return [fault("syntax", tag.place, f"“{tag.text}”写得不合规则（{error.message}）", _LIKE)]
    return [
        *(finding for node in tree.find_all(nodes.Node) for finding in _node_faults(node, tag)),
        *(_counted(tag) for output in tree.find_all(nodes.Output) for node in output.nodes if _counts(node)),
    ]


def _whole(written: str, word: str) -> str:
    """Return a template of one tag, its block closed, or none where it only closes one."""
    if word == "elif":
        return f"{{% if true %}}{written}{{% endif %}}"
    return "" if word in _PART else written + _CLOSING.get(word, "")


def _node_faults(node: nodes.Node, tag: Tag) -> Iterator[Finding]:
    if isinstance(node, _ARITHMETIC) or (isinstance(node, nodes.Filter) and node.name in _ROUNDING):
        yield fault("arithmetic", tag.place, f"模板里不能做算术：“{tag.text}”", _FACTS)
    elif isinstance(node, nodes.Filter):
        yield from _unknown(node.name, FILTERS, "格式", tag)
    elif isinstance(node, nodes.Test):
        yield from _unknown(node.name, TESTS, "判断", tag)
    elif isinstance(node, _ALLOWED):
        yield from _private(node, tag)
    else:
        yield _refused(node, tag)


def _refused(node: nodes.Node, tag: Tag) -> Finding:
    if isinstance(node, nodes.Call):
        return fault("call", tag.place, f"模板里不能调用程序：“{tag.text}”", "模板只写名称、条件和列举")
    if isinstance(node, nodes.Concat):
        return fault("concat", tag.place, f"不能用 ~ 拼接：“{tag.text}”", "请把几个空并排写，各写各的 {{ }}")
    return fault("statement", tag.place, f"不能用“{tag.text}”", _ONLY)


def _unknown(name: str, known: Iterable[str], what: str, tag: Tag) -> Iterator[Finding]:
    listed = list(known)
    if name not in listed:
        remedy = f"{nearest_name_hint(name, listed)}可用的有：{'、'.join(listed)}"
        yield fault("filter", tag.place, f"没有“{name}”这种{what}", remedy)


def _private(node: nodes.Node, tag: Tag) -> Iterator[Finding]:
    """Yield a fault for a name or an attribute that begins with an underscore."""
    names = (getattr(node, "name", None), getattr(node, "attr", None))
    key = node.arg.value if isinstance(node, nodes.Getitem) and isinstance(node.arg, nodes.Const) else None
    for name in (*names, key):
        if isinstance(name, str) and name.startswith("_") and name != TITLE:
            yield fault("private", tag.place, f"模板不能用下划线开头的名称“{name}”", "请用事实的名称")


def _counts(node: nodes.Node) -> bool:
    """Return whether a blank prints a number that the template itself has counted."""
    if isinstance(node, nodes.CondExpr):
        return any(_counts(each) for each in (node.expr1, node.expr2) if each is not None)
    return isinstance(node, nodes.Filter) and node.name == "length"


def _counted(tag: Tag) -> Finding:
    return fault("arithmetic", tag.place, f"个数不能由模板来数：“{tag.text}”", _FACTS)
