"""What was asked and answered: forms, raw opinions, merged opinions."""

import random
from collections import Counter
from dataclasses import dataclass, field
from datetime import date, timedelta

import ledger
from clerk import Page, write_xlsx
from content import Cell, Cells, day, headings, lines, rows

MEETING, MEETING_DAY = "M04", date(2009, 4, 24)
NAMED = {  # a few people signed; the column is restricted
    "离退休": "梁桂成",
    "企业": "温水生",
    "县区政协": "覃阿旺",
}
SPANS = {  # first day and number of days in which opinions of a channel came in
    "机关干部": (date(2009, 4, 13), 11),
    "委员": (date(2009, 4, 15), 23),
    "企业": (date(2009, 4, 20), 24),
    "社区群众": (date(2009, 4, 20), 24),
    "县区政协": (date(2009, 4, 20), 18),
    "民主党派": (date(2009, 4, 22), 16),
    "离退休": (date(2009, 4, 24), 20),
    "网络": (date(2009, 5, 4), 20),
    "留言板": (date(2009, 4, 2), 55),
    "意见箱": (date(2009, 4, 8), 40),
    "热线": (date(2009, 4, 9), 40),
    "谈心": (date(2009, 5, 18), 10),
}


@dataclass
class Opinion:
    """One raw opinion, and the merged opinion it went into."""

    merged: str
    channel: str
    target: str
    who: str
    aside: str  # aspect of the meeting, the place that was visited, or the day where it matters
    text: str
    on: date = MEETING_DAY
    id: str = ""
    form: str = ""


@dataclass
class Merged:
    """One merged opinion: the words of its line, and its raw opinions."""

    cells: list[str]
    opinions: list[Opinion] = field(default_factory=list)


def write() -> None:
    """Write the workbooks of the consultation."""
    merged = merged_opinions()
    opinions = sorted((one for group in merged for one in group.opinions), key=lambda one: one.id)
    problems = ledger.problems()
    write_xlsx("征求意见表发放收回情况.xlsx", [_forms()])
    write_xlsx("意见登记（原始，勿外传）.xlsx", [_raw(opinions)])
    write_xlsx("意见归纳汇总.xlsx", [_merged_page(merged, problems)])
    channels = {group.cells[0]: [one.channel for one in group.opinions] for group in merged}
    write_xlsx("问题清单和整改台账.xlsx", ledger.pages(problems, channels))


def _forms() -> Page:
    batches = rows("forms")
    issued, returned, none = 400, 150, 58
    return Page(
        name="发放收回",
        title="征求意见表发放收回情况统计表",
        before=("单位：份",),
        headings=headings("forms"),
        rows=batches,
        after=[
            ["合计", None, None, issued, returned, none],
            [None],
            ["填表人：谭小燕", None, None, None, "2009年5月26日"],
        ],
        widths={1: 14, 5: 14, 6: 14, 7: 14},
    )


def merged_opinions() -> list[Merged]:
    """Return the merged opinions with their raw ones, dated and numbered."""
    merged: list[Merged] = []
    for cells in lines("opinions"):
        if cells[0].startswith("=="):
            merged.append(Merged([cells[0].removeprefix("==").strip(), *cells[1:]]))
        else:
            group = merged[-1]
            channel, target, who, aside, text = cells
            group.opinions.append(Opinion(group.cells[0], channel, target, who, aside, text))
    opinions = [one for group in merged for one in group.opinions]
    _dated(opinions)
    for number, one in enumerate(sorted(opinions, key=lambda one: one.on), 1):
        one.id = f"Y{number:03d}"
    _forms_of(opinions)
    return merged


def _dated(opinions: list[Opinion]) -> None:
    """Give each opinion its day, and shuffle those of one day."""
    chance = random.Random(2009)  # noqa: S311 - the same every time, no secret
    visited = {str(cells[3]): day(str(cells[0]).replace("-", ".")) for cells in reversed(rows("visits"))}
    chance.shuffle(opinions)
    for one in opinions:
        if one.channel == "走访":
            one.on = visited[one.aside]
        elif one.channel != "座谈会" and one.aside:
            one.on = day(one.aside.replace("-", "."))
        elif one.channel != "座谈会":
            first, days = SPANS[one.channel]
            one.on = _working_day(first + timedelta(days=chance.randrange(days)))


def _working_day(on: date) -> date:
    return on - timedelta(days=max(0, on.weekday() - 4))


def _forms_of(opinions: list[Opinion]) -> None:
    """Give each opinion its form; some share one, so that forms with opinions come out as counted."""
    for batch, channel, _, _, returned, nothing, *_ in lines("forms"):
        own = sorted((one for one in opinions if one.channel == channel), key=lambda one: one.id)
        spare = len(own) - (_count(returned) - _count(nothing))
        number, before = 0, None
        for one in own:
            if before and spare > 0 and one.who == before.who and one.merged != before.merged:
                one.on, spare = before.on, spare - 1
            else:
                number += 1
            one.form = f"{batch}-{number:02d}"
            before = one


def _count(typed: str) -> int:
    return {"十": 10}.get(typed) or int(typed.removesuffix("份"))


def _raw(opinions: list[Opinion]) -> Page:
    signed: Counter[str] = Counter()
    return Page(
        name="意见登记",
        title="意见建议登记表（原话照录）",
        headings=headings("opinions"),
        rows=[_raw_row(number, one, signed) for number, one in enumerate(opinions)],
        widths={2: 26, 3: 12, 4: 90, 7: 14, 9: 8},
    )


def _raw_row(number: int, one: Opinion, signed: Counter[str]) -> Cells:
    meeting = one.channel == "座谈会"
    signed[one.channel] += 1
    named = NAMED.get(one.channel) if signed[one.channel] == 2 else None  # noqa: PLR2004 - any one of them
    record = one.aside if one.channel == "走访" else MEETING if meeting else None
    if one.form:
        record = f"第{one.form.split('-')[0]}批"
    return [
        one.id,
        one.channel,
        record,
        _clerk_date(number, one.on),
        one.text,
        one.target,
        _person(one),
        one.who,
        named,
        one.form or None,
        MEETING if meeting else None,
        one.aside if meeting else None,
    ]


def _person(one: Opinion) -> Cell:
    return "何静山" if "何副主席" in one.text else None


def _clerk_date(number: int, on: date) -> Cell:
    """Return a real date mostly, and now and then the text a clerk would type."""
    return {0: f"{on.month}月{on.day}日", 1: f"{on.year}.{on.month}.{on.day}"}.get(number % 9, on)


def _merged_page(merged: list[Merged], problems: list[ledger.Problem]) -> Page:
    return Page(
        name="归纳",
        title="意见建议归纳汇总表",
        before=("民意收集组整理",),
        headings=headings("merged"),
        rows=[_merged_row(group, ledger.became(group.cells[0], problems)) for group in merged],
        merged=(1,),
        widths={1: 20, 2: 24, 3: 60, 4: 40, 6: 16, 8: 30},
    )


def _merged_row(group: Merged, problem: str | None) -> Cells:
    name, aspect, kind, adopted, reason, checker, text = group.cells
    sources = "、".join(sorted(one.id for one in group.opinions))
    count = len(group.opinions)
    return [name, aspect, kind, text, sources, count, problem, adopted, reason or None, checker]
