"""How often opinions are sorted right, by how many were decided; beside a model of the decisions alone.

    python benchmarks/sorting.py MESSAGES.xlsx --text 内容 --subject 主题 --label 分类 --names LIST.toml

MESSAGES: messages with the aspect that people gave each. LIST: what else each aspect is called, such as the
second and third level of the office's own list ("城乡建设" = ["供水", …]); without it the aspects' own names.

Prints macro-F1 (mean ± standard deviation over the seeds) on the messages that were not decided: with
nothing learnt, with so many decisions of each aspect (at most three quarters of it), and with three quarters
of all, drawn at random; and how often the surest half was right. "before" is a model of the decisions alone.
"""

from __future__ import annotations

import argparse
import tomllib
from pathlib import Path
from statistics import mean, pstdev
from time import perf_counter
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from sklearn.calibration import CalibratedClassifierCV
from sklearn.metrics import f1_score
from sklearn.pipeline import make_pipeline
from sklearn.svm import LinearSVC

from kit.opinions.proposing.aspects import with_subject
from kit.opinions.proposing.classifier import Study, guesses, learn, study
from kit.opinions.proposing.semantics import features

if TYPE_CHECKING:
    from collections.abc import Iterator

SHARE = 0.75


def messages(path: Path, text: str, subject: str, label: str) -> dict[str, str]:
    """Return the aspect of each message, each text once."""
    rows = pd.read_excel(path, dtype=str, engine="openpyxl").fillna("")
    said = [
        with_subject(a.strip(), b.strip())
        for a, b in zip(rows[subject] if subject else [""] * len(rows), rows[text], strict=True)
    ]
    return dict(reversed(list(zip(said, rows[label], strict=True))))


def drawn(labelled: dict[str, str], each: int | None, seed: int) -> dict[str, str]:
    """Return decisions: so many of each aspect, or SHARE of all where `each` is None."""
    luck, found = np.random.default_rng(seed), {}
    for aspect in sorted(set(labelled.values())):
        mine = sorted(text for text, said in labelled.items() if said == aspect)
        most = int(len(mine) * SHARE)
        chosen = luck.permutation(len(mine))[: most if each is None else min(each, most)]
        found |= {mine[at]: aspect for at in chosen}
    return found


def before(decided: dict[str, str], asked: list[str]) -> list[str]:
    """Sort with a model of the decisions alone, as the kit did in its first edition."""
    chooser = CalibratedClassifierCV(LinearSVC(random_state=0), cv=3, ensemble=False)
    model = make_pipeline(features(), chooser).fit(list(decided), list(decided.values()))
    return [str(name) for name in model.predict(asked)]


def f1(labelled: dict[str, str], asked: list[str], said: list[str]) -> float:
    """Return macro-F1 in per cent."""
    return 100 * float(f1_score([labelled[text] for text in asked], said, average="macro"))


def scenarios(most: int) -> Iterator[tuple[str, int | None]]:
    """Yield what is tried: its name, and how many decisions of each aspect."""
    yield "nothing learnt", 0
    yield from ((f"{number} an aspect", number) for number in (5, 20, 50, 100) if number <= most)
    yield "three quarters of all", None


def measure(labelled: dict[str, str], studied: Study, seeds: int) -> None:
    """Print a line for each scenario."""
    print("| decided | decisions | before | now | surest half right | seconds |\n|---|---|---|---|---|---|")
    most = max(list(labelled.values()).count(aspect) for aspect in set(labelled.values()))
    for name, each in scenarios(most):
        old, new, half, seconds = [], [], [], []
        for seed in range(seeds if each != 0 else 1):
            decided = drawn(labelled, each, seed)
            asked = [text for text in labelled if text not in decided]
            start = perf_counter()
            learned = learn(studied, decided)
            found = guesses(learned, asked) if learned else []
            seconds.append(perf_counter() - start)
            new.append(f1(labelled, asked, [guess.aspect for guess in found]))
            surest = sorted(zip(found, asked, strict=True), key=lambda told: -told[0].confidence)
            surest = surest[: len(asked) // 2]
            half.append(100 * mean(labelled[text] == guess.aspect for guess, text in surest))
            if decided:
                old.append(f1(labelled, asked, before(decided, asked)))
        told = (name, str(len(decided)), *map(_said, (old, new, half)), f"{mean(seconds):.1f}")
        print(f"| {' | '.join(told)} |", flush=True)


def _said(values: list[float]) -> str:
    return f"{mean(values):.1f} ± {pstdev(values):.1f}" if values else "—"


def main() -> None:
    """Read the messages, study them once, and measure."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("file", type=Path)
    parser.add_argument("--text", required=True)
    parser.add_argument("--subject", default="")
    parser.add_argument("--label", required=True)
    parser.add_argument("--names", type=Path)
    parser.add_argument("--seeds", type=int, default=3)
    said = parser.parse_args()
    labelled = messages(said.file, said.text, said.subject, said.label)
    listed = tomllib.loads(said.names.read_text(encoding="utf-8")) if said.names else {}
    names = {aspect: (aspect, *listed.get(aspect, ())) for aspect in sorted(set(labelled.values()))}
    start = perf_counter()
    studied = study(labelled, names)
    if studied is None:
        raise SystemExit("太少，没有什么可学")
    print(f"{len(labelled)} 条，{len(names)} 个方面；通读登记簿 {perf_counter() - start:.1f} 秒")
    measure(labelled, studied, said.seeds)


if __name__ == "__main__":
    main()
