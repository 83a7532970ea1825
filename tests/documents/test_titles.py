"""Titles on several lines: each line fits, no word is parted, names stay whole where they can."""

from collections.abc import Callable
from itertools import accumulate

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.documents.style.titles import LINE, broken
from kit.opinions.proposing.words import cut
from kit.text.width import display_width

Tell = Callable[..., str]
BODY, ACTIVITY, PHASE = "某某市财政局机关", "解放思想大讨论主题教育活动", "学习调研阶段"


@pytest.mark.parametrize(
    ("title", "names", "lines"),
    [
        (
            f"{BODY}{ACTIVITY}{PHASE}工作总结",
            (BODY, ACTIVITY, PHASE),
            [BODY, ACTIVITY, f"{PHASE}工作总结"],
        ),
        (
            "某市财政局关于人资环城建委评议结果的通知",
            ("人资环城建委",),
            ["某市财政局关于人资环城建委评议结果的通知"],
        ),
        (
            "某市财政局办公室关于教科文卫体文史委评议结果的通知",
            ("教科文卫体文史委", "某市财政局办公室"),
            ["某市财政局办公室", "关于教科文卫体文史委评议结果的通知"],
        ),
        (
            "某市教育局2009年度机关作风建设年活动学习教育环节工作总结",
            (),
            ["某市教育局2009年度机关作风建设年活动", "学习教育环节工作总结"],
        ),
        (
            "某市各级各部门学习调研阶段总结暨分析检查阶段动员大会上的讲话",
            (),
            ["某市各级各部门学习调研阶段总结暨", "分析检查阶段动员大会上的讲话"],
        ),
    ],
)
def test_a_title_breaks_at_its_pauses(title: str, names: tuple[str, ...], lines: list[str]) -> None:
    assert broken(title, names).split("\n") == lines


def test_a_name_too_long_for_a_line_is_parted_between_its_words() -> None:
    name = "全市各级党政机关和企业事业单位作风效能建设主题教育实践活动"

    lines = broken(f"{name}工作总结", (name,)).split("\n")

    assert len(lines) == 2
    assert max(map(display_width, lines)) <= LINE
    assert sum(map(len, lines)) == len(f"{name}工作总结")
    assert len(lines[0]) in set(accumulate(map(len, cut([name])[0])))


def test_what_somebody_broke_himself_stays_as_it_is() -> None:
    title = "某某市财政局机关解放思想大讨论\n主题教育活动学习调研阶段工作总结"

    assert broken(title) == title


def test_a_title_that_no_word_allows_to_break_stays_whole() -> None:
    title = "关于" + "a" * 80

    assert broken(title) == title


WORDS = (
    "机关",
    "作风",
    "建设",
    "学习",
    "教育",
    "社区",
    "居民",
    "服务",
    "经济",
    "发展",
    "财政局",
    "委员会",
    "活动",
)


@given(st.lists(st.sampled_from(WORDS), min_size=11, max_size=24))
def test_no_word_of_a_long_title_is_parted_and_every_line_fits(words: list[str]) -> None:
    title = "".join(words) + "工作总结"

    lines = broken(title).split("\n")

    parted = set(accumulate(len(line) for line in lines[:-1]))
    assert "".join(lines) == title
    assert parted <= set(accumulate(map(len, cut([title])[0])))
    assert len(lines) == 1 or max(map(display_width, lines)) <= LINE
    assert not any(a > b < c for a, b, c in zip(*(list(map(len, lines))[n:] for n in range(3)), strict=False))


LONG = """
    活动名称                   活动简称 阶段序号 阶段名称 开始       结束       统计截止日
    解放思想大讨论主题教育活动 大讨论   1        学习调研 2009-03-30 2009-06-05 2009-06-05
"""


def test_the_title_of_a_summary_keeps_the_names_of_activity_and_phase_whole(tell: Tell) -> None:
    assert "公文标题| 试验机关解放思想大讨论主题教育活动⏎学习调研阶段工作总结\n" in tell(
        "phase_summary", phases=LONG
    )
