"""An item's result by the majority of all members (全体过半), as standing orders have it (figures.md T14)."""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING

from kit.nouns.evaluation import asked
from kit.nouns.fact import Fact, text_fact

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kit.nouns.campaign import Evaluation
    from kit.nouns.fact import Source
    from kit.nouns.tally import ItemTally, Turnout

SAID = {"majority_of_members": "应参评", "majority_of_present": "实到"}


def verdict_facts(
    id_: str,
    name: str,
    tallies: Sequence[ItemTally],
    turnout: Turnout,
    evaluation: Evaluation,
    sources: tuple[Source, ...],
) -> Iterator[Fact]:
    """Yield each item's verdict: the best grade that, with all better ones, has a majority; else the last.

    Where the votes are exactly half and the campaign does not say whether that is enough, a fact
    `verdict_undecided` says so and there is no verdict. tallies: those of `asked(evaluation)`.
    """
    by_members = evaluation.verdict == "majority_of_members"
    whole = turnout.expected if by_members else turnout.present
    if evaluation.verdict == "none" or not whole:
        return
    said = f"{SAID[evaluation.verdict]}{whole}人"
    for item, tally in zip(asked(evaluation), tallies, strict=True):
        scored = item.grades[: len(evaluation.points)]
        key, label = f"{id_}.{item.id}.verdict", f"{name}“{item.question}”结论"
        for grade, votes in zip(scored[:-1], accumulate(tally.counts), strict=False):
            upto = "和".join(f"“{one}”" for one in scored[: scored.index(grade) + 1])
            if votes * 2 == whole and evaluation.half_is_enough is None:
                text = f"选{upto}的{votes}票，正好是{said}的一半"
                yield text_fact(f"{key}_undecided", f"{label}待定", text, sources=sources)
                break
            if votes * 2 > whole or (votes * 2 == whole and evaluation.half_is_enough):
                basis = f"选{upto}的{votes}票，达到{said}的半数"
                yield text_fact(key, label, grade, basis, sources)
                break
        else:
            basis = f"选其他等次的{sum(tally.counts[: len(scored) - 1])}票，没有达到{said}的半数"
            yield text_fact(key, label, scored[-1], basis, sources)
