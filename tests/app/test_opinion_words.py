from typing import Any

import pytest

from kit.app import stages
from kit.app.opinions.steps import persons, texts_by_aspect, words_by_aspect
from kit.model.finding import ParameterError

Office = Any
Draw = Any

OPINIONS = """
意见ID 原文 提出者姓名
Y1 王大明说道路积水 李小红
Y2 道路积水要治 -
Y3 王大明，无意见 -
Y4 机关文件多 -
"""
MERGED = """
归纳ID 一级方面 归纳表述 来源意见ID
G1 城建 治理积水 Y1,Y2
G2 作风 精简文件 Y4,Y9
"""
LEADERS = """
姓名 职务
王大明 主任
"""


def test_an_aspect_s_texts_are_those_its_merged_opinions_name(draw: Draw) -> None:
    sheets = draw(opinions=OPINIONS, merged_opinions=MERGED)

    assert texts_by_aspect(sheets) == {"城建": ["王大明说道路积水", "道路积水要治"], "作风": ["机关文件多"]}


def test_without_opinions_there_are_no_texts(draw: Draw) -> None:
    assert texts_by_aspect(draw()) == {}


def test_every_person_the_sheets_name_is_known(draw: Draw) -> None:
    assert persons(draw(opinions=OPINIONS, leaders=LEADERS)) == {"王大明", "李小红"}


def test_no_person_is_among_the_words_of_an_aspect(office: Office, draw: Draw) -> None:
    said = OPINIONS.replace("道路积水要治", "王大明管道路积水").replace("王大明，无意见", "王大明管道路")
    merged = MERGED.replace("Y1,Y2", "Y1,Y2,Y3")
    work = office.work()
    object.__setattr__(work.reading, "sheets", draw(opinions=said, merged_opinions=merged, leaders=LEADERS))

    shown = words_by_aspect(work, 8)

    assert "道路 3" in shown.loc["城建"].iloc[1]
    assert "大明" not in shown.to_string()


def test_a_number_of_words_in_letters_is_refused_in_plain_words(office: Office) -> None:
    for wrong in ("八", 0, True, 2.5):
        with pytest.raises(ParameterError, match=r"most.*整数"):
            stages.words_by_aspect(office.work(), wrong)
