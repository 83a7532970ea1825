"""Lines, marks and make-up of the title (GB/T 9704 7.3.1; 党政机关公文处理工作条例 9)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kit.lint.findings.demand import Demand, at
from kit.lint.reading.shapes import GENRES, is_open
from kit.word.layout.paragraphs import cells

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kit.lint.findings.form import FormFinding
    from kit.lint.reading.records import DocumentForm, ParagraphForm
    from kit.word.profiles import Profile

RULES = {
    "MB-02": "标题分行对称，排成梯形或菱形，末行不只剩一两个字",
    "MB-03": "标题除书名号、引号等外一般不用标点",
    "MB-04": "公文标题由发文机关名称、事由和文种组成",
}
LONGEST = 20  # characters of 2号 on a line: 156 mm ÷ 22 pt
_LONE = 2
_SLACK = 0.5  # figures are not exactly half as wide
_PERIODICAL = re.compile(r"(?:简报|快报|专报|动态|内参)$")
_MARKS = re.compile(r"[。；：，！？,;:!?](?!.*[”》）])")


def check(document: DocumentForm, profile: Profile) -> Iterator[FormFinding]:  # noqa: ARG001 - every group takes a profile
    """Yield faults of the title's words and lines."""
    titles = document.of("标题")
    if not titles or any(is_open(one.text) for one in titles):
        return
    lines = [line.strip() for one in titles for line in one.text.split("\n") if line.strip()]
    yield from _shape(document, titles[0], lines)
    title = "".join(lines)
    if found := _MARKS.search(titles[-1].text.strip()[-1:]):
        demand = Demand("MB-03", "公文标题惯例", "实务", "标题末尾不用标点", "请去掉", fixable=False)
        yield demand.broken(at(document, titles[-1]), f"标题末尾有“{found[0]}”", found[0])
    is_issued = document.of("标志") and document.of("发文字号") and not _is_periodical(document)
    if is_issued and not title.rstrip("。！").endswith(GENRES):
        clause, expected = "党政机关公文处理工作条例第九条", "标题末尾是法定文种，如通知、通报、报告"
        demand = Demand("MB-04", clause, "规定", expected, "请补上文种，或改用有文种的标题", fixable=False)
        yield demand.broken(at(document, titles[-1]), "标题里没有文种", title[-4:])


def _is_periodical(document: DocumentForm) -> bool:
    """Return whether a mark is the name of a bulletin, whose items have titles like those of a newspaper."""
    return any(_PERIODICAL.search("".join(mark.text.split())) for mark in document.of("标志"))


def _shape(document: DocumentForm, paragraph: ParagraphForm, lines: Sequence[str]) -> Iterator[FormFinding]:
    widths = [cells(line) for line in lines]
    shown = "、".join(f"{width:g}字" for width in widths)
    problem = _fault(widths)
    if problem:
        expected, remedy = "分行对称、词意完整，排成梯形或菱形", "请在词意完整的地方重新分行"
        demand = Demand("MB-02", "GB/T 9704 7.3.1", "规定", expected, remedy, fixable=False)
        yield demand.broken(at(document, paragraph), problem, shown, "warning")


def _fault(widths: Sequence[float]) -> str:
    if len(widths) == 1:
        over = widths[0] - LONGEST
        return "标题末行只剩一两个字" if over > _SLACK and over % LONGEST <= _LONE and over > 0 else ""
    if max(widths) > LONGEST + _SLACK:
        return "标题分了行，但有一行排不下，会再折一次"
    if widths[-1] <= _LONE:
        return "标题末行只剩一两个字"
    inner = [
        at
        for at in range(1, len(widths) - 1)
        if widths[at] < widths[at - 1] - _SLACK and widths[at] < widths[at + 1] - _SLACK
    ]
    return "标题中间一行比上下两行都短，成了沙漏形" if inner else ""
