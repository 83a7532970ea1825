"""A recipe in tests: a copy of the house gets what the recipe adds, and its own `kit` runs there."""

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from textwrap import dedent

ROOT = Path(__file__).parents[1]
PARTS = ("kit", "templates", "notebooks")
KIT = "import sys; from kit.app.cli import main; main(sys.argv[1:])"
CAMPAIGN = """
    [campaign]
    title = "试验活动"
    year = 2009
    phase = 1

    [office]
    name = "试验办公室"
    body = "试验机关"
    body_short = "机关"
"""
PHASES = """
    活动名称,活动简称,阶段序号,阶段名称,开始,结束,统计截止日
    整顿活动,整顿,1,学习,2009-03-30,2009-06-05,2009-06-05
    整顿活动,整顿,2,整改,2009-06-08,2009-08-07,2009-08-07
"""


@dataclass(frozen=True)
class House:
    """A copy of the kit, to which a recipe adds what it says."""

    folder: Path

    def add(self, name: str, text: str) -> None:
        """Write one file, as somebody who follows the recipe would."""
        (self.folder / name).write_text(dedent(text).lstrip(), encoding="utf-8")

    def run(self, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
        """Run the copy's own `kit`, in its folder."""
        return subprocess.run(
            [sys.executable, "-c", KIT, *map(str, arguments)],
            cwd=self.folder,
            env={**os.environ, "PYTHONPATH": str(self.folder), "PYTHONIOENCODING": "utf-8"},
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )

    def touched(self) -> list[str]:
        """Return the files that are not as they were in the house that was copied."""
        files = (path for part in PARTS for path in (self.folder / part).rglob("*") if path.is_file())
        names = sorted(path.relative_to(self.folder).as_posix() for path in files if path.suffix != ".pyc")
        return [name for name in names if not _is_as_before(self.folder / name, ROOT / name)]

    def campaign(self, name: str, **sheets: str) -> Path:
        """Return the folder of a small campaign, with its phases and these sheets as CSV in its inbox."""
        folder = self.folder / name
        (folder / "inbox").mkdir(parents=True)
        (folder / "campaign.toml").write_text(dedent(CAMPAIGN), encoding="utf-8")
        for sheet, text in {"活动参数": PHASES, **sheets}.items():
            (folder / "inbox" / f"{sheet}.csv").write_text(dedent(text).lstrip(), encoding="utf-8")
        return folder


def copied_house(folder: Path) -> House:
    """Return a copy of the house in a folder."""
    for part in PARTS:
        shutil.copytree(ROOT / part, folder / part, ignore=shutil.ignore_patterns("__pycache__"))
    return House(folder)


def _is_as_before(now: Path, before: Path) -> bool:
    return before.is_file() and now.read_bytes() == before.read_bytes()
