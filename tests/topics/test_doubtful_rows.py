"""A doubtful row is named and stops nothing: what contradicts itself is unknown, what repeats is said."""

import pandas as pd
import pytest
from drawing import Draw

from kit.model.campaign import Campaign
from kit.model.finding import blocking
from kit.model.table import SheetKind, Sheets, Table
from kit.topics import general, run_checks
from kit.topics.kinds import sheet_kinds
from kit.topics.ledger import count_all

KEYLESS = [
    kind
    for kind in sheet_kinds()
    if not kind.key and kind.id not in general.OF_APPRAISAL and len(kind.columns) > 1
]


def rows_of(kind: SheetKind, *rows: tuple[str, str], running: bool = False) -> Sheets:
    first, second = [column.name for column in kind.columns if column.name != kind.key][:2]
    frame = pd.DataFrame(rows, columns=[first, second], index=range(2, 2 + len(rows)), dtype=object)
    if kind.key:
        frame[kind.key] = [str(number) for number in frame.index]
    return Sheets((Table(kind.id, "表.xlsx", "表", "0" * 64, frame, running=running),))


@pytest.mark.parametrize("kind", KEYLESS, ids=[kind.id for kind in KEYLESS])
def test_law_repeated_rows_are_said_in_every_kind_without_a_key(kind: SheetKind, campaign: Campaign) -> None:
    sheets = rows_of(kind, ("甲", "子"), ("乙", "丑"), ("甲", "子"), ("甲", "寅"), ("甲", "子"))

    [finding] = general.check_repeated_rows(sheets, campaign)

    assert (finding.level, finding.place.row) == ("warning", 4)
    assert finding.problem == "第4、6行和前面的行（如第2行）每一格都一样，都算了"


def test_at_least_ten_kinds_have_no_key() -> None:
    assert len(KEYLESS) >= 10


def test_rows_that_only_a_running_number_tells_apart_repeat_and_those_with_own_keys_do_not(
    campaign: Campaign,
) -> None:
    [meetings] = [kind for kind in sheet_kinds() if kind.id == "meetings"]
    alike = (("例会", "座谈会"), ("例会", "座谈会"))

    assert len(list(general.check_repeated_rows(rows_of(meetings, *alike, running=True), campaign))) == 1
    assert not list(general.check_repeated_rows(rows_of(meetings, *alike), campaign))


def test_who_came_beyond_who_was_expected_is_unknown_and_the_meeting_counts(
    draw: Draw, campaign: Campaign
) -> None:
    sheets = draw(meetings="会议ID 名称 类型 应到 实到\nH1 甲会 例会 50 45\nH2 乙会 例会 16 17")

    facts = count_all(sheets, campaign)

    assert facts["meetings.count"].value == 2
    assert facts["meetings.H1.attendance"].value == 45
    unknown = {
        "meetings.expected",
        "meetings.attendance",
        "meetings.attendance_rate",
        "meetings.H2.attendance",
    }
    assert not unknown & set(facts)


ROWS = {
    "meetings": "会议ID 名称 应到 实到\nH1 甲会 16 17",
    "study_sessions": "学习内容 形式 应到 实到\n甲 集中学习 16 17",
    "manuscripts": "稿次 收到修改意见 采纳\n1 6 9",
    "bulletins": "期号 标题\n1 甲\n3 乙",
    "criticisms": "批评人 被批评人 意见 类型\n甲 甲 少 相互批评",
    "disclosures": "文件 批准人 起 止\n报告 - 2009-05-02 2009-05-01",
    "research_topics": "课题ID 课题名 领题领导\nK1 甲 -\nK2 乙 张",
    "problems": "问题ID 表述 类别\nW1 甲 别的\nW2 乙 -",
    "watchwords": "提法 展开\n三个务必 甲,乙",
}


@pytest.mark.parametrize("kind", ROWS)
def test_a_row_that_contradicts_itself_or_is_unlike_the_others_stops_nothing(
    draw: Draw, campaign: Campaign, kind: str
) -> None:
    phases = "阶段序号 统计截止日\n1 2009-06-05"
    sheets = draw(phases=phases, **{kind: ROWS[kind]})

    found = run_checks(sheets, campaign)

    assert found
    assert blocking(found) == ()
    count_all(sheets, campaign)
