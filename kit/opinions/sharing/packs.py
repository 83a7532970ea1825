"""Who gets what (opinions.md 3.5): all packs of a campaign, and the list of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kit.opinions.sharing.gathered import gathered, telling
from kit.opinions.sharing.leaders import first_pack, member_packs
from kit.opinions.sharing.shared import (
    OutputWorkbook,
    adoption_pack,
    forwarded_pack,
    owner_packs,
    register_packs,
    summary_pack,
)
from kit.sheets.writing.workbook import SheetOut

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import pandas as pd

    from kit.model.table import Sheets
    from kit.opinions.proposing.aspects import Taxonomy
    from kit.opinions.sharing.gathered import VerbatimOpinion
    from kit.text.privacy.names import PersonNames


LIST, GIVEN_AWAY = "分送清单", "会认出提意见的人"
INSPECTORS = ("指导检查组", "征求意见汇总表", "out/drafts（民主生活会前七天左右送）", "", "内部")


def packs_of(
    sheets: Sheets, aspects: Taxonomy, names: PersonNames, disposed: pd.DataFrame | None = None
) -> tuple[OutputWorkbook, ...]:
    """Return every pack there is something for; the list of them comes last.

    names: people who must not appear, and leaders. disposed: what became of registered
    opinions that are in no merged one.
    """
    found = gathered(sheets, names, disposed)
    if not found.raw:
        return ()
    made = [*register_packs(found), first_pack(found), *member_packs(found)]
    if found.merged:
        made += [summary_pack(found), forwarded_pack(found, aspects), *owner_packs(found, sheets)]
    made.append(adoption_pack(found, sheets))
    kept = [pack for pack in made if any(sheet.rows for sheet in pack.sheets)]
    return (*kept, _list(kept, telling(found)))


def _list(packs: Sequence[OutputWorkbook], told: Sequence[VerbatimOpinion]) -> OutputWorkbook:
    rows = [*(_line(pack) for pack in packs), *_missing(packs), INSPECTORS]
    headings = ("送给谁", "给什么", "文件", "行数", "能不能传开")
    sheets = [SheetOut(LIST, headings, rows)]
    if told:
        lines = [(one.id, "、".join(f"“{words}”" for words in one.words), one.text) for one in told]
        sheets.append(SheetOut(GIVEN_AWAY, ("意见ID", "会认出人的话", "原话"), lines))
    return OutputWorkbook("办理人员", LIST, "谁得到什么", tuple(sheets), restricted=True)


def _line(pack: OutputWorkbook) -> tuple[object, ...]:
    may = "只给本人" if pack.restricted else "不含个人，内部可传"
    return pack.recipient, pack.what, f"{pack.name}.xlsx", pack.rows, may


def _missing(packs: Sequence[OutputWorkbook]) -> Iterator[tuple[object, ...]]:
    """Yield what could not be made, and why; a gap in the list must not look like nobody's share."""
    names = {pack.name for pack in packs}
    if not any(name.startswith("班子成员-") for name in names):
        yield "班子成员", "没有做：没有班子名单，或没有对班子和成员的意见", "", "", ""
    if not any(name.startswith("责任单位-") for name in names):
        yield "责任单位", "没有做：归纳意见还没有转为问题、列入整改台账", "", "", ""
