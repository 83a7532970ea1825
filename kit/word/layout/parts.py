"""From blocks to what is set as one piece: the rows of an imprint (版记) make one table."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kit.word.layout.blocks import BODY, IMPRINT_STYLES, Block, Line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_TAG = re.compile(r"\{%p\s+(end)?(if|for)?.*%\}", re.DOTALL)


@dataclass(frozen=True)
class Imprint:
    """Lines of 抄送 and 印发, and tags of a template that decide about some of them."""

    lines: tuple[Line, ...]


Part = Block | Imprint


def parts_of(blocks: Sequence[Block]) -> Iterator[Part]:
    """Yield the blocks, neighbouring lines of an imprint as one.

    A tag that opens and closes around some of the lines belongs to the imprint; one around all of them does
    not, for a table must keep a row.
    """
    at = 0
    while at < len(blocks):
        end = _imprint_end(blocks, at)
        if end > at:
            yield Imprint(tuple(block for block in blocks[at:end] if isinstance(block, Line)))
        else:
            yield blocks[at]
        at = max(end, at + 1)


def _imprint_end(blocks: Sequence[Block], start: int) -> int:
    """Return where the imprint that starts at a block ends, or the start if none starts there."""
    depth, end, has_sure_row = 0, start, False
    for at, block in enumerate(blocks[start:], start):
        step = _step(block)
        depth += step
        if depth < 0 or not (_is_imprint(block) or is_tag(block)):
            break
        has_sure_row = has_sure_row or (depth == 0 and _is_imprint(block))
        if depth == 0 and (step < 0 or _is_imprint(block)):
            end = at + 1
    return end if has_sure_row else start


def _step(block: Block) -> int:
    """Return 1 for a tag that opens, -1 for one that closes, 0 for anything else."""
    found = _TAG.fullmatch(block.text) if is_tag(block) and isinstance(block, Line) else None
    if found is None or not found[2]:
        return 0
    return -1 if found[1] else 1


def _is_imprint(block: Block) -> bool:
    return isinstance(block, Line) and block.style in IMPRINT_STYLES


def is_tag(part: Part | None) -> bool:
    """Return whether a part is a template's tag that vanishes with its paragraph."""
    return isinstance(part, Line) and part.style == BODY and bool(_TAG.fullmatch(part.text))
