"""Who gets what (opinions.md 3.5), drawn in view."""

from typing import Any

import pandas as pd
from drawing import Draw

from kit.model.table import Sheets
from kit.opinions.proposing.aspects import AspectWords, Taxonomy
from kit.opinions.sharing.packs import packs_of
from kit.sheets.raw_words import names_of

ASPECTS = Taxonomy(
    (
        AspectWords("全市科学发展", ("路灯",), "交通运输", "甲4", "交通运输", "社会"),
        AspectWords("机关建设与服务", ("会议",), "作风与效率", "丙1", "党务政务"),
    )
)
LEADERS = """
    姓名    职务    排序
    陆承远  主席    1
    何静山  副主席  2
    秦玉珍  副主席  3
"""
RAW = """
    意见ID  来源渠道  登记日      原文                      指向      指向人  提出者类别  提出者姓名
    Y1      座谈会    2009-03-01  班子调研不够深            班子      -       干部        朱琦梦
    Y2      谈心      2009-03-02  何静山同志少下基层        班子成员  何静山  干部        -
    Y3      留言板    2009-03-03  朱琦梦说东街没有路灯      全市工作  -       残疾人      -
    Y4      座谈会    2009-03-04  请秦玉珍抓一抓会议        机关      -       干部        -
    Y5      意见箱    2009-03-05  秦玉珍和何静山都要读书    班子      -       干部        -
    Y6      意见箱    2009-03-06  无                        机关      -       干部        -
    Y7      意见箱    2009-03-07  秦玉珍讲话太长            班子成员  -       干部        -
"""
MERGED = """
    归纳ID  一级方面        二级类别    归纳表述        来源意见ID  采纳    理由          审核人
    G1      机关建设与服务  作风与效率  多下基层调研    Y1,Y5       采纳    -             王某
    G2      全市科学发展    交通运输    东街装路灯      Y3          未采纳  朱琦梦家门口  王某
    G3      机关建设与服务  作风与效率  少开会          Y4          -       -             王某
    G4      机关建设与服务  作风与效率  何静山少下基层  Y2,Y7       采纳    -             王某
"""
PROBLEMS = """
    问题ID  表述      类别  来源归纳ID
    P1      会议偏多  发展  G3,G4
"""
RECTIFICATION = """
    编号  问题ID  问题表述  整改类型  整改措施  牵头单位  完成时限    状态
    Z1    P1      会议偏多  限期整改  合并例会  办公室    2009-06-30  整改中
"""


def packs(sheets: Sheets, disposed: pd.DataFrame | None = None) -> dict[str, Any]:
    """Return the packs by name."""
    return {pack.name: pack for pack in packs_of(sheets, ASPECTS, names_of(sheets), disposed)}


def drawn(draw: Draw) -> Sheets:
    """Return all sheets of this file."""
    return draw(
        leaders=LEADERS, opinions=RAW, merged_opinions=MERGED, problems=PROBLEMS, rectification=RECTIFICATION
    )


def text_of(pack: Any) -> str:
    """Return everything a pack says."""
    return "\n".join(str(cell) for sheet in pack.sheets for row in sheet.rows for cell in row)


def test_every_recipient_of_the_specification_has_a_pack(draw: Draw) -> None:
    made = packs(drawn(draw))

    assert {name: pack.restricted for name, pack in made.items()} == {
        "意见登记簿": False,
        "主要负责同志": True,
        "班子成员-何静山": True,
        "班子成员-秦玉珍": True,
        "意见汇总（班子会）": False,
        "转送市委和政府部门": False,
        "责任单位-办公室": False,
        "采纳情况": False,
        "分送清单": True,
    }


def test_the_first_leader_gets_every_opinion_but_not_who_gave_it(draw: Draw) -> None:
    pack = packs(drawn(draw))["主要负责同志"]

    raw, merged = pack.sheets
    assert [row[0] for row in raw.rows] == ["Y1", "Y2", "Y3", "Y4", "Y5", "Y7"]
    assert [row[3] for row in raw.rows][:3] == [
        "班子调研不够深",
        "何静山同志少下基层",
        "〔姓名〕说东街没有路灯",
    ]
    assert len(merged.rows) == 4
    assert "朱琦梦" not in text_of(pack)


def test_a_member_gets_what_is_about_the_body_and_what_names_him_only(draw: Draw) -> None:
    made = packs(drawn(draw))

    he = made["班子成员-何静山"].sheets
    assert [row[0] for row in he[0].rows] == ["Y1", "Y5"]
    assert [row[0] for row in he[1].rows] == ["Y2"]
    assert he[0].rows[1][1] == "〔姓名〕和何静山都要读书"
    she = made["班子成员-秦玉珍"].sheets
    assert [row[0] for row in she[1].rows] == ["Y7"]
    assert "何静山" not in text_of(made["班子成员-秦玉珍"])
    assert [sheet.headings for sheet in he] == [("意见ID", "原话")] * 2  # nothing that tells who spoke


def test_no_shared_pack_names_a_giver_or_a_leader_or_tells_a_rare_category(draw: Draw) -> None:
    for pack in packs(drawn(draw)).values():
        if not pack.restricted:
            said = text_of(pack)
            assert [name for name in ("朱琦梦", "陆承远", "何静山", "秦玉珍", "残疾人") if name in said] == []


def test_an_opinion_on_a_single_member_is_in_no_shared_pack(draw: Draw) -> None:
    made = packs(drawn(draw))

    shown = {row[0]: row[3] for row in made["意见登记簿"].sheets[0].rows}
    assert shown["Y2"] == shown["Y7"] == "（对班子成员个人的意见，只送本人和主要负责同志）"
    for name in ("意见汇总（班子会）", "转送市委和政府部门", "责任单位-办公室", "采纳情况"):
        assert "少下基层" not in text_of(made[name])
    assert "另有对成员个人的归纳意见 1 条" in text_of(made["意见汇总（班子会）"])


def test_the_meeting_gets_counts_by_aspect_and_channel_that_add_up(draw: Draw) -> None:
    _, by_aspect, by_channel = packs(drawn(draw))["意见汇总（班子会）"].sheets

    assert list(by_aspect.rows) == [("机关建设与服务", 3, 5), ("全市科学发展", 1, 1), ("合计", 4, 6)]
    assert list(by_channel.rows) == [
        *(("座谈会", 2), ("意见箱", 2), ("留言板", 1), ("谈心", 1)),
        ("合计", 6),
    ]


def test_a_unit_in_charge_gets_its_entries_with_the_deadline(draw: Draw) -> None:
    [sheet] = packs(drawn(draw))["责任单位-办公室"].sheets

    [row] = sheet.rows
    told = dict(zip(sheet.headings, row, strict=True))
    assert (told["归纳意见"], told["完成时限"], told["问题"]) == ("少开会", "2009-06-30", "会议偏多")


def test_the_city_s_offices_get_what_is_theirs_with_the_class_of_petitions(draw: Draw) -> None:
    disposed = pd.DataFrame({"意见ID": ["Y4"], "处理": ["转送"], "理由": ["归别处管"]})
    merged = "\n".join(line for line in MERGED.splitlines() if "G3" not in line)

    first, own = packs(draw(leaders=LEADERS, opinions=RAW, merged_opinions=merged), disposed)[
        "转送市委和政府部门"
    ].sheets

    assert list(first.rows) == [
        (1, "全市科学发展", "交通运输", "东街装路灯", 1, "交通运输", "社会", "未采纳")
    ]
    assert list(own.rows) == [("Y4", "请〔姓名〕抓一抓会议")]


def test_the_adoption_table_has_answers_and_reasons_and_no_names(draw: Draw) -> None:
    appraised = """
        评议意见ID  被评单位  原文                  采纳  修改位置  理由
        PY1         办公室    朱琦梦说时间表再细些  采纳  第四部分  -
    """
    [own, appraisal] = packs(
        draw(leaders=LEADERS, opinions=RAW, merged_opinions=MERGED, appraisal_opinions=appraised)
    )["采纳情况"].sheets

    assert list(own.rows) == [
        (1, "多下基层调研", "采纳", ""),
        (2, "东街装路灯", "未采纳", "〔姓名〕家门口"),
    ]
    assert list(appraisal.rows) == [(1, "〔姓名〕说时间表再细些", "采纳", "第四部分")]


def test_every_raw_opinion_stands_in_the_register_with_what_became_of_it(draw: Draw) -> None:
    [sheet] = packs(drawn(draw))["意见登记簿"].sheets

    assert [(row[0], row[-2], row[-1]) for row in sheet.rows] == [
        *(("Y1", "G1", "归纳"), ("Y2", "G4", "归纳"), ("Y3", "G2", "归纳"), ("Y4", "G3", "归纳")),
        *(("Y5", "G1", "归纳"), ("Y6", "", "无意见"), ("Y7", "G4", "归纳")),
    ]


def test_the_list_says_who_gets_what_and_what_could_not_be_made(draw: Draw) -> None:
    [sheet] = packs(draw(opinions=RAW))["分送清单"].sheets

    said = {row[0]: row for row in sheet.rows}
    assert said["写作组"][2:] == ("意见登记簿.xlsx", 7, "不含个人，内部可传")
    assert said["主要负责同志"][4] == "只给本人"
    assert "没有班子名单" in said["班子成员"][1]
    assert "还没有转为问题" in said["责任单位"][1]
    assert said["指导检查组"][1] == "征求意见汇总表"


def test_without_opinions_there_is_no_pack() -> None:
    assert packs(Sheets()) == {}


def test_a_long_register_is_several_workbooks(draw: Draw, monkeypatch: Any) -> None:
    monkeypatch.setattr("kit.opinions.sharing.shared.MOST", 4)

    made = packs(draw(opinions=RAW))

    assert [len(made[f"意见登记簿（{number}）"].sheets[0].rows) for number in (1, 2)] == [4, 3]


def test_an_opinion_that_names_two_members_goes_to_the_first_leader_only(draw: Draw) -> None:
    raw = """
        意见ID  来源渠道  原文                  指向      指向人  提出者姓名
        Y1      谈心      何静山和秦玉珍不团结  班子成员  -       -
        Y2      谈心      何静山爱发火          班子成员  -       -
    """
    made = packs(draw(leaders=LEADERS, opinions=raw))

    assert [row[0] for row in made["班子成员-何静山"].sheets[1].rows] == ["Y2"]
    assert "班子成员-秦玉珍" not in made
    assert [row[0] for row in made["主要负责同志"].sheets[0].rows] == ["Y1", "Y2"]
