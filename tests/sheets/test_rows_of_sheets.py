"""Which rows are data: blanks, totals, notes, merged keys, ditto, hidden, examples."""

from collections.abc import Callable
from typing import Any

import pytest

Said = Callable[..., list[str]]
FORMS = "批次 渠道 发放份数 收回份数"
BALLOTS = "票号 被评单位 工作好不好 作风好不好"


def test_blank_rows_and_rows_with_nothing_but_a_running_number_are_skipped(inbox: Any) -> None:
    inbox.draw(
        "表.xlsx",
        """
        序号  批次  渠道  发放份数  收回份数
        1     P1    机关  50        40
        _     _     _     _         _
        2     _     _     _         _
        3     P3    企业  20        10
        """,
    )

    assert [row.number for row in inbox.rows("opinion_forms")] == [2, 5]


def test_a_row_with_nothing_but_its_key_is_not_read_and_said(inbox: Any, said: Said) -> None:
    inbox.draw("表.xlsx", f"{FORMS}\n1 机关 50 40\n2 _ _ _")

    assert len(inbox.rows("opinion_forms")) == 1
    assert said(inbox.read().findings) == [
        "表.xlsx「表」第3行：第3行只有编号，没有内容，没有读。有内容请补上。"
    ]


def test_a_ballot_that_is_blank_everywhere_is_still_a_ballot(inbox: Any) -> None:
    inbox.draw("票.xlsx", f"{BALLOTS}\n1 财政局 好 好\n2 财政局 _ _")

    assert inbox.column("ballots", "工作好不好") == ["好", "未填"]


def test_a_correct_total_is_no_row_and_no_finding(inbox: Any) -> None:
    inbox.draw("表.xlsx", f"{FORMS}\n1 机关 50 40\n2 企业 30 20\n合␣计 _ 80 60")

    assert len(inbox.rows("opinion_forms")) == 2
    assert inbox.read().findings == ()


def test_a_wrong_total_is_named_with_both_numbers(inbox: Any, said: Said) -> None:
    inbox.draw("表.xlsx", f"{FORMS}\n1 机关 50 40\n2 企业 30 20\n_ 合计： 80 61")

    assert said(inbox.read().findings) == [
        "表.xlsx「表」第4行“收回份数”列：合计填的是 61，各行加起来是 60。请核对各行和合计，改正填错的那一格。"
    ]
    assert inbox.read().findings[0].level == "warning"


def test_the_word_of_a_total_may_stand_under_a_numbered_column(inbox: Any) -> None:
    heading = "期号 编印单位 日期 标题 印数"
    inbox.draw("表.xlsx", f"{heading}\n1 某办 2009-04-01 启动 80\n2 某办 2009-04-08 学习 80\n合计 _ _ _ 160")

    assert len(inbox.rows("bulletins")) == 2
    assert inbox.read().findings == ()


def test_each_subtotal_sums_the_rows_since_the_last_one(inbox: Any, said: Said) -> None:
    inbox.draw(
        "表.xlsx",
        f"""
        {FORMS}
        1     机关  50  40
        2     企业  30  20
        小计  _     80  60
        3     社区  10  5
        小计  _     10  6
        总计  _     90  65
        """,
    )

    assert said(inbox.read().findings) == [
        "表.xlsx「表」第6行“收回份数”列：小计填的是 6，各行加起来是 5。请核对各行和合计，改正填错的那一格。"
    ]
    assert len(inbox.rows("opinion_forms")) == 3


def test_a_total_above_the_rows_sums_what_is_below(inbox: Any, said: Said) -> None:
    inbox.draw("表.xlsx", f"{FORMS}\n合计 _ 80 61\n1 机关 50 40\n2 企业 30 20")

    assert len(inbox.rows("opinion_forms")) == 2
    assert "合计填的是 61，各行加起来是 60" in said(inbox.read().findings)[0]


def test_rows_below_the_total_are_not_counted_and_that_is_an_error(inbox: Any, said: Said) -> None:
    inbox.draw("表.xlsx", f"{FORMS}\n1 机关 50 40\n合计 _ 50 40\n2 企业 30 20")

    assert len(inbox.rows("opinion_forms")) == 1
    assert said(inbox.read().findings, "error") == [
        "表.xlsx「表」第4行：第4行在“合计”下面，没有读。请把合计移到最后一行，或删去多余的行。"
    ]


def test_stacked_tables_with_the_heading_repeated_are_one(inbox: Any, said: Said) -> None:
    inbox.draw(
        "表.xlsx",
        f"""
        {FORMS}
        1         机关  50        40
        合计      _     50        40
        _         _     _         _
        (二)企业  _     _         _
        批次      渠道  发放份数  收回份数
        2         企业  30        20
        合计      _     30        20
        """,
    )

    assert [row.number for row in inbox.rows("opinion_forms")] == [2, 7]
    assert said(inbox.read().findings, "error", "warning") == []


@pytest.mark.parametrize(
    "line", ["填表人：张三", "注：含网上收集", "审核：王五", "监票：赵六", "档案号：2009-1"]
)
def test_signatures_and_notes_at_the_end_are_no_rows(inbox: Any, line: str) -> None:
    inbox.draw("表.xlsx", f"{FORMS}\n1 机关 50 40\n_ _ _ _\n{line} _ 经办：李四 _")

    assert len(inbox.rows("opinion_forms")) == 1
    assert inbox.read().findings == ()


def test_a_note_word_in_the_middle_of_a_row_does_not_make_it_a_note(inbox: Any) -> None:
    inbox.draw("表.xlsx", f"{FORMS}\n1 注：机关 50 40\n2 企业 30 20")

    assert inbox.column("opinion_forms", "渠道") == ["注：机关", "企业"]


def test_a_line_over_the_whole_width_between_rows_is_said_and_not_read(inbox: Any, said: Said) -> None:
    inbox.draw("表.xlsx", f"{FORMS}\n一类 _ _ _\n1 机关 50 40", merged=["A2:D2"])

    assert [row.number for row in inbox.rows("opinion_forms")] == [3]
    assert said(inbox.read().findings) == [
        "表.xlsx「表」第2行：第2行像是分组标题或说明，没有当数据读。是数据请补全这一行。"
    ]


def test_the_example_row_is_not_counted(inbox: Any) -> None:
    inbox.draw("表.xlsx", f"{FORMS}\n示例1 机关 50 40\n1 企业 30 20")

    assert inbox.column("opinion_forms", "批次") == ["1"]


def test_a_merged_key_holds_for_every_row_it_covers(inbox: Any) -> None:
    inbox.draw(
        "票.xlsx",
        f"{BALLOTS}\n1 财政局 好 好\n2 _ 好 差\n3 _ 差 差\n4 档案局 好 好",
        merged=["B2:B4"],
    )

    assert inbox.column("ballots", "被评单位") == ["财政局", "财政局", "财政局", "档案局"]


@pytest.mark.parametrize("ending", ["xls", "ods"])
def test_a_merged_key_is_filled_down_in_other_formats_too(inbox: Any, ending: str) -> None:
    inbox.draw(
        f"票.{ending}",
        f"{BALLOTS}\n1 财政局 好 好\n2 _ 好 差\n3 档案局 好 好",
        merged_rows=[(2, 3, 1)],
    )

    assert inbox.column("ballots", "被评单位") == ["财政局", "财政局", "档案局"]


def test_an_empty_key_that_is_not_merged_is_never_filled(inbox: Any, said: Said) -> None:
    inbox.draw("票.csv", f"{BALLOTS}\n1 财政局 好 好\n2 _ 好 差")

    assert said(inbox.read().findings) == [
        "票.csv「票」第3行“被评单位”列：没有填，这一行先不算。这一列必须填。"
    ]


def test_a_merged_count_is_counted_once(inbox: Any) -> None:
    inbox.draw(
        "会.xlsx",
        "会议ID 名称 类型 日期 应到\nM1 甲会 座谈会 3月1日 50\nM2 乙会 座谈会 3月2日 _",
        merged=["E2:E3"],
    )

    assert inbox.column("meetings", "应到") == [50, None]


@pytest.mark.parametrize("mark", ["同上", "〃", "″"])
def test_ditto_means_the_cell_above(inbox: Any, mark: str) -> None:
    inbox.draw("走访.xlsx", f"日期 领导 对象类型 对象名称\n3月2日 张三 社区 东街\n{mark} {mark} {mark} 西街")

    rows = inbox.rows("visits")

    assert rows[1]["日期"] == rows[0]["日期"]
    assert (rows[1]["领导"], rows[1]["对象类型"], rows[1]["对象名称"]) == ("张三", "社区", "西街")


def test_ditto_in_the_first_row_or_under_a_number_is_refused(inbox: Any, said: Said) -> None:
    inbox.draw("表.xlsx", f"{FORMS}\n1 同上 50 40\n2 机关 同上 20")

    assert said(inbox.read().findings) == [
        "表.xlsx「表」第2行“渠道”列：写的是“同上”，上面却没有内容，这一行先不算。请写出来。",
        (
            "表.xlsx「表」第3行“发放份数”列：“同上”不是数，要用它的合计先不算。"
            "请只填数字；不知道的空着，不要填 0。"
        ),
    ]


@pytest.mark.parametrize("ending", ["xlsx", "ods"])
def test_hidden_rows_are_read_and_reported(inbox: Any, said: Said, ending: str) -> None:
    inbox.draw(f"表.{ending}", f"{FORMS}\n1 机关 50 40\n2 企业 30 20\n3 社区 10 5", hidden=[3])

    assert len(inbox.rows("opinion_forms")) == 3
    assert said(inbox.read().findings) == [
        f"表.{ending}「表」第3行：第3行是隐藏的，也读进来了。不该算的请删掉整行；隐藏不等于删除。"
    ]


@pytest.mark.parametrize("ending", ["xlsx", "ods"])
def test_hidden_columns_are_read_and_reported_once(inbox: Any, said: Said, ending: str) -> None:
    inbox.draw(f"表.{ending}", f"{FORMS}\n1 机关 50 40\n2 企业 30 20", hidden_columns=(3, 4))

    assert inbox.column("opinion_forms", "收回份数") == [40, 20]
    assert said(inbox.read().findings) == [
        (
            f"表.{ending}「表」“发放份数”列：“发放份数”、“收回份数”列是隐藏的，也读进来了。"
            "不该算的请删掉整列；隐藏不等于删除。"
        )
    ]


def test_a_table_has_typed_cells_under_the_kits_headings_indexed_by_excel_row(inbox: Any) -> None:
    inbox.draw("表.xlsx", f"{FORMS} 方式\n1 机关 50 40 _\n2 企业 30 20 当面")

    [table] = inbox.read().sheets.tables

    assert table.frame.index.tolist() == [2, 3]
    assert set(table.frame.dtypes.astype(str)) == {"object"}
    assert table.frame.to_dict("list") == {
        "批次": ["1", "2"],
        "渠道": ["机关", "企业"],
        "方式": [None, "当面"],
        "发放份数": [50, 30],
        "收回份数": [40, 20],
    }
    assert {type(cell) for cell in table.frame["发放份数"]} == {int}


@pytest.mark.parametrize("word", ["（待编）", "待印发", "拟编", "未编印", "(待刊)"])
def test_what_is_yet_to_be_done_and_a_bare_number_are_said_and_not_counted(
    inbox: Any, said: Said, word: str
) -> None:
    inbox.draw("简报目录.xlsx", f"期号 标题 日期\n1 走进社区 3月2日\n2 座谈纪要 3月9日\n3 {word} _\n4 _ _")

    assert inbox.column("bulletins", "期号") == [1, 2]
    assert [line for line in said(inbox.read().findings) if "没有算" in line or "没有读" in line] == [
        "简报目录.xlsx「表」第5行：第5行只有编号，没有内容，没有读。有内容请补上。",
        "简报目录.xlsx「表」第4行：第4行写的是还没有做的事，没有算。做了以后请补全这一行。",
    ]


def test_a_word_for_later_inside_a_longer_text_plans_nothing(inbox: Any) -> None:
    inbox.draw("简报目录.xlsx", "期号 标题\n1 待开发地块调查完成\n2 拟召开的会议已备齐材料")

    assert inbox.column("bulletins", "期号") == [1, 2]
