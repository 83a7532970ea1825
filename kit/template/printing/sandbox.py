"""The environment that templates run in: plain data, the kit's filters, nothing that runs code.

The kit's filters. Each keeps the link of every fact it is given: it returns a fact or prose.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from jinja2 import StrictUndefined, nodes
from jinja2.compiler import CodeGenerator
from jinja2.exceptions import FilterArgumentError
from jinja2.filters import do_default
from jinja2.runtime import LoopContext, Undefined
from jinja2.sandbox import ImmutableSandboxedEnvironment

from kit.model.fact import Fact
from kit.model.prose import Prose, prose
from kit.template.printing.ink import PrintingContext, print_value, serial, text, twips, within_bounds
from kit.text.numbers import chinese_numeral
from kit.text.saying import joined, one_is, without_closing_mark

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from jinja2.compiler import Frame

    from kit.template.printing.ink import Ink


Said = str | Fact | Prose


def joined_by_comma(items: Any) -> Prose:  # noqa: ANN401 - a template may give it anything
    """Return the items with 、 between them (顿号).

    >>> str(joined_by_comma(["甲", "乙"]))
    '甲、乙'
    """
    return prose(joined(_list(items, "顿号")))


def one_is_filter(items: Any) -> Prose:  # noqa: ANN401
    """Return 一是…；二是…。 (一是)."""
    return prose(one_is([_bare(item) for item in _list(items, "一是")], "是"))


def one_must(items: Any) -> Prose:  # noqa: ANN401
    """Return 一要…；二要…。 (一要)."""
    return prose(one_is([_bare(item) for item in _list(items, "一要")], "要"))


def count_in_chinese(number: Any) -> Fact | str:  # noqa: ANN401
    """Return a count in Chinese numerals (大写): the same fact, said another way."""
    if isinstance(number, Undefined):
        return str(number)
    value = number.value if isinstance(number, Fact) else number
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value < 10000:  # noqa: PLR2004 - as far as the numeral goes
        raise FilterArgumentError(f"“大写”只能用于一万以内的整数，这里是“{number}”")
    said = chinese_numeral(value)
    return replace(number, text=said) if isinstance(number, Fact) else said


def in_title_marks(words: Any) -> Prose:  # noqa: ANN401
    """Return the words between 《 and 》 (书名号)."""
    return prose("《", _one(words), "》")


def in_quotation_marks(words: Any) -> Prose:  # noqa: ANN401
    """Return the words between “ and ” (引号)."""
    return prose("“", _one(words), "”")


def length(items: Any) -> int:  # noqa: ANN401
    """Return how many items there are, for a condition; a number that is printed is a fact."""
    return len(items.value) if isinstance(items, Fact) and isinstance(items.value, tuple) else len(items)


FILTERS: dict[str, Callable[..., Any]] = {
    "顿号": joined_by_comma,
    "一是": one_is_filter,
    "一要": one_must,
    "大写": count_in_chinese,
    "书名号": in_title_marks,
    "引号": in_quotation_marks,
    "length": length,
    "default": do_default,
}


def _list(items: Any, name: str) -> Sequence[Said]:  # noqa: ANN401
    if isinstance(items, Fact) and isinstance(items.value, tuple):
        return items.value
    if isinstance(items, Undefined):
        return [str(items)]
    if not isinstance(items, (list, tuple)):
        raise FilterArgumentError(f"“{name}”要用在一列上，这里是“{items}”")
    return [_one(item) for item in items]


def _one(item: Any) -> Said:  # noqa: ANN401
    """Return one item as it can be said: a whole number as its digits."""
    if isinstance(item, (str, Fact, Prose)):
        return item
    if isinstance(item, int) and not isinstance(item, bool):
        return str(item)
    if isinstance(item, Undefined):
        return str(item)
    raise FilterArgumentError(f"“{item}”不是能印出来的文字")


def _bare(item: Said) -> Said:
    """Return an item without its closing mark, so that the enumeration sets its own."""
    if isinstance(item, str):
        return without_closing_mark(item)
    if isinstance(item, Prose) and item.pieces and isinstance(item.pieces[-1], str):
        return Prose((*item.pieces[:-1], item.pieces[-1].rstrip("。；，,.; ")))
    return item


BOUND = "_within_bounds"  # the filter around what a loop goes through
INNER = {
    "_put": print_value,
    "_text": text,
    "_twips": twips,
    "_serial": serial,
    BOUND: within_bounds,
}  # what our own pass writes around blanks and lists
TESTS = ("defined", "undefined", "none", "odd", "even", "in", "true", "false")
FACT_FIELDS = frozenset({"value", "text", "unit", "name", "basis", "stage", "cutoff"})
LOOP_FIELDS = frozenset({"index", "index0", "revindex", "revindex0", "first", "last", "length"})


class _Codes(CodeGenerator):
    """Generates code in which a blank that our ink has written is not escaped a second time."""

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:  # noqa: ANN401 - Jinja's own, private type
        if not _is_inked(node):
            super()._output_child_pre(node, frame, finalize)

    def _output_child_post(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:  # noqa: ANN401 - Jinja's own, private type
        if not _is_inked(node):
            super()._output_child_post(node, frame, finalize)


def _is_inked(node: nodes.Expr) -> bool:
    return isinstance(node, nodes.Filter) and node.name in INNER


class Sandbox(ImmutableSandboxedEnvironment):
    """Reads keys of dictionaries and named fields of facts and loops; every other attribute is missing."""

    code_generator_class = _Codes
    context_class = PrintingContext

    def getattr(self, obj: Any, attribute: str) -> Any:  # noqa: ANN401 - Jinja's signature
        """Return a key of a dictionary, a field of a fact or of a loop."""
        kind = type(obj)
        if kind is dict and attribute in obj:
            return obj[attribute]
        if (kind is Fact and attribute in FACT_FIELDS) or (kind is LoopContext and attribute in LOOP_FIELDS):
            return getattr(obj, attribute)
        return self.undefined(obj=obj, name=attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:  # noqa: ANN401 - Jinja's signature
        """Return a key of a dictionary or an item of a list."""
        if isinstance(obj, (dict, list, tuple)):
            try:
                return obj[argument]
            except (LookupError, TypeError):
                return self.undefined(obj=obj, name=argument)
        return self.getattr(obj, str(argument))

    def is_safe_callable(self, obj: Any) -> bool:  # noqa: ANN401, ARG002 - Jinja's signature
        """Refuse every call."""
        return False


def sandbox() -> Sandbox:
    """Return the environment: autoescape on, a missing name is an error, no globals."""
    environment = Sandbox(
        autoescape=True, undefined=StrictUndefined, keep_trailing_newline=True, cache_size=0
    )
    environment.globals = {}
    environment.filters = {**FILTERS, **INNER}
    environment.tests = {name: environment.tests[name] for name in TESTS}
    return environment


def bound_loops(tree: nodes.Template, environment: Sandbox) -> nodes.Template:
    """Return a template's tree with every loop counted: however they are nested, they come to an end."""
    for loop in tree.find_all(nodes.For):
        loop.iter = nodes.Filter(loop.iter, BOUND, [], [], None, None, lineno=loop.lineno)
    return tree.set_environment(environment)  # type: ignore[return-value] # it returns itself


def page(environment: Sandbox, context: Mapping[str, Any], ink: Ink) -> PrintingContext:
    """Return the context of one document."""
    made = PrintingContext(environment, dict(context), None, {})
    made.ink = ink
    return made
