import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.opinions.proposing.splitting import propose_splits, split_text

PIECES = st.lists(
    st.sampled_from(
        [
            "1、",
            "2、",
            "3.",
            "一是",
            "二是",
            "（一）",
            "（二）",
            "①",
            "②",
            "建议多修路灯",
            "会议太多",
            "。",
            "；",
            "\n",
            "2.5",
        ]
    ),
    max_size=14,
).map("".join)


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("1、多修路灯；2、少开会。", ("1、多修路灯；", "2、少开会。")),
        ("一是路灯太暗，二是没有公交。", ("一是路灯太暗，", "二是没有公交。")),
        ("建议：（一）增加班车；（二）降低票价", ("建议：（一）增加班车；", "（二）降低票价")),
        ("①路灯②厕所", ("①路灯", "②厕所")),
        (
            "会议太多，文件太长，建议精简会议和文件数量；调研成果转化不够，应当建立跟踪落实机制。",
            ("会议太多，文件太长，建议精简会议和文件数量；", "调研成果转化不够，应当建立跟踪落实机制。"),
        ),
    ],
)
def test_several_opinions_in_one_are_taken_apart(text: str, pieces: tuple[str, ...]) -> None:
    assert split_text(text) == pieces


@pytest.mark.parametrize(
    "text",
    [
        "路灯不亮。请修一修。",
        "2.5米宽的路，1.5米被占",
        "十一、前面十条已经交了",
        "2、二楼漏水；4、四楼漏水",
        "上个月我们五个人到了办事大厅二楼的窗口。工作人员接过材料看了一遍又放回桌面。后来我们坐公交车回家。",
        "机关食堂菜价太高，饭菜质量一般，职工反映强烈。希望加强管理，控制成本，公开账目，接受大家监督。",
        "道路坑洼不平，下雨天到处是积水，行人没有办法通过。因此建议重新铺设路面，并且定期组织人员养护。",
        "",
    ],
)
def test_one_opinion_stays_whole(text: str) -> None:
    assert split_text(text) == (text,)


@pytest.mark.parametrize(
    "text",
    [
        "1、好；2、多修路灯",
        "1、多修路灯；2、好",
        "1、；2、修路灯；3、少开会",
        "①路②灯",
        "一是、二是、三是修路",
    ],
)
def test_an_item_of_less_than_two_characters_is_no_opinion_so_that_the_text_stays_whole(text: str) -> None:
    assert split_text(text) == (text,)


def test_items_of_two_characters_are_opinions() -> None:
    assert split_text("1、路灯；2、水电") == ("1、路灯；", "2、水电")


ROAD = "道路坑洼不平，下雨天到处是积水，建议重新铺设路面。"
TOILET = "公共厕所太少，应当在广场边上增加两座。"


@pytest.mark.parametrize(
    ("short", "pieces"),
    [
        ("路灯太暗要修。", (f"{ROAD}路灯太暗要修。", TOILET)),  # six characters
        ("路灯太暗要修好。", (f"{ROAD}路灯太暗要修好。", TOILET)),  # seven
        ("路灯太暗要修好了。", (ROAD, "路灯太暗要修好了。", TOILET)),  # eight
    ],
)
def test_a_sentence_of_less_than_eight_characters_stays_with_the_one_before(
    short: str, pieces: tuple[str, ...]
) -> None:
    assert split_text(f"{ROAD}{short}{TOILET}") == pieces


@pytest.mark.parametrize(
    ("first", "count"), [("路灯太暗要修。", 1), ("路灯太暗要修好。", 1), ("路灯太暗要修好了。", 3)]
)
def test_a_first_sentence_of_less_than_eight_characters_keeps_the_text_whole(first: str, count: int) -> None:
    assert len(split_text(f"{first}{ROAD}{TOILET}")) == count


@pytest.mark.parametrize(("more", "count"), [("", 1), ("啊", 2)])
def test_sentences_of_a_text_of_less_than_forty_characters_are_left_together(more: str, count: int) -> None:
    text = f"道路坑洼不平，到处是积水，建议重铺路面{more}。公共厕所太少，应当在广场边上增加两座。"

    assert len(text) == (40 if more else 39)
    assert len(split_text(text)) == count


def test_pieces_get_ids_and_their_place_in_the_verbatim_text() -> None:
    text = "1、多修路灯；2、少开会。"
    found = propose_splits(pd.DataFrame({"意见ID": ["Y011", "Y012"], "原文": ["路灯太暗", text]}))

    assert list(found["新编号"]) == ["Y012-1", "Y012-2"]
    assert [text[a:b] for a, b in zip(found["起"], found["止"], strict=True)] == list(found["片段"])
    assert set(found["依据"]) == {"原文自己编了号"}


@given(st.one_of(PIECES, st.text(max_size=120)))
def test_splitting_loses_no_character(text: str) -> None:
    assert "".join(split_text(text)) == text


@given(PIECES)
def test_no_piece_is_a_bare_number(text: str) -> None:
    pieces = split_text(text)

    assert len(pieces) == 1 or all(sum(map(str.isalnum, piece)) > 2 for piece in pieces)
