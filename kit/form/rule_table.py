"""The table of the rules, made from their records: for `kit lint --rules` and for docs/official_form.md.

`python -m kit.form.rule_table FILE` writes it into a page, between its two marks.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING
from unicodedata import east_asian_width

from kit.form.judge import rules as all_rules

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kit.form.rule import Rule, Sight


START, END = "<!-- rules -->", "<!-- end of rules -->"
_COLUMNS = ("规则", "要求", "依据", "强度", "看什么", "--fix", "由谁判断")
_SHORT_FIRST = (0, 3, 4, 5, 2, 1, 6)  # on a screen, so that long columns push none aside
_SEEN: dict[Sight, str] = {"form": "文件", "words": "文字", "pages": "版面"}
_MACHINE = "机器"


def markdown(rules: Iterable[Rule]) -> str:
    """Return the rules as a table for a page, one to a line."""
    rows = [_COLUMNS, ("---",) * len(_COLUMNS), *map(_row, rules)]
    return "".join(f"| {' | '.join(cells)} |\n" for cells in rows)


def aligned(rules: Iterable[Rule]) -> list[str]:
    """Return the lines of the same table for a screen, whose wide characters take two cells."""
    rows = [[cells[at] for at in _SHORT_FIRST] for cells in (_COLUMNS, *map(_row, rules))]
    widths = [max(map(_width, column)) for column in zip(*rows, strict=True)]
    return ["  ".join(_padded(cells, widths)).rstrip() for cells in rows]


def as_json(rule: Rule) -> dict[str, object]:
    """Return what a record says, under the names of its fields."""
    return {
        "rule": rule.id,
        "title": rule.title,
        "clause": rule.clause,
        "strength": rule.strength,
        "also": list(rule.also),
        "remedy": rule.remedy,
        "fix": list(rule.fix),
        "sees": list(rule.sees),
        "person": rule.person,
    }


def written_into(page: str, rules: Iterable[Rule]) -> str:
    """Return a page with the table between its marks, whatever stood there before."""
    return between(page, (START, END), markdown(rules))


def between(page: str, marks: tuple[str, str], text: str) -> str:
    """Return a page with a text between two marks, whatever stood there before."""
    start, end = marks
    before, _, rest = page.partition(start)
    _, _, after = rest.partition(end)
    return f"{before}{start}\n{text}{end}{after}"


def _row(rule: Rule) -> tuple[str, ...]:
    return (
        rule.id,
        rule.title,
        rule.clause or "–",
        "、".join((rule.strength, *rule.also)),
        "、".join(_SEEN[one] for one in rule.sees),
        _mended(rule),
        f"{_MACHINE}；人：{rule.person}" if rule.person else _MACHINE,
    )


def _mended(rule: Rule) -> str:
    if not rule.fix:
        return "–"
    return "写成修订" if "words" in rule.fix else "改好"


def _padded(cells: Sequence[str], widths: Sequence[int]) -> list[str]:
    return [text + " " * (width - _width(text)) for text, width in zip(cells, widths, strict=True)]


def _width(text: str) -> int:
    return sum(2 if east_asian_width(one) in "WF" else 1 for one in text)


if __name__ == "__main__":
    path = Path(sys.argv[1])
    path.write_text(
        written_into(path.read_text(encoding="utf-8"), all_rules()), encoding="utf-8", newline="\n"
    )
