"""How far the machine's sorting can be trusted: said from a random sample alone, with a lower bound.

What people have sorted is no sample: they take the surest first, or the hardest, or one aspect after the
other. A few opinions, drawn by a hash of their ids, are therefore mixed into every review workbook
(抽查); what people decide on them, against what a model guesses that has not seen these answers, bounds how
often the machine is right on the opinions that nobody decided yet.

The bound is Clopper and Pearson's (1934), 95 %, shared among the few thresholds that are compared, so that
the choice of the best of them makes it no better than it is (Bonferroni). What is known of decided opinions
is taken off before the rest is judged: who decides the easy ones first leaves the hard ones.
"""

from __future__ import annotations

import hashlib
import json
import math
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

import numpy as np

from kit.files.writing import write_atomically

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence
    from pathlib import Path

    import numpy.typing as npt

    Floats = npt.NDArray[np.float64]
    Bools = npt.NDArray[np.bool_]


STEPS = (50, 100, 200, 400, 800)  # how large the sample becomes, one step after the other is decided
RESERVED = 4  # one opinion in so many at most is drawn
FEWEST = STEPS[0] * RESERVED  # opinions; in a smaller register a sample would be too small to say anything
RISK = 0.05  # that a bound says too much
SHARES = (1.0, 0.75, 0.5, 0.25)  # of the opinions, the surest: each a threshold that is tried
LEFT, RIGHT, WRONG = -1, 1, 0  # what is known of an opinion: nobody decided it, the guess was right, was not


@dataclass(frozen=True)
class Audit:
    """The random sample: opinions that count in it, those that are asked next, all that may ever be drawn."""

    counted: tuple[str, ...]
    asked: tuple[str, ...]
    reserved: frozenset[str]


@dataclass(frozen=True)
class Accuracy:
    """What the sample says; shares are between 0 and 1 and are lower bounds."""

    opinions: int  # that could be drawn: each text once
    audited: int  # of them in the sample; 0: nothing can be said yet
    right: int  # of the sample, what the machine would have sorted as people did
    missing: int  # answers until something, or something more, can be said
    left: int  # opinions that nobody decided yet
    at_least: float  # right of these, at least, if the machine sorted all of them
    target: float  # precision that was asked of what is not left to people
    threshold: float | None  # confidence from which the model speaks; None: at no threshold good enough
    coverage: float  # share of the undecided opinions on which it speaks then
    precision: float  # right of those, at least

    def __str__(self) -> str:
        """Return the sentence that a clerk reads."""
        if self.opinions < FEWEST:
            return f"还不能说：不到 {FEWEST} 条，抽查不出准不准，请逐条看"
        if not self.audited:
            return f"还不能说：随机抽查的 {STEPS[0]} 条（审核表“抽查”列）里还有 {self.missing} 条没有定"
        said = f"随机抽查 {self.audited} 条，机器归对 {self.right} 条"
        if not self.left:
            return f"{said}；都已经由人定了"
        said += f"；没有定的 {self.left} 条如果全由机器归，至少对 {_floored(self.at_least)}"
        if self.threshold is None:
            return f"{said}；哪一档都还说不上至少对 {self.target:.0%}，请逐条看（95% 的把握）"
        return (
            f"{said}；把握不到 {self.threshold:.2f} 的留给人，机器归 {_floored(self.coverage)}，"
            f"其中至少对 {_floored(self.precision)}（95% 的把握）"
        )


def audit_of(ids: Iterable[str], decided: Collection[str]) -> Audit:
    """Return the sample of a register.

    ids: the opinions that can be drawn. decided: those that people have decided. A step of the sample counts
    once all of it is decided: one that is left open because it is hard would make the rest too easy.
    """
    drawn = sorted(ids, key=_place)
    reserved = drawn[: min(STEPS[-1], len(drawn) // RESERVED)]
    steps = [step for step in STEPS if step <= len(reserved)]
    full = [step for step in steps if decided_all(reserved[:step], decided)]
    due = next((step for step in steps if step not in full), 0)
    asked = tuple(number for number in reserved[:due] if number not in decided)
    return Audit(tuple(reserved[: max(full, default=0)]), asked, frozenset(reserved if steps else ()))


def decided_all(ids: Iterable[str], decided: Collection[str]) -> bool:
    """Return whether people have decided on every one of some opinions."""
    return all(number in decided for number in ids)


def accuracy_of(
    audit: Audit, ids: Sequence[str], confidence: Floats, known: npt.NDArray[np.int64], target: float
) -> Accuracy:
    """Return what the sample says of the opinions that nobody decided.

    ids: the opinions that can be drawn; confidence: of the guess on each, of a model that has not seen its
    answer; known: LEFT, RIGHT or WRONG. target: the share of right answers that is asked of what the model
    does not leave to people: its threshold is the lowest of SHARES for which the bound reaches it.
    """
    sampled = np.isin(np.array(ids, dtype=object), list(audit.counted))
    left = int((known == LEFT).sum())
    everything = (len(ids), int(sampled.sum()), int((known[sampled] == RIGHT).sum()), len(audit.asked), left)
    if not sampled.any():
        return Accuracy(*everything, 0.0, target, None, 0.0, 0.0)
    tried = [
        (threshold, *_bound(confidence >= threshold, sampled, known)) for threshold in _tried(confidence)
    ]
    reached = next((found for found in tried if found[1] >= target and found[2]), None)
    if reached is None:
        return Accuracy(*everything, tried[0][1], target, None, 0.0, 0.0)
    threshold, precision, speaks = reached
    return Accuracy(*everything, tried[0][1], target, threshold, speaks / left, precision)


def lower_bound(right: int, of: int, risk: float = RISK) -> float:
    """Return the share of which it is certain, but for the risk, that the true one is no smaller.

    Clopper and Pearson's exact bound, one-sided.

    >>> round(lower_bound(50, 50), 3), round(lower_bound(45, 50), 3), lower_bound(0, 50)
    (0.942, 0.801, 0.0)
    """
    from scipy.special import betaincinv  # noqa: PLC0415 - half a second, for whoever only reads answers

    return float(betaincinv(right, of - right + 1, risk)) if right else 0.0


def record_accuracy(path: Path, accuracy: Accuracy, when: str) -> None:
    """Add a measurement to the record beside the register (JSON lines); the same twice is one.

    when: the day, given by the caller. Raises WriteError.
    """
    line = json.dumps({"when": when, **asdict(accuracy)}, ensure_ascii=False, sort_keys=True)
    before = path.read_text(encoding="utf-8").removesuffix("\n").split("\n") if path.exists() else []
    if line not in before:
        write_atomically(path, "\n".join([*before, line, ""]).encode())


def _place(number: str) -> str:
    """Return where an opinion stands in the draw: by chance, and the same at every rebuild."""
    return hashlib.sha256(f"抽查 {number}".encode("utf-8", "surrogatepass")).hexdigest()


def _tried(confidence: Floats) -> list[float]:
    """Return the thresholds that are compared, the lowest first; chosen without a look at any answer."""
    return [0.0, *(float(np.quantile(confidence, 1 - share, method="lower")) for share in SHARES[1:])]


def _bound(spoken: Bools, sampled: Bools, known: npt.NDArray[np.int64]) -> tuple[float, int]:
    """Return the lower bound of what is right among undecided opinions on which the model speaks; how many.

    All wrong guesses among them are at most so many as the sample's bound says; those that are known among
    decided opinions are none of the rest.
    """
    seen, left = spoken & sampled, spoken & (known == LEFT)
    rest = int(left.sum())
    if not rest or not seen.any():
        return 0.0, rest
    share = lower_bound(int((known[seen] == RIGHT).sum()), int(seen.sum()), RISK / len(SHARES))
    wrong = (1 - share) * int(spoken.sum()) - int((known[spoken] == WRONG).sum())
    return min(1.0, max(0.0, 1 - wrong / rest)), rest


def _floored(share: float) -> str:
    """Return a lower bound in whole per cent, never rounded up."""
    return f"{math.floor(100 * share + 1e-9)}%"
