"""Option cells: words, codes, ticks, several, none (figures.md Appendix B)."""

from collections.abc import Callable
from typing import Any

import pytest

from kit.model.table import Column
from kit.sheets.cells import read_choice
from kit.topics.appraisal.asked_columns import graded

Said = Callable[..., list[str]]
GRADES = graded("态度好不好", ("满意", "基本满意", "不满意"))
PLACE = Column("对象类型", "choice", choices=("社区", "村屯"), choice_aliases={"村": "村屯"})


def choice(cell: Any, column: Column = GRADES) -> Any:
    return read_choice(cell, column, 2009).value


@pytest.mark.parametrize(
    "typed", ["满意", "满 意", "√满意", "满意✓", "☑ 满意", "A", "a", "Ａ", "1", 1.0, "①", "（满意）"]
)
def test_a_grade_is_read_however_it_was_marked(typed: Any) -> None:
    assert choice(typed) == "满意"


@pytest.mark.parametrize("typed", ["弃权", "不表态", "－", "-", "—", "/", "空"])
def test_an_abstention_is_an_answer_of_its_own(typed: str) -> None:
    assert choice(typed) == "弃权"


@pytest.mark.parametrize("typed", ["满意、基本满意", "满意/不满意", "√满意 √基本满意", "满意\n不满意", "A,B"])
def test_two_grades_make_the_item_void_and_are_said(typed: str) -> None:
    read = read_choice(typed, GRADES, 2009)

    assert read.value == "多选"
    assert "同时选了" in (read.fault or "")


@pytest.mark.parametrize("typed", ["还行", "5", "√", "满意吗", "非常满意"])
def test_anything_else_is_refused_and_never_guessed(typed: str) -> None:
    read = read_choice(typed, GRADES, 2009)

    assert read.value is None
    assert f"“{typed}”不在可填的内容里（满意、基本满意、不满意、弃权）" == read.fault


def test_a_near_miss_gets_a_hint() -> None:
    assert read_choice("基本满", GRADES, 2009).remedy == "是不是“基本满意”？请对照原件改正"


def test_a_lone_tick_says_that_the_grade_is_missing() -> None:
    assert "请写出来" in read_choice("√", GRADES, 2009).remedy


def test_another_word_for_a_choice_is_the_choice() -> None:
    assert choice("村", PLACE) == "村屯"
    assert choice("√社区", PLACE) == "社区"


def test_two_choices_where_only_one_can_be_are_refused() -> None:
    read = read_choice("社区、村屯", PLACE, 2009)

    assert (read.value, read.fault) == (None, "同时填了“社区”和“村屯”")


BALLOTS = """
    票号  被评单位  票种  工作好不好  作风好不好  整票判定
    1     财政局    A     好          √较好       _
    2     财政局    A票   _           好、差      _
    3     财政局    甲组  B           弃权        无效
"""


def test_ballots_are_read_with_blanks_codes_and_verdicts(inbox: Any) -> None:
    inbox.draw("票.xlsx", BALLOTS)

    rows = inbox.rows("ballots")

    assert [row["工作好不好"] for row in rows] == ["好", "未填", "较好"]
    assert [row["作风好不好"] for row in rows] == ["较好", "多选", "弃权"]
    assert [row["票种"] for row in rows] == ["A", "A", "A"]
    assert [row["整票判定"] for row in rows] == ["有效", "有效", "无效"]


def test_a_doubly_ticked_cell_is_a_warning_that_names_it_and_a_code_is_logged(inbox: Any, said: Said) -> None:
    inbox.draw("票.xlsx", BALLOTS)

    assert said(inbox.read().findings) == [
        "票.xlsx「表」第4行“工作好不好”列：第4行的写法已换算：“B”读作 较好。不对的话请改正原表。",
        "票.xlsx「表」第3行“作风好不好”列：同时选了“好”和“差”，这一项按无效计。如果是录入错误请改正。",
    ]


def test_many_doubly_ticked_cells_of_a_sheet_are_one_warning(inbox: Any, said: Said) -> None:
    lines = "\n".join(f"{number} 财政局 好、差 好" for number in range(1, 6))
    inbox.draw("票.xlsx", f"票号 被评单位 工作好不好 作风好不好\n{lines}")

    reading = inbox.read()

    assert said(reading.findings, "error", "warning") == [
        (
            "票.xlsx「表」第2行：有 5 格同时选了两个以上（第2、3、4、5、6行），这几项按无效计，"
            "票上其余各项照算。如果是录入错误请对照原票改正。"
        )
    ]
    assert len(said(reading.findings, "info")) == 5


TICKED = """
    票号  被评单位  工作好不好  _     _     _   作风好不好  _     _     _
    _     _         好          较好  一般  差  好          较好  一般  差
    1     财政局    √           _     _     _   _           ✓     _     _
    2     财政局    _           ✔     _     _   ●           _     _     ○
    3     财政局    1           0     _     _   _           _     _     _
    4     财政局    _           _     _     Y   _           _     对    _
"""


def test_one_column_an_option_is_folded_into_the_item(inbox: Any) -> None:
    inbox.draw("票.xlsx", TICKED, merged=["C1:F1", "G1:J1", "A1:A2", "B1:B2"])

    rows = inbox.rows("ballots")

    assert [row.number for row in rows] == [3, 4, 5, 6]
    assert [row["工作好不好"] for row in rows] == ["好", "较好", "好", "差"]
    assert [row["作风好不好"] for row in rows] == ["较好", "多选", "未填", "一般"]


def test_ticks_are_folded_too_where_the_upper_heading_is_only_left_blank(inbox: Any) -> None:
    inbox.draw("票.csv", TICKED)

    assert inbox.column("ballots", "工作好不好") == ["好", "较好", "好", "差"]


def test_a_tick_column_may_say_item_and_option_in_one_cell(inbox: Any) -> None:
    inbox.draw(
        "票.xlsx",
        """
        票号  被评单位  工作好不好/好  工作好不好—差  作风好不好（好）  作风好不好：差
        1     财政局    √              _              _                 √
        """,
    )

    [row] = inbox.rows("ballots")

    assert (row["工作好不好"], row["作风好不好"]) == ("好", "差")


def test_a_mark_that_nobody_can_read_is_refused(inbox: Any, said: Said) -> None:
    inbox.draw(
        "票.xlsx",
        """
        票号  被评单位  工作好不好/好  工作好不好/差  作风好不好
        1     财政局    ×              _              好
        """,
    )

    assert said(inbox.read().findings) == [
        "票.xlsx「表」第2行“工作好不好”列：“好”下面写的是“×”，看不出选没选。选了打√，没选空着。"
    ]


@pytest.mark.parametrize("marks", ["是 否", "√ ×", "Y N", "有 无", "对 否"])
def test_yes_and_no_are_read_however_they_were_marked(inbox: Any, marks: str) -> None:
    yes, no = marks.split()
    inbox.draw("会.xlsx", f"会议ID 名称 类型 日期 是否首次\nM1 甲 乙 3月1日 {yes}\nM2 甲 乙 3月1日 {no}")

    assert inbox.column("meetings", "是否首次") == [True, False]


def test_a_truth_value_and_a_one_in_one_column_are_two_things(inbox: Any, said: Said) -> None:
    inbox.draw("会.xlsx", "会议ID 名称 类型 日期 应到\nM1 甲 乙 3月1日 1\nM2 甲 乙 3月1日 =TRUE")

    assert inbox.column("meetings", "应到") == [1, None]
    assert said(inbox.read().findings, "warning") == [
        "会.xlsx「表」第3行“应到”列：“TRUE”不是数。请只填数字；不知道的空着，不要填 0。"
    ]


def test_neither_yes_nor_no_is_refused(inbox: Any, said: Said) -> None:
    inbox.draw("会.xlsx", "会议ID 名称 类型 日期 是否首次\nM1 座谈会 座谈会 3月1日 待定")

    assert said(inbox.read().findings) == [
        "会.xlsx「表」第2行“是否首次”列：“待定”看不出是还是否。请填“是”或“否”。"
    ]


def test_another_word_is_said_to_be_converted_and_a_shorter_one_is_not(inbox: Any, said: Said) -> None:
    inbox.draw(
        "走访.xlsx",
        "日期 领导 对象类型 对象名称\n2009-04-01 张某 工厂 东厂\n2009-04-02 张某 村 西村",
    )

    assert inbox.column("visits", "对象类型") == ["企业", "村屯"]
    assert said(inbox.read().findings) == [
        "走访.xlsx「表」第2行“对象类型”列：第2行的写法已换算：“工厂”读作 企业。不对的话请改正原表。"
    ]


TICKS = """
    票号 被评单位 工作好不好 _    _    _    作风好不好 _    _    _
    _    _        好         较好 一般 差   好         较好 一般 差
    1    财政局   √          √    _    _    √          _    _    _
    2    财政局   大概       _    _    _    √          _    _    _
    3    财政局   √          _    _    _    √          _    _    _
"""


@pytest.mark.parametrize(
    ("row", "answer", "read"), [(3, "较好", "较好"), (4, "好", "好"), (4, "按无效计", "认不清")]
)
def test_a_cell_of_a_matrix_of_ticks_may_be_answered(inbox: Any, row: int, answer: str, read: str) -> None:
    inbox.draw("票.xlsx", TICKS)
    key = f"票.xlsx「表」第{row}行“工作好不好”列"
    asked = [found.question.key for found in inbox.read().findings if found.question]
    assert asked == ["票.xlsx「表」第4行“工作好不好”列"]

    inbox.campaign = inbox.campaign.model_copy(update={"answers": {key: answer}})

    assert dict(zip((3, 4, 5), inbox.column("ballots", "工作好不好"), strict=True))[row] == read
    assert key not in {str(found.place) for found in inbox.read().findings}
