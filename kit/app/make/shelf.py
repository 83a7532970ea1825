"""Where notebooks and templates are taken from: the campaign's own folder first, else the kit's shelf."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import kit
from kit.model.finding import CampaignError

if TYPE_CHECKING:
    from kit.model.campaign import Campaign


def template_path(campaign: Campaign, name: str) -> Path:
    """Return the template of that file name; raises CampaignError if there is none."""
    return _find(campaign, "templates", name)


def notebook_path(campaign: Campaign, name: str) -> Path:
    """Return the notebook of that file name; raises CampaignError if there is none."""
    return _find(campaign, "notebooks", name)


def shelf_folder(name: str) -> Path:
    """Return the kit's own folder of notebooks or templates: packaged with it, or beside it in a checkout."""
    packaged = Path(kit.__file__).parent / "shelf" / name
    return packaged if packaged.is_dir() else Path(kit.__file__).parent.parent / name


def _find(campaign: Campaign, folder: str, name: str) -> Path:
    for path in (campaign.folder / folder / name, shelf_folder(folder) / name):
        if path.is_file():
            return path
    raise CampaignError(
        f"{folder}/{name}",
        "活动文件夹和工具里都没有这个文件",
        "请重新安装工具，或把文件放进活动文件夹的同名目录",
    )
