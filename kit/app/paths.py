"""Paths of this machine: where the user's own things lie; none of them stays in what a campaign keeps."""

from __future__ import annotations

import json
import os
import re
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import kit

if TYPE_CHECKING:
    from collections.abc import Iterator

APPLICATION = "writing-office-kit"


def configuration_folder() -> Path | None:
    """Return the user's own folder of settings for the kit: %APPDATA% on Windows, else XDG_CONFIG_HOME."""
    return _own_folder("APPDATA" if sys.platform == "win32" else "XDG_CONFIG_HOME", ".config")


def user_state_folder() -> Path | None:
    """Return where the kit may leave a note for this user, such as why it failed; None without a home."""
    return _own_folder("LOCALAPPDATA" if sys.platform == "win32" else "XDG_STATE_HOME", ".local/state")


def _own_folder(variable: str, otherwise: str) -> Path | None:
    said = os.environ.get(variable, "")
    if said and Path(said).is_absolute():
        return Path(said) / APPLICATION
    try:
        return Path.home() / otherwise / APPLICATION
    except RuntimeError:  # a user without a home
        return None


def without_paths(text: str, campaign: Path) -> str:
    """Return a text without the folders of this machine: the campaign's by its name alone, others by a word.

    Also where a path is written as Python, JSON or a URL would write it.
    """
    for path, name in _places(campaign):
        for written in {path, path.replace("\\", "\\\\"), json.dumps(path)[1:-1], Path(path).as_posix()}:
            if written in text:
                text = re.sub(rf"(?:file://)?{re.escape(written)}(?![\w.-])", name, text)
    return text


def _places(campaign: Path) -> Iterator[tuple[str, str]]:
    """Yield folders and what they are called in a record, the innermost first."""
    kits = Path(kit.__file__).parent
    named = [(campaign, campaign.name), (campaign.resolve(), campaign.name), (Path(sys.prefix), "python")]
    named += [(Path(sys.base_prefix), "python"), (kits, "kit"), (kits.parent, "kit")]
    with suppress(RuntimeError):  # a user without a home
        named.append((Path.home(), "~"))
    places = {str(path): name for path, name in reversed(named) if len(path.parts) > 1}
    yield from sorted(places.items(), key=lambda place: -len(place[0]))
