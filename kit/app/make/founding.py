"""A new campaign: commented campaign.toml, an empty inbox, blank workbooks to hand out."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from kit.app.make.blanks import make_blanks
from kit.documents import document_kinds as all_documents
from kit.documents import kinds_per_member
from kit.documents.style.sections import SHARED, SHARED_NAME, SharedSection
from kit.files.writing import make_folder, write_atomically
from kit.model.blank_settings import blank_section, blank_table
from kit.model.campaign import FILE, Campaign, read_campaign
from kit.model.finding import ParameterError
from kit.model.topic_settings import TOPICS
from kit.topics.kinds import kinds_giving

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date
    from pathlib import Path

    from pydantic.fields import FieldInfo

    from kit.app.make.inheriting import Inherited
    from kit.model.draft import DocumentKind
    from kit.model.settings import Section


ALWAYS = ("phase",)  # without it nothing is written
EXAMPLE_YEAR = "2009"  # as the examples of settings say it
_PREAMBLE = """\
# 活动设置。改好以后保存，再运行 kit check。
# “#”后面是说明，不起作用；文字要放在半角引号里，数字、日期不用引号。
# 开头有“# ”的一项可以不写，等号后面是例子：要写这一项，就去掉开头的“# ”，把例子改成自己的。
# 活动的阶段、会议、走访、票数等都写在表格里，这里只写表格里没有、又因活动而异的内容。
"""
_OF_DOCUMENTS = """\
# 下面每一段对应一种文稿，每一项都可以不写：表格里有的自动写进去，要由人定的地方印成【待补：…】。
# 句子末尾不加句号；一条一条的话写在方括号里，用逗号隔开；花括号里的一条有几项，第一次出现时在下面说明。
# 文字里可以写数的名称，如 {原始意见条数}（名称见 out/facts.json）；这次没有这个数，那一句就不写，会提醒。
"""


def found_campaign(folder: Path, today: date, taken_over: Inherited | None = None) -> tuple[Path, ...]:
    """Make the folder of a new campaign and return its blank workbooks, one per kind of sheet.

    today: its year is the campaign's, and that of every date given as an example.
    taken_over: what comes from an older campaign of the office.

    Raises ParameterError if the folder exists and is not empty, WriteError.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise ParameterError(
            str(folder), "已经有这个文件夹（或文件），里面不是空的", "请换一个名字，免得盖掉原来的东西"
        )
    make_folder(folder / "inbox")
    settings = blank_settings(str(today.year), taken_over.sections if taken_over else {})
    write_atomically(folder / FILE, (taken_over.added_to(settings) if taken_over else settings).encode())
    for path in taken_over.topics if taken_over else ():
        write_atomically(folder / TOPICS / path.name, path.read_bytes())
    campaign = read_campaign(folder)
    return tuple(blank.laid.path for blank in make_blanks(campaign, every=True))


def blank_settings(year: str, instead: Mapping[str, str] = MappingProxyType({})) -> str:
    """Return the campaign.toml of a new campaign: every key of every section, as the sections declare them.

    year: that of the campaign, and of every date given as an example.
    instead: the text of sections that stand in the place of the blank ones.
    """
    return "\n".join(_lines(year, instead)) + "\n"


def _lines(year: str, instead: Mapping[str, str]) -> Iterator[str]:
    yield _PREAMBLE
    told: set[type[Section]] = set()
    for key, field in Campaign.model_fields.items():
        if key in instead:
            yield f"# ---- {field.description} ----"
            yield instead[key]
            continue
        yield from (line.replace(EXAMPLE_YEAR, year) for line in _blank_lines(key, field, told))


def _blank_lines(key: str, field: FieldInfo, told: set[type[Section]]) -> Iterator[str]:
    if key == "documents":
        yield f"# ---- {field.description} ----"
        yield _OF_DOCUMENTS
        for id_, (name, model) in _documents().items():
            yield from (*blank_table(f"documents.{id_}", model, name, told), "")
    elif not field.exclude:
        yield from (*blank_section(key, field, told), "")


def _documents() -> dict[str, tuple[str, type[Section]]]:
    """Return the name and the section of every [documents.<id>]."""
    kinds = {
        kind.id: (f"{kind.name}{_copies(kind)}", kind.section)
        for kind in (*all_documents(), *kinds_per_member())
        if kind.section is not None
    }
    return {SHARED: (SHARED_NAME, SharedSection), **kinds}


def _copies(kind: DocumentKind) -> str:
    if kind.per_member:
        return f"（一人一份，放在 out/restricted，用 kit draft --kind {kind.name} 生成）"
    return "（一个单位一份）" if kind.per_unit else ""


def sheets_by_document() -> tuple[tuple[str, str], ...]:
    """Return which documents (their names) need which sheets, those that need the same together."""
    found: dict[str, list[str]] = {}
    for kind in (*all_documents(), *kinds_per_member()):
        always = () if kind.is_extra else ALWAYS  # an extra is written with or without phases
        needs = [f"“{kinds_giving(need)[0].name}”" for need in (*always, *kind.needs)]
        found.setdefault("、".join(dict.fromkeys(needs)), []).append(kind.name + _wants(kind))
    return tuple(("、".join(documents), sheets) for sheets, documents in found.items())


def _wants(kind: DocumentKind) -> str:
    return f"（要有{kind.wants}）" if kind.wants else ""
