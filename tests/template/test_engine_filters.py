from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from engine_drawing import drawn, fact, filled, lines_of

from kit.model.finding import TemplateError
from kit.model.prose import prose


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "template.docx"


@pytest.mark.parametrize(
    ("text", "value", "printed", "marks"),
    [
        ("{{ 值|顿号 }}", ["甲", "乙", "丙"], "甲、乙、丙", 0),
        ("{{ 值|顿号 }}", [fact("1"), fact("2"), 3], "1、2、3", 2),
        ("{{ 值|顿号 }}", fact("", ("甲", "乙")), "甲、乙", 0),
        ("{{ 值|一是 }}", ["抓学习。", "抓落实；"], "一是抓学习；二是抓落实。", 0),
        ("{{ 值|一是 }}", [prose("办成", fact("3"), "件。"), fact("2")], "一是办成3件；二是2。", 2),
        ("{{ 值|一是 }}", ["抓学习"], "抓学习。", 0),
        ("{{ 值|一要 }}", ["抓学习", "抓落实"], "一要抓学习；二要抓落实。", 0),
        ("{{ 值|大写 }}个方面", fact("3", 3), "三个方面", 1),
        ("{{ 值|大写 }}", 12, "十二", 0),
        ("{{ 值|书名号 }}", "选编", "《选编》", 0),
        ("{{ 值|引号 }}", fact("3"), "“3”", 1),
        ("{{ 值|default('无') }}", fact("3"), "3", 1),
        ("{% if 值|length > 1 %}多{% endif %}", ["甲", "乙"], "多", 0),
    ],
)
def test_a_filter_keeps_the_link_of_every_fact(
    path: Path, text: str, value: Any, printed: str, marks: int
) -> None:
    drawn(path, text)

    document = filled(path, 值=value)

    assert lines_of(document.data)[0] == printed
    assert len(document.marks) == marks


def test_a_count_in_chinese_is_the_same_fact_said_another_way(path: Path) -> None:
    drawn(path, "{{ 值|大写 }}")

    [mark] = filled(path, 值=fact("3", 3)).marks

    assert (mark.fact, mark.text) == ("forms.returned", "三")


@pytest.mark.parametrize(
    ("text", "value", "said"),
    [
        ("{{ 值|大写 }}", fact("1/2", Fraction(1, 2)), "“大写”只能用于一万以内的整数"),
        ("{{ 值|顿号 }}", "甲", "“顿号”要用在一列上"),
        ("{{ 值|一是 }}", [["甲"]], "不是能印出来的文字"),
    ],
)
def test_a_filter_that_cannot_do_its_work_names_the_blank(
    path: Path, text: str, value: Any, said: str
) -> None:
    drawn(path, text)

    with pytest.raises(TemplateError, match=said) as refused:
        filled(path, 值=value)

    assert f"第1段“{text}”" in str(refused.value)
