"""A school goes through the whole kit: two 环节, no visits, no last round, no groups of voters.

False alarms of the checks: none here (test_nothing_is_wrong…), none on the demo (test_demo_further_sheets).
"""

import re
import tomllib
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from document_drawing import told
from school_drawing import draw_school

from kit.app.cli import main
from kit.app.work import Work, open_campaign
from kit.documents import document_kinds
from kit.docx.outline import outline
from kit.form.judge import lint
from kit.model.table import Sheets
from kit.text.proofreading.figures import (
    doubled_hedges,
    exact_and_approximate,
    impossible_percentages,
    names_out_of_order,
    wrong_differences,
)
from kit.text.proofreading.wording import confusions, short_lists, term_variants, wrong_leads
from kit.topics import run_checks
from kit.topics.organisation import members_of

ROOT = Path(__file__).parents[1]
LENGTHS = {  # characters outside tables: a page holds about 600
    "转段讲话稿": (3000, 7000),
    "阶段总结": (1500, 4500),
    "分析检查报告": (1500, 8000),
    "征求意见汇总表": (20, 600),
    "评议结果通报": (600, 3000),
    "整改方案": (600, 5000),
    "民主生活会情况报告": (400, 3000),
    "简报": (200, 1000),
}
TO_DECIDE = {"成文日期", "发文字号", "修改完善时限", "反馈时限", "印发日期", "发送范围", "印数"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the school's folder after `kit draft` and `kit notices`."""
    drawn = draw_school(tmp_path_factory.mktemp("school"))
    for command in ("tally", "draft", "notices"):
        with pytest.raises(SystemExit) as ended:
            main([command, str(drawn)])
        assert not ended.value.code
    return drawn


@pytest.fixture(scope="module")
def work(folder: Path) -> Work:
    return open_campaign(folder)


@pytest.fixture(scope="module")
def drafts(folder: Path) -> dict[str, str]:
    """Return the outline text of every shared document."""
    return {path.stem: outline(path.read_bytes()) for path in sorted((folder / "out/drafts").glob("*.docx"))}


@pytest.fixture(scope="module")
def notices(folder: Path, work: Work) -> dict[str, str]:
    """Return the outline text of every unit's notice."""
    paths = {path.stem: path for path in (folder / "out/notices").glob("*.docx")}
    return {
        unit.id: outline(next(path for stem, path in paths.items() if unit.name in stem).read_bytes())
        for unit in work.units
    }


@pytest.fixture(scope="module")
def texts(drafts: dict[str, str], notices: dict[str, str]) -> dict[str, str]:
    return {**drafts, **{f"通知书 {unit}": text for unit, text in notices.items()}}


def paragraphs(text: str) -> list[str]:
    """Return the paragraphs outside tables, without their styles."""
    outside = re.sub(r"表格 .*?表终\n?", "", text, flags=re.DOTALL)
    return [re.sub(r"^[^|\n]{1,6}\| ?", "", line) for line in outside.splitlines()]


def words_of_the_demo() -> set[str]:
    said = tomllib.loads((ROOT / "data/demo/campaign.toml").read_text(encoding="utf-8"))
    words = {said["office"]["name"], said["office"]["body"], said["office"]["contact"]}
    words |= {item["question"] for item in said["evaluation"]["items"]}
    words |= {kind["name"] for kind in said["problems"]} | {aspect["name"] for aspect in said["aspects"]}
    texts = ROOT / "data/demo/make_inbox/texts"
    for name, column in (("leaders", 0), ("units", 2), ("organisation", 2)):
        lines = (texts / f"{name}.txt").read_text(encoding="utf-8").splitlines()
        words |= {line.split("|")[column].strip() for line in lines if not line.startswith("#")}
    return (words | {"龙江", "政协", "科学发展", "学习实践", "学习调研", "民意收集组", "征求意见稿"}) - {
        "办公室"
    }


def test_nothing_is_wrong_and_nothing_is_said_to_be(work: Work) -> None:
    assert [str(finding) for finding in work.all_findings if finding.level != "info"] == []
    to_come = "counting.missing_cells"  # a meeting after the cut-off date
    assert {finding.rule for finding in work.all_findings} <= {
        *("reading.normalised", "documents.no_sheet", to_come),
        "reading.gap",  # one problem without a number, one item that nobody helps with: a line, no warning
    }


def test_a_wrong_cell_is_found_all_the_same(work: Work) -> None:
    tables = [table for table in work.reading.sheets.tables if table.kind != "opinion_forms"]
    [forms] = work.reading.sheets.of("opinion_forms")
    frame = forms.frame.assign(收回份数=[41, 35])
    wrong = Sheets((*tables, type(forms)(forms.kind, forms.file, forms.sheet, forms.sha256, frame)))

    found = run_checks(wrong, work.campaign)

    assert [finding.rule for finding in found if finding.level != "info"] == ["forms.returned"]


def test_two_phases_three_groups_and_106_members(work: Work) -> None:
    facts, sessions = work.facts, list(work.reading.sheets.rows("study_sessions"))
    serving, everyone = (
        next(row["应到"] for row in sessions if row["对象"] == said)
        for said in ("在职党员", "在职党员、离退休党员")
    )

    assert facts["phase.count"] == 2
    assert facts["organisation.group_list"].value == ("文秘宣传组", "机制调研组", "督查指导组")
    assert (serving, everyone) == (86, 86 + 20)
    assert facts["meetings.H1.expected"] == everyone


def test_what_the_school_does_not_have_has_no_figure(work: Work) -> None:
    families = {id_.split(".")[0] for id_ in work.facts}

    assert not families & {"visits", "research", "poll", "talks", "web", "bulletins", "manuscripts"}
    assert not [id_ for id_ in work.facts if "previous" in id_ or id_.endswith(".change")]
    assert not [id_ for id_ in work.facts if id_.startswith("study.trip")]


def test_only_the_best_grade_is_approval_and_shares_add_up_to_a_hundred(work: Work) -> None:
    facts = work.facts
    for unit in (*(unit.id for unit in work.units), "all"):
        for item in ("teaching", "care", "integrity", "overall"):
            shown = [
                Fraction(facts[f"evaluation.{unit}.{item}.g{grade}.rate"].text[:-1]) for grade in range(1, 5)
            ]
            assert sum(shown) == 100
            assert (
                facts[f"evaluation.{unit}.{item}.positive"]
                == facts[f"evaluation.{unit}.{item}.g1.count"].value
            )
    assert facts["evaluation.D3.care.positive_rate"].text == "59.4%"


def test_the_overall_question_and_the_computed_composite_are_two_results(work: Work) -> None:
    facts = work.facts

    assert facts["evaluation.D2.overall.positive_rate"].text == "86.7%"
    assert facts["evaluation.D2.positive_rate"].text == "86.5%"
    assert facts["evaluation.N2.overall.score"] != facts["evaluation.N2.score"].value


def test_ballots_without_any_answer_are_void_here(work: Work) -> None:
    assert work.facts["evaluation.D1.void_reasons"].value == ("各项都没有填1张",)
    assert (work.facts["evaluation.D1.returned"], work.facts["evaluation.D1.valid"]) == (30, 29)


def test_units_are_ranked_and_graded_inside_their_class(work: Work) -> None:
    facts = work.facts
    ranks = {unit.short: facts[f"evaluation.{unit.id}.rank"].text for unit in work.units}

    assert ranks["教务处"] == ranks["办公室"] == "并列第1"
    assert ranks["德育处"] == "第4"
    assert [ranks[f"高{year}年级组"] for year in "一二三"] == ["第2", "第3", "第1"]
    assert {facts[f"evaluation.{unit.id}.grade"].text for unit in work.units} == {"好"}


def test_every_document_that_has_its_sheets_is_written(
    drafts: dict[str, str], notices: dict[str, str]
) -> None:
    shared = {kind.name for kind in document_kinds() if not (kind.per_unit or kind.is_extra)}

    assert set(drafts) == shared == set(LENGTHS)
    assert len(notices) == 7


def test_no_document_has_a_word_of_the_demo(texts: dict[str, str]) -> None:
    found = [(name, word) for name, text in texts.items() for word in words_of_the_demo() if word in text]

    assert found == []


def test_nothing_is_counted_that_is_not_there(texts: dict[str, str]) -> None:
    nothing = re.compile(r"(?<![\d.])0(?:次|条|篇|场|家|户|名|人次|篇次|份|项)")
    for name, text in texts.items():
        assert not nothing.search("\n".join(paragraphs(text))), name
        assert "None" not in text, name


def test_no_enumeration_is_empty_or_has_one_item_only(texts: dict[str, str]) -> None:
    hollow = re.compile(r"、、|，，|。。|：。|；。|“”|《》|（）|[，、；]。|、等\d|一是[。；]")
    for name, text in texts.items():
        said = "\n".join(paragraphs(text))
        assert not hollow.search(said), (name, hollow.search(said))
        assert said.count("一是") <= said.count("二是"), name


def test_only_what_people_decide_is_left_to_fill_in(texts: dict[str, str]) -> None:
    blanks = {blank for text in texts.values() for blank in re.findall(r"【待补：(.*?)】", text)}

    assert blanks <= TO_DECIDE
    assert "【" not in texts["转段讲话稿"]
    assert "【" not in texts["征求意见汇总表"]


@pytest.mark.parametrize("name", LENGTHS)
def test_documents_have_a_sensible_length(drafts: dict[str, str], name: str) -> None:
    least, most = LENGTHS[name]

    assert least <= len("".join(paragraphs(drafts[name]))) <= most


def test_a_notice_names_its_own_unit_and_no_other(notices: dict[str, str], work: Work) -> None:
    names = {unit.id: unit.short for unit in work.units if unit.short != "办公室"}
    for unit, text in notices.items():
        others = [short for id_, short in names.items() if id_ != unit and short in text]
        assert others == []
        assert names.get(unit, "办公室") in text
        assert 300 <= len("".join(paragraphs(text))) <= 1500


def test_figures_of_a_notice_are_those_of_its_unit(notices: dict[str, str], work: Work) -> None:
    for unit, text in notices.items():
        own = {
            key: work.facts[f"evaluation.{unit}.{key}"].text for key in ("valid", "score", "positive_rate")
        }
        assert f"有效票{own['valid']}张" in text
        assert f"综合得分{own['score']}分" in text
        assert own["positive_rate"] in text


def test_a_leader_reads_what_was_said_of_the_team_and_of_no_other_leader(work: Work) -> None:
    packs = {
        member.name: told("feedback_pack", work.material, member)
        for member in members_of(work.reading.sheets)
    }
    own = {"许国梁": "校长来听我的课是好事", "邹雅琴": "分管教学的领导到高三来得勤"}

    assert set(packs) == {"许国梁", "邹雅琴", "樊大川"}
    for name, text in packs.items():
        assert "体育课常常被占。" in text
        assert [one for one, said in own.items() if said in text] == ([name] if name in own else [])


def test_what_was_written_reads_without_a_slip(texts: dict[str, str], work: Work) -> None:
    order = [str(row["姓名"]) for row in work.reading.sheets.rows("leaders")]
    for name, text in texts.items():
        said = paragraphs(text)
        slips: list[Any] = [
            *confusions(said),
            *doubled_hedges(said),
            *exact_and_approximate(said),
            *impossible_percentages(said),
            *short_lists(said),
            *wrong_differences(said),
            *wrong_leads(said),
            *names_out_of_order(said, order),
            *term_variants(said, ["征求意见表", "心得体会"]),
        ]
        assert slips == [], name


def test_the_form_of_every_document_is_right(folder: Path) -> None:
    errors = [
        str(finding)
        for path in sorted(folder.glob("out/*/*.docx"))
        if path.stem != "简报"  # its head is not that of an official document
        for finding in lint(path)
        if finding.level == "error"
    ]

    assert errors == []
