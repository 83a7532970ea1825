"""Precision and recall on three labelled samples, written for this project.

pairs.csv was in view while the rules were made. pairs_held_out.csv was written afterwards and measured
once: 12 of 18 found, none of 22 traps taken. Then two words were added after it (没, 还是), so that it is no
longer untouched. pairs_with_subjects.csv was written before the rules on subjects (主题), short texts and
numbers: then 35 of its 138 pairs that are not the same were proposed as the same, and none was suspected.
"""

import csv
from pathlib import Path

import pandas as pd
import pytest

from kit.opinions.proposing.duplicates import compare_opinions, compared, near_duplicates

DATA = Path(__file__).parent / "data"


def pairs(name: str) -> list[tuple[str, str, bool]]:
    with (DATA / name).open(encoding="utf-8", newline="") as lines:
        return [(row["甲"], row["乙"], row["同一条"] == "是") for row in csv.DictReader(lines)]


def proposed_together(name: str) -> tuple[int, int, int]:
    """Return right, wrong and missed proposals when all texts of a sample lie in one register."""
    known = pairs(name)
    texts = sorted({text for one, other, _ in known for text in (one, other)})
    ids = {text: f"Y{number}" for number, text in enumerate(texts)}
    found = near_duplicates(pd.DataFrame({"意见ID": list(ids.values()), "原文": texts}))
    group = dict(zip(found["代表ID"], found["组号"], strict=True)) | dict(
        zip(found["意见ID"], found["组号"], strict=True)
    )
    together = [group.get(ids[one], one) == group.get(ids[other], other) for one, other, _ in known]
    same = [is_same for *_, is_same in known]
    right = sum(a and b for a, b in zip(together, same, strict=True))
    return right, sum(together) - right, sum(same) - right


@pytest.mark.parametrize(("name", "least_recall"), [("pairs.csv", 0.85), ("pairs_held_out.csv", 0.65)])
def test_no_pair_of_the_sample_is_proposed_wrongly_and_most_are_found(name: str, least_recall: float) -> None:
    right, wrong, missed = proposed_together(name)

    assert wrong == 0
    assert right / (right + missed) >= least_recall


@pytest.mark.parametrize("name", ["pairs.csv", "pairs_held_out.csv"])
def test_a_verdict_is_symmetric_and_has_a_reason(name: str) -> None:
    for one, other, _ in pairs(name):
        verdict = compare_opinions(one, other)

        assert verdict == compare_opinions(other, one)
        assert verdict.reason


def test_an_opinion_of_the_sample_is_the_same_as_itself() -> None:
    assert all(compare_opinions(one, one).same for one, _, _ in pairs("pairs.csv"))


def labelled_with_subjects() -> tuple[pd.DataFrame, list[tuple[frozenset[str], str]]]:
    """Return the register of the third sample, and each pair of 意见ID with its label: 是, 否, 疑似."""
    with (DATA / "pairs_with_subjects.csv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    said = dict.fromkeys((row[f"{side}主题"], row[side]) for row in rows for side in "甲乙")
    ids = {both: f"Y{number}" for number, both in enumerate(said, 1)}
    by_opinion = pd.DataFrame([(id_, *both) for both, id_ in ids.items()], columns=["意见ID", "主题", "原文"])
    return by_opinion, [
        (frozenset(ids[row[f"{side}主题"], row[side]] for side in "甲乙"), row["同一条"]) for row in rows
    ]


def test_of_subjects_short_texts_and_numbers_no_pair_is_proposed_wrongly_and_one_number_is_suspected() -> (
    None
):
    by_opinion, labels = labelled_with_subjects()
    same, suspected = compared(by_opinion)
    group = dict(zip(same["意见ID"], same["代表ID"], strict=True))
    asked = {frozenset(pair) for pair in zip(suspected["代表ID"], suspected["意见ID"], strict=True)}

    def told(label: str) -> list[str]:
        return [
            "同" if len({group.get(one, one) for one in pair}) == 1 else "疑似" if pair in asked else "不同"
            for pair, said in labels
            if said == label
        ]

    assert len(labels) > 180
    assert "同" not in told("否") + told("疑似")
    assert told("是").count("同") >= 0.95 * len(told("是"))
    assert told("疑似").count("疑似") >= 0.9 * len(told("疑似"))
