"""CONTRIBUTING.md is held against the code: names exist, tables and worked examples are what the kit says."""

import importlib
import re
from collections.abc import Callable
from datetime import date
from fractions import Fraction
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import test_architecture
from appraisal_drawing import campaign_of, figures, roster
from drawing import drawn_table

from kit.app.rooms import FLOORS, rooms, with_rooms
from kit.app.work import open_campaign
from kit.model.campaign import Campaign
from kit.model.counting import counted
from kit.model.fact import Facts
from kit.model.table import Sheets
from kit.model.tally import ItemTally, Tally, Turnout
from kit.text.numbers import fixed_text, largest_remainder, percentage
from kit.text.saying import displayed_difference
from kit.topics import forms, rectification, talks, web
from kit.topics.appraisal import comments, evaluation, results
from kit.topics.appraisal.cells import JoinedCells
from kit.topics.appraisal.facts import Doors, turnout_facts

ROOT = Path(__file__).parent.parent
PAGE = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
UNFENCED = re.sub(r"^```.*?^```$", "", PAGE, flags=re.DOTALL | re.MULTILINE)
CODE = sorted(set(re.findall(r"`([^`\n]+)`", UNFENCED)))
DOTTED = [said for said in CODE if re.fullmatch(r"[A-Za-z]\w*(\.\w+)+", said)]
PATHS = [said for said in CODE if re.fullmatch(r"[\w.*-]+(/[\w.*-]*)+", said)]


def test_the_table_of_rooms_is_made_from_the_docstrings_by_make_docs() -> None:
    assert with_rooms(PAGE) == PAGE, "run make docs"


def test_the_floors_of_the_table_are_those_of_the_imports() -> None:
    assert tuple(map(set, FLOORS)) == test_architecture.FLOORS


def test_every_room_says_what_it_holds_in_words_of_its_own() -> None:
    told = [said for _, said in rooms()]

    assert all(len(said) > len("a word or two") for said in told)
    assert len(set(told)) == len(told)


@pytest.fixture(scope="module")
def ledger() -> Facts:
    return open_campaign(ROOT / "data/demo").facts


def is_in_the_kit(name: str) -> bool:
    """Return whether a dotted name is a module below kit/, or something in one."""
    parts = name.split(".")
    for length in range(len(parts), 0, -1):
        try:
            found: object = importlib.import_module(".".join(("kit", *parts[:length])))
        except ModuleNotFoundError:
            continue
        for part in parts[length:]:
            if not hasattr(found, part):
                return False
            found = getattr(found, part)
        return True
    return False


def test_every_dotted_name_exists(ledger: Facts) -> None:
    strange = [
        name
        for name in DOTTED
        if not (is_in_the_kit(name) or name in ledger or name.startswith("own."))
        and not any((folder / name).is_file() for folder in (ROOT, ROOT / "data/demo"))
    ]

    assert len(DOTTED) > 90
    assert not strange


def test_every_path_exists() -> None:
    places = (ROOT, ROOT / "kit")

    assert len(PATHS) > 20
    assert not [path for path in PATHS if not any(list(place.glob(path.rstrip("/"))) for place in places)]


def test_the_page_is_named_where_people_look_first() -> None:
    assert "(CONTRIBUTING.md)" in (ROOT / "README.md").read_text(encoding="utf-8")


def rows_of(heading: str) -> list[list[str]]:
    """Return the cells of the table under a heading, without its first two lines."""
    section = PAGE.split(f"\n## {heading}")[1].split("\n## ")[0]
    return [line.strip("| ").split(" | ") for line in section.splitlines() if line.startswith("|")][2:]


def numbers_in(text: str) -> list[Fraction]:
    return [Fraction(number) for number in re.findall(r"\d+(?:\.\d+)?", text)]


def fact_of(id_: str, counts: Any, campaign: Campaign | None = None, **drawn: str) -> str:
    """Return the printed text of a fact that is counted over drawn sheets."""
    sheets = Sheets(tuple(drawn_table(kind, text) for kind, text in drawn.items()))
    facts = {fact.id: fact for fact in counted(counts, sheets, campaign or campaign_of())}
    return facts[id_].text


def turnout(key: str, **said: Fraction) -> str:
    numbers = {name: int(number) for name, number in said.items()}
    returned, valid = numbers.get("returned", numbers.get("valid", 0)), numbers.get("valid", 0)
    people = Turnout(numbers.get("expected"), numbers.get("present"), numbers.get("issued"))
    doors = Doors(JoinedCells(()), ())
    facts = {
        fact.id: fact for fact in turnout_facts("u", "", Tally(returned, returned - valid, (), people), doors)
    }
    return facts[f"u.{key}"].text


def approval(denominator: str, *votes: Fraction) -> str:
    *grades, abstained = map(int, votes)
    stated = campaign_of(denominator=denominator).evaluation
    tally = Tally(int(sum(votes)), 0, (ItemTally(tuple(grades), abstained),))
    assert stated is not None
    return f"{fixed_text(results.positive_rate(stated, tally) or 0)}%"


def scored(*said: Fraction) -> str:
    votes, points = tuple(map(int, said[:3])), tuple(map(int, said[3:]))
    stated = campaign_of(points=points).evaluation
    assert stated is not None
    return fixed_text(results.item_score(stated, ItemTally(votes)) or 0)


def weighted(*said: Fraction) -> str:
    half = len(said) // 2
    groups = [
        {"id": str(at), "name": str(at), "weight": int(weight)} for at, weight in enumerate(said[half:])
    ]
    stated = campaign_of(groups=groups).evaluation
    assert stated is not None
    exact = results.composite(stated, {str(at): value for at, value in enumerate(said[:half])})
    return fixed_text(exact or 0)


def banded(score: Fraction, first: Fraction, second: Fraction) -> str:
    bands = [{"name": "优秀", "least": int(first)}, {"name": "良好", "least": int(second)}]
    stated = campaign_of(bands=bands).evaluation
    assert stated is not None
    return str(results.band(stated, score))


def verdict(*said: Fraction) -> str:
    *votes, members = map(int, said)
    cells = "被评单位 项目 收回票 无效票 第1等 第2等 第3等\n"
    counted_ballots = drawn_table(
        "tallied_ballots", f"{cells}财政局 工作 {sum(votes)} 0 {' '.join(map(str, votes))}"
    )
    campaign = campaign_of(verdict="majority_of_members")
    return str(figures(campaign, counted_ballots, roster(members, members, members))["work.verdict"].text)


def published(valid: Fraction, least: Fraction) -> str:
    found: Any = SimpleNamespace(total=Tally(int(valid), 0, ()))
    return "公布" if evaluation.is_published(found, SimpleNamespace(minimum=least)) else "不公布"  # type: ignore[arg-type]


def covered(leaders: Fraction, pairs: Fraction) -> str:
    names = "甲乙丙丁戊己"[: int(leaders)]
    talked = [f"{one} {other}" for at, one in enumerate(names) for other in names[at + 1 :]][: int(pairs)]
    drawn = {"talks": "甲 乙\n" + "\n".join(talked), "leaders": "姓名\n" + "\n".join(names)}
    return fact_of("talks.coverage", talks.FACTS, **drawn)


def adopted(registered: Fraction, valid: Fraction) -> str:
    ids = [f"Y{number}" if number < registered else "-" for number in range(int(valid))]
    rows = "\n".join(f"留言 {id_}" for id_ in ids)
    return fact_of("web.adoption_rate", web.FACTS, web_messages=f"内容 转登记ID\n{rows}")


def answered(*said: Fraction) -> str:
    words = zip(("采纳", "部分采纳", "未采纳"), map(int, said), strict=True)
    rows = "\n".join(f"意见 {word}" for word, times in words for _ in range(times))
    return fact_of("appraisal_opinions.rate", comments.FACTS, appraisal_opinions=f"原文 采纳\n{rows}")


def put_right(*said: Fraction) -> str:
    kinds = zip(("限期整改 已销号", "限期整改 整改中", "长期坚持 整改中"), map(int, said), strict=True)
    rows = "\n".join(f"{kind} 2009-05-01" for kind, times in kinds for _ in range(times))
    campaign = campaign_of()
    stated = campaign.campaign.model_copy(update={"register_date": date(2009, 6, 5)})
    return fact_of(
        "rectification.rate",
        rectification.FACTS,
        campaign.model_copy(update={"campaign": stated}),
        rectification=f"整改类型 状态 完成时限\n{rows}",
    )


Worked = Callable[..., str]
WORKED: dict[str, Worked] = {
    "rounding": lambda part, whole: fixed_text(percentage(part, whole)),
    "shares": lambda *counts: " ".join(fixed_text(each) for each in largest_remainder([*map(int, counts)])),
    "return rate of forms": lambda back, out: fact_of(
        "forms.return_rate", forms.FACTS, opinion_forms=f"渠道 发放份数 收回份数\n干部 {out} {back}"
    ),
    "attendance": lambda came, all_: turnout("attendance_rate", present=came, expected=all_),
    "return rate": lambda back, out: turnout("return_rate", returned=back, issued=out),
    "valid rate": lambda valid, back: turnout("valid_rate", valid=valid, returned=back),
    "valid return rate": lambda valid, out: turnout("valid_return_rate", valid=valid, issued=out),
    "positive rate": lambda *votes: approval("valid", *votes),
    "the same": lambda *votes: approval("answered", *votes),
    "score": scored,
    "mean mark": lambda *said: fixed_text(results.trimmed_mean(said[:-1], int(said[-1]))),
    "weighted groups": weighted,
    "grade": banded,
    "rank": lambda *scores: " ".join(map(str, results.ranks(scores))),
    "verdict": verdict,
    "change": lambda now, then: fixed_text(displayed_difference(now, then)),
    "suppression": published,
    "coverage of talks": covered,
    "adoption of messages": adopted,
    "adoption of comments": answered,
    "rectification": put_right,
}
FORMULAS = {row[0]: row for row in rows_of("Formulas on a page")}


@pytest.mark.parametrize("figure", FORMULAS)
def test_the_worked_example_of_every_formula_is_what_the_kit_computes(figure: str) -> None:
    name = max((name for name in WORKED if figure.startswith(name)), key=len)
    example, _, result = FORMULAS[figure][2].partition(" → ")

    assert WORKED[name](*numbers_in(example)) == result


def test_every_formula_that_can_be_worked_stands_on_the_page() -> None:
    assert len(FORMULAS) == len(WORKED)
