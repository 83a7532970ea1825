"""Raw words of persons: whom the sheets name, and what of their words is shared."""

import pandas as pd
import pytest
from drawing import Draw

from kit.model.campaign import Campaign
from kit.model.table import Sheets, Table
from kit.model.topic_settings import OwnTopic
from kit.sheets.raw_words import masked_findings, names_of, scanned_sheets
from kit.text.privacy.names import PersonNames
from kit.topics.kinds import kinds_of
from kit.topics.own import topic_kind


def test_names_of_the_sheets_are_givers_that_look_like_names_and_the_leaders(draw: Draw) -> None:
    sheets = draw(
        leaders="""
            姓名    职务  排序
            王建国  主席  1
        """,
        opinions="""
            意见ID  来源渠道  原文  指向  提出者姓名
            Y1      走访      修路  机关  朱琦梦
            Y2      走访      修桥  机关  U0001
        """,
    )

    assert names_of(sheets) == PersonNames(frozenset({"朱琦梦"}), frozenset({"王建国"}))


RAW = {  # every column of text that is not the office's own words: what is new here was decided on
    "appraisal_opinions": {"原文", "理由"},
    "ballots": {"无效原因", "文字意见"},
    "criticisms": {"意见", "整改承诺"},
    "innovations": {"内容"},
    "meetings": {"备注"},
    "merged_opinions": {"归纳表述", "理由"},
    "opinions": {"原文"},
    "poll_ballots": {"无效原因"},
    "problems": {"表述", "原因主观", "原因客观"},
    "rectification": {"问题表述", "整改目标", "整改措施", "进展", "备注"},
    "submissions": {"审核意见"},
    "themed_activities": {"成果"},
    "visits": {"事项"},
    "web_messages": {"内容"},
}
PLANTED = {
    "我叫朱琦梦": "朱琦梦",
    "电话13800138000": "13800138000",
    "身份证11010519491231002X": "11010519491231002X",
    "发zhu.q@example.com": "zhu.q@example.com",
    "东风小区8栋1单元302室漏水": "302",
    "车牌桂B12345": "桂B12345",
    "卡号6222021234567894": "6222021234567894",
    "加微信zhuq_1990": "zhuq_1990",
    "QQ：12345678": "12345678",
    "我是三车间唯一的女焊工": "女焊工",
}


def test_every_column_of_text_is_the_offices_own_or_may_hold_words_of_a_person(campaign: Campaign) -> None:
    kinds = kinds_of(campaign)
    found = {kind.id: set(kind.raw_words(campaign)) for kind in kinds}

    assert {id_: columns for id_, columns in found.items() if columns} == RAW
    for kind in kinds:
        known = {column.name for column in kind.columns}
        assert set(kind.own_words) <= known, kind.id
        assert not set(kind.own_words) & set(kind.personal), kind.id


@pytest.mark.parametrize("said", PLANTED)
def test_no_channel_lets_a_personal_detail_through_and_each_is_said(said: str, campaign: Campaign) -> None:
    tables = [
        Table(
            kind.id,
            f"{kind.name}.xlsx",
            "表",
            "",
            pd.DataFrame(
                {column: [f"路灯坏了。{said}，谢谢"] for column in kind.raw_words(campaign)}, index=[5]
            ),
        )
        for kind in kinds_of(campaign)
        if kind.raw_words(campaign)
    ]

    scanned = scanned_sheets(Sheets(tuple(tables)), kinds_of(campaign), campaign)

    texts = [str(cell) for table in scanned.sheets.tables for cell in table.frame.to_numpy().ravel()]
    places = {(one.place.file, one.place.row, one.place.column) for one in scanned.found}
    assert texts
    assert not [text for text in texts if PLANTED[said] in text]
    assert places == {(table.file, 5, column) for table in tables for column in map(str, table.frame.columns)}
    assert {finding.place.file for finding in masked_findings(scanned.found)} == {
        table.file for table in tables
    }


def test_a_column_that_no_kind_of_the_kit_knows_is_scanned_too(campaign: Campaign) -> None:
    topic = OwnTopic.model_validate(
        {
            "file": "topics/热线.toml",
            "name": "热线",
            "row": "一次来电",
            "key": "编号",
            "day": "",
            "personal": ["来电人"],
            "columns": [
                {"name": "编号", "type": "编号"},
                {"name": "来电人"},
                {"name": "事由", "type": "长文字"},
                {"name": "去向"},
            ],
        }
    )
    kind = topic_kind(topic)

    assert kind.raw_words(campaign) == ("事由", "去向")
    assert kind.persons == ("来电人",)


def test_whoever_is_named_in_a_personal_column_is_named_in_no_raw_word(
    draw: Draw, campaign: Campaign
) -> None:
    sheets = draw(
        web_messages="""
            留言ID  日期        昵称    内容
            W1      2009-04-06  朱琦梦  朱琦梦家没有水
        """,
    )

    scanned = scanned_sheets(sheets, kinds_of(campaign), campaign)

    assert [row["内容"] for row in scanned.sheets.rows("web_messages")] == ["〔姓名〕家没有水"]
    assert [row["昵称"] for row in scanned.sheets.rows("web_messages")] == ["朱琦梦"]


def test_the_offices_own_words_keep_names_and_lose_numbers(draw: Draw, campaign: Campaign) -> None:
    sheets = draw(
        meetings="""
            会议ID  名称    类型    日期        主持
            M1      座谈会  座谈会  2009-04-06  朱琦梦13800138000
        """,
    )

    scanned = scanned_sheets(sheets, kinds_of(campaign), campaign)

    assert [row["主持"] for row in scanned.sheets.rows("meetings")] == ["朱琦梦〔电话〕"]


def test_how_many_different_values_there_are_is_counted_as_they_were_written(campaign: Campaign) -> None:
    topic = OwnTopic.model_validate(
        {
            "file": "topics/热线.toml",
            "name": "热线",
            "row": "一次来电",
            "columns": [{"name": "来电号码"}, {"name": "事由"}],
            "counts": [{"name": "号码数", "way": "不同", "column": "来电号码"}],
        }
    )
    kind, frame = topic_kind(topic), {"来电号码": ["13800138000", "13900139000"], "事由": ["没水", "没水"]}
    table = Table(kind.id, "热线.xlsx", "表", "", pd.DataFrame(frame, index=[2, 3]))

    scanned = scanned_sheets(Sheets((table,)), [kind], campaign)

    assert scanned.sheets.tables[0].frame["来电号码"].nunique() == 2
    assert kind.raw_words(campaign) == ("事由",)
