"""A template is inspected before it is compiled: what runs, fetches, embeds or was left open is refused."""

import itertools
from pathlib import Path

import pytest
from engine_drawing import drawn, filled
from hazard_drawing import ATTACKS, HARMLESS, Attack, attacked, related

from kit.docx.typeset import typeset
from kit.model.finding import TemplateError
from kit.template.examine import examine
from kit.template.printing import ink
from kit.template.template import compile_template

TEXT = "公文标题| {{ 标题 }}\n{{ 单位 }}收回{{ 收回 }}份。\n"
LEFT_OPEN = {"changes", "comments"}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "notice.docx"


def faults(path: Path) -> list[str]:
    with pytest.raises(TemplateError) as refused:
        compile_template(path)
    return [str(finding) for finding in refused.value.findings]


@pytest.mark.parametrize("attack", ATTACKS.values(), ids=ATTACKS)
def test_an_active_template_is_refused_and_the_check_of_templates_says_the_same(
    path: Path, attack: Attack
) -> None:
    path.write_bytes(attacked(typeset(TEXT), attack.change))

    refused = [each for each in faults(path) if attack.said in each and "填出来的每份文件都会带着" in each]
    try:
        checked = [str(each) for each in examine(path).findings]
    except TemplateError as error:
        checked = [str(each) for each in error.findings]

    assert refused
    assert set(refused) <= set(checked)


@pytest.mark.parametrize("change", HARMLESS.values(), ids=HARMLESS)
def test_a_template_with_harmless_fields_and_links_is_filled(path: Path, change: object) -> None:
    path.write_bytes(attacked(typeset(TEXT), change))  # type: ignore[arg-type]

    assert filled(path, 标题="题", 单位="甲", 收回="3").data


def test_hazards_and_other_faults_are_named_at_once(path: Path) -> None:
    path.write_bytes(attacked(typeset(TEXT + "{{ 甲 + 1 }}\n"), ATTACKS["DDEAUTO"].change))

    assert [each for each in faults(path) if "DDEAUTO" in each]
    assert [each for each in faults(path) if "不能做算术" in each]


def test_a_template_made_from_another_on_this_disk_is_filled_without_it_and_the_check_says_so(
    path: Path,
) -> None:
    change = related("attachedTemplate", "file:///C:/t.dotm", owner="word/_rels/settings.xml.rels")
    path.write_bytes(attacked(typeset(TEXT), change))

    [finding] = examine(path).findings

    assert (finding.rule, finding.level) == ("template.origin", "warning")
    assert b"t.dotm" not in filled(path, 标题="题", 单位="甲", 收回="3").data


FULL_WIDTH = [
    "｛｛ 单位 ｝｝",
    "{｛ 单位 }}",
    "｛％ if 单位 ％｝",
    "{％ if 单位 ％}甲",
    "｛%p for 项 in 各项 %｝",
]


@pytest.mark.parametrize("tag", FULL_WIDTH)
def test_a_tag_in_full_width_braces_is_refused_with_the_words_of_the_check(path: Path, tag: str) -> None:
    drawn(path, f"收到{tag}份")

    [said] = [each for each in faults(path) if "不是标签用的括号" in each]

    assert said in [str(each) for each in examine(path).findings]


def test_a_single_full_width_brace_is_the_writers_own(path: Path) -> None:
    assert filled(drawn(path, "集合｛甲，乙｝")).data


def nested(*lists: str) -> list[str]:
    opening = [f"{{%p for 项{level} in {name} %}}" for level, name in enumerate(lists)]
    return [*opening, "字", *["{%p endfor %}"] * len(lists)]


def test_loops_over_unrelated_lists_are_refused_below_the_second(path: Path) -> None:
    drawn(path, *nested("甲", "乙", "丙"))

    [said] = faults(path)

    assert "份量会成倍地涨" in said
    assert "第3段" in said


def test_a_table_of_rows_and_columns_and_what_hangs_on_an_item_are_filled(path: Path) -> None:
    drawn(path, *nested("甲", "乙", "项0.内", "项1.内"))
    inner = [{"内": [1]}]

    assert filled(path, 甲=inner, 乙=inner).data


@pytest.mark.parametrize("width", [3, 40])
def test_the_loops_of_a_document_come_to_an_end(
    path: Path, monkeypatch: pytest.MonkeyPatch, width: int
) -> None:
    """Law: a document takes at most so many steps, however the template nests its loops."""
    monkeypatch.setattr(ink, "MOST_STEPS", 500)
    drawn(path, *nested("甲", "乙"))
    steps = width + width * width

    if steps <= 500:
        assert filled(path, 甲=["字"] * width, 乙=["字"] * width).data
        return
    with pytest.raises(TemplateError, match="循环套循环"):
        filled(path, 甲=["字"] * width, 乙=["字"] * width)


def test_lists_that_a_template_doubles_by_itself_come_to_an_end(path: Path) -> None:
    wide = ", ".join(["甲"] * 40)
    lists = [f"{{%p set 列{n} = [{', '.join([f'列{n - 1}'] * 40)}] %}}" for n in range(1, 5)]
    loops = [f"{{%p for 项{n} in {'列4' if n == 4 else f'项{n + 1}'} %}}" for n in range(4, -1, -1)]
    drawn(path, f"{{%p set 列0 = [{wide}] %}}", *lists, *loops, "字", *itertools.repeat("{%p endfor %}", 5))

    with pytest.raises(TemplateError, match="循环套循环"):
        filled(path, 甲="字")


@pytest.mark.parametrize("opening", ["for 项{} in 项{}", "if 甲{} == {}"])
def test_tags_nested_without_end_are_refused(path: Path, opening: str) -> None:
    word = opening.split(maxsplit=1)[0]
    tags = [f"{{%p {opening.format(n + 1, n)} %}}" for n in range(150)]

    drawn(path, *tags, "字", *itertools.repeat(f"{{%p end{word} %}}", 150))

    assert [each for each in faults(path) if "套得太深" in each]
