"""JupyterLab on a campaign: on this machine only, in Chinese, nothing asked of the network.

The kit's notebooks are opened as copies in out/lab, so that running them there changes neither the
kit nor the campaign's next build; a copy that was changed is kept when the kit brings a newer one.
Notebooks the campaign keeps in its own notebooks/ are opened from there: the build uses those too.
"""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

from kit.app.campaigns import ENVIRONMENT
from kit.app.make.keeping import lay_down
from kit.app.make.shelf import shelf_folder
from kit.app.state import FOLDER, read_state, write_state
from kit.files.writing import write_json

if TYPE_CHECKING:
    from kit.model.campaign import Campaign


SETTINGS = {
    "@jupyterlab/translation-extension:plugin": {"locale": "zh_CN"},
    "@jupyterlab/apputils-extension:notification": {"checkForUpdates": False, "fetchNews": "false"},
}


def open_lab(campaign: Campaign) -> int:
    """Start JupyterLab and wait until it ends; return its exit status."""
    first = lay_out(campaign)
    ended = subprocess.run(  # noqa: S603 - our own interpreter, no shell
        lab_command(campaign, first), env={**os.environ, ENVIRONMENT: str(campaign.folder)}, check=False
    )
    return ended.returncode


def lay_out(campaign: Campaign) -> str:
    """Copy the kit's notebooks to out/lab and write the settings; return the first notebook's path."""
    out = campaign.out
    written = read_state(out, "lab")
    for source in sorted(shelf_folder("notebooks").glob("*.ipynb")):
        if not (campaign.folder / "notebooks" / source.name).is_file():
            laid = lay_down(out / "lab" / source.name, source.read_bytes(), written)
            written[laid.path.name] = laid.sha256
    write_state(out, "lab", written)
    write_json(out / FOLDER / "lab" / "overrides.json", SETTINGS)
    own = sorted((campaign.folder / "notebooks").glob("*.ipynb"))
    first = min([*own, *(out / "lab").glob("*.ipynb")], key=lambda path: path.name)
    return first.relative_to(campaign.folder).as_posix()


def lab_command(campaign: Campaign, first: str) -> list[str]:
    """Return the command that starts JupyterLab on a notebook of the campaign."""
    return [
        sys.executable,
        "-m",
        "jupyterlab",
        "--ServerApp.ip=127.0.0.1",
        f"--ServerApp.root_dir={campaign.folder}",
        f"--LabApp.app_settings_dir={campaign.out / FOLDER / 'lab'}",
        "--LabApp.extension_manager=readonly",
        f"--LabApp.default_url=/lab/tree/{first}",
    ]
