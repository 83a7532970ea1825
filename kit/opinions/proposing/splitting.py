"""Long opinions that seem to hold several: a split is proposed, with ids like Y012-1; people decide.

Two signs are trusted: numbered items that count up from one, and, in long texts, sentences that each
ask for something of their own. No character is lost: the pieces joined are the verbatim text.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

import pandas as pd

from kit.text.numbers import from_chinese

if TYPE_CHECKING:
    from collections.abc import Sequence


COLUMNS = ("意见ID", "新编号", "片段", "起", "止", "依据")
LONG = 40  # characters; shorter texts are split at numbers only
SHORTEST = 8  # characters of a piece
NUMBERED, SENTENCES = "原文自己编了号", "几句话各提各的要求"

_MARK = re.compile(
    r"""(?:^|(?<=[\s。；;，,：:、！!？?）)]))
    (?:[（(](?P<bracket>\d{1,2}|[一二三四五六七八九十]{1,3})[）)]
      |(?P<digit>\d{1,2})[、．.)）](?!\d)
      |(?P<chinese>[一二三四五六七八九十]{1,3})(?:、|是(?=\S)|要(?=\S))
      |第(?P<ordinal>[一二三四五六七八九十]{1,3})[，,、：:])
    | (?P<circled>[①-⑳])""",
    re.VERBOSE,
)
_SENTENCE = re.compile(r"[^。；;！!？?\n]*[。；;！!？?\n]+[”’」』）)\s]*|[^。；;！!？?\n]+$")
_ASKS = re.compile(
    r"建议|希望|请|要求|呼吁|应当|应该|应|需要|要|必须|加强|增加|减少|改善|改进|提高|解决|太|不够|不足|没有|不能|缺|难|差|慢|乱"
)
_HANGS_ON = re.compile(
    r"\s*(?:因此|所以|这|那|其|此|该|但|但是|然而|同时|另外也|而且|并且|并|也|还|因为|由于|特别是|尤其|例如|比如|否则|不然|导致|造成|影响|为此|故|"
    r"请问|谢谢|感谢|以上|望|请|希望|建议|他|她|它|对此|如此|结果|至今|甚至|尽管|虽然|如果)"
)


def propose_splits(by_opinion: pd.DataFrame) -> pd.DataFrame:
    """Return one row for each piece of each opinion that seems to hold several, with COLUMNS.

    by_opinion: one row per raw opinion, with 意见ID and 原文. 起 and 止 count the characters of the
    verbatim text, from 0, the end excluded.
    """
    rows = []
    for number, text in zip(by_opinion["意见ID"], by_opinion["原文"], strict=True):
        if not isinstance(text, str) or len(pieces := split_text(text)) < 2:  # noqa: PLR2004 - one is none
            continue
        reason = NUMBERED if len(_numbered(text)) > 1 else SENTENCES
        start = 0
        for serial, piece in enumerate(pieces, 1):
            rows.append((str(number), f"{number}-{serial}", piece, start, start + len(piece), reason))
            start += len(piece)
    return pd.DataFrame(rows, columns=list(COLUMNS))


def split_text(text: str) -> tuple[str, ...]:
    """Return the pieces of a text, in order; joined they are the text.

    >>> split_text("1、多修路灯；2、少开会。")
    ('1、多修路灯；', '2、少开会。')
    >>> split_text("路灯不亮。请修一修。")
    ('路灯不亮。请修一修。',)
    """
    return _numbered(text) if len(_numbered(text)) > 1 else _by_sentences(text)


def _numbered(text: str) -> tuple[str, ...]:
    """Return the items of a text that numbers them 1, 2, 3 …; what stands before stays with the first."""
    by_style: dict[str, list[int]] = {}
    for found in _MARK.finditer(text):
        style, value = next((name, said) for name, said in found.groupdict().items() if said)
        starts = by_style.setdefault(style, [])
        if _value(value) == len(starts) + 1:
            starts.append(found.start())
    starts = max(by_style.values(), key=len, default=[])
    pieces = _cut(text, [0, *starts[1:], len(text)]) if len(starts) > 1 else (text,)
    return pieces if all(_content(piece) > 1 for piece in pieces) else (text,)


def _value(said: str) -> int | None:
    if said[0] >= "①":
        return ord(said) - ord("①") + 1 if len(said) == 1 and said <= "⑳" else from_chinese(said)
    return int(said) if said.isdigit() else from_chinese(said)


def _by_sentences(text: str) -> tuple[str, ...]:
    """Return the sentences of a long text, if each one but those that hang on asks for something."""
    if len(text) < LONG:
        return (text,)
    pieces: list[str] = []
    for sentence in _SENTENCE.findall(text):
        if pieces and (_HANGS_ON.match(sentence) or _content(sentence) < SHORTEST):
            pieces[-1] += sentence
        else:
            pieces.append(sentence)
    if "".join(pieces) != text or len(pieces) < 2:  # noqa: PLR2004 - one is none
        return (text,)
    stand_alone = all(_ASKS.search(piece) and _content(piece) >= SHORTEST for piece in pieces)
    return tuple(pieces) if stand_alone else (text,)


def _cut(text: str, ends: Sequence[int]) -> tuple[str, ...]:
    return tuple(text[a:b] for a, b in pairwise(ends))


def _content(piece: str) -> int:
    return sum(character.isalnum() for character in _MARK.sub("", piece))
