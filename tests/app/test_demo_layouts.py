"""Everything the demo campaign makes is clean by the linter, in every layout, as the desk makes it."""

import re
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from kit.app.make.drafting import chosen_kinds, draft_documents
from kit.app.make.layouts import layout_to_judge
from kit.app.make.notices import make_notices
from kit.app.work import open_campaign
from kit.documents import kinds_per_member
from kit.docx.profiles import profile_named
from kit.docx.profiles.value import Profile
from kit.form.judge import lint
from kit.form.pages import converting
from kit.form.pages.judging import judged, read_rendered, spread
from kit.form.roles.document import read_form
from kit.form.rule import FormFinding
from kit.model.campaign import read_campaign

DEMO = Path(__file__).parents[2] / "data" / "demo"
LAYOUTS = {"A": "print", "B": "podium"}  # a profile of the documents, and one of the speech
PRINTED = {  # the kinds whose pages are judged: all in A, in B those with a head and the speech
    "A": ("*.docx", "评议结果通知书（政协青塘*.docx"),
    "B": ("评议结果通报.docx", "转段讲话稿.docx", "评议结果通知书（政协青塘*.docx"),
}
NO_FAULT = {
    "TY-07": "the office's fonts are not on this machine: not verified",
    "MB-22": "a lone end is where these fonts break the line; a person shortens the sentence",
    "NUM-17": "a number and its unit are parted where these fonts break the line",
    "RC-03": "how many pages a notice has follows from its words; a blank page is for who prints it",
}
MISSING = converting.missing_tools()


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Path]:
    """Return out/ of the demo, made in each layout: drafts, every notice, every personal paper."""
    return {name: _made(tmp_path_factory.mktemp(name), name) for name in LAYOUTS}


def _made(folder: Path, name: str) -> Path:
    campaign = folder / "demo"
    shutil.copytree(DEMO, campaign, ignore=shutil.ignore_patterns("out"))
    path = campaign / "campaign.toml"
    text = path.read_text(encoding="utf-8")
    form = f'[form]\nprofile = "{name}"\nspeech = "{LAYOUTS[name]}"\n'
    changed, count = re.subn(r"^\[form\]\n(?:\w.*\n)*", form, text, flags=re.MULTILINE)
    assert count == 1
    path.write_text(changed, encoding="utf-8")
    work = open_campaign(campaign)
    draft_documents(work, (*chosen_kinds(), *kinds_per_member()))
    assert not make_notices(work).ended("没做成")
    return campaign / "out"


def layout(path: Path) -> Profile:
    """Return the layout by which a document is judged: its campaign's."""
    found = layout_to_judge(path, "", read_campaign(next(one for one in path.parents if one.name == "demo")))
    return profile_named(found) if isinstance(found, str) else found


@pytest.mark.parametrize("name", LAYOUTS)
def test_every_document_of_the_demo_is_clean(made: Mapping[str, Path], name: str) -> None:
    paths = sorted(made[name].rglob("*.docx"))
    found = [
        (path.name, finding.rule, finding.problem) for path in paths for finding in lint(path, layout(path))
    ]

    assert len(paths) == 28
    assert {path.parent.name for path in paths} > {"drafts", "notices"}
    assert found == []


@pytest.mark.office
@pytest.mark.skipif(bool(MISSING), reason=f"没有安装 {'、'.join(MISSING)}")
def test_every_page_of_the_demo_is_clean(made: Mapping[str, Path], tmp_path: Path) -> None:
    paths = [path for name in LAYOUTS for path in _to_print(made[name], PRINTED[name])]
    pages = converting.to_pdf(paths, tmp_path)

    found = [(path.name, finding) for path in paths for finding in _judged(path, pages[path])]

    assert len(paths) > 10
    assert [(name, each.rule, each.problem) for name, each in found if each.rule not in NO_FAULT] == []
    assert {each.level for _, each in found} <= {"info"}


def _to_print(out: Path, patterns: Sequence[str]) -> list[Path]:
    *shared, notice = patterns
    drafts = {path for pattern in shared for path in (out / "drafts").glob(pattern)}
    return [*sorted(drafts), *(out / "notices").glob(notice)]


def _judged(path: Path, pdf: Path) -> list[FormFinding]:
    return list(judged(spread(read_form(path), read_rendered(pdf), layout(path))))
