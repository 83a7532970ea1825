"""Block tags: each opened and closed, in order, and in such places that any branch leaves whole XML."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from jinja2 import nodes

from kit.template.compiling.patch import NEWLINE
from kit.template.faults import fault

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kit.model.finding import Finding
    from kit.template.compiling.scan import Tag


_TOKEN = re.compile(  # a block tag of the template follows its number; tags that we wrote ourselves do not
    rf"(?P<next>{re.escape(NEWLINE)})(?:\{{%\s*(?P<word>\w+).*?%\}})?|\{{%.*?%\}}|\{{\{{.*?\}}\}}"
    r"|<(?P<close>/)?(?P<name>[\w:]+)(?:[^<>]*?)(?P<single>/)?>",
    re.DOTALL,
)
_OPEN = {"for": "endfor", "if": "endif"}
_DEEPEST = 2  # loops over lists that have nothing to do with each other: a table of rows and columns
_MIDDLE = {"else": ("for", "if"), "elif": ("if",)}


@dataclass
class _Open:
    word: str
    tag: Tag
    inside: tuple[int, ...]  # the XML elements that were open, each by a number of its own


@dataclass
class _State:
    tags: Sequence[Tag]
    number: int = 0  # of the tag being read, from 1
    elements: list[int] = field(default_factory=list)  # that are open
    opened: int = 0
    blocks: list[_Open] = field(default_factory=list)

    @property
    def tag(self) -> Tag:
        return self.tags[self.number - 1]


def block_faults(source: str, tags: Sequence[Tag]) -> list[Finding]:
    """Return what is wrong with the block tags of a whole template's source."""
    state = _State(tags)
    findings: list[Finding] = []
    for token in _TOKEN.finditer(source):
        if token["next"]:
            state.number += 1
            findings += _block(state, token["word"] or "")
        elif token["name"]:
            _element(state, token)
    return findings + [_unclosed(block) for block in state.blocks]


def _element(state: _State, token: re.Match[str]) -> None:
    if token["close"]:
        if state.elements:
            state.elements.pop()
    elif not token["single"]:
        state.opened += 1
        state.elements.append(state.opened)


def _block(state: _State, word: str) -> Iterator[Finding]:
    if word in _OPEN:
        state.blocks.append(_Open(word, state.tag, tuple(state.elements)))
    elif word in _MIDDLE:
        if not state.blocks or state.blocks[-1].word not in _MIDDLE[word]:
            yield _stray(state.tag, _MIDDLE[word][-1])
        else:
            yield from _uneven(state, state.blocks[-1])
    elif word in _OPEN.values():
        yield from _end(state, word.removeprefix("end"))


def _end(state: _State, word: str) -> Iterator[Finding]:
    if not any(block.word == word for block in state.blocks):
        yield _stray(state.tag, word)
        return
    while state.blocks[-1].word != word:
        yield _unclosed(state.blocks.pop())
    yield from _uneven(state, state.blocks.pop())


def _uneven(state: _State, block: _Open) -> Iterator[Finding]:
    if block.inside != tuple(state.elements):
        remedy = "成对的标签要在同一段里；跨段的，两头都写成 {%p %} 并各占一段；跨行的，两头都写成 {%tr %}"
        problem = f"“{state.tag.text}”和它的开头“{block.tag.text}”（{block.tag.place}）不在同一层"
        yield fault("uneven", state.tag.place, problem, remedy)


def _stray(tag: Tag, word: str) -> Finding:
    return fault(
        "stray",
        tag.place,
        f"“{tag.text}”前面没有对应的 {{% {word} %}}",
        f"请补上 {{% {word} … %}}，或者删去这个标签",
    )


def _unclosed(block: _Open) -> Finding:
    closing = f"{{%{block.tag.hoisted} {_OPEN[block.word]} %}}"
    return fault(
        "unclosed",
        block.tag.place,
        f"“{block.tag.text}”开了头，没有 {closing}",
        f"请在它管到的最后补上 {closing}",
    )


def loop_faults(tree: nodes.Template, tags: Sequence[Tag]) -> list[Finding]:
    """Return the loops whose work grows with every level: over lists of their own, deeper than a table."""
    return [_endless(tags[loop.lineno - 2]) for loop in _deep_loops(tree, frozenset(), 0)]


def _deep_loops(node: nodes.Node, inner: frozenset[str], depth: int) -> Iterator[nodes.For]:
    """Yield loops that are nested too deep; inner: names that hang on an item of a loop around them."""
    for child in node.iter_child_nodes():
        if isinstance(child, nodes.Assign) and _hangs_on(child.node, inner):
            inner |= {name.name for name in child.target.find_all(nodes.Name)}
        if isinstance(child, nodes.Assign) and isinstance(child.target, nodes.Name):
            continue
        if not isinstance(child, nodes.For):
            yield from _deep_loops(child, inner, depth)
            continue
        level = depth if _hangs_on(child.iter, inner) else depth + 1
        if level > _DEEPEST:
            yield child
        targets = (child.target, *child.target.find_all(nodes.Name))
        own = frozenset(name.name for name in targets if isinstance(name, nodes.Name))
        yield from _deep_loops(child, inner | own, level)


def _hangs_on(node: nodes.Node, names: frozenset[str]) -> bool:
    every = [node, *node.find_all(nodes.Name)]
    return any(isinstance(one, nodes.Name) and one.name in names for one in every)


def _endless(tag: Tag) -> Finding:
    problem = f"“{tag.text}”套在两层循环里，又列一列和外层不相干的内容，份量会成倍地涨"
    return fault("loop", tag.place, problem, "请最多套两层，或者只列外层那一项自己的内容")
