import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.app.make.keeping import distinct_names, safe_name

RESERVED = ("CON", "con", "NUL", "Com1", "LPT9", "aux.v2")


@pytest.mark.parametrize("name", RESERVED)
def test_a_name_that_windows_keeps_for_itself_is_changed(name: str) -> None:
    assert safe_name(name) == f"_{name}"


def test_signs_and_ends_that_windows_refuses_are_replaced_or_dropped() -> None:
    assert safe_name('一<二>三:四"五/六\\七|八?九*十') == "一_二_三_四_五_六_七_八_九_十"
    assert safe_name("单位. .") == "单位"


def test_rare_characters_are_kept() -> None:
    assert safe_name("𠮷㙍乡") == "𠮷㙍乡"


@given(st.lists(st.text(max_size=120), max_size=8))
def test_any_names_become_distinct_names_that_every_file_system_takes(names: list[str]) -> None:
    made = distinct_names(names)

    assert len({name.casefold() for name in made}) == len(names)
    for name in made:
        assert name
        assert name == name.strip(" .")
        assert len(name) <= 90
        assert not set(name) & set('<>:"/\\|?*\0\n\r\t')


def test_two_long_names_that_differ_at_the_end_stay_apart() -> None:
    one, other = distinct_names(["长" * 100 + "甲", "长" * 100 + "乙"])

    assert one != other
