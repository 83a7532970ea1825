"""A campaign's own notebooks are code: whoever runs them has agreed once, and not by a file of the campaign.

What was agreed to is remembered by the hash of its bytes in the user's own configuration folder, so that a
campaign that comes by mail cannot bring its own consent, and a notebook that has changed is asked about anew.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kit.app.build.steps import STAGES
from kit.app.hashing import sha256_of
from kit.app.make.shelf import notebook_path, shelf_folder
from kit.app.paths import configuration_folder
from kit.files.writing import write_privately
from kit.model.finding import KitError, WriteError

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator
    from pathlib import Path

    from kit.model.campaign import Campaign

FILE = "trusted-notebooks.json"
MOST_BYTES = 2**20  # of the file of hashes


class TrustError(KitError):
    """A campaign's own notebooks are to be run and nobody has agreed to that."""


@dataclass(frozen=True)
class OwnNotebook:
    """A notebook of the campaign that the build would run instead of the kit's."""

    path: Path
    sha256: str

    @property
    def name(self) -> str:
        """Return its name as a clerk looks for it: notebooks/1_collect.ipynb."""
        return f"{self.path.parent.name}/{self.path.name}"


def own_notebooks(campaign: Campaign) -> tuple[OwnNotebook, ...]:
    """Return the notebooks that are the campaign's own; one that equals the kit's byte for byte is not."""
    return tuple(_own(campaign))


def _own(campaign: Campaign) -> Iterator[OwnNotebook]:
    shelf = shelf_folder("notebooks")
    for stage in STAGES:
        path = notebook_path(campaign, f"{stage.id}.ipynb")
        if path.parent == shelf:
            continue
        own, kits = OwnNotebook(path, sha256_of(path)), shelf / path.name
        if not kits.is_file() or sha256_of(kits) != own.sha256:
            yield own


def settle_trust(
    campaign: Campaign,
    tell: Callable[[str], None],
    ask: Callable[[str], bool] | None,
    *,
    agreed: bool = False,
) -> frozenset[str]:
    """Return the hashes of the campaign's own notebooks once somebody has agreed to run them; none: empty.

    ask: puts a question to the person at the desk, None where nobody sits there. agreed: said on the command
    line (--trust). Raises TrustError where nobody agrees.
    """
    own = own_notebooks(campaign)
    if not own:
        return frozenset()
    memory = memory_for(campaign)
    known = remembered(memory)
    new = [each for each in own if each.sha256 not in known]
    named = "、".join(each.name for each in own)
    tell(f"这个活动用自己的笔记本：{named}。笔记本是程序，会在这台电脑上运行")
    if new:
        if not agreed and (ask is None or not ask(_question(new))):
            raise _refusal(campaign, new)
        _remember(memory, {*known, *(each.sha256 for each in new)}, tell)
    return frozenset(each.sha256 for each in own)


def must_be_trusted(campaign: Campaign, stage: str, trusted: Collection[str] | None) -> None:
    """Raise TrustError if a stage's notebook is the campaign's own and another one than was agreed to.

    trusted: hashes; None: whoever calls vouches for the campaign.
    """
    if trusted is None:
        return
    own = {each.path.stem: each for each in own_notebooks(campaign)}
    if stage in own and own[stage].sha256 not in trusted:
        raise _refusal(campaign, [own[stage]])


def _question(new: Iterable[OwnNotebook]) -> str:
    return f"{'、'.join(each.name for each in new)} 还没有运行过，或者改过。信得过来源、同意运行吗？"


def _refusal(campaign: Campaign, new: Iterable[OwnNotebook]) -> TrustError:
    return TrustError(
        "、".join(each.name for each in new),
        "是活动自己的程序，还没有人同意在这台电脑上运行，没有运行",
        f"看过内容、信得过来源，就用 kit build {campaign.folder.name} --trust（以后不用再写）；"
        "信不过，把它移出活动的 notebooks 文件夹，就用工具自带的",
    )


def memory_for(campaign: Campaign) -> Path | None:
    """Return where consent is remembered for this user; None where that lies in the campaign, or nowhere."""
    folder = configuration_folder()
    if folder is None or folder.resolve().is_relative_to(campaign.folder.resolve()):
        return None
    return folder / FILE


def remembered(memory: Path | None) -> frozenset[str]:
    """Return the hashes that were agreed to; none if the file is missing, too large or of another shape."""
    try:
        if memory is None or not memory.is_file() or memory.stat().st_size > MOST_BYTES:
            return frozenset()
        said = json.loads(memory.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return frozenset()
    listed = said.get("sha256") if isinstance(said, dict) else None
    return (
        frozenset(each for each in listed if isinstance(each, str))
        if isinstance(listed, list)
        else frozenset()
    )


def _remember(memory: Path | None, hashes: Iterable[str], tell: Callable[[str], None]) -> None:
    if memory is None:
        tell("没有可以记下同意的地方（用户的配置文件夹），下次还会再问")
        return
    content = json.dumps({"sha256": sorted(hashes)}, indent=1) + "\n"
    try:
        write_privately(memory, content.encode())
    except WriteError as error:
        tell(f"同意没能记下来（{error.problem}），下次还会再问")
