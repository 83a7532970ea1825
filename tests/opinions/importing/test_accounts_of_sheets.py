"""Of every sheet it is said what it was taken for and what became of each row; accepting adds nothing."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kit.model.campaign import Campaign
from kit.opinions.importing.entry import read_export
from kit.opinions.importing.reading.export import Export

Writes = Callable[..., Path]
LAW = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
ROSTER = [["序号", "姓名", "证件号", "联系电话", "登记时间"]] + [
    [number, f"{name}某", f"00000019000101100{number}", f"1990000100{number}", "2024-05-06 08:30:15"]
    for number, name in enumerate("张李王赵", 1)
]
DUTY = [
    ["值班日期", "带班领导", "值班人员", "工作内容", "备注"],
    ["5月1日", "张某", "李某", "接听电话，不得离岗，做好交接", ""],
    ["5月2日", "王某", "赵某", "巡查大楼，检查门窗，做好登记", "节日"],
]
PRICES = [
    ["货号", "品名", "单价", "规格说明"],
    ["A01-1", "办公椅", "120元", "黑色，不含运费，送货上门"],
    ["A01-2", "文件柜", "450元", "铁皮，不含安装，三天到货"],
]
CONTACTS = [["部门", "联系人", "办公电话", "办公地点"], ["办公室", "张某", "0772-2823456", "三楼301室"]]
SHARES = [["部门", "人数", "占比"], ["第1科", 3, "30%"], ["第2科", 7, "70%"]]
SCHEDULE = [
    ["时间", "会议名称", "主持人", "参会要求"],
    ["9:00", "动员会", "张某", "全体人员参加，不得请假"],
    ["15:00", "座谈", "李某", "各科派一人，请提前到场"],
]
OTHERS = {
    "名单": ROSTER,
    "值班": DUTY,
    "价格": PRICES,
    "通讯录": CONTACTS,
    "占比": SHARES,
    "日程": SCHEDULE,
}


def rows_in_and_out(export: Export) -> list[tuple[int, int]]:
    return [(one.rows, one.used + sum(run.number for run in one.named)) for one in export.accounts]


@pytest.mark.parametrize("name", OTHERS)
def test_accepting_registers_nothing_of_what_was_not_recognised(
    name: str, xlsx: Writes, campaign: Campaign
) -> None:
    export = read_export(xlsx(f"{name}.xlsx", OTHERS[name]), campaign, accept=True)

    assert (len(export.opinions), len(export.tallies), export.returned) == (0, 0, 0)
    assert rows_in_and_out(export) == [(len(OTHERS[name]), len(OTHERS[name]))]


@given(
    name=st.sampled_from(sorted(OTHERS)),
    banner=st.lists(st.sampled_from(["某局一览表", "", "填报单位：某科"]), max_size=3),
    blank=st.integers(0, 2),
    data=st.data(),
)
@LAW
def test_law_sheets_of_other_things_register_nothing_in_any_order_under_any_banner(
    name: str,
    banner: list[str],
    blank: int,
    data: st.DataObject,
    text_file: Writes,
    campaign: Campaign,
) -> None:
    order = data.draw(st.permutations(range(len(OTHERS[name][0]))))
    rows = [[str(row[at]) for at in order] for row in OTHERS[name]]
    above = [[text, *[""] * (len(order) - 1)] for text in banner]
    path = text_file("表.csv", [*above, *rows, *[[""] * len(order)] * blank])

    export = read_export(path, campaign, accept=True)

    assert export.opinions.empty
    assert export.returned == 0


@pytest.mark.parametrize("name", ["名单", "占比", "通讯录"])
def test_what_holds_no_words_is_proposed_to_be_left_out(name: str, xlsx: Writes, campaign: Campaign) -> None:
    [question] = read_export(xlsx(f"{name}.xlsx", OTHERS[name]), campaign).questions

    assert (question.topic, question.proposal, question.choices) == ("原文列", "忽略", ("忽略",))


def test_a_sheet_without_headings_is_asked_about_and_all_its_rows_wait(
    xlsx: Writes, campaign: Campaign
) -> None:
    said = ["排队时间太长，希望多开窗口", "网上页面打不开", "材料要复印好几份", "座位太少，没有地方坐"]
    rows = [["窗口", "窗口", text, "解决", "某甲"] for text in said]
    path = xlsx("已办.xlsx", rows)

    export = read_export(path, campaign, accept=True)
    [question] = export.questions
    read = read_export(path, campaign, {question.id: question.proposal, "渠道": "热线"})

    assert (question.proposal, question.by_accepting) == ("没有列名，第3列", False)
    assert export.opinions.empty
    [account] = export.accounts
    assert (account.rows, account.used, account.named[0].reason) == (4, 0, "没认出来")
    assert list(read.opinions["原文"]) == said
    assert rows_in_and_out(read) == [(4, 4)]


LINES = {
    "opinion": ["1", "会议太多，建议少开", "王某"],
    "silent": ["2", "没有意见", "李某"],
    "blank": ["", "", ""],
    "numbered": ["3", "", ""],
    "no text": ["4", "", "赵某"],
    "total": ["合计", "5条", ""],
    "signed": ["填表人：钱某", "", ""],
    "title": ["一、对机关的意见", "", ""],
    "heading": ["序号", "意见内容", "提出人"],
    "ditto": ["5", "同上", "孙某"],
}


@given(
    kinds=st.lists(st.sampled_from(sorted(LINES)), max_size=14),
    banner=st.sampled_from(["", "座谈会意见汇总表"]),
)
@LAW
def test_law_rows_in_are_rows_registered_and_rows_named(
    kinds: list[str],
    banner: str,
    text_file: Writes,
    campaign: Campaign,
) -> None:
    head = [[banner, "", ""]] if banner else []
    rows = [*head, LINES["heading"], LINES["opinion"], *(LINES[kind] for kind in kinds)]
    while not any(rows[-1]):
        rows.pop()
    export = read_export(text_file("座谈会.csv", rows), campaign, accept=True)

    [account] = export.accounts
    assert rows_in_and_out(export) == [(len(rows), len(rows))]
    assert account.used == len(set(export.opinions["来源行"])) >= 1
    numbers = [row for run in account.named for row in range(run.first, run.last + 1)]
    assert not set(numbers) & set(export.opinions["来源行"])


def test_each_row_has_its_own_reason(xlsx: Writes, campaign: Campaign) -> None:
    rows = [["座谈会意见汇总表", "", ""], LINES["heading"], *(LINES[kind] for kind in sorted(LINES))]

    [account] = read_export(xlsx("座谈会.xlsx", rows), campaign).accounts

    reasons = {run.first: run.reason for run in account.named}
    by_kind = {kind: reasons.get(row, "") for row, kind in enumerate(sorted(LINES), 3)}
    assert (reasons[1], reasons[2]) == ("标题", "列名")
    assert by_kind == {
        "blank": "空行",
        "ditto": "写“同上”，上面没有意见",
        "heading": "重复的列名",
        "no text": "没有填意见",
        "numbered": "只有编号",
        "opinion": "",
        "signed": "经手人",
        "silent": "没有意见",
        "title": "分组标题",
        "total": "合计",
    }


BLANKS = {
    "grades": [
        ["某某培训满意度调查表", "", "", ""],
        ["培训机构：            年   月   日", "", "", ""],
        ["等次\n内容", "好", "一般", "差"],
        ["课程安排", "", "", ""],
        ["教师水平", "", "", ""],
        ["注：每项内容选一个等次划“√”。", "", "", ""],
        ["填表人：", "", "", ""],
    ],
    "boxes": [["评价内容", "满意", "不满意"], ["课程安排", "□", "□"], ["教师水平", "□", "□"]],
    "questions": [["姓名", "", "单位", ""], ["意见建议", "", "", ""], ["填表日期：  年  月  日", "", "", ""]],
    "numbered": [["序号", "单位", "意见内容"], ["1", "", ""], ["2", "", ""], ["3", "", ""]],
}


@pytest.mark.parametrize("name", BLANKS)
def test_a_blank_form_is_neither_a_form_that_came_back_nor_an_opinion(
    name: str, docx: Writes, xlsx: Writes, campaign: Campaign
) -> None:
    for path in (xlsx("征求意见表.xlsx", BLANKS[name]), docx("征求意见表.docx", BLANKS[name])):
        export = read_export(path, campaign, accept=True)

        assert (len(export.opinions), len(export.tallies), export.returned) == (0, 0, 0)
        assert not export.questions
        assert any("是空白表" in finding.problem for finding in export.findings)
        assert {account.evidence[0] for account in export.accounts if account.rows > 1} == {"空白表"}


def test_a_merged_table_is_not_registered_as_if_each_were_said_once(xlsx: Writes, campaign: Campaign) -> None:
    for rows in (
        [["序号", "意见建议", "条数", "责任部门"], [1, "会议多", 6, "办公室"], [2, "饭菜差", 9, "后勤科"]],
        [["反映的问题", "次数"], ["会议多", 6], ["饭菜差", 9]],
    ):
        export = read_export(xlsx("汇总.xlsx", rows), campaign, accept=True)

        [finding] = export.findings
        assert export.opinions.empty
        assert (finding.rule, finding.level) == ("opinions.other_kind", "error")
        assert "意见归纳" in finding.problem
        assert "放进 inbox" in finding.remedy


def test_a_column_that_counts_who_said_it_is_asked_about_before_anything_is_registered(
    xlsx: Writes, campaign: Campaign
) -> None:
    rows = [["序号", "意见和建议", "提出人数"], [1, "增加停车位", 12], [2, "改善食堂", 8]]
    path = xlsx("征求意见汇总.xlsx", rows)

    asked, accepted = read_export(path, campaign), read_export(path, campaign, accept=True)
    once = read_export(path, campaign, {"归纳": "每行登记一条"})

    assert [(one.topic, one.proposal) for one in asked.questions] == [("归纳", "不登记")]
    assert "“提出人数”列写着每条意见有多少" in asked.questions[0].problem
    assert accepted.opinions.empty
    assert list(once.opinions["原文"]) == ["增加停车位", "改善食堂"]


def test_a_row_that_heads_dates_and_counts_is_proposed_as_the_heading_it_is(
    xlsx: Writes, campaign: Campaign
) -> None:
    rows = [
        ["开箱日期", "开箱人", "份数", "内容摘要"],
        ["3月1日", "张某", "三份", "食堂饭菜太咸，希望清淡一点"],
        ["3月8日", "李某", "一份", "停车位太少，建议再划一些"],
    ]

    [question] = read_export(xlsx("意见箱.xlsx", rows), campaign).questions

    assert question.proposal == "内容摘要"


@pytest.mark.parametrize("heading", ["请假原因", "规格说明", "备注"])
def test_words_that_are_no_wishes_are_not_proposed(heading: str, xlsx: Writes, campaign: Campaign) -> None:
    rows = [
        ["姓名", "天数", heading],
        ["张某", 1, "家中有事，不能到岗"],
        ["李某", 2, "感冒发烧，没有上班"],
    ]

    [question] = read_export(xlsx("考勤.xlsx", rows), campaign).questions

    assert question.proposal == "忽略"
