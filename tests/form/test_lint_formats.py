"""Letters, orders, minutes and bulletins have forms of their own (GB/T 9704 10)."""

from pathlib import Path

from letter_drawing import LETTER, letter
from lint_drawing import MAIN, SENTENCE, Draw
from test_lint_parts import WHOLE, rules


def test_a_letter_is_judged_by_its_own_format(tmp_path: Path) -> None:
    path = tmp_path / "函.docx"
    right = '<w:spacing w:before="155"/><w:jc w:val="right"/>'
    inward = right.replace("<w:jc", '<w:ind w:right="640"/><w:jc')
    named = LETTER.replace("红头| 某市某局\n", "红头| 某市某局文件\n")
    printed = "印发| 某市某局办公室⇥2009年4月21日印发\n"

    for expected, data in (
        ([], letter()),
        (["LT-01"], letter(text=named)),
        (["LT-01"], letter(text=named, upper="", lower="")),  # perhaps no letter, but set wrongly
        (["LT-05"], letter((MAIN, right, inward))),
        (["LT-07"], letter((MAIN, "<w:titlePg/>", ""))),
        (["LT-08", "LT-08"], letter(text=LETTER + printed)),
    ):
        path.write_bytes(data)
        assert rules(path) == expected


def test_an_order_has_its_own_number(draw: Draw) -> None:
    order = WHOLE.replace("某市某局文件", "某市人民政府令").replace("某发〔2009〕8号", "第8号")

    assert rules(draw(text=order)) == []
    assert rules(draw(text=order.replace("第8号", "第八号"))) == ["CM-01"]


def test_minutes_name_who_was_there(draw: Draw) -> None:
    present = f"{SENTENCE}\n空行|\n⟦黑|出席：⟧张三　李四\n⟦黑|列席：⟧王五\n"
    text = "公文标题| 专题会议纪要\n" + present

    assert rules(draw(text=text)) == []
    assert rules(draw(text=text.replace("⟦黑|出席：⟧", "⟦楷|出席：⟧"))) == ["JY-02"]
    minutes = WHOLE.replace("关于群众评议结果的通报", "专题会议纪要")
    assert rules(draw(text=minutes)) == ["JY-01"]


def test_the_issue_of_a_bulletin_is_no_document_number(draw: Draw) -> None:
    text = (
        "红头| 学习实践活动简报\n发文字号| 第10期\n发文字号| 某市某局办公室⇥2009年4月21日\n红线|\n"
        f"公文标题| 开门听意见边学边整改\n{SENTENCE}\n抄送| 抄送：市委办公室。\n"
    )

    assert rules(draw(text=text)) == []
