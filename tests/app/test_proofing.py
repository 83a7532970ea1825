from kit.app.make.verifying import proofread
from kit.model.fact import Place

PLACE = Place("drafts/讲话稿.docx")


def test_a_slip_of_the_pen_in_a_finished_text_is_a_warning_with_its_rule() -> None:
    text = "公文标题| 讲话\n会上大家踊跃发言，各抒已见。\n约400份左右。\n"

    found = list(proofread(PLACE, text))

    assert {finding.level for finding in found} == {"warning"}
    assert any("各抒" in finding.problem for finding in found)
    assert any("左右" in finding.problem for finding in found)


def test_a_clean_text_raises_nothing() -> None:
    assert not list(proofread(PLACE, "公文标题| 讲话\n发放征求意见表400份，收回150份，回收率37.5%。\n"))
