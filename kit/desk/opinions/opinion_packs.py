"""Writing the packs of opinions (who gets what): shared ones into out/opinions, the others kept apart."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kit.desk.making.filenames import safe_name
from kit.desk.making.keeping import is_edited, lay_down
from kit.desk.running.lock import only_run
from kit.desk.running.state import read_state, write_state
from kit.nouns.errors import BlockedError, WorkbookError
from kit.nouns.finding import blocking
from kit.opinions.outputs.packs import packs_of
from kit.opinions.privacy import names_of
from kit.opinions.register.store import FOLDER, RESTRICTED
from kit.opinions.register_tables import registered
from kit.opinions.taxonomy import taxonomy
from kit.sheets.writing.workbook import write_workbook

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kit.desk.making.keeping import Laid
    from kit.desk.work import Work
    from kit.nouns.campaign import Campaign
    from kit.opinions.outputs.pack import Pack

SHARED = "opinions"  # below out/
PACKS = "packs"  # below opinions/restricted/
OF_OPINIONS = "opinions."  # rules that make the packs wrong if they are broken


@dataclass(frozen=True)
class HandedOut:
    """A pack and where it was laid."""

    pack: Pack
    laid: Laid


def ready_packs(work: Work) -> tuple[Pack, ...]:
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


def hand_out(work: Work, packs: Sequence[Pack]) -> tuple[HandedOut, ...]:
    """Write the packs; a workbook that a hand has touched is kept, the new one is laid beside it.

    Raises BusyError, WriteError.
    """
    with only_run(work.campaign.out):
        return (*_lay(work.campaign, packs, restricted=False), *_lay(work.campaign, packs, restricted=True))


def folder_of(campaign: Campaign, *, restricted: bool) -> Path:
    """Return where packs are laid."""
    return campaign.folder / FOLDER / RESTRICTED / PACKS if restricted else campaign.out / SHARED


def _lay(campaign: Campaign, packs: Sequence[Pack], *, restricted: bool) -> list[HandedOut]:
    """Write the packs of one folder; what an earlier run wrote there and nobody gets any more goes."""
    folder = folder_of(campaign, restricted=restricted)
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


def _laid(path: Path, pack: Pack, written: Mapping[str, str]) -> Laid:
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder) / "pack.xlsx"
        write_workbook(made, pack.sheets)
        return lay_down(path, made.read_bytes(), written)
