"""The table of key figures, whose rows the topics offer; and the one statistical sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kit.model.prose import Prose, prose
from kit.text.saying import joined
from kit.topics import offered
from kit.topics.forms import forms
from kit.topics.opinions import opinions
from kit.topics.passage import KeyFigure
from kit.topics.research import reports
from kit.topics.visits import visits

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kit.model.draft import Material
    from kit.model.fact import Facts

ORDER = (  # of the families of figures, as the work goes; families that are not among them come last
    *("organisation", "plans", "study", "books", "media", "bulletins"),
    *("research", "visits", "activities", "forms", "web", "opinions"),
    *("problems", "rectification", "regulations"),
)


def key_figures(material: Material) -> list[dict[str, Any]]:
    """Return the rows of the table: 序号 项目 数量 单位 说明; figures that are not there have no row."""
    wanted = sorted(_offered(material.facts), key=_place)
    rows = [(row, fact) for row in wanted if (fact := row.figure(material))]
    return [
        {
            "序号": str(number),
            "项目": row.label,
            "数量": fact,
            "单位": fact.unit_after,
            "说明": row.note,
        }
        for number, (row, fact) in enumerate(rows, 1)
    ]


def _offered(facts: Facts) -> Iterator[KeyFigure]:
    for each in offered("KEY_FIGURES"):
        yield from (each,) if isinstance(each, KeyFigure) else each(facts)


def _place(row: KeyFigure) -> int:
    family = row.id.split(".", maxsplit=1)[0]
    return ORDER.index(family) if family in ORDER else len(ORDER)


def statistics(material: Material) -> Prose | None:
    """Return the one statistical sentence, without its full stop; None if there is nothing to count."""
    clauses = [visits(material), forms(material), opinions(material), reports(material)]
    told = [clause for clause in clauses if clause]
    return prose(joined(told, "；")) if told else None
