"""A random sample in every review workbook: how it is asked, and what its answers are known to be."""

from itertools import product
from pathlib import Path

import numpy as np
import openpyxl
import pandas as pd
import pytest

from kit.opinions.deciding.answers import apply_review
from kit.opinions.deciding.decisions import read_decisions
from kit.opinions.deciding.review import write_review
from kit.opinions.deciding.suggesting import Suggestions, suggest
from kit.opinions.proposing.accuracy import LEFT, RIGHT, WRONG, accuracy_of, audit_of
from kit.opinions.proposing.aspects import AspectWords, Taxonomy
from kit.opinions.proposing.classifier import guesses, held_out, learn, study

STREETS = ("东岭", "西荫", "南溪", "北泉", "河湾", "桥头", "堤下", "松坪", "柳塘", "云峰")
LAMPS = [
    f"{a}街的{b}{c}"
    for a, b, c in product(STREETS, ("路灯", "井盖", "路面", "围栏"), ("坏了", "没人修", "年久失修"))
]
PAPER = [
    f"{a}办公室的{b}{c}"
    for a, b, c in product(STREETS, ("会议", "文件", "报表", "检查"), ("太多", "太长", "走形式"))
]
TRUE = {f"Y{at}": "市政" if at < len(LAMPS) else "作风" for at in range(len(LAMPS) + len(PAPER))}
REGISTER = pd.DataFrame({"意见ID": list(TRUE), "原文": [*LAMPS, *PAPER], "来源渠道": "意见箱"})
ASPECTS = Taxonomy((AspectWords("市政", ("路灯", "井盖")), AspectWords("作风", ("会议", "文件"))))


class Desk:
    """A register of 240 opinions, and a clerk who knows what each is about."""

    def __init__(self, folder: Path) -> None:
        self.workbook, self.decisions = folder / "审核.xlsx", folder / "decisions.jsonl"

    def review(self, register: pd.DataFrame = REGISTER) -> Suggestions:
        """Write the review workbook for what is proposed now."""
        made = read_decisions(self.decisions)
        found = suggest(register, ASPECTS, made)
        write_review(self.workbook, found.by_opinion, found.proposals, ASPECTS, made)
        return found

    def rows(self) -> list[dict[str, object]]:
        """Return the rows of 方面 by heading."""
        head, *rows = openpyxl.load_workbook(self.workbook)["方面"].iter_rows(values_only=True)
        return [dict(zip(head, row, strict=True)) for row in rows]

    def answer(self, most: int, answer: str = "") -> list[str]:
        """Answer the first rows and apply them; return what was found wrong."""
        book = openpyxl.load_workbook(self.workbook)
        head, *rows = book["方面"].iter_rows()
        columns = [cell.value for cell in head]
        for row in rows[:most]:
            row[columns.index("决定")].value = answer or TRUE[str(row[columns.index("意见ID")].value)]
        book.save(self.workbook)
        return [
            finding.problem
            for finding in apply_review(
                self.workbook, self.decisions, ASPECTS, who="王某", when="2020-05-01"
            ).findings
        ]


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def test_the_sample_comes_first_and_without_a_proposal(desk: Desk) -> None:
    found = desk.review()
    rows = desk.rows()

    assert [row["抽查"] for row in rows[:50]] == ["抽查"] * 50
    assert not any(row["抽查"] for row in rows[50:])
    assert {row["建议方面"] for row in rows[:50]} == {"（抽查，请自己定）"}
    assert not any(row[hidden] for row in rows[:50] for hidden in ("把握", "依据", "其他可能", "批号"))
    assert str(found.accuracy) == "还不能说：随机抽查的 50 条（审核表“抽查”列）里还有 50 条没有定"


def test_after_the_sample_come_the_opinions_that_the_model_is_least_sure_of(desk: Desk) -> None:
    desk.review()
    sure = [float(str(row["把握"])) for row in desk.rows()[50:]]

    assert sure == sorted(sure)


def test_what_may_be_drawn_is_in_no_batch(desk: Desk) -> None:
    reserved = desk.review().proposals.audit.reserved
    batched = {row["意见ID"] for row in desk.rows() if row["批号"]}

    assert batched
    assert not batched & reserved


def test_the_sample_cannot_be_agreed_to_unread(desk: Desk) -> None:
    desk.review()
    problems = desk.answer(50, "同意建议")

    assert len(problems) == 50
    assert read_decisions(desk.decisions) == ()


def test_answers_on_the_sample_are_known_at_the_next_review_and_the_sentence_rests_on_them(
    desk: Desk,
) -> None:
    sampled = set(desk.review().proposals.audit.asked)
    assert desk.answer(60) == []
    found = desk.review()

    assert set(found.proposals.audit.counted) == sampled
    assert found.accuracy is not None
    assert (found.accuracy.audited, found.accuracy.left) == (50, 180)
    assert str(found.accuracy).startswith("随机抽查 50 条，机器归对 ")
    assert "抽查" not in desk.rows()[0]  # a sample of 100 would be more than a quarter


def test_an_open_answer_of_the_sample_is_asked_again_and_nothing_is_said(desk: Desk) -> None:
    desk.review()
    desk.answer(49)
    found = desk.review()

    assert [row["抽查"] for row in desk.rows()[:2]] == ["抽查", None]
    assert str(found.accuracy).endswith("里还有 1 条没有定")


def test_the_order_of_the_register_changes_no_sample(desk: Desk) -> None:
    one = desk.review().proposals.audit

    assert desk.review(REGISTER[::-1]).proposals.audit == one


def test_a_small_register_has_no_sample_and_no_column_for_it(desk: Desk) -> None:
    found = desk.review(REGISTER[60:180])

    assert found.proposals.audit.asked == ()
    assert "抽查" not in desk.rows()[0]
    assert str(found.accuracy) == "还不能说：不到 200 条，抽查不出准不准，请逐条看"


def messages(luck: np.random.Generator, opinions: int) -> dict[str, str]:
    """Return messages with what they are about: some words belong to one subject, some mislead."""
    own = {
        "市政": "路灯 井盖 路面 围栏 绿地",
        "作风": "会议 文件 报表 检查 态度",
        "教育": "学校 老师 作业 操场 食堂",
    }
    every = " ".join(own.values()).split()
    found: dict[str, str] = {}
    while len(found) < opinions:
        subject = str(luck.choice(list(own)))
        said = [
            str(luck.choice(own[subject].split() if luck.random() < 0.7 else every))
            for _ in range(luck.integers(1, 4))
        ]
        place, fault = f"{luck.choice(STREETS)}{luck.integers(1, 99)}号", luck.choice(list("坏差乱少"))
        found[f"{place}的{'和'.join(said)}{fault}"] = subject
    return found


@pytest.mark.parametrize("order", ["surest first", "hardest first", "at random", "by aspect"])
def test_what_is_claimed_of_a_real_classifier_is_true(order: str) -> None:
    """Six registers an order: where bounds of 95 % are true, two false ones of six are one case in thirty."""
    names = {aspect: (aspect,) for aspect in ("作风", "市政", "教育")}
    wrong = 0
    for seed in range(6):
        luck = np.random.default_rng(seed)
        told = messages(luck, 400)
        texts = sorted(told)
        ids = {text: f"Y{seed}-{at}" for at, text in enumerate(texts)}
        studied = study(texts, names)
        assert studied is not None
        first = dict(list(told.items())[:30])
        learned = learn(studied, first)
        assert learned is not None
        sure = np.array([guess.confidence for guess in guesses(learned, texts)])
        ranks = {
            "surest first": -sure,
            "hardest first": sure,
            "at random": luck.random(400),
            "by aspect": np.array([told[text] for text in texts]),
        }
        decided = {texts[at]: told[texts[at]] for at in np.argsort(ranks[order], kind="stable")[:110]} | first
        sample = set(audit_of(ids.values(), ()).asked)
        decided |= {text: told[text] for text in texts if ids[text] in sample}
        audit = audit_of(ids.values(), {ids[text] for text in decided})
        unseen, model = held_out(studied, decided), learn(studied, decided)
        assert model is not None
        found = [unseen.get(text, guess) for text, guess in zip(texts, guesses(model, texts), strict=True)]
        right = np.array([guess.aspect == told[text] for guess, text in zip(found, texts, strict=True)])
        left = np.array([text not in decided for text in texts])
        known = np.where(left, LEFT, np.where(right, RIGHT, WRONG))
        confidence = np.array([guess.confidence for guess in found])
        said = accuracy_of(audit, [ids[text] for text in texts], confidence, known, 0.6)
        assert said.audited == 50
        spoken = left & (confidence >= (said.threshold or 0.0))
        wrong += said.at_least > right[left].mean() or said.precision > right[spoken].mean()
    assert wrong <= 1
