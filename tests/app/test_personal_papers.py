"""Papers for single members of the leading body: asked for by name, and apart from what is shared."""

import shutil
from pathlib import Path

import pytest

from kit.app.make.drafting import chosen_kinds, draft_documents
from kit.app.show.ending import draft_lines
from kit.app.work import open_campaign
from kit.documents import kinds_per_member
from kit.docx.outline import outline

DEMO = Path(__file__).parents[2] / "data/demo"


@pytest.fixture
def demo(tmp_path: Path) -> Path:
    """Return a copy of the demo campaign."""
    shutil.copytree(DEMO, tmp_path / "demo", ignore=shutil.ignore_patterns("out", "make_inbox"))
    return tmp_path / "demo"


def test_personal_papers_are_not_written_unless_they_are_asked_for(demo: Path) -> None:
    draft_documents(open_campaign(demo))

    assert (demo / "out/drafts").is_dir()
    assert not (demo / "out/restricted/意见反馈").exists()


def test_every_member_gets_one_paper_in_the_restricted_folder_and_none_among_the_drafts(demo: Path) -> None:
    work = open_campaign(demo)
    leaders = [str(row["姓名"]) for row in work.reading.sheets.rows("leaders")]

    outcomes = draft_documents(work, chosen_kinds([kinds_per_member()[0].name]))

    papers = {path.name for path in (demo / "out/restricted").rglob("*.docx")}
    assert len(outcomes) == len(leaders) == len(papers)
    assert all(any(name in paper for paper in papers) for name in leaders)
    assert not (demo / "out/drafts").exists()
    assert f"一人一份的 {len(leaders)} 件在 {demo / 'out/restricted/意见反馈'}，只交本人，不要群发" in list(
        draft_lines(demo / "out")
    )


def test_a_personal_paper_that_a_hand_has_touched_is_left_alone(demo: Path) -> None:
    kinds = chosen_kinds(["feedback_pack"])
    [first, *_] = draft_documents(open_campaign(demo), kinds)
    assert first.path is not None
    first.path.write_bytes(first.path.read_bytes() + b"\0")

    [again, *rest] = draft_documents(open_campaign(demo), kinds, fresh=True)

    assert again.ending == "没有变"
    assert again.edited is not None
    assert first.path.read_bytes().endswith(b"\0")
    assert {outcome.ending for outcome in rest} == {"没有变"}
    assert "意见" in outline(first.path.read_bytes())
