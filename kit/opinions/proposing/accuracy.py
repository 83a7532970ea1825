"""How far a model of people's decisions can be trusted, measured on texts it has not seen."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

import numpy as np

from kit.files.writing import write_atomically

if TYPE_CHECKING:
    from pathlib import Path

    import numpy.typing as npt

    Floats = npt.NDArray[np.float64]
    Bools = npt.NDArray[np.bool_]


SURE = 0.999  # a threshold that nothing reaches unless it is certain


@dataclass(frozen=True)
class Accuracy:
    """What cross-validation found; shares are between 0 and 1."""

    rows: int  # texts that people have sorted, each once
    aspects: tuple[tuple[str, int], ...]  # how many texts of each aspect
    folds: int
    accuracy: float  # of all texts, without abstaining
    target: float  # precision that was asked of what is not left to people
    threshold: float  # confidence from which the model speaks
    coverage: float  # share of texts on which it spoke
    precision: float  # of those, share that was right; the threshold came from other folds

    def __str__(self) -> str:
        """Return the sentence that a clerk reads."""
        return (
            f"用 {self.rows} 条人工归类的意见检验（{self.folds} 折交叉）："
            f"全部由机器归类，对 {self.accuracy:.1%}；把握不到 {self.threshold:.2f} 的留给人，"
            f"机器归 {self.coverage:.1%}，其中对 {self.precision:.1%}"
        )


def measured(
    probabilities: Floats, right: Bools, fold: npt.NDArray[np.int64], target: float
) -> tuple[float, float]:
    """Return coverage and precision when each fold is judged by the threshold of the others."""
    spoken = np.zeros(len(right), dtype=bool)
    for number in np.unique(fold):
        held = fold == number
        spoken[held] = probabilities[held] >= threshold_for(probabilities[~held], right[~held], target)
    return float(spoken.mean()), float(right[spoken].mean()) if spoken.any() else 0.0


def threshold_for(probabilities: Floats, right: Bools, target: float) -> float:
    """Return the lowest confidence from which on the share of right answers reaches the target."""
    order = np.argsort(-probabilities, kind="stable")
    share = np.cumsum(right[order]) / np.arange(1, len(order) + 1)
    reached = np.flatnonzero(share >= target)
    return float(probabilities[order][reached[-1]]) if len(reached) else SURE


def record_accuracy(path: Path, accuracy: Accuracy, when: str) -> None:
    """Add a measurement to the record beside the register (JSON lines); the same twice is one.

    when: the day, given by the caller. Raises WriteError.
    """
    line = json.dumps({"when": when, **asdict(accuracy)}, ensure_ascii=False, sort_keys=True)
    before = path.read_text(encoding="utf-8").removesuffix("\n").split("\n") if path.exists() else []
    if line not in before:
        write_atomically(path, "\n".join([*before, line, ""]).encode())
