from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.text.numbers import percent_text
from kit.text.proofreading.figures import (
    doubled_hedges,
    exact_and_approximate,
    impossible_percentages,
    wrong_differences,
)
from kit.text.proofreading.wording import Slip, confusions, short_lists, term_variants, wrong_leads

GOLDEN = sorted((Path(__file__).parents[1] / "golden").glob("*.txt"))
TERMS = ("征求意见表", "心得体会", "分析检查报告", "民主生活会", "调研课题", "统计截止日")
READERS = (
    confusions,
    doubled_hedges,
    exact_and_approximate,
    impossible_percentages,
    short_lists,
    wrong_differences,
    wrong_leads,
)


def slips(text: str) -> list[Slip]:
    paragraphs = [line for line in text.splitlines() if line.strip()]
    found = [slip for read in READERS for slip in read(paragraphs)]
    return found + list(term_variants(paragraphs, TERMS))


@pytest.mark.parametrize("path", GOLDEN, ids=lambda path: path.stem)
def test_the_demo_documents_raise_no_false_alarm(path: Path) -> None:
    assert slips(path.read_text(encoding="utf-8")) == []


def test_the_speech_that_everything_began_with_would_have_been_caught() -> None:
    text = """
        在走访调研的同时，发放征求意见表400份，收到意见和建设150条。
        会上代表各抒已见，涌跃发言，涉及市容市政、拆迁补偿10个方面共18条。
        我们发出征求意见表400多份，并刊登在在网站上，收回的意见征求表都已登记。
    """

    found = {(slip.rule, slip.found) for slip in slips(text)}

    assert found == {
        ("I20", "意见和建设"),
        ("I20", "各抒已见"),
        ("I20", "涌跃"),
        ("I20", "在在"),
        ("I8", "市容市政、拆迁补偿10个方面"),
        ("I13", "400多份"),
        ("I19", "意见征求表"),
    }


def test_a_slip_names_its_paragraph() -> None:
    [slip] = confusions(["没有错。", "自已的事。"])

    assert (slip.paragraph, slip.found) == (1, "自已")


@pytest.mark.parametrize(
    "text",
    [
        "今年10月，市里召开动员大会",
        "围绕企业应对金融危机、城乡建设、农村饮水等问题深入调研",
        "第一，抓学习；第二，抓落实",
        "收集意见18条，其中学习4条、作风14条",
        "为了了解情况，除了了解基层还走访企业",
        "是是非非面前不含糊，和和气气办事",
        "于是是否整改要看效果",
    ],
)
def test_good_sentences_stay_silent(text: str) -> None:
    assert slips(text) == []


@given(
    st.lists(st.text("甲乙丙一二是要、，。；：0123456789%个方面占有效票张近多份", max_size=40), max_size=4)
)
def test_no_text_stops_the_reader(paragraphs: list[str]) -> None:
    for read in READERS:
        assert all(0 <= slip.paragraph < len(paragraphs) for slip in read(paragraphs))


@given(st.integers(1, 400), st.data())
def test_every_share_that_was_counted_is_possible(base: int, data: st.DataObject) -> None:
    votes = data.draw(st.integers(0, base))
    text = f"有效票{base}张，占{percent_text(votes, base)}"

    assert list(impossible_percentages([text])) == []
