from drawing import Draw

from kit.model.campaign import Campaign
from kit.topics import general, study

ESSAYS = "篇ID 作者 体裁\n1 甲 心得体会\n2 甲 心得体会\n3 乙 心得体会\n4 丙 交流发言"


def owing(campaign: Campaign, people: int) -> Campaign:
    return campaign.model_copy(
        update={"checks": campaign.checks.model_copy(update={"essay_authors": people})}
    )


def test_more_people_than_were_expected_are_named_with_their_cell(draw: Draw, campaign: Campaign) -> None:
    sheets = draw(meetings="会议ID 应到 实到\nM1 96 92\nM2 16 17\nM3 - 5")

    [finding] = general.check_attendance(sheets, campaign)

    assert str(finding) == (
        "meetings.xlsx「表」第3行“实到”列：填的是 17 人，多于“应到”的 16 人，这两个数先不算。"
        "请核对签到记录，改正其中一格。"
    )


def test_more_ballots_than_voters_who_came_are_named(draw: Draw, campaign: Campaign) -> None:
    sheets = draw(voters="类别 应参评 实到 发票数\n中层 20 19 20\n群众 20 19 19")

    [finding] = general.check_attendance(sheets, campaign)

    assert (finding.place.row, finding.place.column) == (2, "发票数")


def test_an_essay_that_is_owed_is_missed_and_talks_do_not_count(draw: Draw, campaign: Campaign) -> None:
    [finding] = study.check_essay_for_everyone(draw(essays=ESSAYS), owing(campaign, 3))

    assert "交心得体会的有 2 人" in finding.problem
    assert finding.level == "warning"


def test_essays_are_not_counted_where_nobody_said_how_many_owe_one(draw: Draw, campaign: Campaign) -> None:
    assert not list(study.check_essay_for_everyone(draw(essays=ESSAYS), campaign))
    assert not list(study.check_essay_for_everyone(draw(essays=ESSAYS), owing(campaign, 2)))
