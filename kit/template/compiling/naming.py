"""The names a template uses, with the paths that its loops give them."""

from __future__ import annotations

from dataclasses import dataclass, field

from jinja2 import nodes


@dataclass(frozen=True)
class Use:
    """One use of a name: as a path from the context, where list items are written 各项[].单位."""

    path: tuple[str, ...]
    tag: int  # from 1

    @property
    def name(self) -> str:
        """Return the path as the findings and Template.names write it.

        >>> Use(("各项", "[]", "单位"), 1).name
        '各项[].单位'
        """
        return ".".join(self.path).replace(".[]", "[]")


@dataclass
class _Reader:
    uses: list[Use] = field(default_factory=list)
    optional: set[str] = field(default_factory=set)


def names_used(tree: nodes.Template) -> tuple[tuple[Use, ...], frozenset[str]]:
    """Return every use of a name, and the names that the template itself asks about (is defined, default)."""
    reader = _Reader()
    _read(tree, {}, reader)
    return tuple(dict.fromkeys(reader.uses)), frozenset(reader.optional)


Scope = dict[str, tuple[str, ...]]  # names of loops and set: the path they stand for, or () if none is known


def _read(node: nodes.Node, scope: Scope, reader: _Reader) -> None:
    if isinstance(node, nodes.For):
        _read_loop(node, scope, reader)
    elif isinstance(node, nodes.Assign):
        _read(node.node, scope, reader)
        scope |= _bound(node.target, _path(node.node, scope))
    elif (path := _path(node, scope)) is not None:
        _note(node, path, reader)
    else:
        _note_optional(node, scope, reader)
        for child in node.iter_child_nodes():
            _read(child, scope, reader)


def _read_loop(node: nodes.For, scope: Scope, reader: _Reader) -> None:
    _read(node.iter, scope, reader)
    path = _path(node.iter, scope)
    inner = scope | _bound(node.target, (*path, "[]") if path else ()) | {"loop": ()}
    for child in (*([node.test] if node.test else []), *node.body):
        _read(child, inner, reader)
    for child in node.else_:
        _read(child, scope, reader)


def _bound(target: nodes.Node, path: tuple[str, ...] | None) -> Scope:
    if isinstance(target, nodes.Name):
        return {target.name: path or ()}
    return {name.name: () for name in target.find_all(nodes.Name)}


def _path(node: nodes.Node, scope: Scope) -> tuple[str, ...] | None:
    """Return the path of a name or of its attributes; () for what hangs on no name of the context."""
    if isinstance(node, nodes.Name):
        return scope.get(node.name, (node.name,))
    if isinstance(node, nodes.Getattr):
        base = _path(node.node, scope)
        return (*base, node.attr) if base else base
    if isinstance(node, nodes.Getitem) and isinstance(node.arg, nodes.Const):
        base = _path(node.node, scope)
        return (*base, str(node.arg.value) if isinstance(node.arg.value, str) else "[]") if base else base
    return None


def _note(node: nodes.Node, path: tuple[str, ...], reader: _Reader) -> None:
    for length in range(1, len(path) + 1):
        if path[length - 1] != "[]":
            reader.uses.append(Use(path[:length], node.lineno - 1))


def _note_optional(node: nodes.Node, scope: Scope, reader: _Reader) -> None:
    if isinstance(node, (nodes.Test, nodes.Filter)) and node.name in ("defined", "undefined", "default"):
        path = _path(node.node, scope) if node.node is not None else None
        if path:
            reader.optional.add(Use(path, 0).name)
