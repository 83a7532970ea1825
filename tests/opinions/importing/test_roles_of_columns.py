"""Lists of problems: one row is one opinion, whatever its columns are called, and no reply is one."""

from collections.abc import Callable
from pathlib import Path

import pytest
import xlwt
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kit.model.campaign import Campaign
from kit.opinions.importing.entry import read_export
from kit.opinions.importing.reading.contents import ColumnContents

Writes = Callable[..., Path]
LAW = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)


def told(export: object) -> list[list[str]]:
    return export.opinions[["来源行", "主题", "原文"]].to_numpy().tolist()  # type: ignore[attr-defined,no-any-return]


def test_the_description_is_the_opinion_and_the_problem_its_title(xlsx: Writes, campaign: Campaign) -> None:
    rows = [
        ["分类", "问题", "详细描述", "答复", "来源"],
        ["窗口", "座位少", "大厅座位太少，高峰时没有地方坐", "已增加座椅", "某甲"],
        ["网站", "网页打不开", "网页打不开。", "已修复", "某乙"],
        ["电话", "热线难打", "", "正在协调", "某丙"],
    ]

    export = read_export(xlsx("问题汇总.xlsx", rows), campaign, accept=True)

    assert told(export) == [
        [2, "座位少", "大厅座位太少，高峰时没有地方坐"],
        [3, "", "网页打不开。"],
        [4, "", "热线难打"],
    ]
    assert list(export.opinions["提出者姓名"]) == ["某甲", "某乙", "某丙"]
    assert list(export.opinions["来源分类"]) == ["窗口", "网站", "电话"]
    assert "“答复”是机关自己的话，不读" in export.recognised[0].why


LAYOUTS = {
    "诉求.xlsx": [
        ["群众诉求办理情况表", None, None, None, None],
        ["填报单位：某办", None, None, None, "2009年4月"],
        ["序号", "反映问题", "具体情况", "反映人", "办理结果"],
        [1, "路灯", "村口的路灯坏了半年没人修", "王某", "已办结"],
        [2, "饮水", "自来水一到晚上就没有", "李某", "办理中"],
        ["合计", "2件", None, None, None],
    ],
    "台账.csv": [
        ["问题描述", "问题位置", "处理意见", "处理反馈"],
        ["村口的路灯坏了半年没人修", "东街3号", "请住建局处理", "已修好"],
        ["自来水一到晚上就没有", "小河村", "转水务公司", "正在改造"],
    ],
    "清单.xls": [
        ["存在问题", "诉求建议", "提出人", "落实情况"],
        ["村口的路灯坏了半年没人修", "尽快修好", "王某", "已落实"],
        ["自来水一到晚上就没有", "加一台水泵", "李某", "未落实"],
    ],
}


def written(name: str, tmp_path: Path, xlsx: Writes, text_file: Writes) -> Path:
    rows = LAYOUTS[name]
    if name.endswith(".csv"):
        return text_file(name, rows)
    if name.endswith(".xlsx"):
        return xlsx(name, rows, merged=[("A1:E1", str(rows[0][0]))])
    book = xlwt.Workbook()
    page = book.add_sheet("表")
    for number, row in enumerate(rows):
        for at, cell in enumerate(row):
            page.write(number, at, cell)
    book.save(str(tmp_path / name))
    return tmp_path / name


@pytest.mark.parametrize("name", LAYOUTS)
def test_other_headings_and_banners_give_one_opinion_a_row_too(
    name: str, tmp_path: Path, xlsx: Writes, text_file: Writes, campaign: Campaign
) -> None:
    export = read_export(written(name, tmp_path, xlsx, text_file), campaign, accept=True)

    words = ["\n".join(text for text in (row[1], row[2]) if text) for row in told(export)]
    assert len(words) == 2
    assert ("路灯坏了半年" in words[0], "自来水一到晚上就没有" in words[1]) == (True, True)
    assert not any(said in " ".join(words) for said in ("处理", "转水务", "办结", "已修好", "落实"))


def test_a_problem_merged_over_its_descriptions_titles_each(docx: Writes, campaign: Campaign) -> None:
    table = [
        ["问题", "详细描述", "答复"],
        ["窗口服务", "大厅座位太少，没有地方坐", "已增加"],
        ["↑", "叫号声音太小，后排听不见", "已调高"],
    ]

    export = read_export(docx("座谈会.docx", "座谈会问题汇总", table), campaign)

    assert [row[1:] for row in told(export)] == [
        ["窗口服务", "大厅座位太少，没有地方坐"],
        ["窗口服务", "叫号声音太小，后排听不见"],
    ]


def test_an_offices_own_plan_of_what_it_mends_is_no_list(xlsx: Writes, campaign: Campaign) -> None:
    rows = [
        ["序号", "存在问题", "整改措施", "责任领导", "整改时限", "完成情况"],
        [1, "门诊挂号排队时间太长，群众不满意", "增开窗口", "某甲", "2009年11月底", "已完成"],
        [2, "慢病用药不全，经常缺", "扩大目录", "某乙", "2009.12.31", "未启动"],
    ]

    assert read_export(xlsx("整改.xlsx", rows), campaign, accept=True).opinions.empty


NAMES = st.sampled_from(["张某", "李某某", "王建国", "赵敏", "某甲", "钱某、孙某"])
KINDS = {
    "时间": st.dates().map(lambda day: f"{day.year}.{day.month}.{day.day}"),
    "号码": st.integers(10**10, 10**11 - 1).map(str),
    "数目": st.one_of(st.integers(0, 9999).map(str), st.integers(0, 99).map(lambda n: f"{n}.5%")),
    "姓名": NAMES,
    "代码": st.integers(100, 999).map(lambda n: f"A{n}-{n % 7}"),
    "地址": st.integers(1, 99).map(lambda n: f"东街{n}号"),
    "状态": st.sampled_from(["已办结", "处理中", "未解决", "已解决"]),
}
ANY_HEADING = st.sampled_from(
    ["内容", "说明", "详情", "情况", "事项", "备注", "要求", "甲", "问题", "意见", "名称"]
)


@given(data=st.data(), kind=st.sampled_from(sorted(KINDS)))
@LAW
def test_law_no_column_of_times_names_numbers_codes_places_or_statuses_reads_as_words(
    data: st.DataObject, kind: str
) -> None:
    cells = data.draw(st.lists(KINDS[kind], min_size=1, max_size=12))

    assert ColumnContents([*cells, "", "无"]).kind != ""


@given(data=st.data())
@LAW
def test_law_a_sheet_without_a_column_of_words_registers_nothing_and_proposes_no_column(
    data: st.DataObject, text_file: Writes, campaign: Campaign
) -> None:
    kinds = data.draw(st.lists(st.sampled_from(sorted(KINDS)), min_size=2, max_size=5))
    heading = data.draw(
        st.lists(ANY_HEADING, min_size=len(kinds), max_size=len(kinds), unique=True).filter(len)
    )
    rows = data.draw(st.lists(st.tuples(*(KINDS[kind] for kind in kinds)), min_size=2, max_size=8))
    path = text_file("表.csv", [heading, *rows])

    asked, accepted = read_export(path, campaign), read_export(path, campaign, accept=True)

    assert {question.proposal for question in asked.questions if question.topic == "原文列"} <= {"忽略"}
    assert accepted.opinions.empty


@pytest.mark.parametrize(
    "cells", [["修路", "种树"], ["路灯不亮"], ["开会太多", "无"], ["修村口的路", "建一座桥"]]
)
def test_short_wishes_are_words_and_no_addresses(cells: list[str]) -> None:
    assert ColumnContents(cells).kind == ""


def test_states_under_a_heading_that_asks_for_words_are_no_opinions(xlsx: Writes, campaign: Campaign) -> None:
    rows = [["名称", "问题", "内容", "意见"], *[["A100-2", "已办结", "A101-3", "0"]] * 2]

    assert read_export(xlsx("表.xlsx", rows), campaign, accept=True).opinions.empty
