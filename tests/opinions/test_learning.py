import random
from itertools import product

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.opinions.proposing.aspects import AspectWords, Taxonomy, abstaining, propose_aspects
from kit.opinions.proposing.classifier import Learned, Study, guesses, held_out, learn, study
from kit.opinions.proposing.semantics import semantics_of, sight

PLACES = ("东街", "西街", "南门", "北门", "河边")
LAMPS = [
    f"{place}的{thing}{fault}"
    for place, thing, fault in product(PLACES, ("路灯", "井盖", "路面"), ("坏了", "没人修"))
]
PAPER = [
    f"{place}办公室的{thing}{fault}"
    for place, thing, fault in product(PLACES, ("会议", "文件", "报表"), ("太多", "太长"))
]
TOLD = dict.fromkeys(LAMPS, "市政") | dict.fromkeys(PAPER, "作风")
NAMES = {"市政": ("市政", "路灯照明", "井盖"), "作风": ("作风", "文山会海", "会议"), "其他": ("其他",)}


@pytest.fixture(scope="module")
def studied() -> Study:
    found = study(TOLD, NAMES)
    assert found is not None
    return found


@pytest.fixture(scope="module")
def learned(studied: Study) -> Learned:
    found = learn(studied, TOLD)
    assert found is not None
    return found


def test_a_model_learns_what_people_decided_and_says_which_words_spoke(learned: Learned) -> None:
    [lamp, paper] = guesses(learned, ["学校旁边的路灯坏了", "开会和文件太多"])

    assert (lamp.aspect, lamp.second) == ("市政", "作风")
    assert lamp.words[0] == "路灯"
    assert (paper.aspect, paper.words[0]) == ("作风", "文件")


def test_names_and_the_register_sort_before_anybody_decided(studied: Study) -> None:
    found = learn(studied, {})

    assert found is not None
    assert found.decided == 0
    said = {text: guess.aspect for text, guess in zip(TOLD, guesses(found, list(TOLD)), strict=True)}
    assert said["东街的路灯坏了"] == said["西街的路灯没人修"] == "市政"
    assert said["东街办公室的会议太多"] == said["西街办公室的会议太长"] == "作风"


def test_opinions_that_no_name_speaks_for_are_sorted_like_those_they_resemble(studied: Study) -> None:
    found = learn(studied, {})

    assert found is not None
    assert guesses(found, ["南门办公室的报表太长"])[0].aspect == "作风"


def test_a_few_decisions_already_teach(studied: Study) -> None:
    found = learn(studied, {"东街的路面坏了": "市政", "东街办公室的报表太多": "作风"})

    assert found is not None
    right = [guess.aspect == TOLD[text] for text, guess in zip(TOLD, guesses(found, list(TOLD)), strict=True)]
    assert sum(right) >= 57


def test_names_that_decisions_contradict_weigh_less(studied: Study) -> None:
    agreed, against = learn(studied, TOLD), learn(studied, dict.fromkeys(LAMPS, "作风"))

    assert agreed is not None
    assert against is not None
    assert against.weight < agreed.weight / 2


def test_a_decision_against_the_names_holds(studied: Study) -> None:
    turned = dict.fromkeys(LAMPS, "作风") | dict.fromkeys(PAPER, "市政")
    found = learn(studied, turned)

    assert found is not None
    assert [guess.aspect for guess in guesses(found, ["北门的路灯坏了", "会议太长"])] == ["作风", "市政"]


def test_a_small_register_and_a_single_aspect_are_no_study() -> None:
    assert study(LAMPS[:29], NAMES) is None
    assert study(TOLD, {"市政": ("市政",)}) is None


def test_a_register_without_a_word_of_two_characters_is_no_study() -> None:
    assert study([chr(ord("一") + at) for at in range(40)], NAMES) is None


def test_aspects_without_names_or_decisions_are_no_model() -> None:
    found = study(TOLD, {"甲": ("天文",), "乙": ("航海",)})

    assert found is not None
    assert learn(found, {}) is None


def test_texts_that_differ_in_punctuation_only_count_once(studied: Study) -> None:
    found = learn(studied, TOLD | {f"{text}。": "市政" for text in LAMPS})

    assert found is not None
    assert found.decided == 60


def test_the_same_register_and_decisions_in_another_order_make_the_same_model(learned: Learned) -> None:
    other = study([*TOLD][::-1], dict(reversed(NAMES.items())))
    assert other is not None
    again = learn(other, dict(reversed(TOLD.items())))

    assert again is not None
    assert guesses(again, ["路灯太暗"]) == guesses(learned, ["路灯太暗"])


def test_labels_without_any_sense_are_guessed_by_chance_where_they_were_not_seen(studied: Study) -> None:
    texts = random.Random(1).sample([*LAMPS, *PAPER], 60)  # noqa: S311 - nothing secret
    senseless = dict.fromkeys(texts[:30], "市政") | dict.fromkeys(texts[30:], "作风")
    found = held_out(studied, senseless)

    assert set(found) == set(senseless)
    assert sum(found[text].aspect == said for text, said in senseless.items()) < 48


def test_a_guess_that_is_held_out_does_not_know_the_answer(studied: Study) -> None:
    [alone] = [text for text in TOLD if text == "河边的路灯坏了"]
    honest, lied = held_out(studied, TOLD), held_out(studied, TOLD | {alone: "作风"})

    assert honest[alone].aspect == lied[alone].aspect == "市政"


@given(st.lists(st.text(max_size=20), max_size=5))
def test_whatever_the_text_the_model_sees_something(texts: list[str]) -> None:
    known, _ = semantics_of([*TOLD], NAMES, 60)
    shown = sight(known, texts)

    assert shown.told.shape == (len(texts), 3)


def test_a_text_of_which_nothing_is_known_is_no_guess(learned: Learned) -> None:
    [found] = guesses(learned, ["☃"])

    assert found.confidence == 0
    [row] = propose_aspects(pd.DataFrame({"意见ID": ["Y1"], "原文": ["☃"]}), Taxonomy(()), learned).to_dict(
        "records"
    )
    assert row["方面"] == "待人工"


@given(st.lists(st.sampled_from([*LAMPS, *PAPER, "路灯太多", "会议坏了", "☃", ""]), max_size=4))
def test_a_guess_is_one_of_the_aspects_and_sure_of_nothing_only_where_nothing_is_known(
    learned: Learned, texts: list[str]
) -> None:
    for text, guess in zip(texts, guesses(learned, texts), strict=True):
        assert {guess.aspect, guess.second} < set(NAMES)
        assert (guess.confidence == 0) == (text in {"☃", ""})
        assert guess.confidence == round(guess.confidence, 3) <= 1


def test_what_the_model_is_not_sure_of_waits_for_a_person(learned: Learned) -> None:
    by_opinion = pd.DataFrame({"意见ID": ["Y1", "Y2"], "原文": ["东街的路灯坏了", "河边办公室的路灯太长"]})
    sure, unsure = abstaining(propose_aspects(by_opinion, Taxonomy(()), learned), 0.8).to_dict("records")

    assert (sure["方面"], sure["来历"]) == ("市政", "学习")
    assert sure["依据"].startswith("从人工归类学到：")
    assert (unsure["方面"], unsure["小类"], unsure["来历"]) == ("待人工", "", "待人工")
    assert unsure["依据"].startswith("把握不够：像“")
    assert unsure["其他可能"].count("、") == 1


def test_with_few_decisions_a_keyword_of_one_aspect_alone_goes_before_the_model(studied: Study) -> None:
    rule = Taxonomy((AspectWords("作风", ("路灯",)), AspectWords("市政", ("文件",))))
    by_opinion = pd.DataFrame({"意见ID": ["Y1", "Y2"], "原文": ["东街的路灯坏了", "东街的井盖坏了"]})
    few, many = learn(studied, dict(list(TOLD.items())[:5])), learn(studied, TOLD)

    assert propose_aspects(by_opinion, rule, few)["来历"].tolist()[0] == "词典"
    assert propose_aspects(by_opinion, rule, few)["方面"].tolist()[0] == "作风"
    assert propose_aspects(by_opinion, rule, many)["方面"].tolist() == ["市政", "市政"]
