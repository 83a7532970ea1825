"""Whether two opinions say the same thing, and why: the step that knows the traps.

Precision first: what is not known to be harmless counts as a difference. Harmless are other fillers,
words of the same meaning, another order of clauses, a slip of the pen, and a short addition to a long
text. Another number, place, negation, attitude or object never is; in a short text no other particle is.
What differs in one number or day of a long text, or in particles of a short one, is doubtful: people are
asked, with the difference before them.
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
_PARTS = frozenset("中上里来去")  # of names: 云岭中路 is not 云岭路
_SIDES = frozenset("东西南北左右前后内外")
LONG = 24  # characters in common; below it an added word can change everything
ADDITION = 0.15  # of what is in common
SLIP = 8  # characters; in a shorter text one character may be the whole difference
SHORT = 12  # characters; below it 我, 吗, 和, 中, 了 can be the whole difference
_POLAR = frozenset("不没无未非否别莫勿反正是有能得可增减加降升开关取去来进出上下高低多少好坏大小")
_DATED = re.compile(r"[\d〇零一二两三四五六七八九十百千万亿半.]+|[年月日号点时分]")
_NUMBERED = re.compile(
    r"第?[\d〇零一二两三四五六七八九十百千万亿半.%]+(?:[\u4e00-\u9fff]{0,2}|[年月日号点时分\d〇零一二两三四五六七八九十.]*)"
)


@dataclass(frozen=True)
class LikenessVerdict:
    """Whether two opinions say the same, how alike they look (0 to 1), and the reason to print."""

    same: bool
    similarity: float
    reason: str
    doubtful: bool = False  # not the same as it stands, but people should look: the reason is the difference


@dataclass(frozen=True)
class Gist:
    """An opinion as its telling words, clause by clause."""

    said: str  # comparable text
    clauses: tuple[Words, ...]
    strict: tuple[Words, ...] = ()  # of a short text: with all particles but urgings

    @property
    def words(self) -> Words:
        """Return the telling words in order."""
        return _all(self.clauses)


def gists(texts: Sequence[str], words: Sequence[str] = ()) -> list[Gist]:
    """Return the gist of each text; words: the campaign's own terms, kept whole."""
    cuttings = cut(map(unified, texts), words)
    return [_gist(comparable(text), cutting) for text, cutting in zip(texts, cuttings, strict=True)]


def _gist(said: str, cutting: Words) -> Gist:
    strict = _clauses(cutting, lexicon().urgings) if len(said) < 2 * SHORT else ()
    return Gist(said, _clauses(cutting, lexicon().fillers), strict)


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
    if min(len(first.said), len(second.said)) < SHORT and first.strict and second.strict:
        return _of_short(first, second, similarity)
    return _of_long(first, second, similarity)


def _of_short(first: Gist, second: Gist, similarity: float) -> LikenessVerdict:
    """Return the verdict where every particle counts; what only particles part is doubtful."""
    said = _of_long(Gist(first.said, first.strict), Gist(second.said, second.strict), similarity)
    if said.same or "".join(first.words) != "".join(second.words):
        return said
    mine, yours = _sides_of(blocks(_all(first.strict), _all(second.strict)))
    reason = f"只差虚词：{''.join(mine) or '无'} / {''.join(yours) or '无'}"
    polar = any(map(_is_negation, mine + yours)) or any(map(_is_turn, mine + yours))
    return LikenessVerdict(same=False, similarity=similarity, reason=reason, doubtful=not polar)


def _of_long(first: Gist, second: Gist, similarity: float) -> LikenessVerdict:
    if (mine := sorted_numbers(first.said)) != (yours := sorted_numbers(second.said)):
        if apart := _one_number_apart(first, second):
            return LikenessVerdict(same=False, similarity=similarity, reason=apart, doubtful=True)
        return LikenessVerdict(same=False, similarity=similarity, reason=_unequal("数字", mine, yours))
    if "".join(first.words) == "".join(second.words):
        return LikenessVerdict(same=True, similarity=similarity, reason="只有语气词、客套话或同义词不同")
    if sorted(first.clauses) == sorted(second.clauses):
        return LikenessVerdict(same=True, similarity=similarity, reason="各分句相同，只是先后不同")
    return _by_difference(first, second, similarity)


def _all(clauses: tuple[Words, ...]) -> Words:
    return tuple(word for clause in clauses for word in clause)


def _sides_of(found: Sequence[SimilarityBlock]) -> tuple[Words, Words]:
    """Return the words that only the one text has, and those that only the other has."""
    left = tuple(word for block in found for word in block.left)
    return left, tuple(word for block in found for word in block.right)


def _clauses(words: Words, light: frozenset[str]) -> tuple[Words, ...]:
    clauses: list[list[str]] = [[]]
    for word, after in zip(words, [*words, ""][1:], strict=True):
        if _BREAK.search(word):
            clauses.append([])
        elif _WORD.search(word) or (
            word == "." and clauses[-1][-1:] and clauses[-1][-1].isdigit() and after.isdigit()
        ):
            clauses[-1].append(word)
    alike, endings = lexicon().synonyms, lexicon().place_endings
    telling = (
        tuple(
            alike.get(word, word)
            for word, after in zip(clause, [*clause, ""][1:], strict=True)
            if alike.get(word) != ASKED and (word not in light or (word in _PARTS and after in endings))
        )
        for clause in clauses
    )
    return tuple(clause for clause in telling if not lexicon().courtesies.issuperset(clause)) or tuple(
        tuple(clause) for clause in clauses if clause
    )


def _by_difference(first: Gist, second: Gist, similarity: float) -> LikenessVerdict:
    found = blocks(first.words, second.words)
    gone, come = _sides_of(found)
    if trap := _trap(gone, come) or _place(found):
        apart = _one_number_apart(first, second)
        return LikenessVerdict(
            same=False, similarity=similarity, reason=apart or trap, doubtful=apart is not None
        )
    if (reason := _all_harmless(found, first.words)) is not None:
        return LikenessVerdict(same=True, similarity=similarity, reason=reason)
    return LikenessVerdict(same=False, similarity=similarity, reason=_unequal("说的内容", gone, come))


def _all_harmless(found: Sequence[SimilarityBlock], words: Words) -> str | None:
    """Return why no difference matters, or None where one does; words: of the text on the left."""
    gone, come = _sides_of(found)
    kept = sum(map(len, words)) - sum(map(len, gone))
    reasons = [_harmless(block, kept) for block in found]
    if all(reasons) and (_is_small(gone, come, kept) or all(map(_slip, found))):
        return "；".join(dict.fromkeys(reason for reason in reasons if reason))
    return None


def _one_number_apart(first: Gist, second: Gist) -> str | None:
    """Return the one number or day in which two long texts differ, wherever it stands; None if more does."""
    if min(len(first.said), len(second.said)) < LONG:
        return None
    found = blocks(_dated(first.words), _dated(second.words))
    numbers = [block for block in found if _is_numbered(block.left) and _is_numbered(block.right)]
    rest = [block for block in found if block not in numbers]
    gone, come = _sides_of(rest)
    apart = {(block.left[0], block.right[0]) for block in numbers}
    if len(apart) != 1 or _trap(gone, come) or _place(rest):
        return None
    if rest and _all_harmless(rest, first.words) is None:
        return None
    return f"只差一处数字或日期：{numbers[0].left[0]} / {numbers[0].right[0]}"


def _is_numbered(words: Words) -> bool:
    return len(words) == 1 and _NUMBERED.fullmatch(words[0]) is not None


def _dated(words: Words) -> Words:
    """Return the words, the parts of each day, time or amount in one piece."""
    joined: list[str] = []
    for word in words:
        if joined and _NUMBERED.fullmatch(joined[-1]) and _DATED.fullmatch(word):
            joined[-1] += word
        else:
            joined.append(word)
    return tuple(joined)


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
    apart = [pair for pair in zip(one, other, strict=True) if pair[0] != pair[1]]
    if len(apart) != 1 or (block.after[:1] and block.after[0] in lexicon().titles):
        return None
    if not _POLAR.isdisjoint(apart[0]):
        return None
    known = (len(block.left) == 1, len(block.right) == 1)
    return f"“{one}”与“{other}”像是笔误" if known.count(True) == 1 else None


def _is_small(gone: Words, come: Words, kept: int) -> bool:
    return len("".join(gone + come)) <= ADDITION * kept


def _is_negation(word: str) -> bool:
    return word in lexicon().negations or word.startswith(("不", "没", "无", "未")) or word[1:2] == "不"


def _is_numeral(word: str) -> bool:
    return _NUMERAL.fullmatch(word) is not None


def _is_side(word: str) -> bool:
    return word in _SIDES


def _is_turn(word: str) -> bool:
    return word in lexicon().turns


def _unequal(what: str, mine: Words, yours: Words) -> str:
    verb = "" if what.endswith("相反") else "不同"
    return f"{what}{verb}：{'、'.join(mine) or '无'} / {'、'.join(yours) or '无'}"
