"""The further sheets: books, the web board, activities, talks, the report's drafts, what was made public."""

from collections.abc import Sequence

import appraisal
import consultation
from clerk import Page, write_xlsx
from content import Cell, Cells, headings, lines, rows

BOARD = "留言板"  # the channel whose opinions were left on the web


def write() -> None:
    """Write the workbooks."""
    write_xlsx("阅读书目发放登记.xlsx", [_books()])
    write_xlsx("网站留言导出.xlsx", [_board()])
    write_xlsx("主题活动和创新做法.xlsx", [_activities(), _practices()])
    write_xlsx("谈心台账（保密）.xlsx", [_talks()])
    write_xlsx("民主生活会批评意见（保密）.xlsx", [_criticisms()], empty=["Sheet2"])
    write_xlsx("分析检查报告起草报审情况.xlsx", [_drafts(), _submitted()])
    write_xlsx("评议意见采纳情况.xlsx", [_replies()])
    write_xlsx("公开和简报台账.xlsx", [_public(), _bulletin()])
    write_xlsx("制度清单（废改立）.xlsx", [_rules()])
    write_xlsx("常用提法.xlsx", [_watchwords()])


def _sum(found: Sequence[Cells], column: int) -> int:
    """Return the sum that a clerk writes under a column: ６０ and 51人 are numbers too."""
    return sum(int(str(cells[column]).rstrip("人条份")) for cells in found if cells[column] is not None)


def _books() -> Page:
    books = rows("books")
    return Page(
        name="书目",
        title="学习实践活动阅读书目及发放情况",
        before=("单位：册、人",),
        headings=headings("books"),
        rows=books,
        after=[["合计", None, None, None, None, _sum(books, 5), _sum(books, 6)]],
        widths={0: 34, 1: 22, 2: 34, 4: 26},
    )


def _board() -> Page:
    ids = {one.text: one.id for one in _opinions() if one.channel == BOARD}
    made: list[Cells] = []
    for number, (when, name, shown, valid, text) in enumerate(rows("board"), 1):
        registered = ids.get(str(text)) if valid == "是" else None
        made.append([f"LY{number:03d}", when, name, text, shown, valid, registered])
    return Page(
        name="留言",
        headings=headings("board"),
        rows=made,
        widths={1: 12, 2: 14, 3: 70},
    )


def _opinions() -> list[consultation.Opinion]:
    return [one for group in consultation.merged_opinions() for one in group.opinions]


def _activities() -> Page:
    activities = rows("activities")
    total: Cells = ["合计", None, None, None, _sum(activities, 4), None, _sum(activities, 6)]
    return Page(
        name="主题活动",
        title="学习实践活动主题活动开展情况统计表",
        headings=headings("activities"),
        rows=activities,
        after=[total, ["填表人：任海波"]],
        widths={0: 20, 1: 12, 2: 40, 3: 36, 5: 60},
    )


def _practices() -> Page:
    return Page(
        name="创新做法",
        title="自选动作一览",
        headings=headings("practices"),
        rows=rows("practices"),
        merged=(1,),
        widths={0: 22, 1: 14, 2: 70},
    )


def _talks() -> Page:
    return Page(
        name="谈心",
        title="领导班子成员谈心谈话登记（不外传）",
        headings=headings("talks"),
        rows=rows("talks"),
        widths={0: 14, 3: 20},
        top=1,
    )


def _criticisms() -> Page:
    return Page(
        name="批评意见",
        title="专题民主生活会批评意见登记",
        headings=headings("criticisms"),
        rows=[_criticism(cells) for cells in lines("criticisms")],
        widths={2: 80, 4: 60},
        after=[["记录：程立夏"]],
    )


def _criticism(cells: list[str]) -> Cells:
    who, said, *promise = cells
    speaker, _, target = who.partition(" > ")
    if target:
        return [speaker, target, said, "相互批评", None]
    return [speaker, speaker, said, "自我批评", promise[0]]


def _drafts() -> Page:
    drafts = rows("drafts")
    total: Cells = ["合计", None, None, None, _sum(drafts, 4), _sum(drafts, 5)]
    return Page(
        name="起草",
        title="领导班子分析检查报告起草情况",
        headings=headings("drafts"),
        rows=drafts,
        after=[total],
        widths={3: 36, 6: 44},
    )


def _submitted() -> Page:
    return Page(
        name="报审",
        title="报市委第八指导检查组审核材料登记",
        headings=headings("submitted"),
        rows=rows("submitted"),
        widths={0: 50, 2: 50},
    )


def _replies() -> Page:
    """Draw what became of the remarks on ballots: the same words, under the unit's short name."""
    short = appraisal.names(2)
    made: list[Cells] = [
        [f"PY{number:02d}", short[unit], text, *_answer(adopted, place, reason)]
        for number, (unit, adopted, place, reason, text) in enumerate(lines("replies"), 1)
    ]
    return Page(
        name="采纳情况",
        title="群众评议意见采纳情况表",
        headings=headings("replies"),
        rows=made,
        merged=(1,),
        widths={1: 22, 2: 70, 4: 20, 5: 40},
    )


def _answer(adopted: str, place: str, reason: str) -> list[Cell]:
    return [adopted, place or None, reason or None]


def _public() -> Page:
    return Page(
        name="公开",
        title="学习实践活动有关材料公开情况",
        headings=headings("public"),
        rows=rows("public"),
        merged=(0,),
        widths={0: 36, 2: 12, 5: 12, 6: 12},
    )


def _bulletin() -> Page:
    issues = rows("bulletin")
    return Page(
        name="简报",
        title="学习实践活动简报编印登记",
        headings=headings("bulletin"),
        rows=issues,
        after=[["合计", None, None, None, None, None, _sum(issues, 6)]],
        widths={2: 18, 4: 12, 5: 44, 7: 60},
    )


def _rules() -> Page:
    return Page(
        name="制度",
        title="市政协机关制度废改立清单",
        before=("截至2009年6月30日",),
        headings=headings("rules"),
        rows=rows("rules"),
        merged=(2,),
        widths={0: 40, 2: 24, 3: 12},
    )


def _watchwords() -> Page:
    return Page(
        name="提法",
        headings=headings("watchwords"),
        rows=rows("watchwords"),
        widths={0: 18, 1: 60, 3: 36},
    )
