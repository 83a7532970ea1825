"""The office's layout on its way from campaign.toml to the page, and what is told of it."""

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from docx.shared import Length, Mm

from kit.app.make.drafting import draft_documents
from kit.app.make.layouts import RULE, layout_findings, layout_for
from kit.app.make.verifying import verify_all
from kit.app.work import Work, open_campaign
from kit.docx.outline import outline
from kit.form.judge import lint
from kit.model.campaign import read_campaign
from kit.template.marks import read_marks

ROOT = Path(__file__).parents[2]
Kit = Callable[..., tuple[int, str, str]]
Said = Callable[[str], Work]
OVERLAY = 'pitch = 28\ntop = 33\npage_number = "centre"\n[form.fonts]\ntitle = "华文中宋"\n'


@pytest.fixture
def demo(tmp_path: Path) -> Said:
    """Return a function that opens a copy of the demo campaign with another [form]."""

    def opening(form: str) -> Work:
        folder = tmp_path / "demo"
        shutil.copytree(ROOT / "data" / "demo", folder, ignore=shutil.ignore_patterns("out"))
        path = folder / "campaign.toml"
        said = re.sub(r"\[form\].*?(?=\n# ----)", f"[form]\n{form}", path.read_text("utf-8"), flags=re.DOTALL)
        path.write_text(said, encoding="utf-8")
        return open_campaign(folder)

    return opening


def drafts(work: Work) -> list[Path]:
    """Return the documents that were written."""
    return [outcome.path for outcome in draft_documents(work) if outcome.path]


def speech_of(written: list[Path]) -> Path:
    return next(path for path in written if "讲话稿" in path.name)


def body(path: Path) -> tuple[float, float]:
    """Return the top margin in millimetres and the pitch in points that a document was set with."""
    document = docx.Document(str(path))
    pitch = document.styles["Normal"].paragraph_format.line_spacing
    assert isinstance(pitch, Length)
    page = document.sections[0]
    head = page.right_margin if page.page_width > page.page_height else page.top_margin  # turned, or upright
    return round(head / Mm(1), 1), pitch.pt


@pytest.mark.parametrize(
    ("form", "documents", "speech"),
    [
        ('profile = "B"', (34.6, 29.6), (34.6, 29.6)),
        ('profile = "B"\nspeech = "podium"', (34.6, 29.6), (34.6, 33.0)),
        ('speech = "podium"', (37.0, 28.95), (37.0, 33.0)),
        (OVERLAY, (33.0, 28.0), (33.0, 28.0)),
    ],
    ids=["B", "B podium", "podium", "overlay"],
)
def test_documents_are_set_in_the_layout_the_campaign_says_and_are_clean_in_it(
    demo: Said, form: str, documents: tuple[float, float], speech: tuple[float, float]
) -> None:
    work = demo(form)

    written = drafts(work)

    assert len(written) == 8
    for path in written:
        kind = "speech" if path == speech_of(written) else ""
        assert body(path) == (speech if kind else documents)
        assert lint(path, layout_for(work.campaign, kind)) == ()


def test_another_layout_makes_the_documents_again_and_keeps_their_figures(demo: Said) -> None:
    work = demo('profile = "A"')
    before = {path.name: [mark.text for mark in read_marks(path)] for path in drafts(work)}
    settings = work.campaign.folder / "campaign.toml"
    said = settings.read_text("utf-8").replace('profile = "A"', 'profile = "B"')
    settings.write_text(said, encoding="utf-8")

    outcomes = draft_documents(open_campaign(work.campaign.folder))

    assert {outcome.ending for outcome in outcomes} == {"写好"}
    after = {outcome.path.name: read_marks(outcome.path) for outcome in outcomes if outcome.path}
    assert {name: [mark.text for mark in marks] for name, marks in after.items()} == before


def test_what_departs_from_the_standard_is_listed_and_nothing_else_is_said_of_it(demo: Said) -> None:
    work = demo(OVERLAY)
    drafts(work)

    told = [(found.level, found.problem) for found in work.findings if found.rule == RULE]

    assert told == [
        ("warning", "文稿的上边距按本单位的做法：33毫米，不是37毫米（GB/T 9704 5.2.1，规定）"),
        ("info", "文稿的正文行距按本单位的做法：28磅，不是28.95磅（GB/T 9704 5.2.3，一般）"),
        ("info", "文稿的每面行数按本单位的做法：23行，不是22行（GB/T 9704 5.2.3，一般）"),
        ("info", "文稿的该用小标宋的地方按本单位的做法：华文中宋，不是小标宋体（GB/T 9704 7.3.1，一般）"),
        (
            "warning",
            "文稿的页码位置按本单位的做法：居中，不是单页居右、双页居左（GB/T 9704 7.5，规定）",
        ),
    ]
    verified = verify_all(work)
    assert [found for each in verified for found in each.findings if found.rule[:2] in ("PG", "PN")] == []


def test_the_standards_own_layouts_have_nothing_to_list(demo: Said) -> None:
    assert layout_findings(demo('profile = "B"\nspeech = "podium"').campaign) == ()


def test_lint_judges_a_document_of_a_campaign_by_the_offices_layout_and_lists_it(
    demo: Said, kit: Kit
) -> None:
    work = demo(OVERLAY)
    circular = next(path for path in drafts(work) if "通报" in path.name)

    status, said, _ = kit("lint", str(circular))

    assert status == 0
    assert "本单位的版面与国标不同的地方" in said
    assert f"{circular}：没有发现问题" in said
    assert kit("lint", str(circular), "--profile", "A")[0] == 0  # the standard, as this office has it
    outside = circular.rename(work.campaign.folder.parent / "通报.docx")
    assert "PN-03" in {found["rule"] for found in json.loads(kit("lint", str(outside), "--json")[1])}
    named = kit("lint", str(outside), "--campaign", str(work.campaign.folder), "--json")[1]
    assert {found["rule"] for found in json.loads(named)} == {RULE}


def test_a_speech_that_hands_have_edited_gets_its_reading_copy(demo: Said, kit: Kit) -> None:
    work = demo('profile = "A"\n[form.podium]\nsize = 20\nbold = true')
    speech = speech_of(drafts(work))
    edited = docx.Document(str(speech))
    edited.paragraphs[-1].add_run("谢谢大家！")
    edited.save(str(speech))

    status, said, _ = kit("restyle", str(speech), "--profile", "speech.podium")

    copy = speech.with_name("转段讲话稿（朗读件）.docx")
    assert (status, said) == (0, f"写好：{copy}\n")
    assert outline(copy.read_bytes()) == outline(speech.read_bytes())
    assert "谢谢大家！" in outline(copy.read_bytes())
    assert [mark.fact for mark in read_marks(copy)] == [mark.fact for mark in read_marks(speech)]
    podium = work.campaign.form.model_copy(update={"speech": "podium"})
    campaign = read_campaign(work.campaign.folder).model_copy(update={"form": podium})
    assert lint(copy, layout_for(campaign, "speech")) == ()


def test_a_reading_copy_that_is_there_is_never_overwritten(demo: Said, kit: Kit) -> None:
    speech = speech_of(drafts(demo('profile = "A"')))
    command = ("restyle", str(speech), "--profile", "speech.podium")
    kit(*command)
    copy = speech.with_name("转段讲话稿（朗读件）.docx")
    kept = copy.read_bytes() + b" "
    copy.write_bytes(kept)

    said = kit(*command)[1]

    assert "没有覆盖" in said
    assert copy.read_bytes() == kept
    assert copy.with_name("转段讲话稿（朗读件）.新稿.docx").is_file()


def test_a_document_of_other_makers_cannot_be_restyled_and_says_why(tmp_path: Path, kit: Kit) -> None:
    path = tmp_path / "别人的.docx"
    docx.Document().save(str(path))

    status, _, said = kit("restyle", str(path), "--profile", "B")

    assert status == 2
    assert "没有用工具的样式" in said


def test_an_unknown_layout_is_refused_with_the_nearest(tmp_path: Path, kit: Kit) -> None:
    status, _, said = kit("restyle", str(tmp_path / "稿.docx"), "--profile", "speech.podum")

    assert status == 2
    assert "是不是“speech.podium”" in said
