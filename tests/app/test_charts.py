import re
import warnings

import pytest
from lxml import etree

from kit.app.show.charts import FONTS, Chart, bars, comparison_chart, stacked

LONG = "县（区）政协委员和民主党派"


def drawn(kind: str, labels: list[str]) -> Chart:
    """Return a chart of each kind over the same labels."""
    numbers = list(range(1, len(labels) + 1))
    if kind == "bars":
        return bars("收回情况", "各渠道相加", labels, numbers, "份")
    if kind == "stacked":
        return stacked("等次", "有效票", labels, [numbers, numbers], ["好", "差"])
    return comparison_chart(
        "比上次", "分母为有效票", labels, [90.5] * len(labels), [88.1] * len(labels), ("上次", "这次")
    )


KINDS = ("bars", "stacked", "compared")


@pytest.mark.parametrize("kind", KINDS)
def test_text_stays_text_in_the_viewer_s_own_chinese_fonts(kind: str) -> None:
    svg = drawn(kind, ["机关干部", LONG])._repr_svg_()

    assert ">机关干部</text>" in svg
    for font in FONTS:
        assert font in svg
    assert "口径：" in svg


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_chart_is_the_same_bytes(kind: str) -> None:
    assert drawn(kind, ["甲", "乙"]) == drawn(kind, ["甲", "乙"])


@pytest.mark.parametrize("kind", KINDS)
def test_a_chart_is_well_formed_and_fetches_nothing(kind: str) -> None:
    svg = drawn(kind, ["<甲>&", "乙"]).svg

    root = etree.fromstring(svg.encode())
    assert root.tag.endswith("svg")
    assert not re.findall(r'(?:href|src)="(?!#)', svg)
    assert "metadata" not in svg


@pytest.mark.parametrize("kind", KINDS)
def test_without_any_chinese_font_there_is_no_warning_and_no_log(
    kind: str, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kit.app.show.charts.FONTS", ("No Such Font",))

    with warnings.catch_warnings():
        warnings.simplefilter("error")
        drawn(kind, ["𠮷㙍乡", "甲"])

    assert not caplog.records


@pytest.mark.parametrize("kind", KINDS)
def test_a_chart_of_nothing_is_still_a_chart(kind: str) -> None:
    assert "口径：" in drawn(kind, []).svg


def test_a_long_label_gets_the_room_it_needs() -> None:
    def left_edge(chart: Chart) -> float:
        found = re.search(r'id="patch_2">\s*<path d="M ([\d.]+)', chart.svg)
        assert found
        return float(found[1])

    assert left_edge(drawn("bars", [LONG])) >= len(LONG) * 10
    assert left_edge(drawn("bars", ["甲"])) < 40
