"""Orders, proposals, minutes (GB/T 9704 10.2, 10.3, 7.3.5.3): one thing wrong, found by exactly its rule."""

from collections.abc import Mapping
from pathlib import Path

import pytest
from lint_drawing import MAIN, SENTENCE, STYLES, Change, Draw, run_of, spoilt
from printed_sheets import needs_office, printed

from kit.docx.typeset import typeset
from kit.form.judge import lint
from kit.form.pages.judging import judged
from kit.form.pages.sheet import RenderedDocument

ORDER = f"""
红头| 某市人民政府令
空行|
空行|
发文字号| 第8号
空行|
空行|
{SENTENCE}
{SENTENCE}
空行|
空行|
署名| 市长　　张三
空行|
成文日期| 2009年4月20日
"""
SIGNER, DAY = (f'<w:pStyle w:val="{name}"/><w:ind w:right="1260"/>' for name in ("署名", "成文日期"))
MINUTES = f"""
红头| 某市某局专题会议纪要
空行|
空行|
发文字号| 第8期
红线|
公文标题| 专题会议纪要
{SENTENCE}
空行|
⟦黑|出席：⟧张三　李四
⟦黑|请假：⟧王五
⟦黑|列席：⟧赵六
"""


def rules(path: Path) -> list[str]:
    return [finding.rule for finding in lint(path)]


def test_an_order_with_its_signers_stamp_is_silent(draw: Draw) -> None:
    run = run_of(draw(text=ORDER), "张三")
    picture = run.replace("张三", "").replace("</w:r>", "<w:drawing/></w:r>")

    assert rules(draw(text=ORDER)) == []
    assert rules(draw((MAIN, run, picture), text=ORDER)) == []
    titled = "第8号\n空行|\n空行|\n公文标题| 关于某事的命令"
    assert rules(draw(text=ORDER.replace("第8号\n空行|\n空行|", titled))) == []


def test_an_order_is_known_by_its_mark_alone(draw: Draw) -> None:
    own = (STYLES, '<w:name w:val="红头"/>', '<w:name w:val="House"/>')

    assert rules(draw(own, text=ORDER)) == []
    assert rules(draw(own, text=ORDER.replace("第8号", "第八号"))) == ["CM-01"]


def test_the_name_of_a_command_is_no_order(draw: Draw) -> None:
    text = ORDER.replace("某市人民政府令", "某军分区司令").replace("第8号\n空行|", "某发〔2009〕8号\n")

    assert "CM-03" not in rules(draw(text=text))


def test_a_proposal_is_signed_with_a_stamp_too(draw: Draw) -> None:
    text = ORDER[ORDER.index(SENTENCE) :]
    proposal = f"公文标题| 关于提请审议某事的议案\n主送| 市人大常委会：\n{text}"

    assert rules(draw(text=proposal)) == []
    assert rules(draw((MAIN, SIGNER, SIGNER.replace("1260", "2520")), text=proposal)) == ["MB-15"]
    plain = proposal.replace("议案", "通知").replace("市长　　张三", "市财政局")
    assert rules(draw((MAIN, SIGNER, SIGNER.replace("1260", "2520")), text=plain)) == ["MB-13"]


GAPS = [
    ("CM-03", "令号紧挨着标志", "人民政府令\n空行|\n空行|\n", "人民政府令\n空行|\n"),
    ("CM-03", "令号太远", "人民政府令\n", "人民政府令\n空行|\n"),
    ("CM-03", "正文紧挨着令号", "第8号\n空行|\n空行|\n", "第8号\n空行|\n"),
    ("MB-15", "签名章紧挨着正文", f"{SENTENCE}\n空行|\n空行|\n署名", f"{SENTENCE}\n空行|\n署名"),
    ("MB-15", "日期紧挨着签名章", "张三\n空行|\n", "张三\n"),
    ("MB-15", "职务与姓名只空一字", "市长　　张三", "市长　张三"),
]


@pytest.mark.parametrize(
    ("rule", "old", "new"), [pytest.param(r, o, n, id=f"{r} {name}") for r, name, o, n in GAPS]
)
def test_wrong_distances_of_an_order_are_found_by_exactly_their_rule(
    draw: Draw, rule: str, old: str, new: str
) -> None:
    assert old in ORDER

    assert rules(draw(text=ORDER.replace(old, new, 1))) == [rule]


@pytest.mark.parametrize("line", [SIGNER, DAY], ids=["签名章", "成文日期"])
@pytest.mark.parametrize("right", ["630", "0", "2520"])
def test_a_stamp_or_date_that_is_not_four_from_the_right_is_found(draw: Draw, line: str, right: str) -> None:
    assert rules(draw((MAIN, line, line.replace("1260", right)), text=ORDER)) == ["MB-15"]


def test_minutes_with_their_lists_are_silent(draw: Draw) -> None:
    assert rules(draw(text=MINUTES)) == []


LONG = "、".join(["张三", "李四", "王五"] * 8)
HANGING = '<w:ind w:leftChars="500" w:left="1575" w:hangingChars="300" w:hanging="945"/>'
LISTS = [
    ("JY-02", "标题词楷体", "⟦黑|出席：⟧", "⟦楷|出席：⟧"),
    ("JY-03", "紧挨着正文", "空行|\n⟦黑|出席", "⟦黑|出席"),
    ("JY-03", "次序颠倒", "⟦黑|请假：⟧王五\n⟦黑|列席：⟧赵六", "⟦黑|列席：⟧赵六\n⟦黑|请假：⟧王五"),
    ("JY-03", "回行没有对齐", "张三　李四", LONG),
]


@pytest.mark.parametrize(
    ("rule", "old", "new"), [pytest.param(r, o, n, id=f"{r} {name}") for r, name, o, n in LISTS]
)
def test_a_wrong_list_of_those_present_is_found_by_exactly_its_rule(
    draw: Draw, rule: str, old: str, new: str
) -> None:
    assert old in MINUTES

    findings = lint(draw(text=MINUTES.replace(old, new)))
    assert [finding.rule for finding in findings] == [rule]
    assert rule != "JY-03" or findings[0].level == "warning"  # the form of minutes is an office's own


def test_lines_of_a_notice_that_begin_like_a_list_are_not_judged(draw: Draw) -> None:
    text = f"公文标题| 关于召开会议的通知\n{SENTENCE}\n⟦楷|列席：⟧张三\n⟦楷|出席：⟧李四\n"

    assert rules(draw(text=text)) == []


def test_a_long_list_that_hangs_after_its_colon_is_silent(draw: Draw) -> None:
    text = MINUTES.replace("张三　李四", LONG)
    run = run_of(draw(text=text), "出席")

    assert rules(draw((MAIN, f"</w:pPr>{run}", f"{HANGING}</w:pPr>{run}"), text=text)) == []


HIGH, LOW = 'w:before="1984"', 'w:before="1134"'
PRINTED: dict[str, tuple[str, list[Change], list[str]]] = {
    "order": (ORDER, [(MAIN, HIGH, LOW)], []),
    "order with an ordinary mark": (ORDER, [], ["CM-02"]),
    "number close under the mark": (
        ORDER.replace("人民政府令\n空行|\n空行|\n", "人民政府令\n"),
        [(MAIN, HIGH, LOW), (MAIN, 'w:before="1029"', 'w:before="200"')], ["CM-03"]),
    "body far under the number": (
        ORDER.replace("第8号\n", "第8号\n空行|\n空行|\n"), [(MAIN, HIGH, LOW)], ["CM-03"]),
    "minutes": (MINUTES, [], []),
    "minutes with a high mark": (MINUTES, [(MAIN, HIGH, 'w:before="900"')], ["JY-01"]),
}  # fmt: skip


@pytest.fixture(scope="module")
def sheets(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, RenderedDocument]:
    """Return orders and minutes, rendered by one start of LibreOffice."""
    documents = {name: spoilt(typeset(text), *changes) for name, (text, changes, _) in PRINTED.items()}
    return printed(documents, tmp_path_factory.mktemp("orders"))


@pytest.mark.office
@needs_office
@pytest.mark.parametrize("name", PRINTED)
def test_printed_orders_and_minutes_are_judged_by_exactly_the_rule_they_break(
    sheets: Mapping[str, RenderedDocument], name: str
) -> None:
    assert sorted({finding.rule for finding in judged(sheets[name])} - {"TY-07"}) == PRINTED[name][2]
