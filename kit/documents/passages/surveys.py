"""Surveys as a report tells them: who answered, each question as a sentence and a table, what was written."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from kit.model.prose import Prose, prose
from kit.model.suppression import hidden_cells
from kit.text.no_opinion import aspect_named
from kit.text.numbering import heading
from kit.text.saying import joined
from kit.topics.survey_totals import survey_totals_of
from kit.topics.surveys import id_word, least_answers, surveys_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kit.model.draft import Material
    from kit.model.fact import Fact, Facts
    from kit.model.survey import SurveyQuestion
    from kit.topics.survey_totals import TotalsTable
    from kit.topics.surveys import SurveyAnswers


TOLD = 3  # options that a sentence names; the table has them all
ENDING = re.compile(r"(?:[（(](?:[^（）()]*[选序分][^（）()]*)[)）])|[：:？?。]+$|是[：:]?$")
SEVERAL = "这一题可以选几项，占比按作答人数计算，各项相加可能超过100%。"
ROUNDED = "占比按作答人数计算，单独四舍五入，各项相加可能不等于100%。"
RANKED = "占比为排在第一位的人数与作答人数之比；平均名次越小，排得越靠前。"
UNIT = re.compile(r"[（(](?:单位[：:]\s*)?(岁|年|次|人|口|元|万元|天|小时|分钟|公里|平方米)[）)]")
HIDDEN = "—"


def survey_chapters(material: Material) -> list[dict[str, Any]]:
    """Return for each survey its name (题), its paragraphs (段), its questions (各题) and units (各单位)."""
    chapters = [_of_answers(answers, material) for answers in surveys_of(material.sheets)]
    chapters += [_of_totals(each, material) for each in survey_totals_of(material.sheets)]
    return chapters


def _of_answers(answers: SurveyAnswers, material: Material) -> dict[str, Any]:
    facts, least = material.facts, least_answers(material.campaign)
    paragraphs = [prose(_returned(answers, facts), "。")]
    if len(answers.rows) < least:
        paragraphs.append(prose(f"答卷少于{least}份，分项列出会看出个人怎样作答，各题结果不列。"))
        return _chapter(answers.survey.name, paragraphs)
    asked = [*_closed(answers, facts, least), *_open(answers, material)]
    if not asked:
        paragraphs.append(prose("没有可以统计的题目。"))
    for number, question in enumerate(asked, 1):
        question["序"] = heading(number)
    return {**_chapter(answers.survey.name, paragraphs), "各题": asked}


def _chapter(name: str, paragraphs: list[Prose]) -> dict[str, Any]:
    return {"题": name, "段": paragraphs, "各题": [], "各单位": [], "单位注": ""}


def _returned(answers: SurveyAnswers, facts: Facts) -> Prose:
    """Return 发放200份，收回答卷86份，回收率43.0%，填写时间为2023年9月11日至2023年9月17日."""
    key = f"surveys.{answers.id}"
    first, last = (facts.get(f"{key}.{part}_day") for part in ("first", "last"))
    issued, rate = facts.get(f"{key}.issued"), facts.get(f"{key}.return_rate")
    head = prose("发放", issued, "份，") if issued is not None and rate is not None else "共"
    tail = prose("，回收率", rate) if issued is not None and rate is not None else ""
    said = prose(f"“{answers.survey.name}”", head, "收回答卷", facts[f"{key}.answers"], "份", tail)
    if first is None or last is None:
        return said
    when = (first,) if first.value == last.value else (first, "至", last)
    return prose(said, "，填写时间为", when)


def short_question(question: str) -> str:
    """Return a question as a heading: without what asks for an answer.

    >>> short_question("您认为最需要解决的问题是（多选）"), short_question("您的身份是：")
    ('您认为最需要解决的问题', '您的身份')
    """
    said = question
    while (bare := ENDING.sub("", said).strip()) and bare != said:
        said = bare
    return said


def _closed(answers: SurveyAnswers, facts: Facts, least: int) -> Iterator[dict[str, Any]]:
    """Yield the closed questions; the lines of a matrix as one."""
    told: set[str] = set()
    for question in answers.survey.closed:
        lines = [each for each in answers.survey.closed if each.sub and each.stem == question.stem]
        if question.sub and len(lines) > 1:
            if question.stem not in told:
                told.add(question.stem)
                yield _matrix(answers, lines, facts, least)
        else:
            yield _question(answers, question, facts, least)


def _asked(title: str, sentence: Prose, **more: object) -> dict[str, Any]:
    words = dict.fromkeys(("序", "表题", "栏一", "栏二", "栏三", "注"), "")
    return {**words, "行": [], "分项": [], "题": title, "句": sentence, **more}


def _question(answers: SurveyAnswers, question: SurveyQuestion, facts: Facts, least: int) -> dict[str, Any]:
    key, title = answers.key(question), short_question(question.heading)
    answered = facts[f"{key}.answered"]
    if few := _too_few(len(answers.tally(question).answered), least):
        return _asked(title, prose(f"{few}。"))
    mean = facts.get(f"{key}.mean")
    if question.kind == "number":
        unit = unit_of(question, answers.column(question.columns[0]))
        return _asked(
            title, prose("这一题", answered, "人作答", ("，平均", mean, unit) if mean else "", "。")
        )
    if question.kind == "ranking":
        return _ranking(answers, question, facts)
    options = _options(answers, question, facts)
    word = "评" if question.kind == "scale" else "选"
    score = ("，平均", mean, "分") if mean else ""
    sentence = prose("这一题", answered, "人作答", score, "，", _chosen(question, options, word), "。")
    return _asked(
        title,
        sentence,
        表题=f"“{title}”作答情况",
        栏一="选项",
        栏二="人数（人）",
        栏三="占比",
        行=[
            {"选项": f"{option}{points_unit(question, options)}", "人数": count, "占比": rate}
            for option, count, rate in options
        ],
        注=SEVERAL if question.kind == "multiple" else ROUNDED,
    )


def _too_few(answered: int, least: int) -> str:
    """Return why the answers to a question are not listed; nothing where they are."""
    if answered >= least:
        return ""
    return f"作答少于{least}人，不分项列出" if answered else "没有人作答"


def _options(answers: SurveyAnswers, question: SurveyQuestion, facts: Facts) -> list[tuple[str, Fact, Fact]]:
    key = answers.key(question)
    words = [(option, f"{key}.{id_word(option)}") for option in answers.tally(question).chosen]
    return [(option, facts[f"{id_}.count"], facts[f"{id_}.rate"]) for option, id_ in words]


def _chosen(question: SurveyQuestion, options: Sequence[tuple[str, Fact, Fact]], word: str) -> Prose:
    """Return the options most chosen: 选“好”的53人，占61.6%."""
    ordered = options if len(options) <= TOLD else _most_chosen(options)
    unit = points_unit(question, options)
    told = [prose(f"{word}“{option}{unit}”的", count, "人，占", rate) for option, count, rate in ordered]
    more = len(ordered) < len(options)
    return prose("人数较多的，" if more else "", joined(told, "；"))


def _most_chosen(options: Sequence[tuple[str, Fact, Fact]]) -> list[tuple[str, Fact, Fact]]:
    """Return the first few by their numbers, and whatever has as many as the last of them."""
    ordered = sorted(options, key=lambda each: -_number(each[1]))
    last = _number(ordered[:TOLD][-1][1])
    found = [each for each in ordered if _number(each[1]) >= max(last, 1)]
    return found if len(found) <= TOLD + 1 else ordered[:TOLD]


def points_unit(question: SurveyQuestion, options: Sequence[tuple[str, Fact, Fact]]) -> str:
    """Return 分 where the options of a scale are bare numbers."""
    return "分" if question.kind == "scale" and all(option.isdigit() for option, _, _ in options) else ""


def unit_of(question: SurveyQuestion, cells: Sequence[str]) -> str:
    """Return the unit of a question on numbers: that of all its answers, or the one its heading names."""
    said = {cell.strip().lstrip("-0123456789. ") for cell in cells if cell.strip()[:1].isdigit()}
    if len(said) == 1 and (unit := said.pop()):
        return unit
    match = UNIT.search(question.heading)
    return match[1] if match else "岁" if "年龄" in question.heading else ""


def _number(fact: Fact) -> int:
    return fact.value if isinstance(fact.value, int) else 0


def _matrix(
    answers: SurveyAnswers, lines: Sequence[SurveyQuestion], facts: Facts, least: int
) -> dict[str, Any]:
    """Return the lines (子题) of a matrix as one question with a row each."""
    title, told = short_question(lines[0].stem), list[Prose]()
    rows: list[dict[str, Any]] = []
    for line in lines:
        key = answers.key(line)
        if few := _too_few(len(answers.tally(line).answered), least):
            rows.append({"子题": line.sub, "作答": HIDDEN, "结果": few})
            continue
        options = _options(answers, line, facts)
        told.append(_foremost(line.sub, options))
        said = [prose(option, count, "（", rate, "）") for option, count, rate in options]
        mean = facts.get(f"{key}.mean")
        tail = ("，平均", mean, "分") if mean else ""
        rows.append({"子题": line.sub, "作答": facts[f"{key}.answered"], "结果": prose(joined(said), tail)})
    if not told:
        return _asked(title, prose(f"{rows[0]['结果']}。"))
    sentence = prose(joined(told, "；"), "。")
    return _asked(title, sentence, 表题=f"“{title}”各项作答情况", 分项=rows, 注=ROUNDED)


def _foremost(line: str, options: Sequence[tuple[str, Fact, Fact]]) -> Prose:
    """Return which answer a line of a matrix got most; all that got as many."""
    most = max(_number(count) for _, count, _ in options)
    first = [(option, rate) for option, count, rate in options if _number(count) == most]
    names = "".join(f"“{option}”" for option, _ in first)
    return prose(f"“{line}”选{names}的最多，{'各' if len(first) > 1 else ''}占", first[0][1])


def _ranking(answers: SurveyAnswers, question: SurveyQuestion, facts: Facts) -> dict[str, Any]:
    key, title = answers.key(question), short_question(question.heading)
    ids = [(option, f"{key}.{id_word(option)}") for option in answers.tally(question).chosen]
    found = [(option, facts[f"{id_}.rank1.count"], facts.get(f"{id_}.mean_rank")) for option, id_ in ids]
    ordered = sorted(found, key=lambda each: (each[2] is None, each[2].value if each[2] else 0, each[0]))
    first = _most_chosen([(option, count, count) for option, count, _ in ordered])
    told = [prose(f"“{option}”", count, "人") for option, count, _ in first]
    many = "较多的" if len(first) < len(ordered) else "的"
    return _asked(
        title,
        prose("这一题", facts[f"{key}.answered"], f"人作答，排在第一位{many}，", joined(told), "。"),
        表题=f"“{title}”排序情况",
        栏一="选项",
        栏二="排第一（人）",
        栏三="平均名次",
        行=[{"选项": option, "人数": count, "占比": mean or HIDDEN} for option, count, mean in ordered],
        注="平均名次按排了名次的人计算，越小越靠前。",
    )


def _open(answers: SurveyAnswers, material: Material) -> Iterator[dict[str, Any]]:
    """Yield the open questions: how many wrote opinions; of the register's opinions also by aspect."""
    facts = material.facts
    for question in answers.survey.open:
        key = answers.key(question)
        written, none, praise, blank = (
            facts[f"{key}.{name}"] for name in ("opinions", "no_opinion", "praise", "blank")
        )
        if _number(blank) == len(answers.rows):
            yield _asked(short_question(question.heading), prose("没有人作答。"))
            continue
        empty = ("（其中空白", blank, "份）") if blank else ""
        good = ("，只写“很好”之类的", praise, "份") if praise else ""
        sentence = prose("写了意见建议的", written, "份，没有意见的", none, "份", empty, good, "。")
        if aspects := _by_aspect(f"{key}.aspect.", facts):
            sentence = prose(sentence, "登记的意见建议按方面分，", joined(aspects), "。")
        yield _asked(short_question(question.heading), sentence)


def _by_aspect(start: str, facts: Facts) -> list[Prose]:
    """Return 服务态度5条 for each aspect of the registered opinions, the most first."""
    found = [
        (id_.removeprefix(start).removesuffix(".count"), facts[id_]) for id_ in facts if id_.startswith(start)
    ]
    ordered = sorted(found, key=lambda each: -_number(each[1]))
    return [prose(aspect_named(aspect), fact, "条") for aspect, fact in ordered]


def _of_totals(each: TotalsTable, material: Material) -> dict[str, Any]:
    facts, key, totals = material.facts, f"surveys.{each.id}", each.totals
    least = least_answers(material.campaign)
    whole = facts.get(f"{key}.answers")
    if whole is None or _number(whole) < least:
        few = prose(f"“{totals.name}”参加人数没有都填清楚，合计不列。")
        if whole is not None:
            few = prose(f"“{totals.name}”参加人数少于{least}人，分项列出会看出个人怎样评价，不列。")
        return _chapter(totals.name, [few])
    words = [(option, f"{key}.{id_word(option)}") for option in totals.options]
    told = [
        prose(f"“{option}”", facts[f"{id_}.count"], "人，占", facts[f"{id_}.rate"])
        for option, id_ in words
        if f"{id_}.rate" in facts
    ]
    rate = facts.get(f"{key}.{id_word(totals.rate)}.rate") if totals.rate else None
    head = prose(f"“{totals.name}”按单位汇总，共", whole, "人参加，")
    tail = (f"；{totals.rate}", rate) if rate else ""
    rows, hidden = _unit_rows(each, facts, least)
    note = f"标“{HIDDEN}”的单位参加人数少，或者会从合计倒推出人数少的单位，不列。" if hidden else ""
    return {
        **_chapter(totals.name, [prose(head, joined(told, "；"), tail, "。")]),
        "各单位": rows,
        "单位注": note,
        "率": totals.rate or "占比",
    }


def _unit_rows(each: TotalsTable, facts: Facts, least: int) -> tuple[list[dict[str, Any]], bool]:
    """Return a row a unit; whether some are not shown, so that the few of a small one stay unknown."""
    keys = [(name, f"surveys.{each.id}.by.{id_}") for name, id_ in each.units]
    counts = [_number(facts[f"{key}.answers"]) if f"{key}.answers" in facts else 0 for _, key in keys]
    hidden = {at for _, at in hidden_cells([counts], least)} if counts else set()
    rows: list[dict[str, Any]] = []
    for at, (name, key) in enumerate(keys):
        if at in hidden:
            rows.append({"序号": str(at + 1), "单位": name, "人数": HIDDEN, "结果": HIDDEN, "率": HIDDEN})
            continue
        found = [(option, facts.get(f"{key}.{id_word(option)}.count")) for option in each.totals.options]
        said = [prose(option, fact) for option, fact in found if fact is not None]
        rate = facts.get(f"{key}.{id_word(each.totals.rate)}.rate") if each.totals.rate else None
        rows.append(
            {
                "序号": str(at + 1),
                "单位": name,
                "人数": facts[f"{key}.answers"],
                "结果": prose(joined(said)),
                "率": rate or HIDDEN,
            }
        )
    return rows, bool(hidden)
