"""Charts whose text the viewer's own fonts draw, in SVG; the only user of matplotlib."""

from __future__ import annotations

import logging
import re
import unicodedata
import warnings
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Any

from kit.app.show.frame import ANYTHING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence


FONTS = (
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "Microsoft YaHei",
    "PingFang SC",
    "WenQuanYi Zen Hei",
    "SimHei",
)
INK, QUIET, LINE = "#1f2328", "#667085", "#d0d5dd"
SHADES = ("#2f5d8a", "#7fa3c4", "#c9d6e2", "#d9a49a", "#a8503f")  # from best to worst
SIZE = 10  # points
WIDTH = 7.6  # inches
ChartEntry = tuple[str, str]  # of a legend: name, color


@dataclass(frozen=True)
class Chart:
    """A chart with its basis (口径) underneath."""

    svg: str
    title: str
    basis: str

    def _repr_svg_(self) -> str:
        return self.svg


def nothing(title: str, basis: str, why: str) -> Chart:
    """Return a chart that says why there is nothing to draw, and what to do."""
    with _drawing(title, basis, ()) as (axes, finish):
        axes.set_axis_off()
        axes.text(0, 0.5, why, transform=axes.transAxes, va="center", color=QUIET)
        return finish()


def bars(
    title: str, basis: str, labels: Sequence[str], values: Sequence[int], unit: str, why: str = ""
) -> Chart:
    """Return horizontal bars, the first label on top, each with its value in `unit`; without any, why."""
    if not labels:
        return nothing(title, basis, why or ANYTHING)
    with _drawing(title, basis, labels) as (axes, finish):
        axes.barh(range(len(labels)), values, height=0.62, color=SHADES[0])
        for place, value in enumerate(values):
            axes.annotate(
                f"{value}{unit}", (value, place), (4, 0), textcoords="offset points", va="center", color=INK
            )
        axes.set_xlim(0, max([*values, 1]) * 1.12)
        return finish()


def stacked(
    title: str, basis: str, labels: Sequence[str], parts: Sequence[Sequence[int]], names: Sequence[str]
) -> Chart:
    """Return bars of full length cut into shares, one part per name, with the shares written in.

    parts: for each name, a count per label.
    """
    wholes = [max(sum(counts), 1) for counts in zip(*parts, strict=True)]
    with _drawing(title, basis, labels, list(zip(names, SHADES, strict=False))) as (axes, finish):
        left = [0.0] * len(labels)
        for number, counts in enumerate(parts):
            shares = [count * 100 / whole for count, whole in zip(counts, wholes, strict=True)]
            shade = SHADES[min(number, len(SHADES) - 1)]
            axes.barh(range(len(labels)), shares, left=left, height=0.62, color=shade)
            for place, (count, share, start) in enumerate(zip(counts, shares, left, strict=True)):
                if share >= _LEGIBLE:
                    pale = "white" if number in _DARK else INK
                    axes.text(
                        start + share / 2, place, str(count), ha="center", va="center", color=pale, size=8.5
                    )
            left = [start + share for start, share in zip(left, shares, strict=True)]
        axes.set_xlim(0, 100)
        return finish()


def comparison_chart(
    title: str,
    basis: str,
    labels: Sequence[str],
    now: Sequence[float],
    before: Sequence[float],
    names: tuple[str, str],
) -> Chart:
    """Return two dots per label, joined by a line: before (hollow) and now (full)."""
    with _drawing(title, basis, labels, [(names[0], SHADES[1]), (names[1], SHADES[0])]) as (axes, finish):
        places = range(len(labels))
        axes.hlines(places, before, now, color=LINE, linewidth=2, zorder=1)
        axes.scatter(before, places, s=34, facecolors="white", edgecolors=SHADES[1], zorder=2)
        axes.scatter(now, places, s=38, color=SHADES[0], zorder=3)
        low, high = min([*now, *before, 100]), max([*now, *before, 0])
        axes.set_xlim(low - 2, min(high + 2, 101))
        axes.tick_params(axis="x", labelbottom=True, labelcolor=QUIET, labelsize=8.5)
        return finish()


_LEGIBLE = 5  # per cent; a narrower share has no room for its number
_DARK = (0, 4)  # shades that want white writing


@contextmanager
def _drawing(
    title: str, basis: str, labels: Sequence[str], legend: Sequence[ChartEntry] = ()
) -> Iterator[tuple[Any, Callable[[], Chart]]]:
    """Yield axes with a place for every label, and the function that makes them a chart."""
    with _plotting(title) as (figure_of, save):
        height = 1.15 + 0.34 * max(len(labels), 1) + (0.25 if legend else 0)
        figure = figure_of(figsize=(WIDTH, height))
        left = (max(map(_ems, labels), default=0) * SIZE + 14) / 72 / WIDTH
        top, bottom = 0.42 + (0.28 if legend else 0), 0.52
        axes = figure.add_axes((left, bottom / height, 0.97 - left, 1 - (top + bottom) / height))
        _dress(axes, labels)
        figure.text(8 / 72 / WIDTH, 1 - 0.24 / height, title, size=12, color=INK, va="center")
        figure.text(8 / 72 / WIDTH, 0.16 / height, f"口径：{basis}", size=8.5, color=QUIET, va="center")

        def finish() -> Chart:
            if legend:
                _legend(axes, legend, height, top)
            return Chart(save(figure), title, basis)

        yield axes, finish


def _dress(axes: Any, labels: Sequence[str]) -> None:  # noqa: ANN401 - matplotlib is untyped
    axes.set_yticks(range(len(labels)), labels)
    axes.set_ylim(max(len(labels), 1) - 0.5, -0.5)
    axes.tick_params(axis="y", length=0, pad=6, labelcolor=INK)
    axes.tick_params(axis="x", length=0, labelbottom=False)
    for side in ("top", "right", "bottom"):
        axes.spines[side].set_visible(False)
    axes.spines["left"].set_color(LINE)


def _legend(axes: Any, legend: Sequence[ChartEntry], height: float, top: float) -> None:  # noqa: ANN401 - see _dress
    """Write the legend in one row under the title, each entry as wide as its text."""
    x, y = 8 / 72 / WIDTH, 1 - (top - 0.12) / height
    for name, color in legend:
        axes.figure.text(x, y, "●", size=8, color=color, va="center")
        axes.figure.text(x + 12 / 72 / WIDTH, y, name, size=9, color=INK, va="center")
        x += (_ems(name) * 9 + 30) / 72 / WIDTH


def _ems(text: str) -> float:
    """Return how wide a text is, in ems: a Chinese character is one, any other about half."""
    return sum(1.0 if unicodedata.east_asian_width(character) in "WFA" else 0.56 for character in text)


def _bare(svg: str) -> str:
    """Return an SVG without what only a file of its own needs: declaration, document type, metadata."""
    return re.sub(r"<metadata>.*?</metadata>\s*", "", svg[svg.index("<svg") :], flags=re.DOTALL)


@contextmanager
def _plotting(salt: str) -> Iterator[Any]:
    """Yield how to make a figure and how to save it, the same bytes for the same chart.

    matplotlib measures with its own font, which has no Chinese; nothing here depends on its measures,
    so exactly its two complaints about that are silenced.
    """
    import matplotlib as mpl  # noqa: PLC0415 - slow to import, and only charts need it
    from matplotlib.figure import Figure  # noqa: PLC0415 - see above

    looks: Any = {
        "svg.fonttype": "none",
        "svg.hashsalt": salt,
        "font.family": ["sans-serif"],
        "font.sans-serif": list(FONTS),
        "font.size": SIZE,
    }
    finder = logging.getLogger("matplotlib.font_manager")
    level = finder.level

    def save(figure: Figure) -> str:
        target = BytesIO()
        figure.savefig(target, format="svg", metadata={"Date": None, "Creator": None})
        return _bare(target.getvalue().decode())

    with mpl.rc_context(looks), warnings.catch_warnings():
        warnings.filterwarnings("ignore", message=r"Glyph \d+ .* missing from", category=UserWarning)
        finder.setLevel(logging.ERROR)  # "Font family … not found"
        try:
            yield Figure, save
        finally:
            finder.setLevel(level)
