"""The environment that templates run in: plain data, the kit's filters, nothing that runs code."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jinja2 import StrictUndefined, nodes
from jinja2.compiler import CodeGenerator
from jinja2.runtime import Context, LoopContext
from jinja2.sandbox import ImmutableSandboxedEnvironment

from kit.nouns.fact import Fact
from kit.word.printing.filters import FILTERS
from kit.word.printing.ink import put, serial, text, twips

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jinja2.compiler import Frame

    from kit.word.printing.ink import Ink

INNER = {
    "_put": put,
    "_text": text,
    "_twips": twips,
    "_serial": serial,
}  # what our own pass writes around blanks
TESTS = ("defined", "undefined", "none", "odd", "even", "in", "true", "false")
FACT_FIELDS = frozenset({"value", "text", "unit", "name", "basis", "stage", "cutoff"})
LOOP_FIELDS = frozenset({"index", "index0", "revindex", "revindex0", "first", "last", "length"})


class Page(Context):
    """The context of one document, with the ink that prints into it."""

    ink: Ink


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
    context_class = Page

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


def page(environment: Sandbox, context: Mapping[str, Any], ink: Ink) -> Page:
    """Return the context of one document."""
    made = Page(environment, dict(context), None, {})
    made.ink = ink
    return made
