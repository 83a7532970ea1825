from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kit.model.campaign import Campaign
from kit.opinions.importing.entry import read_export
from kit.opinions.importing.reading.export import Export

Writes = Callable[..., Path]
HEAD = ["序号", "提交答卷时间", "所用时间", "来源", "来源详情", "来自IP"]


def sheet(number: int, minute: int, *answers: Any) -> list[Any]:
    return [
        number,
        f"2020/4/6 9:{minute:02d}:11",
        f"{60 + number}秒",
        "微信",
        "N/A",
        f"113.16.1.{minute}(广西-柳州)",
        *answers,
    ]


def counts(export: Export, question: str, sub: str = "") -> dict[str, int]:
    of_question = export.tallies[(export.tallies["题"] == question) & (export.tallies["子题"] == sub)]
    return dict(zip(of_question["选项"], of_question["次数"], strict=True))


def base(export: Export, question: str, sub: str = "") -> tuple[int, int, int]:
    lines = export.tallies[(export.tallies["题"] == question) & (export.tallies["子题"] == sub)]
    [told] = {tuple(row) for row in lines[["作答", "跳过", "空白"]].to_numpy().tolist()}
    return told


def by_text() -> list[list[Any]]:
    return [
        [
            *HEAD,
            "1、您的性别：",
            "2、您关心的事：",
            "3、请评价—提案办理",
            "3、走访联系",
            "4、您对领导班子的意见建议：",
        ],
        sheet(1, 1, "男", "交通、停车┋就业/社保", "满意", "一般", "班子成员要多下基层"),
        sheet(2, 2, "女", "交通、停车", "满意", "(空)", "无"),
        sheet(3, 3, "女", "(跳过)", "不满意", "满意", "(空)"),
        sheet(4, 4, "男", "就业/社保┋其他〖看病贵〗", "满意", "满意", "开会少一些，\n短一些"),
    ]


def test_answers_of_wenjuanxing_text_become_tallies_and_opinions(xlsx: Writes, campaign: Campaign) -> None:
    export = read_export(xlsx("问卷.xlsx", by_text()), campaign)

    assert export.recognised[0].shape == "问卷星（按选项文本）"
    assert "提交答卷时间" in export.recognised[0].why
    assert counts(export, "您的性别") == {"男": 2, "女": 2}
    assert list(export.opinions["原文"]) == ["班子成员要多下基层", "开会少一些，\n短一些"]
    assert list(export.opinions["来源行"]) == [2, 5]
    assert list(export.opinions["登记日"]) == ["2020-04-06", "2020-04-06"]
    assert set(export.opinions["指向"]) == {"班子"}
    assert set(export.opinions["来源渠道"]) == {"网络"}


def test_choices_are_parted_at_the_mark_of_the_site_and_not_at_marks_inside_an_option(
    xlsx: Writes, campaign: Campaign
) -> None:
    export = read_export(xlsx("问卷.xlsx", by_text()), campaign)

    assert counts(export, "您关心的事") == {"交通、停车": 2, "就业/社保": 2, "其他": 1}


def test_skipped_and_blank_answers_leave_the_base(xlsx: Writes, campaign: Campaign) -> None:
    export = read_export(xlsx("问卷.xlsx", by_text()), campaign)

    assert base(export, "您关心的事") == (3, 1, 0)
    assert base(export, "请评价", "走访联系") == (3, 0, 1)


def test_a_matrix_question_keeps_its_stem_for_every_sub_question(xlsx: Writes, campaign: Campaign) -> None:
    export = read_export(xlsx("问卷.xlsx", by_text()), campaign)

    assert counts(export, "请评价", "提案办理") == {"满意": 3, "不满意": 1}
    assert counts(export, "请评价", "走访联系") == {"满意": 2, "一般": 1}


def test_who_says_nothing_has_returned_a_sheet_but_no_opinion(xlsx: Writes, campaign: Campaign) -> None:
    export = read_export(xlsx("问卷.xlsx", by_text()), campaign)

    assert (export.returned, export.no_opinion, len(export.opinions)) == (4, 2, 2)


def test_a_text_behind_an_option_is_asked_about_and_taken_only_on_the_answer(
    xlsx: Writes, campaign: Campaign
) -> None:
    path = xlsx("问卷.xlsx", by_text())

    [question] = read_export(path, campaign).questions
    answered = read_export(path, campaign, {question.id: "意见"})

    assert question.proposal == "不登记"
    assert "1 处" in question.problem
    assert "看病贵" in list(answered.opinions["原文"])
    assert not answered.questions


def test_two_batches_with_the_same_numbers_are_all_counted_and_the_numbers_reported(
    xlsx: Writes, campaign: Campaign
) -> None:
    rows = [
        [*HEAD, "1、您的建议"],
        sheet(1, 1, "修路"),
        sheet(2, 2, "修桥"),
        sheet(1, 31, "种树"),
        sheet(2, 32, "修灯"),
    ]

    export = read_export(xlsx("两批.xlsx", rows), campaign)

    assert export.returned == 4
    assert [found.rule for found in export.findings] == ["opinions.repeated_serial"]


def test_the_same_respondent_exported_twice_counts_once_and_is_reported_with_his_row(
    xlsx: Writes, campaign: Campaign
) -> None:
    twice = sheet(1, 1, "修路")
    rows = [[*HEAD, "1、您的建议"], twice, sheet(2, 2, "修桥"), [3, *twice[1:]]]

    export = read_export(xlsx("重复.xlsx", rows), campaign)

    assert export.returned == 2
    assert list(export.opinions["原文"]) == ["修路", "修桥"]
    assert "第4行同第2行" in str(export.findings[0])


def test_two_people_who_say_the_same_are_two(xlsx: Writes, campaign: Campaign) -> None:
    rows = [[*HEAD, "1、您的建议"], sheet(1, 1, "修路"), sheet(2, 2, "修路")]

    assert len(read_export(xlsx("同样.xlsx", rows), campaign).opinions) == 2


def test_a_heading_pasted_among_the_answers_is_no_answer(xlsx: Writes, campaign: Campaign) -> None:
    rows = [[*HEAD, "1、您的建议"], sheet(1, 1, "修路"), [*HEAD, "1、您的建议"], sheet(1, 2, "修桥")]

    export = read_export(xlsx("粘贴.xlsx", rows), campaign)

    assert export.returned == 2
    assert list(export.opinions["来源行"]) == [2, 4]


def by_number(total: list[int] | None = None) -> list[list[Any]]:
    marks = ["总分"] if total else []
    head = [
        *HEAD,
        *marks,
        "1、您的性别",
        "2、关心的事(交通)",
        "2、关心的事(就业)",
        "3、总体评价",
        "4、您的意见",
    ]
    answers = [(1, 1, 0, 2, "修路"), (2, 1, 1, -2, "无"), (2, -3, -3, 1, "修桥")]
    extra = [[score] for score in total] if total else [[], [], []]
    return [
        head,
        *(sheet(n, n, *more, *row) for n, (row, more) in enumerate(zip(answers, extra, strict=True), 1)),
    ]


def test_wenjuanxing_number_counts_option_columns_and_minus_codes_leave_the_base(
    xlsx: Writes, campaign: Campaign
) -> None:
    export = read_export(xlsx("序号.xlsx", by_number()), campaign)

    assert export.recognised[0].shape == "问卷星（按选项序号）"
    options = export.tallies[export.tallies["题"] == "关心的事"]
    assert options[["子题", "选项", "次数", "作答", "跳过", "空白"]].to_numpy().tolist() == [
        ["", "交通", 2, 2, 1, 0],
        ["", "就业", 1, 2, 1, 0],
    ]
    assert counts(export, "总体评价") == {"选项1": 1, "选项2": 1}
    assert base(export, "总体评价") == (2, 0, 1)
    assert list(export.opinions["原文"]) == ["修路", "修桥"]


def test_wenjuanxing_score_is_told_by_its_total_being_the_sum(xlsx: Writes, campaign: Campaign) -> None:
    rows = [
        [*HEAD, "总分", "1、提案办理", "2、走访联系", "3、您的意见"],
        sheet(1, 1, 9, 5, 4, "修路"),
        sheet(2, 2, 4, 4, -3, "修桥"),
    ]

    export = read_export(xlsx("分数.xlsx", rows), campaign)

    assert export.recognised[0].shape == "问卷星（按分数）"
    assert counts(export, "提案办理") == {"5分": 1, "4分": 1}
    assert base(export, "走访联系") == (1, 1, 0)


def test_numbers_with_another_total_are_no_scores(xlsx: Writes, campaign: Campaign) -> None:
    export = read_export(xlsx("序号.xlsx", by_number([60, 80, 70])), campaign)

    assert export.recognised[0].shape == "问卷星（按选项序号）"


TENCENT = ["答题序号", "来源", "开始时间", "提交时间", "答题时长", "IP省份", "IP城市"]


def tencent_row(number: int, *answers: str) -> list[Any]:
    return [
        number,
        "链接",
        f"2020-04-06 10:0{number}:00",
        f"2020-04-06 10:0{number}:50",
        "50秒",
        "广西",
        "柳州",
        *answers,
    ]


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8", "utf-8-sig", "utf-16"])
def test_tencent_in_any_encoding_keeps_rare_characters_and_line_breaks(
    text_file: Writes, campaign: Campaign, encoding: str
) -> None:
    rows = [
        [*TENCENT, "1.您关心的事", "2.您的意见"],
        tencent_row(1, "交通|就业", "𠮷祥路㙍下段\n积水"),
        tencent_row(2, "交通", "没有"),
    ]

    export = read_export(text_file("腾讯.csv", rows, encoding), campaign)

    assert export.recognised[0].shape == "腾讯问卷"
    assert counts(export, "您关心的事") == {"交通": 2, "就业": 1}
    assert list(export.opinions["原文"]) == ["𠮷祥路㙍下段\n积水"]


def test_tencent_with_coded_headings_has_one_column_an_option(text_file: Writes, campaign: Campaign) -> None:
    rows = [
        [*TENCENT, "Q1", "Q2|A1", "Q2|A2", "Q3"],
        tencent_row(1, "满意", "1", "0", "希望路灯早一点亮起来"),
        tencent_row(2, "一般", "1", "1", "垃圾没有人来收，气味难闻"),
    ]

    export = read_export(text_file("腾讯.csv", rows), campaign)

    assert counts(export, "Q2") == {"A1": 2, "A2": 1}
    [question] = export.questions
    assert question.place.column == "Q3"
    assert question.proposal == "意见"
    assert len(read_export(text_file("腾讯.csv", rows), campaign, {question.id: "意见"}).opinions) == 2


def test_jinshuju_parts_choices_only_where_the_pieces_repeat(xlsx: Writes, campaign: Campaign) -> None:
    tail = ["提交人", "提交时间", "修改时间", "填写设备", "IP"]
    rows: list[list[Any]] = [["序号", "关心的事", "意见建议", *tail]]
    said = [
        ("交通、就业", "路灯、路面都要修"),
        ("就业", "同意"),
        ("交通、就业", "建议多听、多看、多想"),
        ("交通", ""),
    ]
    for number, answers in enumerate(said, 1):
        rows.append(
            [number, *answers, "微信用户", f"2020-04-06 11:0{number}:00", "", "Android", f"10.0.0.{number}"]
        )

    export = read_export(xlsx("金数据.xlsx", rows), campaign)

    assert export.recognised[0].shape == "金数据"
    assert counts(export, "关心的事") == {"交通": 3, "就业": 3}
    assert list(export.opinions["原文"]) == ["路灯、路面都要修", "建议多听、多看、多想"]


def test_google_forms_parts_choices_at_comma_and_space(text_file: Writes, campaign: Campaign) -> None:
    rows = [
        ["Timestamp", "Email Address", "您关心的事", "您的意见"],
        ["4/6/2020 9:00:00", "a@example.com", "交通, 就业", "修路, 修桥"],
        ["4/6/2020 9:01:00", "b@example.com", "交通", "无"],
        ["4/7/2020 9:01:00", "c@example.com", "就业, 交通", "种树"],
    ]

    export = read_export(text_file("google.csv", rows, "utf-8"), campaign)

    assert export.recognised[0].shape == "Google Forms"
    assert counts(export, "您关心的事") == {"交通": 3, "就业": 2}
    assert list(export.opinions["登记日"]) == ["2020-04-06", "2020-04-07"]
    assert not export.opinions.map(lambda cell: "example.com" in str(cell)).any(axis=None)


def test_microsoft_forms_choices_end_with_a_semicolon(xlsx: Writes, campaign: Campaign) -> None:
    rows = [
        ["ID", "开始时间", "完成时间", "电子邮件", "名称", "您关心的事", "还有什么建议"],
        [1, "2020-04-06 09:00:00", "2020-04-06 09:02:00", "anonymous", "", "交通;就业;", "修路"],
        [2, "2020-04-06 09:10:00", "2020-04-06 09:12:00", "anonymous", "", "交通;", "修桥"],
        [3, "2020-04-06 09:20:00", "2020-04-06 09:22:00", "anonymous", "", "就业;", "（空）"],
    ]

    export = read_export(xlsx("forms.xlsx", rows), campaign)

    assert export.recognised[0].shape == "Microsoft Forms"
    assert counts(export, "您关心的事") == {"交通": 2, "就业": 2}
    assert list(export.opinions["原文"]) == ["修路", "修桥"]


def test_a_column_that_could_be_either_is_asked_about_and_left_out_until_then(
    xlsx: Writes, campaign: Campaign
) -> None:
    rows = [
        [*HEAD, "1、您所在的片区", "2、您的意见"],
        *(sheet(n, n, place, "修路") for n, place in enumerate(["河东片", "河西片", "城中片"], 1)),
    ]
    path = xlsx("片区.xlsx", rows)

    export = read_export(path, campaign)

    [question] = export.questions
    assert question.place.column == "1、您所在的片区"
    assert export.tallies.empty
    assert counts(read_export(path, campaign, {question.id: "单选题"}), "您所在的片区") == {
        "城中片": 1,
        "河东片": 1,
        "河西片": 1,
    }


def test_names_and_phones_asked_for_are_never_opinions_or_tallies(xlsx: Writes, campaign: Campaign) -> None:
    rows = [
        [*HEAD, "1、您的姓名", "2、联系电话", "3、您的意见"],
        sheet(1, 1, "朱琦梦", "13800138000", "修路"),
        sheet(2, 2, "王建国", "13900139000", "修桥"),
    ]

    export = read_export(xlsx("实名.xlsx", rows), campaign)

    assert export.tallies.empty
    assert list(export.opinions["原文"]) == ["修路", "修桥"]
    assert list(export.opinions["提出者姓名"]) == ["朱琦梦", "王建国"]
    assert not export.questions


SURVEYS = Path(__file__).parents[2] / "data" / "surveys"


@pytest.mark.parametrize(
    ("name", "returned", "opinions", "questions"),
    [
        ("alike", 10, 0, 2),
        ("comma", 30, 10, 2),
        ("r03_closed_survey", 30, 0, 5),
        ("r07_single_choice_comma", 8, 8, 3),
        ("导出20", 30, 10, 1),
        ("导出40", 50, 10, 1),
    ],
)
def test_surveys_of_any_site_or_none_give_their_opinions_and_tallies(
    name: str, returned: int, opinions: int, questions: int, campaign: Campaign
) -> None:
    export = read_export(SURVEYS / f"{name}.xlsx", campaign, accept=True)

    assert (export.returned, len(export.opinions)) == (returned, opinions)
    assert export.tallies["题"].nunique() == questions


def test_a_survey_says_which_column_asks_for_words_and_asks_for_the_channel(campaign: Campaign) -> None:
    export = read_export(SURVEYS / "r07_single_choice_comma.xlsx", campaign)

    assert [question.topic for question in export.questions] == ["渠道"]
    done = read_export(SURVEYS / "r07_single_choice_comma.xlsx", campaign, {"渠道": "网络"})
    assert "开放建议" in done.recognised[0].why
    assert counts(done, "经验水平") == {"无经验，正在学习": 3, "熟练": 3, "有经验（做过一两年）": 2}


def test_only_praise_is_neither_an_opinion_nor_none_until_the_office_says_so(
    xlsx: Writes, campaign: Campaign
) -> None:
    said = ["很好"] * 4 + ["无", "2、无", "(空)", "没有固定的停车位", "门口的路灯坏了"]
    rows = [[*HEAD, "1、您有什么意见？"], *(sheet(at, at, text) for at, text in enumerate(said, 1))]
    path = xlsx("问卷.xlsx", rows)

    export = read_export(path, campaign)
    kept = read_export(path, campaign, {"只说好": "意见"})

    assert (len(export.opinions), export.no_opinion) == (2, 3)
    assert any("4 份只说“很好”" in finding.problem for finding in export.findings)
    assert len(kept.opinions) == 6
