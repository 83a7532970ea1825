"""Writing the packs of opinions (who gets what): shared ones into out/opinions, the others kept apart.

What the clerk reads before opinions go to the leaders in their own words: what may tell who gave them.

Only on the screen and in the restricted list: kept with a run, the words would tell everybody.
"""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kit.app.make.keeping import is_edited, lay_down, safe_name
from kit.app.state import only_run, read_state, write_state
from kit.model.finding import BlockedError, WorkbookError, blocking
from kit.opinions.deciding.tables import registered
from kit.opinions.proposing.aspects import taxonomy
from kit.opinions.register.store import FOLDER, RESTRICTED
from kit.opinions.sharing.packs import GIVEN_AWAY, packs_of
from kit.sheets.raw_words import names_of
from kit.sheets.writing.workbook import write_workbook
from kit.text.privacy.telling import identifying_words
from kit.topics.merged_opinions import passed_on

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from kit.app.make.keeping import Laid
    from kit.app.work import Work
    from kit.model.campaign import Campaign
    from kit.opinions.sharing.shared import OutputWorkbook


SHARED = "opinions"  # below out/
PACKS = "packs"  # below opinions/restricted/
OF_OPINIONS = "opinions."  # rules that make the packs wrong if they are broken


@dataclass(frozen=True)
class HandedOut:
    """A pack and where it was laid."""

    pack: OutputWorkbook
    laid: Laid


def ready_packs(work: Work) -> tuple[OutputWorkbook, ...]:
    """Return every pack as it would be written.

    Raises BlockedError if the opinions do not add up, WorkbookError if there are none.
    """
    found = [finding for finding in blocking(work.findings) if finding.rule.startswith(OF_OPINIONS)]
    if found:
        remedy = "请照提示改正再来"
        raise BlockedError(
            work.campaign.folder.name, f"意见有 {len(found)} 处对不上，没有分送", remedy, found
        )
    sheets = work.reading.sheets
    register = registered(work.campaign, names_of(sheets))
    packs = packs_of(sheets, taxonomy(work.campaign), register.names, register.disposed)
    if not packs:
        remedy = "先登记意见：kit opinions import 文件…，或把意见登记表放进收件夹"
        raise WorkbookError(work.campaign.folder.name, "还没有意见", remedy)
    return packs


def hand_out(work: Work, packs: Sequence[OutputWorkbook]) -> tuple[HandedOut, ...]:
    """Write the packs; a workbook that a hand has touched is kept, the new one is laid beside it.

    Raises BusyError, WriteError.
    """
    with only_run(work.campaign.out):
        return (*_lay(work.campaign, packs, restricted=False), *_lay(work.campaign, packs, restricted=True))


def packs_folder(campaign: Campaign, *, restricted: bool) -> Path:
    """Return where packs are laid."""
    return campaign.folder / FOLDER / RESTRICTED / PACKS if restricted else campaign.out / SHARED


def _lay(campaign: Campaign, packs: Sequence[OutputWorkbook], *, restricted: bool) -> list[HandedOut]:
    """Write the packs of one folder; what an earlier run wrote there and nobody gets any more goes."""
    folder = packs_folder(campaign, restricted=restricted)
    state, name = (folder.parent, PACKS) if restricted else (campaign.out, SHARED)
    written: dict[str, dict[str, str]] = read_state(state, name)
    made, kept = [], {}
    for pack in packs:
        if pack.restricted == restricted:
            path = folder / f"{safe_name(pack.name)}.xlsx"
            laid = _laid(path, pack, written.get(path.name, {}))
            made.append(HandedOut(pack, laid))
            kept[path.name] = {**written.get(path.name, {}), laid.path.name: laid.sha256}
    for gone in sorted(set(written) - set(kept)):
        _take_away(folder, written[gone])
    write_state(state, name, kept)
    return made


def _take_away(folder: Path, written: Mapping[str, str]) -> None:
    for name in written:
        if (folder / name).is_file() and not is_edited(folder / name, written):
            (folder / name).unlink()


def _laid(path: Path, pack: OutputWorkbook, written: Mapping[str, str]) -> Laid:
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder) / "pack.xlsx"
        write_workbook(made, pack.sheets)
        return lay_down(path, made.read_bytes(), written)


SHOWN = 20
Told = tuple[str, str]  # where the opinion stands, the words


def of_packs(packs: Sequence[OutputWorkbook]) -> Iterator[str]:
    """Yield the warning for packs that are about to be written, a line an opinion."""
    told = [
        (str(row[0]), str(row[1])) for pack in packs for sheet in pack.sheets
        if sheet.name == GIVEN_AWAY for row in sheet.rows
    ]  # fmt: skip
    yield from _lines(told, f"全部列在 分送清单.xlsx 的“{GIVEN_AWAY}”里")


def of_papers(work: Work) -> Iterator[str]:
    """Yield the warning for the papers of single members (意见反馈) that are about to be written."""
    found = ((row, identifying_words(str(row["原文"] or ""))) for row in passed_on(work.material))
    told = [
        (f"{row['意见ID']}（{row.place('原文')}）", "、".join(f"“{word}”" for word in words))
        for row, words in found
        if words
    ]
    yield from _lines(told, "")


def _lines(told: Sequence[Told], where: str) -> Iterator[str]:
    if not told:
        return
    yield f"⚠ 有 {len(told)} 条意见的原话里，有的话会让熟人认出提意见的人，送出去之前请看一看："
    for place, words in told[:SHOWN]:
        yield f"    {place}：{words}"
    if len(told) > SHOWN:
        yield f"    还有 {len(told) - SHOWN} 条"
    yield "  原话没有改，也不会改；不宜照转的，请先征得本人同意，或改为当面转达" + (
        f"。{where}" if where else ""
    )
