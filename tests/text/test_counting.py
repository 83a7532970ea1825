from dataclasses import dataclass

import pytest

from kit.text.saying import among, at_least, point_marker, short_of


@dataclass(frozen=True)
class Figure:
    """A value with its text, as a fact has them."""

    value: int
    text: str


def figure(value: int) -> Figure:
    return Figure(value, str(value))


def said(pieces: tuple[object, ...]) -> str:
    return "".join(piece.text if isinstance(piece, Figure) else str(piece) for piece in pieces)


def test_above_includes_its_bound_and_short_of_excludes_it() -> None:
    assert at_least(figure(400), 400).text == "400以上"
    assert short_of(figure(399), 400).text == "不足400"
    with pytest.raises(ValueError, match="不能说“400以上”"):
        at_least(figure(399), 400)
    with pytest.raises(ValueError, match="不能说“不足400”"):
        short_of(figure(400), 400)


def test_parts_that_add_up_end_the_list_and_others_are_followed_by_deng() -> None:
    parts = [("甲", figure(26)), ("乙", figure(13))]

    assert said(among(figure(39), parts, "条")) == "共39条，其中甲26条、乙13条"
    assert said(among(figure(49), parts, "条", "累计")) == "累计49条，其中甲26条、乙13条等"
    assert said(among(figure(49), [], "条")) == "共49条"


def test_parts_stay_the_same_figures_and_may_not_exceed_their_whole() -> None:
    part = figure(26)

    assert part in among(figure(26), [("甲", part)], "条")
    with pytest.raises(ValueError, match="多于总数 25"):
        among(figure(25), [("甲", part)], "条")


def test_an_ordinal_of_an_unknown_style_is_refused() -> None:
    with pytest.raises(ValueError, match="没有“是的”这种序数"):
        point_marker(1, "是的")
