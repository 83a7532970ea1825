"""Pages as LibreOffice has set them, measured without the linter: boxes by pdftotext, ink by pdftoppm.

All lengths are millimetres from the top left corner of the sheet.
"""

import os
import re
import shutil
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property
from html import unescape
from itertools import pairwise
from pathlib import Path

import numpy as np

MM = 25.4 / 72
SECONDS = 300
STAND_IN = "Noto Sans Mono CJK SC"
FACES = ("仿宋_GB2312", "方正小标宋简体", "黑体", "楷体_GB2312", "宋体", "华文中宋")
Ink = np.ndarray[tuple[int, int], np.dtype[np.float64]]
_PAGE = re.compile(r'<page width="([\d.]+)" height="([\d.]+)">(.*?)</page>', re.DOTALL)
_WORD = re.compile(r'<word xMin="([-\d.]+)" yMin="([-\d.]+)" xMax="([-\d.]+)" yMax="([-\d.]+)">(.*?)</word>')


@dataclass(frozen=True)
class Row:
    """One printed row: its text without blanks, its box."""

    text: str
    left: float
    top: float
    right: float
    bottom: float

    @property
    def middle(self) -> float:
        """Return the height of its middle."""
        return (self.top + self.bottom) / 2

    @property
    def height(self) -> float:
        """Return how high its box is."""
        return self.bottom - self.top


@dataclass(frozen=True)
class Sheet:
    """One page: its number and its rows from the top."""

    pdf: Path
    number: int
    width: float
    height: float
    rows: tuple[Row, ...]

    def ink(self, top: float, bottom: float, dpi: int = 200, *, red: bool = False) -> tuple[Ink, float]:
        """Return how dark each dot between two heights is, from 0 to 1, and the size of a dot.

        red: only of what is red.
        """
        scale = dpi / 25.4
        first, count = round(top * scale), round((bottom - top) * scale)
        place = ["-y", str(first), "-H", str(count), "-x", "0", "-W", str(round(self.width * scale))]
        command = [
            "pdftoppm",
            "-r",
            str(dpi),
            "-f",
            str(self.number),
            "-l",
            str(self.number),
            *place,
            self.pdf,
        ]
        data = subprocess.run(command, check=True, capture_output=True, timeout=60).stdout
        found = re.match(rb"P6\s+(\d+)\s+(\d+)\s+255\s", data)
        assert found is not None
        width, height = int(found[1]), int(found[2])
        dots = (
            np.frombuffer(data, np.uint8, width * height * 3, found.end()).reshape(height, width, 3) / 255.0
        )
        if red:
            return np.clip(dots[:, :, 0] - dots[:, :, 1:].max(axis=2), 0, 1), 1 / scale
        return 1 - dots.min(axis=2), 1 / scale


@dataclass(frozen=True)
class Lines:
    """A straight line across the page: its middle, its ends, how thick it is."""

    middle: float
    left: float
    right: float
    thickness: float


def lines_across(sheet: Sheet, top: float, bottom: float, least: float, *, red: bool = False) -> list[Lines]:
    """Return the lines at least so long that lie between two heights, from the top."""
    ink, dot = sheet.ink(top, bottom, 150 if red else 300, red=red)
    found: list[Lines] = []
    rows = np.flatnonzero((ink > 0.3).sum(axis=1) * dot >= least)
    for group in np.split(rows, np.flatnonzero(np.diff(rows) > 1) + 1):
        if not len(group):
            continue
        band = ink[max(group[0] - 2, 0) : group[-1] + 3]
        columns = np.flatnonzero(band.max(axis=0) > 0.3)
        inner = band[:, columns[len(columns) // 4] : columns[-len(columns) // 4]]
        weights = inner.mean(axis=1)
        middle = float((np.arange(len(weights)) * weights).sum() / weights.sum()) + max(group[0] - 2, 0) + 0.5
        ends = float(columns[0]) * dot, float(columns[-1] + 1) * dot
        found.append(Lines(top + middle * dot, *ends, float(weights.sum()) * dot))
    return found


def inked(sheet: Sheet, top: float, bottom: float, *, red: bool = False) -> tuple[float, float]:
    """Return where between two heights the ink begins and ends."""
    ink, dot = sheet.ink(top, bottom, red=red)
    rows = np.flatnonzero((ink > 0.5).any(axis=1))
    assert len(rows), f"nothing is printed between {top:.1f} and {bottom:.1f} mm"
    return top + float(rows[0]) * dot, top + float(rows[-1] + 1) * dot


@dataclass(frozen=True)
class Printed:
    """A document that was turned into pages."""

    pdf: Path

    @cached_property
    def sheets(self) -> tuple[Sheet, ...]:
        """Return the pages."""
        said = self.pdf.with_suffix(".xhtml").read_text(encoding="utf-8")
        return tuple(
            Sheet(self.pdf, number, float(page[1]) * MM, float(page[2]) * MM, tuple(_rows(page[3])))
            for number, page in enumerate(_PAGE.finditer(said), 1)
        )


def _rows(page: str) -> Iterator[Row]:
    words = [
        Row(unescape(found[5]), *(float(found[at]) * MM for at in range(1, 5)))
        for found in _WORD.finditer(page)
    ]
    group: list[Row] = []
    for word in sorted(words, key=lambda word: (word.middle, word.left)):
        if group and word.middle - group[-1].middle > min(word.height, 4) / 2:
            yield _joined(group)
            group = []
        group.append(word)
    if group:
        yield _joined(group)


def _joined(words: Iterable[Row]) -> Row:
    row = sorted(words, key=lambda word: word.left)
    return Row(
        "".join(word.text for word in row),
        row[0].left,
        min(word.top for word in row),
        max(word.right for word in row),
        max(word.bottom for word in row),
    )


def pitch_of(rows: Iterable[Row]) -> float:
    """Return the distance between neighbouring rows that most of them keep."""
    gaps = sorted(after.middle - before.middle for before, after in pairwise(rows))
    return gaps[len(gaps) // 2]


def print_all(documents: Mapping[str, bytes], folder: Path) -> None:
    """Turn all documents into pages in a folder, by one start of LibreOffice."""
    folder.mkdir(parents=True)
    for name, data in documents.items():
        (folder / f"{name}.docx").write_bytes(data)
    own = f"-env:UserInstallation={(folder / 'office').as_uri()}"
    options = ["--headless", "--norestore", "--convert-to", "pdf", "--outdir", str(folder)]
    sources = [str(folder / f"{name}.docx") for name in documents]
    fonts = {**os.environ, "FONTCONFIG_FILE": str(_fonts(folder))}
    command = ["soffice", own, *options, *sources]
    subprocess.run(command, check=True, capture_output=True, timeout=SECONDS, env=fonts)
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(_list_boxes, [folder / f"{name}.pdf" for name in documents]))


def _list_boxes(pdf: Path) -> None:
    command = ["pdftotext", "-bbox-layout", pdf, pdf.with_suffix(".xhtml")]
    subprocess.run(command, check=True, capture_output=True, timeout=60)


def _fonts(folder: Path) -> Path:
    """Return a list of fonts in which one stand-in takes the place of every face the kit names.

    Its figures are half as wide as its characters, as those of the offices' fonts are; what a machine takes
    otherwise has wider ones, and where a date begins could not be measured.
    """
    rule = (
        '<match target="pattern"><test name="family"><string>{}</string></test>'
        '<edit name="family" mode="assign" binding="same"><string>{}</string></edit></match>'
    )
    path = folder / "fonts.conf"
    path.write_text(
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>'
        '<include ignore_missing="yes">/etc/fonts/fonts.conf</include>'
        f"{''.join(rule.format(face, STAND_IN) for face in FACES)}</fontconfig>",
        encoding="utf-8",
    )
    return path


def missing_programs() -> tuple[str, ...]:
    """Return the programs that are needed and not there."""
    return tuple(
        name for name in ("soffice", "pdftotext", "pdftoppm", "fc-list") if shutil.which(name) is None
    )


def has_stand_in() -> bool:
    """Return whether this machine has the font that the measures are taken with."""
    command = ["fc-list", STAND_IN, "family"]
    return STAND_IN in subprocess.run(command, check=False, capture_output=True, encoding="utf-8").stdout
