"""Attachments: the note, their heads, those in files of their own (GB/T 9704 7.3.4, 7.3.7)."""

from pathlib import Path

import pytest
from lint_drawing import MAIN, SENTENCE, STYLES, Draw, style_of

from kit.form.judge import lint

SIGNED = "空行|\n署名| 市财政局\n成文日期| 2009年4月20日\n"
HEAD = f"公文标题| 关于评议结果的通报\n主送| 各单位：\n{SENTENCE}\n"
NOTE = "空行|\n附件说明| 附件：1.统计表\n附件说明| 2.意见建议\n"


def attachment(number: str, title: str) -> str:
    return f"附件标识| 附件{number}\n附件标题| {title}\n{SENTENCE}\n"


BOTH = attachment("1", "统计表") + attachment("2", "意见建议")
LONG = "关于全市各级各部门开展群众评议工作情况的统计表和有关说明"


def rules(path: Path) -> list[str]:
    return [finding.rule for finding in lint(path)]


@pytest.mark.parametrize(
    "text",
    [
        HEAD + NOTE + SIGNED + BOTH,
        HEAD + NOTE + SIGNED,  # the attachments are in files of their own
        HEAD + SIGNED,
        BOTH,  # a file of attachments alone
        HEAD + BOTH,  # not yet signed: the note may still come
        HEAD.replace(SENTENCE, f"{SENTENCE}（见附件1—2）") + NOTE + SIGNED + BOTH,
        HEAD + f"空行|\n附件说明| 附件：{LONG}\n" + SIGNED + attachment("", LONG),
        HEAD + f"空行|\n附件说明| 附件：1.{LONG}\n附件说明| 2.{LONG}\n" + SIGNED,
        HEAD.replace(SENTENCE, f"{SENTENCE}（见附件1、附件2）") + NOTE + SIGNED + BOTH,
        HEAD.replace(SENTENCE, f"{SENTENCE}统计表详见附件1，意见建议一并印发。") + NOTE + SIGNED + BOTH,
    ],
)  # fmt: skip
def test_notes_and_attachments_that_agree_are_silent(draw: Draw, text: str) -> None:
    assert rules(draw(text=text)) == []


WRONG = [
    ("MB-12", "没有附件说明", HEAD + SIGNED + BOTH),
    ("MB-12", "少列一个", HEAD + NOTE + SIGNED + BOTH + attachment("3", "名单")),
    ("MB-12", "一个也编号", HEAD + "空行|\n附件说明| 附件：1.统计表\n" + SIGNED),
    ("MB-19", "少附一个", HEAD + NOTE + SIGNED + attachment("2", "意见建议")),
    (
        "MB-19",
        "只附一个，标题不一致",
        HEAD + NOTE + SIGNED + attachment("1", "统计表") + attachment("2", "意见"),
    ),
    ("MB-19", "一个也编号", HEAD + "空行|\n附件说明| 附件：统计表\n" + SIGNED + attachment("1", "统计表")),
    ("MB-21", "附件2没有提到", HEAD.replace(SENTENCE, f"{SENTENCE}详见附件1。") + NOTE + SIGNED + BOTH),
]


@pytest.mark.parametrize(("rule", "text"), [pytest.param(r, t, id=f"{r} {name}") for r, name, t in WRONG])
def test_notes_and_attachments_that_do_not_agree_are_found_by_exactly_their_rule(
    draw: Draw, rule: str, text: str
) -> None:
    assert rules(draw(text=text)) == [rule]


def test_what_is_left_out_is_named(draw: Draw) -> None:
    [more] = lint(draw(text=HEAD + NOTE + SIGNED + BOTH + attachment("3", "名单")))
    [less] = lint(draw(text=HEAD + NOTE + SIGNED + attachment("2", "意见建议")))

    assert (more.problem, more.level) == ("“附件3”没有列入附件说明", "warning")
    assert less.problem == "附件说明列了2个附件，后面附了1个，缺附件1"


@pytest.mark.parametrize("name", [f"附件：{LONG}", f"附件：1.{LONG}\n附件说明| 2.意见建议"])
def test_a_name_whose_second_line_begins_elsewhere_is_found(draw: Draw, name: str) -> None:
    text = HEAD + f"空行|\n附件说明| {name}\n" + SIGNED
    hanging = 'w:leftChars="600" w:left="1890" w:hangingChars="400" w:hanging="1260"'
    single = 'w:leftChars="500" w:left="1575" w:hangingChars="300" w:hanging="945"'
    first = 'w:leftChars="200" w:left="630"'

    assert rules(draw((MAIN, single if "1." not in name else hanging, first), text=text)) == ["MB-12"]


def test_a_title_close_under_its_label_or_at_the_side_is_found(draw: Draw) -> None:
    text = HEAD + NOTE + SIGNED + BOTH
    own = style_of(draw(text=text), "附件标题")
    close = (MAIN, '<w:pStyle w:val="附件标题"/><w:spacing w:before="579"/>', '<w:pStyle w:val="附件标题"/>')

    assert rules(draw(close, text=text)) == ["MB-19"]
    assert rules(draw((STYLES, own, own.replace('"center"', '"left"')), text=text)) == ["MB-19"]


DETACHED = f"附件标题| 某发〔2009〕8号附件1\n公文标题| 评议结果统计表\n{SENTENCE}\n"
LABEL = '<w:pStyle w:val="附件标题"/>'
FLUSH = f'{LABEL}<w:jc w:val="left"/>'


def test_an_attachment_in_a_file_of_its_own_begins_with_the_number(draw: Draw) -> None:
    body = "主送| 某发〔2009〕8号附件1\n空行|\n公文标题| 评议结果统计表\n" + SENTENCE
    own = (STYLES, '<w:name w:val="主送"/>', '<w:name w:val="House"/>')

    for first in ("某发〔2009〕8号附件1", "某发〔2009〕8号　附件", "某发〔2009〕8号附件12"):
        assert rules(draw(own, text=body.replace("某发〔2009〕8号附件1", first))) == []
    for first in (
        "某发[2009]8号附件1",
        "某发〔2009〕08号附件1",
        "某发〔2009〕8号附件1：",
        "某发〔2009〕第8号附件1",
    ):
        assert "MB-20" in rules(draw(own, text=body.replace("某发〔2009〕8号附件1", first))), first
    assert rules(draw(own, text="空行|\n" + body)) == ["MB-20"]
    style = style_of(draw(text=body), "主送")
    centred = style.replace('"left"', '"center"').replace('w:val="主送"', 'w:val="House"')
    assert rules(draw((STYLES, style, centred), text=body)) == ["MB-20"]


def test_a_sentence_that_mentions_an_attachment_by_number_is_no_first_line(draw: Draw) -> None:
    text = f"公文标题| 通报\n{SENTENCE}\n评议结果见某发〔2009〕8号附件1。\n"

    assert "MB-20" not in rules(draw(text=text))
