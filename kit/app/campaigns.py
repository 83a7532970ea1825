"""Which folder is meant by CAMPAIGN (DESIGN 5)."""

from __future__ import annotations

import os
from pathlib import Path

from kit.model.campaign import FILE
from kit.model.finding import CampaignError

DEFAULT = "data/demo"  # what a notebook's parameter says until somebody changes it
_found: list[Path] = []
ENVIRONMENT = "KIT_CAMPAIGN"  # set by `kit lab CAMPAIGN` for the notebooks it opens


def find_campaign(said: str | Path | None = None) -> Path:
    """Return the campaign folder that is meant; raises CampaignError if none, or several, could be.

    said: a folder, looked for from the current folder upwards; None: the current folder if it is
    a campaign, else the only one under data/.
    """
    if said is None:
        return _noted(_only_campaign())
    for base in (Path(), *Path.cwd().parents):
        if is_campaign(base / said):
            return _noted((base / said).resolve())
    raise CampaignError(
        str(said), f"这里没有 {FILE}，不是活动文件夹", "请核对文件夹名；新建一个活动用 kit new 文件夹名"
    )


def notebook_campaign(said: str) -> Path:
    """Return the campaign that a notebook means: its parameter, or what `kit lab` was started on.

    Raises CampaignError.
    """
    started_on = os.environ.get(ENVIRONMENT)
    return find_campaign(started_on if started_on and said == DEFAULT else said)


def last_found() -> Path | None:
    """Return the campaign this process last worked on: where to note what went wrong."""
    return _found[-1] if _found else None


def is_campaign(folder: Path) -> bool:
    """Return whether a folder holds a campaign.toml."""
    return (folder / FILE).is_file()


def _noted(folder: Path) -> Path:
    _found[:] = [folder]
    return folder


def _only_campaign() -> Path:
    here = Path.cwd()
    if is_campaign(here):
        return here
    found = sorted(path.parent for path in Path("data").glob(f"*/{FILE}"))
    if len(found) == 1:
        return found[0].resolve()
    if found:
        names = "、".join(path.as_posix() for path in found)
        raise CampaignError(
            "data",
            f"有 {len(found)} 个活动（{names}）",
            "请写明要用哪一个，如 kit check " + found[0].as_posix(),
        )
    raise CampaignError(
        str(here),
        f"没有 {FILE}，data/ 下也没有活动",
        "请进入活动文件夹，或写明是哪个文件夹；新建一个用 kit new 文件夹名",
    )
