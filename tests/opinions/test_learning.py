import json
import random
from itertools import product
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from kit.opinions.proposing.accuracy import SURE, Accuracy, measured, record_accuracy, threshold_for
from kit.opinions.proposing.aspects import Taxonomy, propose_aspects
from kit.opinions.proposing.classifier import Learned, guesses, learn

PLACES = ("东街", "西街", "南门", "北门", "河边")
LAMPS = [
    f"{place}的{thing}{fault}"
    for place, thing, fault in product(PLACES, ("路灯", "井盖", "路面"), ("坏了", "没人修"))
]
PAPER = [
    f"{place}办公室的{thing}{fault}"
    for place, thing, fault in product(PLACES, ("会议", "文件", "报表"), ("太多", "太长"))
]


@pytest.fixture(scope="module")
def learned() -> Learned:
    found = learn([*LAMPS, *PAPER], ["市政"] * len(LAMPS) + ["作风"] * len(PAPER), 0.9)
    assert found is not None
    return found


def test_a_model_learns_what_people_decided_and_says_which_words_spoke(learned: Learned) -> None:
    [lamp, paper] = guesses(learned, ["学校旁边的路灯坏了", "开会和文件太多"])

    assert (lamp.aspect, lamp.second) == ("市政", "作风")
    assert lamp.words[0] == "路灯"
    assert (paper.aspect, paper.words[0]) == ("作风", "文件")


def test_accuracy_is_measured_on_unseen_texts_and_said_in_a_sentence(learned: Learned) -> None:
    accuracy = learned.accuracy

    assert (accuracy.rows, accuracy.aspects) == (60, (("作风", 30), ("市政", 30)))
    assert accuracy.accuracy > 0.95
    assert str(accuracy).startswith("用 60 条人工归类的意见检验（5 折交叉）：全部由机器归类，对 ")


def test_labels_without_any_sense_are_not_learnt() -> None:
    texts = random.Random(1).sample([*LAMPS, *PAPER], 60)  # noqa: S311 - nothing secret
    found = learn(texts, ["甲"] * 30 + ["乙"] * 30, 0.9)

    assert found is not None
    assert found.accuracy.accuracy < 0.8
    assert found.accuracy.coverage < 0.5


def test_too_few_decisions_are_no_model() -> None:
    assert learn(LAMPS[:10], ["市政"] * 5 + ["作风"] * 5, 0.9) is None
    assert learn(LAMPS, ["市政"] * len(LAMPS), 0.9) is None


def test_texts_that_differ_in_punctuation_only_count_once() -> None:
    texts = [*LAMPS, *PAPER, *(f"{text}。" for text in LAMPS)]
    found = learn(texts, ["市政"] * 30 + ["作风"] * 30 + ["市政"] * 30, 0.9)

    assert found is not None
    assert found.accuracy.rows == 60


def test_the_same_decisions_in_another_order_make_the_same_model(learned: Learned) -> None:
    again = learn([*PAPER, *LAMPS][::-1], ["市政"] * 30 + ["作风"] * 30, 0.9)

    assert again is not None
    assert again.accuracy == learned.accuracy
    assert guesses(again, ["路灯太暗"]) == guesses(learned, ["路灯太暗"])


def test_what_the_model_is_not_sure_of_waits_for_a_person(learned: Learned) -> None:
    by_opinion = pd.DataFrame({"意见ID": ["Y1", "Y2"], "原文": ["东街的路灯坏了", "工资发得晚"]})
    strict = Learned(learned.model, Accuracy(**{**vars(learned.accuracy), "threshold": 0.8}))
    sure, unsure = propose_aspects(by_opinion, Taxonomy(()), strict).to_dict("records")

    assert (sure["方面"], sure["来历"]) == ("市政", "学习")
    assert sure["依据"].startswith("从人工归类学到：")
    assert (unsure["方面"], unsure["来历"]) == ("待人工", "待人工")
    assert unsure["其他可能"]


def test_the_threshold_is_the_lowest_confidence_that_reaches_the_target() -> None:
    sure, right = np.array([0.9, 0.8, 0.7, 0.6]), np.array([True, True, True, False])

    assert threshold_for(sure, right, 0.99) == 0.7
    assert threshold_for(sure, right, 0.75) == 0.6
    assert threshold_for(sure, ~right, 0.99) == SURE


def test_each_fold_is_judged_by_the_threshold_of_the_others() -> None:
    sure, right = np.array([0.9, 0.8, 0.7, 0.6]), np.array([False, True, True, True])
    fold = np.array([0, 1, 1, 1])

    assert measured(sure, right, fold, 0.99) == (0.25, 0.0)


def test_a_measurement_is_recorded_once(tmp_path: Path, learned: Learned) -> None:
    path = tmp_path / "opinions" / "accuracy.jsonl"
    for day in ("2020-05-01", "2020-05-01", "2020-05-02"):
        record_accuracy(path, learned.accuracy, day)

    lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    assert [line["when"] for line in lines] == ["2020-05-01", "2020-05-02"]
    assert lines[0]["accuracy"] == learned.accuracy.accuracy
