"""An office with ledgers of its own gets its papers, and none of them says what no sheet says."""

from pathlib import Path

import pytest
from document_drawing import template_of
from strangers import stranger

from kit.app.make.drafting import chosen_kinds
from kit.app.work import Work, open_campaign
from kit.documents.passages.leaving_out import lacking_facts
from kit.docx.outline import outline
from kit.template.fill import fill

PAPERS = ("阶段总结", "转段讲话稿", "简报", "整改方案", "民主生活会情况报告", "分析检查报告")
ANSWERED = '\n[answers]\n"会议台账·类型" = "照此"\n'


@pytest.fixture
def bureau(tmp_path: Path) -> Work:
    folder = stranger("health_bureau", tmp_path / "局")
    settings = folder / "campaign.toml"
    settings.write_text(settings.read_text(encoding="utf-8") + ANSWERED, encoding="utf-8")
    return open_campaign(folder)


def text_of(work: Work, name: str) -> str:
    [kind] = chosen_kinds(name)
    assert lacking_facts(kind, work.reading.sheets) == ()
    return outline(fill(template_of(kind.id), kind.compose(work.material, None)).data)


@pytest.mark.parametrize("name", PAPERS)
def test_each_paper_is_written_without_a_hole_where_a_sheet_is_silent(bureau: Work, name: str) -> None:
    text = text_of(bureau, name)

    assert "None" not in text
    assert not [hole for hole in ("，，", "。。", "，。", "（）", "0项", "0个", "0次") if hole in text]


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("阶段总结", "走访基层单位2个、局属单位3个、村（社区）2个"),
        ("阶段总结", "按照计划安排学习6次，参加179人次"),
        ("阶段总结", "9月8日召开主题教育动员部署会，44人参加，党委书记、局长陈立新主持会议"),
        ("转段讲话稿", "在主题教育总结会上的讲话"),
        ("简报", "第4期"),
        ("整改方案", "截至2023年12月31日，已销号5项、整改中2项、尚未启动1项。按时限应完成5项，已全部销号"),
        ("整改方案", "列入整改台账的事项共9项，其中长期坚持1项"),
        ("整改方案", "在青龙、柳河设急救点"),
        ("民主生活会情况报告", "2023年12月15日召开专题民主生活会"),
        ("民主生活会情况报告", "会议应到9人，实到9人"),
        (
            "分析检查报告",
            "门诊挂号排队时间长。增开自助机和人工窗口，推行分时段预约（责任领导赵敏，牵头单位医政医管股，已完成）",
        ),
        ("分析检查报告", "其中属于医疗服务方面的4个、属于公共卫生方面的2个、属于队伍和作风方面的3个"),
    ],
)
def test_what_the_ledgers_say_is_told(bureau: Work, name: str, said: str) -> None:
    assert said in text_of(bureau, name)


@pytest.mark.parametrize("name", ["阶段总结", "转段讲话稿"])
def test_what_the_register_does_not_say_is_not_told(bureau: Work, name: str) -> None:
    text = text_of(bureau, name)

    assert "边查边改" not in text
    assert "都属于" not in text
