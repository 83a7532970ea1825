import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from kit.model.campaign import Campaign
from kit.model.finding import BusyError, WorkbookError
from kit.model.opinion import opinions_of
from kit.opinions.register import matching as register_matching
from kit.opinions.register import store as register_store
from kit.opinions.register.entering import import_files
from kit.opinions.register.history import read_batches
from kit.opinions.register.view import read_register, register_table
from kit.sheets.opening import read_workbook
from kit.text.privacy.names import PersonNames

Writes = Callable[..., Path]
BOARD = ["留言编号", "留言用户", "留言主题", "留言时间", "留言详情"]


def board(*messages: tuple[int, str]) -> list[list[Any]]:
    return [BOARD, *([n, f"U{n}", "题", f"2020/1/6 12:09:{n:02d}", text] for n, text in messages)]


def ids(campaign: Campaign) -> dict[str, str]:
    register = read_register(campaign, verbatim=True)
    return dict(zip(register["原文"], register["意见ID"], strict=True))


def files_of(campaign: Campaign) -> dict[str, bytes]:
    folder = campaign.folder / "opinions"
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


def test_a_longer_export_adds_its_new_rows_and_keeps_every_id(xlsx: Writes, campaign: Campaign) -> None:
    import_files(campaign, [xlsx("留言.xlsx", board((1, "修路"), (2, "修桥")))])
    before = ids(campaign)

    done = import_files(campaign, [xlsx("留言(1).xlsx", board((3, "种树"), (1, "修路"), (2, "修桥")))])

    assert (done.added, done.known, done.refused) == (1, 2, ())
    assert {text: ids(campaign)[text] for text in before} == before
    assert len(set(ids(campaign).values())) == 3


def test_an_import_never_opens_what_is_registered(xlsx: Writes, campaign: Campaign) -> None:
    import_files(campaign, [xlsx("留言.xlsx", board((1, "修路")))])
    before = files_of(campaign)["restricted/0001.jsonl"]

    import_files(campaign, [xlsx("留言.xlsx", board((1, "修路"), (2, "修桥")))])

    assert files_of(campaign)["restricted/0001.jsonl"] == before
    assert "restricted/0002.jsonl" in files_of(campaign)


def test_the_same_files_give_the_same_bytes(xlsx: Writes, campaign: Campaign, tmp_path: Path) -> None:
    path = xlsx("留言.xlsx", board((1, "修路"), (2, "修桥")))
    other = campaign.model_copy(update={"folder": tmp_path / "other"})

    import_files(campaign, [path])
    import_files(other, [path])

    assert files_of(campaign) == files_of(other)


def test_importing_again_changes_no_byte(xlsx: Writes, campaign: Campaign) -> None:
    path = xlsx("留言.xlsx", board((1, "修路")))
    import_files(campaign, [path])
    before = files_of(campaign)

    done = import_files(campaign, [path])

    assert (done.added, done.known) == (0, 1)
    assert files_of(campaign) == before


def test_a_changed_text_is_refused_and_shown_with_its_place(xlsx: Writes, campaign: Campaign) -> None:
    import_files(campaign, [xlsx("留言.xlsx", board((1, "修路"), (2, "修桥")))])

    done = import_files(campaign, [xlsx("新.xlsx", board((1, "修路"), (2, "修大桥")))])

    [refused] = done.refused
    assert (done.added, refused.column, refused.before, refused.after) == (0, "原文", "修桥", "修大桥")
    assert refused.place.row == 3
    assert any("没有改登记簿" in str(finding) for finding in done.findings)
    assert set(ids(campaign)) == {"修路", "修桥"}


def test_a_changed_channel_is_refused_and_a_blank_one_says_nothing(xlsx: Writes, campaign: Campaign) -> None:
    head = ["来源渠道", "意见内容", "方面"]
    import_files(campaign, [xlsx("登记.xlsx", [head, ["走访", "修路", "甲"]])])

    done = import_files(campaign, [xlsx("登记.xlsx", [head, ["热线", "修路", ""]])])

    assert [(one.column, one.before, one.after) for one in done.refused] == [("来源渠道", "走访", "热线")]
    assert list(read_register(campaign)["来源渠道"]) == ["走访"]


def test_rows_without_numbers_may_move_and_only_an_edited_one_is_refused(
    xlsx: Writes, campaign: Campaign
) -> None:
    head = ["来源渠道", "意见内容"]
    import_files(campaign, [xlsx("登记.xlsx", [head, ["走访", "修路"], ["走访", "修桥"]])])

    moved = import_files(
        campaign, [xlsx("登记.xlsx", [head, ["走访", "种树"], ["走访", "修路"], ["走访", "修桥"]])]
    )
    edited = import_files(campaign, [xlsx("登记.xlsx", [head, ["走访", "修大路"], ["走访", "修桥"]])])

    assert (moved.added, moved.known, moved.refused) == (1, 2, ())
    assert (edited.added, edited.known) == (0, 1)
    assert [(one.before, one.after) for one in edited.refused] == [("修路", "修大路")]


def test_a_new_list_under_an_old_name_is_new(xlsx: Writes, campaign: Campaign) -> None:
    head = ["来源渠道", "意见内容"]
    import_files(campaign, [xlsx("登记.xlsx", [head, ["走访", "修路"], ["走访", "修桥"]])])

    done = import_files(campaign, [xlsx("登记.xlsx", [head, ["走访", "会议太多"], ["走访", "文件太长"]])])

    assert (done.added, done.refused) == (2, ())


def test_the_same_words_from_two_units_are_two_opinions(xlsx: Writes, campaign: Campaign) -> None:
    rows = [["来源渠道", "意见内容"], ["走访", "修路"]]

    done = import_files(campaign, [xlsx("甲局.xlsx", rows), xlsx("乙局.xlsx", [*rows, ["走访", "修桥"]])])

    assert done.added == 3
    assert len(set(read_register(campaign)["意见ID"])) == 3


def test_a_list_under_a_new_name_is_asked_about_before_it_counts_twice(
    xlsx: Writes, campaign: Campaign
) -> None:
    rows = [["来源渠道", "意见内容"], *(["走访", f"第{n}条"] for n in range(5))]
    import_files(campaign, [xlsx("四月.xlsx", rows)])
    longer = xlsx("四月（补）.xlsx", [*rows, ["走访", "新的一条"]])

    asked = import_files(campaign, [longer])
    same = import_files(campaign, [longer], {"续报": "是"})

    assert (asked.added, [question.topic for question in asked.questions]) == (0, ["续报"])
    assert (same.added, same.known) == (1, 5)


def test_a_copy_under_another_name_is_the_same_file(xlsx: Writes, campaign: Campaign, tmp_path: Path) -> None:
    path = xlsx("四月.xlsx", [["来源渠道", "意见内容"], ["走访", "修路"]])
    copy = tmp_path / "副本.xlsx"
    copy.write_bytes(path.read_bytes())
    import_files(campaign, [path])

    done = import_files(campaign, [copy])

    assert (done.added, done.known) == (0, 1)


NASTY = [
    "=cmd|' /C calc'!A0",
    "a\x00b\x07",
    "\ufeff  行首\t制表\r\n换行\n\n",
    "\u2028分行\u2029",
    '引号"逗号,\\反斜\\u0041',
    "😡👨‍👩‍👧𠮷",
    "\u202e反",
    "半个\ud83d",
    "路" * 40000,
]


def test_verbatim_comes_back_byte_for_byte(campaign: Campaign) -> None:
    told = {name: [""] * len(NASTY) for name in register_store.ALL_COLUMNS} | {"原文": NASTY}
    rows = pd.DataFrame(told, dtype=object)

    register_store.write_batch(campaign, rows, [])

    assert list(read_batches(campaign)["原文"]) == NASTY


def test_a_register_that_was_edited_by_hand_is_refused(xlsx: Writes, campaign: Campaign) -> None:
    import_files(campaign, [xlsx("留言.xlsx", board((1, "修路")))])
    path = campaign.folder / "opinions" / "restricted" / "0001.jsonl"
    path.write_bytes(path.read_bytes().replace("修路".encode(), "修桥".encode()))

    with pytest.raises(WorkbookError, match="被改动过"):
        import_files(campaign, [xlsx("新.xlsx", board((2, "种树")))])


def test_two_imports_at_once_do_not_write_over_each_other(
    xlsx: Writes, campaign: Campaign, monkeypatch: pytest.MonkeyPatch
) -> None:
    import_files(campaign, [xlsx("留言.xlsx", board((1, "修路")))])
    before = files_of(campaign)
    monkeypatch.setattr(register_store, "batches", lambda _: [])

    with pytest.raises(BusyError):
        register_store.write_batch(campaign, read_register(campaign, verbatim=True), [])
    assert files_of(campaign) == before


def test_two_rows_that_meet_in_one_id_get_two(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(register_matching, "ID_LENGTH", 1)
    tokens = [("k", f"{n}") for n in range(20)]

    found = register_matching.ids_for(tokens, set(), register_matching.Counter())
    again = register_matching.ids_for(tokens, set(), register_matching.Counter())

    assert len(set(found)) == 20
    assert found == again


def test_a_file_that_cannot_be_read_is_a_finding_and_the_others_go_on(
    xlsx: Writes, campaign: Campaign, tmp_path: Path
) -> None:
    broken = tmp_path / "坏.xlsx"
    broken.write_bytes(b"PK\x03\x04 nothing")

    done = import_files(campaign, [broken, xlsx("留言.xlsx", board((1, "修路")))])

    assert done.added == 1
    assert [(found.level, found.place.file) for found in done.findings] == [("error", "坏.xlsx")]


def test_an_answer_sheet_has_one_number_for_all_its_opinions(xlsx: Writes, campaign: Campaign) -> None:
    head = ["序号", "提交答卷时间", "所用时间", "来源", "来源详情", "来自IP", "1、您的意见", "2、您的建议"]
    rows = [
        head,
        *(
            [n, f"2020/4/6 9:0{n}:00", "9秒", "微信", "N/A", "10.0.0.1", f"意见{n}", f"建议{n}"]
            for n in (1, 2)
        ),
    ]

    import_files(campaign, [xlsx("问卷.xlsx", rows)])

    numbers = dict(zip(ids(campaign), read_register(campaign)["份号"], strict=True))
    assert numbers["意见1"] == numbers["建议1"] != numbers["意见2"] == numbers["建议2"]


def test_the_table_of_the_main_flow_has_the_columns_and_types_of_s13(
    xlsx: Writes, campaign: Campaign
) -> None:
    assert register_table(campaign) is None
    import_files(campaign, [xlsx("留言.xlsx", board((1, "我叫朱琦梦，请修路")))])

    table = register_table(campaign)

    assert table is not None
    assert table.kind == "opinions"
    row = table.frame.loc[2]
    assert (row["登记日"], row["来源渠道"], row["指向"]) == (date(2020, 1, 6), "留言板", None)
    assert row["原文"] == "我叫〔姓名〕，请修路"
    line = (campaign.folder / table.file).read_text(encoding="utf-8").splitlines()[1]
    assert json.loads(line)[0] == row["意见ID"]
    [opinion] = opinions_of(read_register(campaign))
    assert (opinion.id, opinion.when, opinion.source.row) == (row["意见ID"], date(2020, 1, 6), 2)


SECRET = ["朱琦梦", "13800138000", "11010519491231002X", "zhu@example.com", "桂B12345", "市一中的老师"]


def test_no_shared_file_holds_what_leads_to_a_person(xlsx: Writes, campaign: Campaign) -> None:
    text = (
        "我叫朱琦梦，是市民。我是市一中的老师，电话13800138000，证件11010519491231002X，"
        "zhu@example.com，车桂B12345。"
    )
    rows = [
        [*BOARD, "反映人"],
        [1, "朱琦梦", "朱琦梦反映路灯", "2020/1/6 12:09:38", text, "朱琦梦"],
        [2, "U2", "路灯", "2020/1/6 12:09:39", "朱琦梦说得对，路灯要修", ""],
    ]

    done = import_files(campaign, [xlsx("朱琦梦的留言.xlsx", rows)])

    assert done.added == 2
    for name, data in files_of(campaign).items():
        if not name.startswith("restricted/"):
            assert not [secret for secret in SECRET if secret in data.decode()], name
    assert text in list(read_register(campaign, verbatim=True)["原文"])


def test_a_name_that_a_later_import_brings_goes_from_earlier_texts_too(
    xlsx: Writes, campaign: Campaign
) -> None:
    import_files(campaign, [xlsx("留言.xlsx", board((1, "朱琦梦家门口的路")))])
    assert list(read_register(campaign)["原文"]) == ["朱琦梦家门口的路"]

    import_files(
        campaign, [xlsx("登记.xlsx", [["来源渠道", "意见内容", "提出人"], ["走访", "修桥", "朱琦梦"]])]
    )

    assert list(read_register(campaign)["原文"]) == ["〔姓名〕家门口的路", "修桥"]


def test_a_leader_is_whom_an_opinion_is_about_and_stays(xlsx: Writes, campaign: Campaign) -> None:
    rows = board((1, "请王建国局长少开会，联系人：李小明"))

    import_files(campaign, [xlsx("留言.xlsx", rows)], names=PersonNames(functions=frozenset({"王建国"})))

    assert list(read_register(campaign)["原文"]) == ["请王建国局长少开会，联系人：〔姓名〕"]


def test_tallies_of_a_survey_lie_beside_the_register_with_the_base_of_each_share(
    xlsx: Writes, campaign: Campaign
) -> None:
    head = ["序号", "提交答卷时间", "所用时间", "来源", "来源详情", "来自IP", "1、总体评价"]
    said = ["满意", "满意", "一般", "(空)"]
    rows = [
        head,
        *([n, f"2020/4/6 9:0{n}:00", "9秒", "微信", "N/A", "10.0.0.1", word] for n, word in enumerate(said)),
    ]

    import_files(campaign, [xlsx("问卷.xlsx", rows)])

    [grid] = read_workbook(campaign.folder / "opinions" / "tallies" / "问卷.xlsx", "问卷.xlsx").grids
    assert grid.rows[1:] == [
        ["总体评价", "", "满意", 2, 3, "66.7%", 0, 1],
        ["总体评价", "", "一般", 1, 3, "33.3%", 0, 1],
    ]


def test_a_category_of_few_is_shown_as_others(xlsx: Writes, campaign: Campaign) -> None:
    rows = [
        ["来源渠道", "意见内容", "提出者类别"],
        *(["走访", f"第{n}条", "委员"] for n in range(5)),
        ["走访", "修路", "副市长"],
    ]

    import_files(campaign, [xlsx("登记.xlsx", rows)])

    assert list(read_register(campaign)["提出者类别"]) == ["委员"] * 5 + ["其他"]
    assert "副市长" in list(read_register(campaign, verbatim=True)["提出者类别"])


def test_an_answer_is_remembered_for_the_file_it_was_given_for(xlsx: Writes, campaign: Campaign) -> None:
    path = xlsx("汇总.xlsx", [["序号", "意见内容"], [1, "会议要短"]])
    other = xlsx("别的.xlsx", [["序号", "意见内容"], [1, "文件要少"]])
    assert import_files(campaign, [path], {"渠道": "谈心"}).added == 1

    again = import_files(campaign, [path, other])

    assert (again.added, again.known) == (0, 1)
    assert [question.place.file for question in again.questions] == ["别的.xlsx"]


def test_all_proposals_can_be_taken_at_once_and_each_is_told(xlsx: Writes, campaign: Campaign) -> None:
    done = import_files(campaign, [xlsx("汇总.xlsx", [["序号", "意见内容"], [1, "会议要短"]])], accept=True)

    assert (done.added, done.questions) == (1, ())
    assert any("照建议“征求意见表”办了" in str(finding) for finding in done.findings)
