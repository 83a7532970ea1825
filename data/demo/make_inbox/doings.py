"""What was done: meetings, study, trips, essays, reports in the press, survey topics, visits."""

from datetime import date, timedelta

from clerk import Page, write_ods, write_xlsx
from content import Cell, Cells, headings, lines, rows

SUBMITTED = date(2009, 5, 18)


def write(expected: int, present: int) -> None:
    """Write the workbooks; expected and present: voters of the appraisal meeting (应到 实到)."""
    write_xlsx("会议台账.xlsx", [_meetings(expected, present)], empty=["Sheet2", "Sheet3"])
    write_xlsx("学习情况统计（机关党委）.xlsx", [_sessions(), _trips(), _essays()])
    write_ods("宣传报道统计.ods", [_media()])
    write_xlsx("重点调研课题进度表.xlsx", [_topics()])
    write_xlsx("领导走访登记.xlsx", [_visits()])


def _meetings(expected: int, present: int) -> Page:
    counted: dict[Cell, Cell] = {"{应到}": expected, "{实到}": present}
    return Page(
        name="会议",
        title="学习实践活动会议台账",
        before=("填报单位：秘书组",),
        headings=headings("meetings"),
        rows=[[counted.get(cell, cell) for cell in cells] for cells in rows("meetings")],
        after=[["填表人：叶向荣", None, None, "审核：方志恒"]],
        widths={1: 40, 3: 12, 4: 20, 9: 60, 12: 24},
    )


def _sessions() -> Page:
    return Page(
        name="学习安排",
        title="市政协机关学习实践活动学习安排及执行情况",
        headings=headings("sessions"),
        rows=rows("sessions"),
        widths={0: 12, 1: 20, 2: 44, 5: 32},
    )


def _trips() -> Page:
    return Page(
        name="考察培训",
        title="请进来、走出去情况",
        headings=headings("trips"),
        rows=rows("trips"),
        after=[["注：请进来的人数为听课人数。"]],
        widths={0: 12, 2: 30, 3: 48},
    )


def _essays() -> Page:
    return Page(
        name="学习成果",
        title="心得体会、交流发言登记表",
        headings=headings("essays"),
        rows=_essay_rows(),
        widths={3: 12, 4: 48, 5: 12, 7: 14},
    )


def _essay_rows() -> list[Cells]:
    essays: list[Cells] = []
    talks: list[Cells] = []
    for number, (author, rank, essay, chosen, *talk) in enumerate(lines("essays")):
        on = SUBMITTED + timedelta(days=(number * 5) % 11)
        essays.append([author, rank, "心得体会", essay, on, chosen, "内网、外网" if chosen == "是" else None])
        if any(talk):
            talks.append([author, rank, "交流发言", talk[0], date(2009, 5, 5), "否", None])
    return [[f"C{number:03d}", *cells] for number, cells in enumerate(essays + talks, 1)]


def _media() -> Page:
    return Page(
        name="宣传报道",
        title="学习实践活动宣传报道情况统计表",
        before=("统计：宣传组  孔令海",),
        headings=headings("media"),
        rows=rows("media"),
    )


def _topics() -> Page:
    return Page(
        name="Sheet1",
        title="市政协领导重点调研课题进度表",
        headings=headings("topics"),
        rows=rows("topics"),
        widths={1: 40, 3: 48, 4: 12, 5: 12, 6: 12, 10: 56},
    )


def _visits() -> Page:
    visits = rows("visits")
    again = [number for number, cells in enumerate(visits) if "回访" in str(cells[4])]
    return Page(
        name="走访",
        title="市政协领导走访基层登记表",
        before=("（2009年4月—5月）",),
        headings=headings("visits"),
        rows=visits,
        hidden=again[:1],
        after=[
            ["合计", None, None, None, None, sum(int(str(cells[5])) for cells in visits), None],
            [None, None, None, None, None, "填表人：甘露"],
        ],
        top=2,
        left=1,
        widths={0: 12, 1: 18, 3: 34, 4: 40, 5: 16},
    )
