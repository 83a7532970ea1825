"""Lists of aspects as offices have them: whatever their layout, the same three levels come out."""

from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from kit.model.campaign import Campaign
from kit.model.finding import CampaignError
from kit.opinions.deciding.review import aspect_answers
from kit.opinions.proposing.aspect_list import read_aspects, with_aspect_list
from kit.opinions.proposing.aspects import by_keywords, names_of_aspect, taxonomy

TREE = [
    ("城乡建设", "道路", "路灯"),
    ("城乡建设", "道路", "桥梁"),
    ("城乡建设", "排水", "井盖"),
    ("农业农村", "饮水", "水厂"),
    ("农业农村", "农技", "种苗"),
]


def nodes(paths: list[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """Return every node of some paths, each before those below it."""
    return list(dict.fromkeys(path[:depth] for path in paths for depth in range(1, len(path) + 1)))


def campaign(folder: Path, **more: Any) -> Campaign:
    said = {
        "folder": folder,
        "campaign": {"title": "试验活动", "year": 2020, "phase": 1},
        "office": {"name": "试验办公室", "body": "试验机关", "body_short": "机关"},
        **more,
    }
    return Campaign.model_validate(said)


def write(path: Path, rows: list[list[Any]]) -> Path:
    with xlsxwriter.Workbook(path) as book:
        page = book.add_worksheet()
        for number, row in enumerate(rows):
            for at, cell in enumerate(row):
                if cell is not None:
                    page.write(number, at, cell)
    return path


def in_full(paths: list[tuple[str, ...]]) -> list[list[Any]]:
    return [["一级分类", "二级分类", "三级分类"], *map(list, paths)]


def with_blanks(paths: list[tuple[str, ...]]) -> list[list[Any]]:
    """Return rows in which a name that stands above is left blank, as below a merged cell."""
    rows: list[list[Any]] = [["某市意见分类表"], ["序号", "一级", "二级", "三级"]]
    before: tuple[str, ...] = ("", "", "")
    for number, path in enumerate(paths, 1):
        same = [path[: at + 1] == before[: at + 1] for at in range(3)]
        rows.append([number, *(None if known else name for known, name in zip(same, path, strict=True))])
        before = path
    return rows


def by_columns(paths: list[tuple[str, ...]]) -> list[list[Any]]:
    return [[None] * (len(path) - 1) + [path[-1]] for path in nodes(paths)]


def by_spaces(paths: list[tuple[str, ...]]) -> list[list[Any]]:
    return [["意见分类"], *[["　" * (len(path) - 1) + path[-1]] for path in nodes(paths)]]


def by_codes(paths: list[tuple[str, ...]]) -> list[list[Any]]:
    rows: list[list[Any]] = [["编码", "名称"]]
    counts: dict[tuple[str, ...], int] = {}
    codes: dict[tuple[str, ...], str] = {(): ""}
    for path in nodes(paths):
        counts[path[:-1]] = counts.get(path[:-1], 0) + 1
        codes[path] = f"{codes[path[:-1]]}{counts[path[:-1]]:02}"
        rows.append([codes[path], path[-1]])
    return rows


def by_dotted_codes(paths: list[tuple[str, ...]]) -> list[list[Any]]:
    return [
        [".".join(str(int(code[at : at + 2])) for at in range(0, len(code), 2)), name]
        for code, name in by_codes(paths)[1:]
    ]


def by_paths(mark: str) -> Any:
    return lambda paths: [["分类名称"], *[[mark.join(path)] for path in paths]]


LAYOUTS = {
    "in_full": in_full,
    "with_blanks": with_blanks,
    "by_columns": by_columns,
    "by_spaces": by_spaces,
    "by_codes": by_codes,
    "by_dotted_codes": by_dotted_codes,
    "slash": by_paths("/"),
    "dash": by_paths("–"),
    "arrow": by_paths("→"),
    "wide": by_paths("＞"),
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_list_is_read_in_every_layout_that_offices_use(tmp_path: Path, layout: str) -> None:
    write(tmp_path / "意见分类.xlsx", LAYOUTS[layout](TREE))
    found = with_aspect_list(campaign(tmp_path, opinions={"list": "意见分类.xlsx"}))

    assert [node.path for node in found.aspect_nodes] == nodes(TREE)


NAMES = st.text("甲乙丙丁戊己庚辛壬癸子丑寅卯", min_size=2, max_size=4)
THIRDS = st.lists(NAMES, min_size=1, max_size=3, unique=True)
TREES = st.dictionaries(NAMES, st.dictionaries(NAMES, THIRDS, min_size=1, max_size=3), min_size=2, max_size=4)


@settings(max_examples=40, deadline=None)
@given(TREES, st.sampled_from(sorted(LAYOUTS)))
def test_any_list_of_three_levels_comes_out_of_any_layout(
    tmp_path_factory: pytest.TempPathFactory, tree: dict[str, dict[str, list[str]]], layout: str
) -> None:
    paths = [(a, b, c) for a, seconds in tree.items() for b, thirds in seconds.items() for c in thirds]
    path = write(tmp_path_factory.mktemp("list") / "表.xlsx", LAYOUTS[layout](paths))
    told = campaign(path.parent, opinions={"list": path.name})

    assert [node.path for node in with_aspect_list(told).aspect_nodes] == nodes(paths)


def test_codes_and_keywords_of_a_list_are_kept(tmp_path: Path) -> None:
    rows = [
        ["编码", "名称", "关键词"],
        ["01", "城建", None],
        ["0101", "道路", "路面、坑洼"],
        ["0102", "路灯", None],
    ]
    found = read_aspects(write(tmp_path / "表.xlsx", rows))

    [first] = found
    assert (first.code, [(two.code, two.keywords) for two in first.below]) == (
        "01",
        [("0101", ("路面", "坑洼")), ("0102", ())],
    )


def test_levels_may_stand_in_campaign_toml_and_an_opinion_may_be_sorted_at_any(tmp_path: Path) -> None:
    said = [{"name": "城乡建设", "below": [{"name": "道路", "below": [{"name": "路灯", "code": "010101"}]}]}]
    aspects = taxonomy(campaign(tmp_path, aspects=said))

    assert aspect_answers(aspects) == ("城乡建设", "城乡建设·道路", "城乡建设·道路·路灯")
    assert names_of_aspect(aspects.aspects[2]) == ("城乡建设", "道路", "路灯")
    assert names_of_aspect(by_keywords("云岭路的路灯不亮", aspects)[0].aspect)[-1] == "路灯"


def test_flat_aspects_are_as_they_were(tmp_path: Path) -> None:
    aspects = taxonomy(campaign(tmp_path, aspects=[{"name": "民生", "keywords": ["公交"]}, {"name": "机关"}]))

    assert [(one.name, one.keywords, one.detail) for one in aspects.aspects] == [
        ("民生", ("公交",), ""),
        ("机关", (), ""),
    ]


@pytest.mark.parametrize(
    ("rows", "problem"),
    [([["一级", "二级"]], "没有读到意见的分类"), ([["名称"], ["甲/乙/丙/丁"]], "分了 4 级，最多三级")],
)
def test_what_is_no_list_of_three_levels_is_named(
    tmp_path: Path, rows: list[list[Any]], problem: str
) -> None:
    with pytest.raises(CampaignError, match=problem):
        read_aspects(write(tmp_path / "表.xlsx", rows))


def test_a_missing_list_and_two_lists_are_named(tmp_path: Path) -> None:
    with pytest.raises(CampaignError, match="没有这个文件"):
        with_aspect_list(campaign(tmp_path, opinions={"list": "表.xlsx"}))
    with pytest.raises(CampaignError, match="不知道用哪一份"):
        with_aspect_list(campaign(tmp_path, opinions={"list": "表.xlsx"}, aspects=[{"name": "甲"}]))


def test_a_drop_down_of_two_hundred_aspects_may_be_typed_into(tmp_path: Path) -> None:
    paths = [(f"甲{a}", f"乙{a}{b}", f"丙{a}{b}{c}") for a in range(5) for b in range(5) for c in range(7)]
    write(tmp_path / "表.xlsx", in_full(paths))
    answers = aspect_answers(taxonomy(with_aspect_list(campaign(tmp_path, opinions={"list": "表.xlsx"}))))

    assert len(answers) == 205
