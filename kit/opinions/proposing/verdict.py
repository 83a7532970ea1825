"""Whether two opinions say the same thing, and why: the step that knows the traps.

Precision first: what is not known to be harmless counts as a difference. Harmless are other fillers,
words of the same meaning, another order of clauses, a slip of the pen, and a short addition to a long
text. Another number, place, negation, attitude or object never is.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kit.opinions.proposing.normalising import comparable, lexicon, sorted_numbers, unified
from kit.opinions.proposing.similarity import ADDED, SimilarityBlock, blocks, share_in_common
from kit.opinions.proposing.words import cut

if TYPE_CHECKING:
    from collections.abc import Sequence


Words = tuple[str, ...]
_WORD = re.compile(r"[\w%‰√×✓✗👍👎]")
_BREAK = re.compile(r"[，。；！？,;!?\n]")
_NUMERAL = re.compile(
    r"第?[\d〇零一二两三四五六七八九十百千万亿半.%]+(?:号|楼|栋|个|米|元|点|时|次|年|月|日|天|路|岁|人|名)?"
)
ASKED = "建议"  # stands for all ways to ask: they say nothing about what is asked
_DEGREE = "太过很更最较"
_SIDES = frozenset("东西南北左右前后内外")
LONG = 24  # characters in common; below it an added word can change everything
ADDITION = 0.15  # of what is in common
SLIP = 8  # characters; in a shorter text one character may be the whole difference


@dataclass(frozen=True)
class LikenessVerdict:
    """Whether two opinions say the same, how alike they look (0 to 1), and the reason to print."""

    same: bool
    similarity: float
    reason: str


@dataclass(frozen=True)
class Gist:
    """An opinion as its telling words, clause by clause."""

    said: str  # comparable text
    clauses: tuple[Words, ...]

    @property
    def words(self) -> Words:
        """Return the telling words in order."""
        return tuple(word for clause in self.clauses for word in clause)


def gists(texts: Sequence[str], words: Sequence[str] = ()) -> list[Gist]:
    """Return the gist of each text; words: the campaign's own terms, kept whole."""
    return [
        Gist(comparable(text), _clauses(cutting))
        for text, cutting in zip(texts, cut(map(unified, texts), words), strict=True)
    ]


def compare(one: str, other: str, words: Sequence[str] = ()) -> LikenessVerdict:
    """Return the verdict on two texts; their order makes no difference.

    >>> compare("建议增加路灯。", "希望尽快增设路灯！").same
    True
    >>> compare("3号楼漏水", "5号楼漏水").reason
    '数字不同：3 / 5'
    """
    return verdict(*gists((one, other), words))


def verdict(one: Gist, other: Gist) -> LikenessVerdict:
    """Return the verdict on two gists; their order makes no difference."""
    first, second = sorted((one, other), key=lambda gist: (gist.said, gist.clauses))
    similarity = share_in_common(first.said, second.said)
    if first.said == second.said:
        return LikenessVerdict(same=True, similarity=1.0, reason="去掉标点、空格和全半角后一字不差")
    if (mine := sorted_numbers(first.said)) != (yours := sorted_numbers(second.said)):
        return LikenessVerdict(same=False, similarity=similarity, reason=_unequal("数字", mine, yours))
    if "".join(first.words) == "".join(second.words):
        return LikenessVerdict(same=True, similarity=similarity, reason="只有语气词、客套话或同义词不同")
    if sorted(first.clauses) == sorted(second.clauses):
        return LikenessVerdict(same=True, similarity=similarity, reason="各分句相同，只是先后不同")
    return _by_difference(first, second, similarity)


def _clauses(words: Words) -> tuple[Words, ...]:
    clauses: list[list[str]] = [[]]
    for word in words:
        if _BREAK.search(word):
            clauses.append([])
        elif _WORD.search(word):
            clauses[-1].append(word)
    light, alike = lexicon().fillers, lexicon().synonyms
    telling = (
        tuple(alike.get(word, word) for word in clause if word not in light and alike.get(word) != ASKED)
        for clause in clauses
    )
    return tuple(clause for clause in telling if not lexicon().courtesies.issuperset(clause)) or tuple(
        tuple(clause) for clause in clauses if clause
    )


def _by_difference(first: Gist, second: Gist, similarity: float) -> LikenessVerdict:
    found = blocks(first.words, second.words)
    gone = tuple(word for block in found for word in block.left)
    come = tuple(word for block in found for word in block.right)
    if trap := _trap(gone, come) or _place(found):
        return LikenessVerdict(same=False, similarity=similarity, reason=trap)
    kept = sum(map(len, first.words)) - sum(map(len, gone))
    reasons = [_harmless(block, kept) for block in found]
    if all(reasons) and (_is_small(gone, come, kept) or all(map(_slip, found))):
        return LikenessVerdict(
            same=True,
            similarity=similarity,
            reason="；".join(dict.fromkeys(reason for reason in reasons if reason)),
        )
    return LikenessVerdict(same=False, similarity=similarity, reason=_unequal("说的内容", gone, come))


def _trap(gone: Words, come: Words) -> str | None:
    """Return why the differing words change the meaning, or None."""
    only_gone, only_come = tuple(Counter(gone) - Counter(come)), tuple(Counter(come) - Counter(gone))
    for name, is_one in (
        ("否定", _is_negation),
        ("数字", _is_numeral),
        ("方位", _is_side),
        ("态度或条件", _is_turn),
    ):
        mine, yours = tuple(filter(is_one, only_gone)), tuple(filter(is_one, only_come))
        if mine != yours:
            return _unequal("一正一反，否定词" if name == "否定" else name, mine, yours)
    for mine_ in only_gone:
        for yours_ in only_come:
            if frozenset((mine_.lstrip(_DEGREE), yours_.lstrip(_DEGREE))) in lexicon().antonyms:
                return _unequal("态度相反", (mine_,), (yours_,))
    return None


def _place(found: Sequence[SimilarityBlock]) -> str | None:
    """Return which place differs, or None; a street's name may be cut away from its 路."""
    endings = lexicon().place_endings
    for block in found:
        for words in (block.left, block.right):
            after = words[-1:] + (block.after if words else ())
            if any(word.endswith(endings) for word in words) or (len(after) > 1 and after[-1] in endings):
                return _unequal("地点或单位", ("".join(block.left),), ("".join(block.right),))
    return None


def _harmless(block: SimilarityBlock, kept: int) -> str | None:
    if slip := _slip(block):
        return slip
    if block.kind == ADDED and kept >= LONG:
        more = "".join(block.left or block.right)
        return f"一处多出“{more}”"
    return None


def _slip(block: SimilarityBlock) -> str | None:
    """Return the slip of the pen that a block is, or None: one character of one known word."""
    one, other = "".join(block.left), "".join(block.right)
    if len(one) != len(other) or len(one) < 2 or block.in_common < SLIP:  # noqa: PLR2004 - a word has two
        return None
    if sum(a != b for a, b in zip(one, other, strict=True)) != 1 or (
        block.after[:1] and block.after[0] in lexicon().titles
    ):
        return None
    known = (len(block.left) == 1, len(block.right) == 1)
    return f"“{one}”与“{other}”像是笔误" if known.count(True) == 1 else None


def _is_small(gone: Words, come: Words, kept: int) -> bool:
    return len("".join(gone + come)) <= ADDITION * kept


def _is_negation(word: str) -> bool:
    return word in lexicon().negations or word.startswith(("不", "没", "无", "未"))


def _is_numeral(word: str) -> bool:
    return _NUMERAL.fullmatch(word) is not None


def _is_side(word: str) -> bool:
    return word in _SIDES


def _is_turn(word: str) -> bool:
    return word in lexicon().turns


def _unequal(what: str, mine: Words, yours: Words) -> str:
    verb = "" if what.endswith("相反") else "不同"
    return f"{what}{verb}：{'、'.join(mine) or '无'} / {'、'.join(yours) or '无'}"
