from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import xlwt

from kit.model.campaign import Campaign
from kit.opinions.importing.entry import all_shapes, read_export

Writes = Callable[..., Path]
BOARD = ["留言编号", "留言用户", "留言主题", "留言时间", "留言详情", "反对数", "点赞数"]


def test_a_web_board_keeps_bodies_byte_for_byte_and_both_kinds_of_times(
    xlsx: Writes, campaign: Campaign
) -> None:
    body = "\n\t\t\t路灯　２００９年就坏了\n\t\t "
    rows = [
        BOARD,
        [24, "U001", "路灯", "2020/1/6 12:09:38", body, 0, 3],
        [37, "U002", "噪音", datetime.fromisoformat("2020-01-04 11:17:46"), "夜里施工", 1, 9],
    ]

    export = read_export(xlsx("留言.xlsx", rows), campaign)

    assert export.recognised[0].shape == "网上留言板"
    assert export.opinions["原文"].iloc[0] == body
    assert list(export.opinions["登记日"]) == ["2020-01-06", "2020-01-04"]
    assert list(export.opinions["赞成"]) == [3, 9]
    assert list(export.opinions["主题"]) == ["路灯", "噪音"]
    assert set(export.opinions["来源渠道"]) == {"留言板"}


def test_the_office_s_own_replies_are_no_opinions(xlsx: Writes, campaign: Campaign) -> None:
    rows = [
        ["留言编号", "留言用户", "留言主题", "留言时间", "留言详情", "答复意见", "答复时间"],
        [24, "U001", "路灯", "2020/1/6 12:09:38", "路灯坏了", "已经修好，感谢您的意见", "2020/1/8"],
    ]

    assert list(read_export(xlsx("答复.xlsx", rows), campaign).opinions["原文"]) == ["路灯坏了"]


def test_one_user_with_the_same_text_again_stays_and_is_flagged(xlsx: Writes, campaign: Campaign) -> None:
    rows = [
        BOARD,
        [24, "U001", "路灯", "2020/1/6 12:09:38", "路灯坏了", 0, 0],
        [25, "U002", "路灯", "2020/1/6 12:10:38", "路灯坏了", 0, 0],
        [26, "U001", "路灯", "2020/1/7 12:09:38", " 路灯坏了\n", 0, 0],
    ]

    export = read_export(xlsx("留言.xlsx", rows), campaign)

    assert len(export.opinions) == 3
    [finding] = export.findings
    assert finding.rule == "opinions.same_person_twice"
    assert "第4行同第2行" in finding.problem


def test_a_long_table_is_read_under_the_headings_of_the_register(xlsx: Writes, campaign: Campaign) -> None:
    rows = [
        ["序号", "渠道", "日期", "意见内容", "人员类别", "指向"],
        [1, "座谈会", "3月30日", "会议要短", "委员", "机关工作"],
        [2, "走访", "2009.4.2", "没有意见", "群众", ""],
    ]

    export = read_export(xlsx("登记.xlsx", rows), campaign)

    assert export.recognised[0].shape == "意见表（一行一条）"
    [row] = export.opinions[["来源渠道", "登记日", "原文", "提出者类别", "指向"]].to_numpy().tolist()
    assert row == ["座谈会", "2009-03-30", "会议要短", "委员", "机关"]


def test_an_unknown_channel_is_asked_for_and_nothing_is_registered_until_then(
    xlsx: Writes, campaign: Campaign
) -> None:
    path = xlsx("汇总.xlsx", [["序号", "意见内容"], [1, "会议要短"]])

    export = read_export(path, campaign)
    answered = read_export(path, campaign, {"渠道": "谈心"})

    assert export.opinions.empty
    assert [(question.topic, question.proposal) for question in export.questions] == [("渠道", "征求意见表")]
    assert list(answered.opinions["来源渠道"]) == ["谈心"]


def test_a_channel_that_the_title_tells_is_not_asked_for(xlsx: Writes, campaign: Campaign) -> None:
    rows = [["委员座谈会意见汇总表", ""], ["序号", "意见内容"], [1, "会议要短"]]

    export = read_export(xlsx("汇总.xlsx", rows), campaign)

    assert set(export.opinions["来源渠道"]) == {"座谈会"}
    assert not export.questions


def stacked() -> list[list[object]]:
    return [
        ["征求意见汇总表", "", "", ""],
        ["单位（盖章）：某局", "", "", "　2020年4月6日"],
        ["序号", "意见内容", "提出人", "类别"],
        ["一、对领导班子的意见", "", "", ""],
        [1, "多下基层", "朱琦梦", "委员"],
        [2, "少开会", "同上", "同上"],
        [3, "", "", ""],
        [4, "", "", ""],
        ["合计", "2条", "", ""],
        ["序号", "意见内容", "提出人", "类别"],
        ["二、对机关的意见", "", "", ""],
        [1, "同上", "王建国", "群众"],
        [2, "办事要快", "李小明", "群众"],
        ["填表人：张三", "", "联系电话：2823456", ""],
    ]


def test_stacked_blocks_are_read_without_totals_empty_rows_and_signatures(
    xlsx: Writes, campaign: Campaign
) -> None:
    export = read_export(xlsx("征求意见表.xlsx", stacked()), campaign)

    assert export.recognised[0].shape == "意见汇总表（多块、合并格、同上）"
    assert "列名在第3行" in export.recognised[0].why
    told = export.opinions[["来源行", "原文", "提出者姓名", "指向"]].to_numpy().tolist()
    assert told == [
        [5, "多下基层", "朱琦梦", "班子"],
        [6, "少开会", "朱琦梦", "班子"],
        [13, "办事要快", "李小明", "机关"],
    ]


def test_a_ditto_under_a_new_heading_has_nothing_above_it_and_stays_what_it_is(
    xlsx: Writes, campaign: Campaign
) -> None:
    export = read_export(xlsx("征求意见表.xlsx", stacked()), campaign)

    assert "同上" not in list(export.opinions["原文"])
    assert any("第12行" in found.problem and "同上" in found.problem for found in export.findings)


def test_ditto_in_the_opinion_itself_registers_the_opinion_above_again(
    xlsx: Writes, campaign: Campaign
) -> None:
    rows = [["走访意见", ""], ["序号", "意见内容"], [1, "修路"], [2, "同上"]]

    export = read_export(xlsx("表.xlsx", rows), campaign)

    assert list(export.opinions["原文"]) == ["修路", "修路"]
    assert list(export.opinions["来源行"]) == [3, 4]


def test_merged_cells_hold_for_every_row_and_a_merged_opinion_is_one(
    xlsx: Writes, campaign: Campaign
) -> None:
    rows = [
        ["座谈会意见", "", ""],
        ["序号", "类别", "意见内容"],
        [1, None, "修路"],
        [2, None, "修桥"],
        [3, "群众", None],
        [4, "群众", None],
    ]
    path = xlsx("表.xlsx", rows, merged=[("B3:B4", "委员"), ("C5:C6", "种树")])

    export = read_export(path, campaign)

    assert export.opinions[["来源行", "来源分类", "原文"]].to_numpy().tolist() == [
        [3, "委员", "修路"],
        [4, "委员", "修桥"],
        [5, "群众", "种树"],
    ]


def test_a_wide_table_of_typed_forms_gives_opinions_and_tallies(xlsx: Writes, campaign: Campaign) -> None:
    grades = ["满意", "一般", "满意", "满意", "一般"]
    rows = [
        ["表号", "总体评价", "对机关作风的意见", "对领导班子的建议"],
        *([n, grade, "效率要高" if n == 1 else "无", f"第{n}条建议"] for n, grade in enumerate(grades, 1)),
    ]

    export = read_export(xlsx("征求意见表.xlsx", rows), campaign)

    assert export.recognised[0].shape == "意见表（一行一份）"
    assert dict(zip(export.tallies["选项"], export.tallies["次数"], strict=True)) == {"满意": 3, "一般": 2}
    assert len(export.opinions) == 6
    assert set(export.opinions["指向"]) == {"机关", "班子"}
    assert export.returned == 5


def test_what_is_no_known_shape_is_asked_for_with_the_longest_column_proposed(
    xlsx: Writes, campaign: Campaign
) -> None:
    path = xlsx("走访.xlsx", [["甲", "乙"], ["x1", "路面坑洼不平，下雨积水"], ["x2", "路灯太少，晚上看不见"]])

    export = read_export(path, campaign)
    [question] = export.questions

    assert (question.topic, question.proposal) == ("原文列", "乙")
    assert export.opinions.empty
    assert list(read_export(path, campaign, {question.id: "乙"}).opinions["来源行"]) == [2, 3]


def test_an_old_workbook_of_wps_is_read_under_its_own_name(tmp_path: Path, campaign: Campaign) -> None:
    book = xlwt.Workbook()
    page = book.add_sheet("意见")
    for row, cells in enumerate([("序号", "来源渠道", "意见内容"), (1, "走访", "修路")]):
        for column, cell in enumerate(cells):
            page.write(row, column, cell)
    path = tmp_path / "意见.et"
    book.save(str(path))

    export = read_export(path, campaign)

    assert list(export.opinions["来源文件"]) == ["意见.et"]
    assert list(export.opinions["原文"]) == ["修路"]


def test_every_shape_says_its_name_and_claims_nothing_of_a_table_of_figures(
    xlsx: Writes, campaign: Campaign
) -> None:
    export = read_export(xlsx("数.xlsx", [["单位", "人数"], ["甲", 3], ["乙", 4]]), campaign)

    assert export.opinions.empty
    assert [question.topic for question in export.questions] == ["原文列"]
    assert len({shape.name for shape in all_shapes()}) == len(all_shapes()) == 15
