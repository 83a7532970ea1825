"""What only people can fill in is told once for each thing, with its documents and where to say it."""

import ast
from pathlib import Path
from typing import Any

import pytest

from kit.app.make.drafting import draft_documents
from kit.app.make.notices import make_notices
from kit.app.make.open_places import Open, open_things
from kit.app.make.verifying import open_places, verify_all
from kit.app.show.ending import last_lines, table_of_findings, table_of_open_places
from kit.documents import document_kinds
from kit.documents.style.blanks import ELSEWHERE, KEYS, OTHER_KEYS
from kit.model.settings import Section

Office = Any
BLANKS = {"to_fill", "said_or_blank", "day_or_blank"}
DOCUMENTS = Path(__file__).parents[2] / "kit/documents"


@pytest.fixture
def written(office: Office) -> Office:
    """Return an office whose notices and plan lack a number, its plan also a day."""
    office.write_template("plan.docx", "公文标题| 方案\n{{ 机关 }}⇥【待补：成文日期】\n【待补：发文字号】\n")
    office.write_template("notice.docx", "公文标题| 通知书\n【待补：发文字号】\n{{ 单位 }}收到{{ 主送 }}。\n")
    draft_documents(office.work())
    make_notices(office.work())
    return office


def test_each_thing_is_one_line_at_the_end_of_a_run(written: Office) -> None:
    verify_all(written.work())

    lines, _ = last_lines(written.work(), (), 1.0)

    start = next(number for number, line in enumerate(lines) if line.startswith("下一步"))
    assert "有 6 处【待补】要由人来定" in lines[start]
    assert lines[start + 1 : -1] == [
        "  发文字号（方案、3 份通知书）→ campaign.toml [documents.plan]、[documents.notice] number",
        "  成文日期（方案）→ campaign.toml [documents.plan] date",
        "  会议地点（讲话稿）→ 只能在 Word 里填",
    ]


def test_what_is_to_be_checked_is_named_at_the_end_of_a_run(written: Office) -> None:
    from kit.model.fact import Fact, Facts  # noqa: PLC0415 - used here only

    written.facts = Facts(
        [Fact("forms.returned", "收回份数", 173, "173"), Fact("visits.total", "走访数", 30, "30")]
    )
    verify_all(written.work(), lint_notices=0)

    lines, _ = last_lines(written.work(), (), 1.0)

    assert any("drafts/讲话稿.docx：收回份数写的是“150”，底稿现在是“173”" in line for line in lines)


def test_the_page_has_a_table_of_them_and_leaves_them_out_of_the_findings(written: Office) -> None:
    verified = verify_all(written.work())

    table = table_of_open_places(written.work(), verified)

    assert list(table["几处"]) == [4, 1, 1]
    assert "campaign.toml [documents.plan] date" in list(table["填在哪里"])
    assert not table_of_findings(verified)["是什么"].str.contains("待补").any()


def test_a_tab_before_a_place_is_quoted_as_a_space(written: Office) -> None:
    said = [place.problem for each in verify_all(written.work()) for place in open_places(each.findings)]

    assert any("试验机关 【待补：成文日期】" in problem for problem in said)
    assert not any("⇥" in problem for problem in said)


def test_tables_of_many_documents_are_cut_short_only_on_the_screen() -> None:
    thing = Open("成文日期", tuple((kind, 1) for kind in document_kinds()[:5]))

    assert " 等 5 段的 date" in thing.where(3)
    assert thing.where().count("[documents.") == 5


def test_a_place_that_no_record_tells_of_is_passed_over(office: Office) -> None:
    assert open_things(office.out, [("output.open_place", "drafts/别的.docx", "【待补：甲】")]) == ()


def fields() -> dict[str, set[str]]:
    """Return the keys that [documents.<kind>] may have, by kind."""
    import importlib  # noqa: PLC0415 - used here only

    modules = [(kind.id, importlib.import_module(f"kit.documents.{kind.id}")) for kind in document_kinds()]
    return {
        id_: {
            name
            for one in vars(module).values()
            if isinstance(one, type) and issubclass(one, Section)
            for name in one.model_fields
        }
        for id_, module in modules
    }


def test_every_key_that_is_named_exists_and_every_place_that_documents_print_is_known() -> None:
    known = set().union(*fields().values())
    calls = [
        node
        for path in DOCUMENTS.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in BLANKS
    ]
    printed = {call.args[-1].value for call in calls if isinstance(call.args[-1], ast.Constant)}

    assert set(KEYS.values()) <= known
    assert all(key in fields()[kind] for (kind, _), key in OTHER_KEYS.items())
    assert printed
    assert printed <= {*KEYS, *ELSEWHERE}
