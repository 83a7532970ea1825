import json
import pickle
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from kit.model.campaign import read_campaign
from kit.model.fact import Fact, Place, Source, count_fact, list_fact, rate_fact
from kit.model.finding import CampaignError, Finding, TemplateError
from kit.model.prose import prose
from kit.model.settings import Section, checked

CAMPAIGN = """
[campaign]
title = "试验"
year = 2009
phase = 1
[office]
name = "办公室"
body = "机关"
body_short = "机关"
"""


def test_a_fact_behaves_in_a_template_like_its_value() -> None:
    forms = count_fact("forms.issued", "发放份数", 400, "份", "各渠道之和")

    assert forms > 399
    assert forms == 400
    assert str(forms) == "400"
    assert not count_fact("x", "x", 0, "份", "")
    assert len(list_fact("y", "y", ["甲", "乙"])) == 2


def test_two_facts_of_one_value_are_neither_above_nor_below_each_other() -> None:
    issued, returned = (count_fact(f"forms.{key}", key, 400, "份", "") for key in ("issued", "returned"))

    assert issued != returned
    assert not issued > returned
    assert not issued < returned
    assert issued >= returned
    assert issued <= returned


def test_a_fact_goes_to_json_with_its_exact_value() -> None:
    source = Source("表.xlsx", "ab", "表", (3, 4), "收回")
    fact = rate_fact("forms.return_rate", "回收率", Fraction(75, 2), "收回除以发放", (source,))

    told = json.loads(json.dumps(fact.as_json()))

    assert told["value"] == "75/2"
    assert told["text"] == "37.5%"
    assert told["sources"][0]["rows"] == [3, 4]


def test_a_date_goes_to_json_as_iso() -> None:
    assert Fact("a", "a", date(2009, 3, 30), "").as_json()["value"] == "2009-03-30"


def test_prose_keeps_the_facts_inside_it() -> None:
    visits = count_fact("visits.community", "走访社区数", 7, "个", "")

    sentence = prose("走访社区", visits, ["个", prose("。")])

    assert str(sentence) == "走访社区7个。"
    assert sentence.pieces[1] is visits


def test_a_finding_says_where_what_and_what_now() -> None:
    finding = Finding(
        "r", "error", Place("表.xlsx", "机关", 3, "有效票"), "填的是 39，多于收回的 38 张", "请改正这一格"
    )

    assert str(finding) == "表.xlsx「机关」第3行“有效票”列：填的是 39，多于收回的 38 张。请改正这一格。"


def test_an_error_survives_the_way_back_from_a_worker_process_with_every_finding() -> None:
    finding = Finding("word.blank", "error", Place("a.docx"), "没有这个名称", "请改名")
    sent = TemplateError(Place("a.docx"), "坏了", "重来", [finding])

    error = pickle.loads(pickle.dumps(sent))  # noqa: S301 - our own bytes

    assert str(error) == "a.docx：坏了。重来。"
    assert error.findings == (finding,)


def test_a_campaign_is_read(tmp_path: Path) -> None:
    (tmp_path / "campaign.toml").write_text(CAMPAIGN, encoding="utf-8")

    assert read_campaign(tmp_path).campaign.year == 2009


@pytest.mark.parametrize(
    ("said", "complaint"),
    [
        ("[campagin]\n", "“campagin”没有这一项，是不是“campaign”"),
        ('[poll]\nname = "a"\ngrades = ["好", "差"]\n', "“poll.question”缺这一项"),
        ("[checks]\nlow_return_rate = '50'\n", "“checks.low_return_rate”要写成整数"),
        ("[checks\n", "这一段的方括号没有成对"),
    ],
)
def test_a_fault_in_the_campaign_file_is_named_in_chinese(tmp_path: Path, said: str, complaint: str) -> None:
    (tmp_path / "campaign.toml").write_text(CAMPAIGN + said, encoding="utf-8")

    with pytest.raises(CampaignError, match=complaint):
        read_campaign(tmp_path)


def test_weights_that_do_not_add_up_to_a_hundred_are_refused(tmp_path: Path) -> None:
    groups = "".join(f'[[evaluation.groups]]\nid = "{g}"\nname = "{g}"\nweight = 40\n' for g in "AB")
    evaluation = '[evaluation]\nname = "评议"\npoints = [100, 0]\npositive = 1\n' + groups
    item = '[[evaluation.items]]\nid = "a"\nquestion = "好不好"\ngrades = ["好", "差"]\n'
    (tmp_path / "campaign.toml").write_text(CAMPAIGN + evaluation + item, encoding="utf-8")

    with pytest.raises(CampaignError, match="合计是 80，必须是 100"):
        read_campaign(tmp_path)


def test_a_missing_campaign_file_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(CampaignError, match="kit new"):
        read_campaign(tmp_path)


def test_a_document_section_is_checked_by_its_own_model() -> None:
    class Speech(Section):
        speaker: str

    with pytest.raises(CampaignError, match="“speaker”缺这一项"):
        checked(Speech, {}, "campaign.toml「documents.speech」")
