"""Documents in tests: drawn sheets in, the document's outline text out."""

from functools import cache
from pathlib import Path

from kit.documents import document_kinds, kinds_per_member
from kit.docx.outline import outline
from kit.model.campaign import Campaign
from kit.model.draft import DocumentKind, Material, Member, Unit
from kit.model.roster import units_of
from kit.model.table import Sheets, Table
from kit.template.fill import Filled, fill
from kit.template.template import Template, compile_template
from kit.topics.ledger import count_all
from kit.topics.organisation import members_of

ROOT = Path(__file__).parents[2]
LISTED = ("整改措施", "发布渠道")
PHASES = """
    活动名称 活动简称 阶段序号 阶段名称 开始       结束       统计截止日
    整顿活动 整顿     1        学习     2009-03-30 2009-06-05 2009-06-05
    整顿活动 整顿     2        整改     2009-06-08 2009-08-07 2009-08-07
"""


def kind_of(id_: str) -> DocumentKind:
    """Return a kind of document."""
    return next(kind for kind in (*document_kinds(), *kinds_per_member()) if kind.id == id_)


def whose(id_: str, material: Material) -> Unit | Member | None:
    """Return for whom to make a kind's document: the first unit or member, or nobody."""
    kind = kind_of(id_)
    if kind.per_member:
        return members_of(material.sheets)[0]
    return material.units[0] if kind.per_unit else None


@cache
def template_of(id_: str) -> Template:
    """Return the compiled template of a kind."""
    return compile_template(ROOT / "templates" / kind_of(id_).template)


def material_of(sheets: Sheets, campaign: Campaign) -> Material:
    """Return the material of sheets; drawn lists become tuples."""
    listed = Sheets(tuple(_listed(table) for table in sheets.tables))
    return Material(campaign, listed, count_all(listed, campaign), units_of(listed))


def _listed(table: Table) -> Table:
    frame = table.frame.copy()
    for column in LISTED:
        if column in frame and not isinstance(frame[column].iloc[0], tuple):
            frame[column] = [cell and tuple(str(cell).split(",")) for cell in frame[column]]
    return Table(table.kind, table.file, table.sheet, table.sha256, frame)


def filled(id_: str, material: Material, unit: Unit | Member | None = None) -> Filled:
    """Return a kind's document."""
    return fill(template_of(id_), kind_of(id_).compose(material, unit))


def told(id_: str, material: Material, unit: Unit | Member | None = None) -> str:
    """Return a kind's document as outline text."""
    return outline(filled(id_, material, unit).data)
