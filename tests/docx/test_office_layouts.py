"""An office's own layout: what it changes, what follows from that, and that all of it is listed."""

import pytest

from kit.docx.profiles import PROFILES, SPOKEN, STANDARD
from kit.docx.profiles.office import deviations, layout_of
from kit.docx.profiles.value import Value
from kit.model.campaign import Form


def form(**said: object) -> Form:
    return Form.model_validate(said)


def told(said: Form, *, spoken: bool = False) -> list[tuple[str, str, str, str]]:
    found = deviations(layout_of(said, spoken=spoken))
    return [(one.what, one.office, one.standard, one.strength) for one in found]


def test_an_office_that_says_nothing_has_the_standards_own_layout() -> None:
    assert layout_of(form(), spoken=False) is PROFILES["A"]
    assert layout_of(form(profile="B"), spoken=False) is PROFILES["B"]
    assert layout_of(form(), spoken=True) is PROFILES["speech.print"]
    assert layout_of(form(speech="podium"), spoken=True) is PROFILES["speech.podium"]
    assert all(deviations(one) == () for one in PROFILES.values())


def test_a_smaller_pitch_and_what_follows_from_it_are_listed_with_the_clause_they_depart_from() -> None:
    said = form(pitch=26)

    assert layout_of(said, spoken=False).lines.number == 24
    assert told(said) == [
        ("正文行距", "26磅", "28.95磅", "一般"),
        ("每面行数", "24行", "22行", "一般"),
    ]


def test_wider_margins_move_the_foot_of_the_page_and_the_number_with_it() -> None:
    made, base = layout_of(form(bottom=24), spoken=False), PROFILES["A"]

    assert made.area_bottom.number == base.area_bottom.number - 11
    assert made.footer.number == base.footer.number - 11
    assert told(form(bottom=24)) == [
        ("下边距", "24毫米", "35毫米", "规定"),
        ("每面行数", "23行", "22行", "一般"),
    ]


def test_a_font_of_the_same_face_is_no_departure_and_one_of_another_face_is() -> None:
    assert told(form(fonts={"body": "方正仿宋_GBK"})) == []
    assert layout_of(form(fonts={"body": "方正仿宋_GBK"}), spoken=False).faces["仿宋"].covers("仿宋_GB2312")
    assert told(form(fonts={"title": "华文中宋"})) == [("该用小标宋的地方", "华文中宋", "小标宋体", "一般")]
    assert (
        not layout_of(form(fonts={"title": "华文中宋"}), spoken=False)
        .faces["小标宋"]
        .covers("方正小标宋简体")
    )


@pytest.mark.parametrize(
    ("said", "what", "strength"),
    [
        ({"page_number": "centre"}, "页码位置", "规定"),
        ({"third_level_bold": True}, "三级标题", "实务"),
        ({"fonts": {"digits": "Times New Roman"}}, "数字和字母的字体", "实务"),
    ],
)
def test_a_choice_is_listed_as_strictly_as_the_standard_speaks_of_it(
    said: dict[str, object], what: str, strength: str
) -> None:
    [(name, _, _, binding)] = told(form(**said))

    assert (name, binding) == (what, strength)


def test_a_speech_departs_from_habit_only_and_has_its_own_page_number() -> None:
    said = form(speech_page_number="centre", speech="podium", podium={"size": 20, "bold": True})

    assert told(said) == []
    assert {strength for *_, strength in told(said, spoken=True)} == {"实务"}
    assert [what for what, *_ in told(said, spoken=True)] == ["每行字数", "正文字号", "页码位置", "正文"]


def test_the_type_of_a_reading_copy_fills_its_line_whatever_its_size() -> None:
    for size in (16, 18, 20, 22, 26):
        made = layout_of(form(speech="podium", podium={"size": size}), spoken=True)

        assert made.text_width // made.cell == made.cells.number
        assert made.text_width - made.cells.number * made.cell < made.cells.number * 2


def test_every_value_of_a_profile_says_its_clause_and_how_binding_it_is() -> None:
    for one in (*STANDARD, *SPOKEN, layout_of(form(top=33, pitch=28), spoken=False)):
        values = [value for value in vars(one).values() if isinstance(value, Value)]

        assert len(values) > 20
        assert all(value.clause and value.strength for value in values)


def test_what_speeches_are_measured_by_is_never_called_the_standards() -> None:
    for one in SPOKEN:
        values = [value for value in vars(one).values() if isinstance(value, Value)]

        assert {(value.clause, value.strength) for value in values} == {("本单位讲话稿样式", "实务")}
        assert one.whose == "本单位讲话稿样式"
