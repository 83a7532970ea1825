"""What a template may name, which kind it is of, new templates, copies with comments, the commands."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from doctor_drawing import GOOD, diagnosed, drawn_template, example_trials, rules
from drawing import Draw
from engine_drawing import parts_of, replaced

from kit.app.cli import main
from kit.app.doctor import doctoring
from kit.app.doctor.doctoring import (
    annotate_template,
    check_template,
    chosen_kind,
    every_kind,
    names,
    new_template,
    trials_in,
)
from kit.app.doctor.trials import Trials
from kit.app.make.shelf import shelf_folder
from kit.docx.outline import outline
from kit.docx.writing.comments import Note, commented
from kit.model.campaign import Campaign
from kit.model.draft import Material
from kit.model.finding import CampaignError, ParameterError
from kit.model.roster import units_of
from kit.topics.ledger import count_all

Kit = Callable[..., tuple[int, str, str]]
MERGED = """
    归纳ID 一级方面 二级类别 归纳表述 来源意见ID 审核人
    G1     教学     备课     集体备课 Y1,Y2      甲
"""
WRONG = GOOD.replace("{{ 说明 }}", "{{ 说名 }}")


@pytest.fixture
def kit(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Kit:
    """Return a function that runs `kit` in an empty folder: exit status, standard output, standard error."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(doctoring, "Trials", lambda campaign, own: example_trials())  # noqa: ARG005 - worked out once

    def run(*arguments: str) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as ended:
            main(list(arguments))
        said = capsys.readouterr()
        return int(ended.value.code or 0), said.out, said.err

    return run


def test_the_file_name_says_which_kind_it_is_a_template_of(tmp_path: Path) -> None:
    checked = diagnosed(tmp_path / "征求意见汇总表（新）.docx", "公文标题| {{ 标题 }}\n")

    assert checked.kind == chosen_kind("opinion_summary")


def test_else_the_names_say_it(tmp_path: Path) -> None:
    checked = diagnosed(tmp_path / "新模板.docx", GOOD)

    assert checked.kind == chosen_kind("opinion_summary")


def test_where_nothing_says_it_the_writer_is_asked(tmp_path: Path) -> None:
    checked = diagnosed(tmp_path / "新模板.docx", "公文标题| {{ 标题 }}\n")

    assert rules(checked) == ["template.kind"]
    assert "--kind" in checked.findings[0].remedy


def test_an_unknown_kind_is_refused_with_the_nearest() -> None:
    with pytest.raises(ParameterError, match=r"是不是“speech”"):
        chosen_kind("speach")


def test_a_file_that_cannot_be_read_does_not_keep_the_others_from_being_checked(tmp_path: Path) -> None:
    broken = tmp_path / "opinion_summary（坏）.docx"
    broken.write_bytes(b"PK no zip")
    sound = drawn_template(tmp_path / "opinion_summary.docx", GOOD)

    first, second = check_template([broken, sound], example_trials())

    assert (first.is_document, rules(first)) == (False, ["template.file"])
    assert second.findings == ()


def test_the_campaigns_own_material_gives_the_examples(campaign: Campaign, draw: Draw) -> None:
    sheets = draw(merged_opinions=MERGED)
    own = Material(campaign, sheets, count_all(sheets, campaign), units_of(sheets))
    found = {name.path: name for name in names(chosen_kind("opinion_summary"), Trials(campaign, own))}

    assert found["各行[].内容"].example == "集体备课"
    assert (found["各行"].type, found["各行"].meaning) == ("一列各项", "汇总表：每条归纳意见一行")
    assert found["各行[].频次"].basis


@pytest.mark.parametrize("kind", every_kind(), ids=lambda kind: kind.id)
def test_a_new_template_passes_the_check_and_has_every_style(kind: Any, tmp_path: Path) -> None:
    path = tmp_path / f"{kind.id}.docx"
    path.write_bytes(new_template(kind, example_trials()))
    [checked] = check_template([path], example_trials())
    styles = parts_of(path.read_bytes())["word/styles.xml"].decode()

    assert [str(finding) for finding in checked.findings] == []
    assert "{{ 标题 }}" in outline(path.read_bytes())
    for style in (
        "公文标题",
        "题注",
        "主送",
        "一级",
        "附件说明",
        "附注",
        "署名",
        "成文日期",
        "抄送",
        "印发",
        "表题",
    ):
        assert f'"{style}"' in styles


@pytest.mark.parametrize("kind", every_kind(), ids=lambda kind: kind.id)
def test_the_kits_own_template_passes(kind: Any) -> None:
    [checked] = check_template([shelf_folder("templates") / kind.template], example_trials())

    assert [str(found) for found in checked.findings if found.rule.startswith("template.")] == []


def test_a_copy_carries_every_finding_as_a_comment_and_the_text_as_it_was(tmp_path: Path) -> None:
    checked = diagnosed(tmp_path / "opinion_summary.docx", WRONG)
    copy = annotate_template(checked, tmp_path / "批注")
    parts = parts_of(copy.read_bytes())
    body, comments = parts["word/document.xml"].decode(), parts["word/comments.xml"].decode()
    paragraph = next(each for each in body.split("</w:p>") if "说名" in each)

    assert outline(copy.read_bytes()) == outline(checked.path.read_bytes())
    assert comments.count("<w:comment ") == len(checked.findings) == 1
    assert "是不是“说明”" in comments
    assert '<w:commentRangeStart w:id="0"/>' in paragraph


def test_comments_that_are_there_already_stay(tmp_path: Path) -> None:
    path = drawn_template(tmp_path / "稿.docx", GOOD)
    once = commented(path.read_bytes(), [Note("第一次", 1)])
    twice = parts_of(commented(once, [Note("第二次", 2)]))

    assert "第一次" in twice["word/comments.xml"].decode()
    assert 'w:id="1"' in twice["word/comments.xml"].decode()
    assert twice["[Content_Types].xml"].decode().count("comments+xml") == 1


def test_a_comment_left_in_a_template_is_a_finding(tmp_path: Path) -> None:
    path = drawn_template(tmp_path / "opinion_summary.docx", GOOD)
    path.write_bytes(commented(path.read_bytes(), [Note("改一改", 3)]))
    [checked] = check_template([path], example_trials())

    assert rules(checked) == ["template.leftover"]
    assert "批注（共1处）" in checked.findings[0].problem


def test_where_there_is_no_campaign_an_invented_one_serves(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    assert trials_in().own is None
    assert "没有用活动收来的表" in trials_in().said
    with pytest.raises(CampaignError):
        trials_in("没有这个活动")


def test_check_names_every_fault_and_ends_with_one(kit: Kit, tmp_path: Path) -> None:
    drawn_template(tmp_path / "opinion_summary.docx", WRONG, replaced("word/document.xml", "2098", "1417"))
    status, said, _ = kit("template", "check", "opinion_summary.docx", "--annotate", "批注")

    assert status == 1
    assert "按“征求意见汇总表”检查" in said
    assert "要填“说名”" in said
    assert (tmp_path / "批注" / "opinion_summary.批注.docx").is_file()


def test_check_prints_one_json_document(kit: Kit, tmp_path: Path) -> None:
    drawn_template(tmp_path / "opinion_summary.docx", WRONG)
    _, said, _ = kit("template", "check", "opinion_summary.docx", "--json")

    [finding] = json.loads(said)
    assert (finding["rule"], finding["level"]) == ("template.name", "error")
    assert set(finding) >= {"rule", "level", "place", "problem", "remedy"}


def test_a_sound_template_ends_with_nought_and_a_missing_one_with_two(kit: Kit, tmp_path: Path) -> None:
    drawn_template(tmp_path / "opinion_summary.docx", GOOD)

    assert kit("template", "check", "opinion_summary.docx")[0] == 0
    assert kit("template", "check", "opinion_summary.docx", "没有.docx")[0] == 2


def test_names_are_printed_with_type_basis_and_example(kit: Kit) -> None:
    status, said, _ = kit("template", "names", "征求意见汇总表")
    _, printed, _ = kit("template", "names", "opinion_summary", "--json")
    listed = {name["name"]: name for name in json.loads(printed)}

    assert status == 0
    assert "各行[].频次　[数" in said
    assert "口径：" in said
    assert listed["各行"]["type"] == "一列各项"
    assert set(listed["各行"]) == {"name", "type", "meaning", "basis", "example", "presence", "fact"}


def test_new_writes_a_template_and_never_over_another(kit: Kit, tmp_path: Path) -> None:
    status, said, _ = kit("template", "new", "opinion_summary", "新.docx")
    again, _, complaint = kit("template", "new", "opinion_summary", "新.docx")

    assert (status, again) == (0, 2)
    assert "kit template check 新.docx" in said
    assert "没有覆盖" in complaint
    assert outline((tmp_path / "新.docx").read_bytes()).startswith("公文标题| {{ 标题 }}")


def test_template_alone_lists_what_it_can_do(kit: Kit) -> None:
    status, said, _ = kit("template")

    assert status == 0
    assert all(name in said for name in ("check", "names", "new", "typeset"))
