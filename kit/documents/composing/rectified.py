"""What was put right within the phase, and what the register (整改台账) holds: S28."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from kit.documents.composing import opinion_clauses
from kit.documents.composing.punctuation import chinese_marks
from kit.figures.problems import solved_in_phase
from kit.nouns.prose import Prose, prose
from kit.words.enumerating import bare, joined, one_is

if TYPE_CHECKING:
    from kit.nouns.draft import Material
    from kit.nouns.table import Row

_NUMBER = re.compile(r"^\s*[（(]?\d{1,2}[.．、)）]\s*")
TIERS = (("immediate", "立行立改"), ("limited", "限期整改"), ("long_term", "长期坚持"))


def put_right(material: Material, *, how: bool = False) -> dict[str, Any] | None:
    """Return 总 how many problems were solved within the phase, 例 which; None if none was.

    how: with what was done about each.
    """
    total = opinion_clauses.solved(material)
    if not total:
        return None
    rows = _solved_rows(material)
    if how:
        told = [f"针对{short_problem(row)}的问题，{measures_of(row)}" for row in rows]
        return {"总": total, "例": "".join(one_is(told))}
    return {"总": total, "例": _settled(rows) if rows else ""}


def _settled(rows: list[Row]) -> str:
    names = "、".join(short_problem(row) for row in rows)
    return f"{names}的问题，都有了着落。" if len(rows) > 1 else f"{names}的问题有了着落。"


def _solved_rows(material: Material) -> list[Row]:
    solved = solved_in_phase(material.sheets, material.campaign)
    ids = {str(number) for number in solved["编号"]}
    return [row for row in material.sheets.rows("rectification") if str(row["编号"]) in ids]


def tiers(material: Material) -> Prose | None:
    """Return 列入整改台账的事项共N项，其中立行立改N项…; None without the sheet."""
    total = material.facts.get("rectification.total")
    if not total:
        return None
    parts = [(word, fact) for key, word in TIERS if (fact := material.facts.get(f"rectification.{key}"))]
    if len(parts) == 1:
        return prose("列入整改台账的事项共", total, f"项，都属于{parts[0][0]}")
    among = prose("，其中", joined([prose(word, fact, "项") for word, fact in parts])) if parts else ""
    return prose("列入整改台账的事项共", total, "项", among)


def measures_of(row: Row) -> str:
    """Return a row's measures (整改措施) as one clause, without the numbers clerks type before them."""
    clauses = (bare(_NUMBER.sub("", str(measure))) for measure in row["整改措施"] or ())
    return "，".join(chinese_marks(clause) for clause in clauses)


def short_problem(row: Row) -> str:
    """Return the first clause of a problem, by which it is called."""
    return bare(str(row["问题表述"])).split("，")[0]
