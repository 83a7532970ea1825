"""Templates agree with the kinds that fill them; quite another campaign goes through the same templates."""

import zipfile
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from document_drawing import ROOT, kind_of, material_of, template_of, told, whose
from drawing import drawn_table

from kit.documents import check_settings, document_findings, document_kinds, kinds_per_member
from kit.documents.analysis_report import AnalysisReportSection
from kit.documents.bulletin import BulletinSection
from kit.documents.evaluation_circular import EvaluationCircularSection
from kit.documents.evaluation_notice import EvaluationNoticeSection
from kit.documents.feedback_pack import FeedbackPackSection
from kit.documents.life_meeting_report import LifeMeetingReportSection as LifeReport
from kit.documents.opinion_summary import OpinionSummarySection as OpinionSummary
from kit.documents.phase_summary import PhaseSummarySection as PhaseSummary
from kit.documents.rectification_plan import RectificationPlanSection
from kit.documents.speech import SpeechSection
from kit.documents.style.sections import SharedSection
from kit.docx.outline import outline
from kit.docx.typeset import typeset
from kit.model.campaign import FILE, Campaign, read_campaign
from kit.model.draft import Material
from kit.model.finding import CampaignError
from kit.model.settings import checked
from kit.model.table import Sheets, Table

KINDS = (
    "speech",
    "phase_summary",
    "analysis_report",
    "opinion_summary",
    "evaluation_circular",
    "evaluation_notice",
    "bulletin",
    "rectification_plan",
    "survey_report",
    "life_meeting_report",
    "feedback_pack",
)
SOURCES = ROOT / "templates" / "source"


def test_the_kinds_are_found_by_their_files() -> None:
    assert {kind.id for kind in (*document_kinds(), *kinds_per_member())} == set(KINDS)
    assert [kind.id for kind in kinds_per_member()] == ["feedback_pack"]
    assert [kind.id for kind in document_kinds() if kind.per_unit] == ["evaluation_notice"]


def paths(name: str, value: Any) -> set[str]:
    """Return the dotted names that a value of a context offers."""
    if isinstance(value, dict):
        return {name} | {path for key, inner in value.items() for path in paths(f"{name}.{key}", inner)}
    if isinstance(value, list) and value and isinstance(value[0], dict):
        return {name} | paths(f"{name}[]", value[0])
    return {name}


@pytest.mark.parametrize("id_", KINDS)
def test_every_name_a_template_uses_is_offered_even_without_the_sheets(id_: str, campaign: Campaign) -> None:
    kind = kind_of(id_)
    units = drawn_table("units", "单位ID 全称 简称 类别 排序 主送名\nU1 财政局 财政局 机关 1 财政局")
    leaders = drawn_table("leaders", "姓名 职务 排序\n甲 局长 1")
    bare = material_of(Sheets((units, leaders)), campaign)
    draft = kind.compose(bare, whose(id_, bare))

    assert template_of(id_).needs <= set(draft.context)


@pytest.mark.parametrize("id_", KINDS)
def test_what_a_kind_composes_for_its_template_is_used_there(id_: str, demo: Material) -> None:
    kind = kind_of(id_)
    context = kind.compose(demo, whose(id_, demo)).context
    composed = {name for name, value in context.items() if isinstance(value, (list, dict))}
    used = {name.split(".")[0].split("[")[0] for name in template_of(id_).names}

    assert composed <= used


@pytest.mark.parametrize("id_", KINDS)
def test_a_key_that_nobody_knows_is_refused_with_the_nearest_one(id_: str, campaign: Campaign) -> None:
    key = "titel" if id_ != "evaluation_notice" else "scop"
    wrong = campaign.model_copy(update={"documents": {id_: {key: "x"}}})

    with pytest.raises(CampaignError, match=f"documents.{id_}.*{key}.*是不是"):
        check_settings(kind_of(id_), wrong)


def test_a_figure_of_the_campaigns_texts_that_is_not_there_is_reported(campaign: Campaign, draw: Any) -> None:
    said = {"shared": {"practices": [{"text": "共{走访此数}次"}]}}
    stated = campaign.model_copy(update={"documents": said})

    [finding] = document_findings(material_of(draw(phases="活动名称 阶段序号 阶段名称\n整顿 1 学习"), stated))

    assert "走访此数" in finding.problem
    assert "documents.shared" in str(finding.place)


def test_every_key_of_the_documents_is_explained_in_the_demo() -> None:
    text = (ROOT / "data" / "demo" / FILE).read_text(encoding="utf-8").split("[documents.shared]")[1]
    models = (
        SharedSection,
        SpeechSection,
        PhaseSummary,
        AnalysisReportSection,
        OpinionSummary,
        EvaluationCircularSection,
        EvaluationNoticeSection,
    )
    for model in (*models, BulletinSection, RectificationPlanSection, LifeReport, FeedbackPackSection):
        unsaid = [key for key in model.model_fields if f"{key} = " not in text and f"{key}]]" not in text]
        assert not unsaid, model.__name__


SCHOOL = {
    "campaign": {"title": "某校活动", "year": 2009, "phase": 1},
    "office": {"name": "某校办公室", "body": "某市第四十六中学", "body_short": "学校", "sealed": False},
    "evaluation": {
        "name": "民主测评",
        "items": [
            {"id": "all", "question": "综合评价", "grades": ["满意", "比较满意", "不太满意", "不满意"]}
        ],
        "points": [100, 80, 60, 0],
        "positive": 1,
        "denominator": "answered",
    },
    "problems": [{"id": "teaching", "name": "教学质量"}],
    "aspects": [{"name": "教学"}],
    "documents": {
        "shared": {
            "phase_word": "环节",
            "leadership": "校党总支",
            "team": "学校领导班子",
            "members": "党员教师",
        },
        "speech": {
            "title": "转段动员讲话",
            "speaker": "林校长",
            "speaker_post": "校长",
            "date": date(2009, 6, 3),
        },
    },
}
SCHOOL_SHEETS = {
    "phases": """
        活动名称 活动简称 阶段序号 阶段名称 统计截止日
        创建活动 创建     1        学习调研 2009-06-01
        创建活动 创建     2        整改提高 2009-07-01
    """,
    "organisation": """
        机构     姓名 单位职务
        文秘组   甲   主任
        督查组   乙   主任
    """,
    "opinion_forms": """
        批次 渠道 发放份数 收回份数
        1    家长 200      180
    """,
    "problems": """
        问题ID 表述         类别     层面 来源归纳ID 原因主观 原因客观
        P1     备课交流不够 教学质量 班子 -          抓得不紧 -
    """,
    "merged_opinions": """
        归纳ID 一级方面 二级类别 归纳表述 来源意见ID 审核人
        G1     教学     备课     集体备课 Y1,Y2      甲
    """,
    "rectification": """
        编号 问题ID 问题表述     整改类型 整改措施 责任领导 牵头单位 完成时限   状态
        Z1   P1     备课交流不够 限期整改 集体备课 林校长   数学组   2009-09-30 整改中
    """,
    "leaders": """
        姓名   职务 排序
        林校长 校长 1
    """,
    "units": """
        单位ID 全称   简称   类别 排序 主送名
        S1     数学组 数学组 教研 1    数学组
    """,
}


@pytest.fixture
def school() -> Material:
    """Return a school with two 环节, one item, no groups of voters, no visits, no last round."""
    rows = [[f"T{n}", "S1", "满意" if n < 6 else "不满意", "有效"] for n in range(8)]
    frame = pd.DataFrame(
        rows, index=range(2, 10), columns=["票号", "被评单位", "综合评价", "整票判定"], dtype=object
    )
    votes = Table("ballots", "票.xlsx", "票", "0" * 64, frame)
    tables = tuple(drawn_table(kind, text) for kind, text in SCHOOL_SHEETS.items())
    return material_of(
        Sheets((*tables, votes)), checked(Campaign, {**SCHOOL, "folder": Path("school")}, FILE)
    )


@pytest.mark.parametrize("id_", KINDS)
def test_a_school_with_two_parts_and_one_item_goes_through_the_same_templates(
    id_: str, school: Material
) -> None:
    text = told(id_, school, whose(id_, school))

    assert not [word for word in ("走访社区", "权重", "None", "一是。", "阶段") if word in text]


def test_the_school_speaks_of_its_own_parts_groups_and_way_of_counting(school: Material) -> None:
    speech, notice = told("speech", school), told("evaluation_notice", school, school.units[0])

    assert "整改提高环节是这次活动的收尾" in speech
    assert "设立" not in speech.split("文秘组")[0].rsplit("，", 1)[-1]
    assert "文秘组、督查组2个工作组" in speech
    assert "题注| 校长　林校长" in speech
    assert "综合好评率75.0%" in notice
    assert "好评率为选第一等" in notice or "选“满意”" in notice


def test_words_of_the_demo_stand_in_no_template_and_no_kind() -> None:
    demo = read_campaign(ROOT / "data" / "demo")
    shared = demo.documents["shared"]
    words = {
        demo.office.name,
        demo.office.body,
        demo.office.body_short,
        shared["leadership"],
        *shared["books"],
    }
    words |= {item.question for item in demo.evaluation.items} if demo.evaluation else set()
    words |= {aspect.name for aspect in demo.aspects} | {kind.name for kind in demo.problems}
    files = [*(ROOT / "kit" / "documents").rglob("*.py"), *SOURCES.glob("*.txt")]

    assert not [(p.name, word) for p in files for word in words if word in p.read_text(encoding="utf-8")]


def test_every_template_is_what_typeset_makes_of_its_outline_so_that_it_can_be_set_anew() -> None:
    for path in sorted((ROOT / "templates").glob("*.docx")):
        data = path.read_bytes()

        assert _parts(typeset(outline(data))) == _parts(data), path.name


def _parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}
