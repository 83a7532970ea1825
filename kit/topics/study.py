"""Study: sessions (学习安排, S05), talks and trips (S06), papers written (S07), set books (S08).

An essay (心得体会) is owed by as many authors as campaign.toml says (I10).
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kit.model.counting import By, Distinct, Names, Rows, Sums, is_one_of, over
from kit.model.finding import Finding
from kit.model.prose import SHOWN_NAMES, Prose, counts, items_of, prose
from kit.model.table import Column, SheetKind
from kit.text.saying import joined
from kit.topics.passage import KeyFigure, passage

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kit.model.campaign import Campaign
    from kit.model.draft import Material
    from kit.model.table import Sheets


STUDY_SESSIONS = SheetKind(
    id="study_sessions",
    code="S05",
    name="学习安排",
    row="一次学习",
    aliases=("学习计划表", "学习台账", "学习登记"),
    key="",
    day="日期",
    personal=(),
    own_words=("起止时段", "学习内容", "牵头", "对象"),
    columns=(
        Column(
            "日期",
            "date",
            aliases=("学习日期", "学习时间", "时间"),
            filled_down=True,
            decides=True,
            note="学习的日子",
        ),
        Column("起止时段", aliases=("时段", "起止时间"), note="如：9:00—11:00"),
        Column(
            "学习内容",
            tells=True,
            aliases=("内容", "学习主题", "学习专题", "学习篇目", "学习主题内容"),
            note="学什么",
        ),
        Column(
            "形式",
            "choice",
            tells=True,
            aliases=("学习形式", "学习方式", "学习类型"),
            choices=(
                "集中学习",
                "个人自学",
                "中心组",
                "辅导报告",
                "参观",
                "观影",
                "警示教育",
                "网上",
                "外出考察",
            ),
            open=True,
            choice_aliases={
                "自学": "个人自学",
                "中心组学习": "中心组",
                "理论中心组学习": "中心组",
                "集体学习": "集中学习",
                "专题辅导": "辅导报告",
                "辅导": "辅导报告",
                "辅导讲座": "辅导报告",
                "网上学习": "网上",
                "网络学习": "网上",
                "参观学习": "参观",
                "观看影片": "观影",
                "考察": "外出考察",
            },
            note="怎么学",
        ),
        Column("牵头", aliases=("牵头单位", "组织单位", "牵头部门"), note="谁组织"),
        Column("对象", aliases=("学习对象", "参加对象", "参加人员"), note="谁参加"),
        Column("学时", "number", aliases=("课时", "学时数", "学习时长"), note="几个学时，可以是 0.5"),
        Column("应到", "count", aliases=("应到人数", "应参加人数"), note="应到人数"),
        Column(
            "实到",
            "count",
            aliases=("实到人数", "实参加人数", "参加人数", "实际参加人数"),
            note="实到人数，不多于应到",
        ),
    ),
    example={
        "日期": "2020-03-10",
        "起止时段": "9:00—11:00",
        "学习内容": "示例：文件选编第一章",
        "形式": "集中学习",
        "学时": "2",
        "应到": "60",
        "实到": "57",
    },
)


STUDY_TRIPS = SheetKind(
    id="study_trips",
    code="S06",
    name="考察培训",
    row="一次专家报告或外出考察",
    aliases=("请进来走出去", "外出考察", "培训考察", "考察学习"),
    key="",
    day="日期",
    personal=(),
    own_words=("专家/地点", "主题", "带队"),
    columns=(
        Column("日期", "date", aliases=("时间", "考察日期", "考察时间"), note="哪一天；跨几天的填第一天"),
        Column(
            "类别",
            "choice",
            open=True,
            aliases=("类型", "方式"),
            choices=("请进来", "走出去"),
            choice_aliases={
                "专家报告": "请进来",
                "专家讲座": "请进来",
                "外出考察": "走出去",
                "考察": "走出去",
            },
            note="请专家来填“请进来”，出去考察填“走出去”",
        ),
        Column(
            "专家/地点",
            tells=True,
            aliases=("专家", "地点", "专家或地点", "考察地点", "目的地"),
            note="专家姓名或去的地方，一行一个",
        ),
        Column("主题", aliases=("内容", "考察主题", "考察内容", "报告题目"), note="讲什么、看什么"),
        Column("带队", aliases=("带队领导", "领队", "带队人"), note="带队人姓名"),
        Column("人数", "count", aliases=("参加人数", "考察人数"), note="去了多少人，或多少人听"),
    ),
    example={
        "日期": "2020-04-08",
        "类别": "走出去",
        "专家/地点": "示例：某市",
        "主题": "园区建设",
        "人数": "12",
    },
)


ESSAYS = SheetKind(
    id="essays",
    code="S07",
    name="学习成果",
    row="一篇心得体会或交流材料",
    aliases=("心得体会", "学习成果登记", "心得体会登记"),
    key="篇ID",
    day="提交日",
    personal=(),
    own_words=("作者", "题目", "发布渠道"),
    columns=(
        Column(
            "篇ID", "key", numbered=True, aliases=("编号", "篇号", "篇目编号"), note="自己编，不重复、不再改"
        ),
        Column("作者", tells=True, aliases=("姓名", "撰写人", "作者姓名"), note="作者姓名"),
        Column(
            "职级",
            "choice",
            open=True,
            aliases=("级别", "职务级别"),
            choices=("处级以上", "其他"),
            choice_aliases={
                "处级": "处级以上",
                "正处级": "处级以上",
                "副处级": "处级以上",
                "处级及以上": "处级以上",
                "厅级": "处级以上",
                "科级": "其他",
                "科级以下": "其他",
                "科级及以下": "其他",
                "一般干部": "其他",
            },
            note="处级以上干部另有篇数要求",
        ),
        Column(
            "体裁",
            "choice",
            tells=True,
            aliases=("类型", "材料类型", "类别"),
            choices=("心得体会", "交流发言", "理论文章"),
            open=True,
            choice_aliases={
                "心得": "心得体会",
                "体会文章": "心得体会",
                "交流材料": "交流发言",
                "发言材料": "交流发言",
                "交流发言材料": "交流发言",
                "论文": "理论文章",
            },
            note="写的是什么",
        ),
        Column("题目", aliases=("标题", "文章题目", "篇名"), note="题目全文，不加书名号"),
        Column("提交日", "date", aliases=("提交日期", "提交时间", "交稿日期"), note="哪天交的"),
        Column("是否精选", "yes_no", aliases=("精选", "是否入选", "入选"), note="有没有选登"),
        Column(
            "发布渠道",
            "list",
            aliases=("刊登渠道", "发布", "发布平台"),
            note="内网、外网、简报、版报，几处用顿号隔开",
        ),
    ),
    example={
        "篇ID": "示例1",
        "作者": "张某",
        "职级": "其他",
        "体裁": "心得体会",
        "题目": "学习体会",
        "是否精选": "是",
        "发布渠道": "内网、简报",
    },
)


SET_BOOKS = SheetKind(
    id="set_books",
    code="S08",
    name="阅读书目",
    row="一本书",
    aliases=("书目", "推荐书目", "学习书目"),
    key="",  # one book may go to several kinds of readers, a row each
    day="",
    personal=(),
    own_words=("书名", "著者", "推荐单位", "对象"),
    columns=(
        Column("书名", tells=True, aliases=("书籍名称", "书目名称", "图书名称"), note="不用加书名号"),
        Column("著者", aliases=("作者", "编者", "编著者"), note="作者或编者"),
        Column("推荐单位", aliases=("推荐部门", "荐书单位"), note="由谁推荐"),
        Column(
            "必读选读",
            "choice",
            aliases=("必读/选读", "类别", "阅读要求"),
            choices=("必读", "选读"),
            note="必读还是选读",
        ),
        Column("对象", aliases=("阅读对象", "发放对象"), note="哪些人读"),
        Column("发放册数", "count", aliases=("册数", "发放数量", "发书册数"), note="发了多少册"),
        Column("完成人数", "count", aliases=("读完人数", "已读人数"), note="读完的人数"),
    ),
    example={"书名": "示例书名", "必读选读": "必读", "发放册数": "60", "完成人数": "55"},
)


_OUT, _GUESTS = is_one_of("类别", "走出去"), is_one_of("类别", "请进来")
_ESSAYS, _TALKS = is_one_of("体裁", "心得体会"), is_one_of("体裁", "交流发言")


FACTS = (
    *over(
        "study_sessions",
        Rows("study.sessions", "学习安排次数", "次", "学习安排表的行数", "形式"),
        Distinct("study.form_count", "学习形式数", "种", "不同学习形式的个数", "形式"),
        Names("study.forms", "学习形式", "形式", by="日期"),
        By(
            "形式",
            (Rows("study.by.{word}.count", "学习{word}次数", "次", "形式为“{word}”", "形式"),),
            but=STUDY_SESSIONS.column("形式").choices,
        ),
        Sums("study.attendance", "参学人次", "人次", "各次学习实到人数之和", "实到", zero=True),
    ),
    *over(
        "study_trips",
        Distinct("study.trip_count", "外出考察地数", "个", "不同考察地的个数", "专家/地点", _OUT, zero=False),
        Names("study.trip_places", "外出考察地", "专家/地点", "按首次考察先后", _OUT, zero=False, by="日期"),
        Rows(
            "study.expert_lectures",
            "专家辅导场数",
            "场",
            "“请进来”的次数",
            "专家/地点",
            _GUESTS,
            zero=False,
        ),
        By(
            "类别",
            (Rows("study.trips.by.{word}.count", "{word}次数", "次", "类别为“{word}”", "类别"),),
            but=STUDY_TRIPS.column("类别").choices,
        ),
    ),
    *over(
        "essays",
        Rows("study.essays", "心得体会篇数", "篇", "体裁为“心得体会”的篇数", "体裁", _ESSAYS),
        Distinct(
            "study.essay_authors",
            "撰写心得体会人数",
            "人",
            "心得体会的不同作者",
            "作者",
            _ESSAYS,
            shown="体裁",
        ),
        By(
            "体裁",
            (Rows("study.essays.by.{word}.count", "{word}篇数", "篇", "体裁为“{word}”的篇数", "体裁"),),
            but=ESSAYS.column("体裁").choices,
        ),
        Rows("study.talks", "交流发言篇数", "篇", "体裁为“交流发言”的篇数", "体裁", _TALKS, zero=False),
        Rows(
            "study.essays_selected",
            "精选心得体会篇数",
            "篇",
            "“是否精选”为是",
            "是否精选",
            is_one_of("是否精选", True),  # noqa: FBT003 - a cell holds True, False or None
        ),
    ),
    *over(
        "set_books",
        Rows("books.count", "阅读书目数", "本", "阅读书目表的行数", "书名"),
        Names("books.list", "阅读书目", "书名", once=False, title=True),
        *(
            Sums(f"books.{key}", name, unit, f"各书“{column}”之和", column)
            for key, column, name, unit in (
                ("copies", "发放册数", "发放书籍册数", "册"),
                ("read", "完成人数", "读完人次", "人次"),
            )
        ),
    ),
)


RULE = "essays.everyone"


def check_essay_for_everyone(sheets: Sheets, campaign: Campaign) -> Iterator[Finding]:
    """Yield one warning if the essays have fewer or more authors than [checks] essay_authors."""
    expected = campaign.checks.essay_authors
    rows = [row for row in sheets.rows("essays") if row["体裁"] == "心得体会"]
    authors = {str(row["作者"]) for row in rows if row["作者"]}
    if expected and rows and len(authors) != expected:
        problem = f"交心得体会的有 {len(authors)} 人，campaign.toml 写的应交人数是 {expected} 人"
        remedy = "少了的请催交，材料里不要写“每人一篇”；多了的请核对姓名有没有写法不一"
        yield Finding(RULE, "warning", rows[0].table.place(None, "作者"), problem, remedy)


RULES = (check_essay_for_everyone,)


KEY_FIGURES = (
    KeyFigure("study.sessions", "学习安排", "各种形式合计"),
    KeyFigure("study.attendance", "参加学习", "各次实到人数之和"),
    KeyFigure("study.essays", "撰写心得体会"),
    KeyFigure("study.essays_selected", "精选心得体会", "从提交的心得体会中选出"),
    KeyFigure("books.count", "阅读书目"),
)


@passage("学习形式", kind=STUDY_SESSIONS, needs=("study.forms", "study.form_count"))
def forms_of_study(material: Material) -> Prose:
    """Return 采取…N种形式."""
    forms, number = material.facts["study.forms"], material.facts["study.form_count"]
    if number == 1:
        return prose("采取", forms, "的形式")
    return prose("采取", forms, number, "种形式")


@passage("考察培训", kind=STUDY_TRIPS)
def lectures_and_trips(material: Material) -> Prose | None:
    """Return 邀请…作专题辅导N场，先后到…学习考察; None if there was neither."""
    facts = material.facts
    clauses: list[Prose] = []
    if lectures := facts.get("study.expert_lectures"):
        clauses.append(prose("邀请", joined(_experts(material)), "作专题辅导", lectures, "场"))
    if places := facts.get("study.trip_places"):
        clauses.append(prose("组织人员", "先后" if len(places) > 1 else "", "到", places, "学习考察"))
    return prose(joined(clauses, "，")) if clauses else None


def _experts(material: Material) -> list[str]:
    rows = (row for row in material.sheets.rows("study_trips") if row["类别"] == "请进来")
    return list(dict.fromkeys(str(row["专家/地点"] or "专家") for row in rows))


@passage("学习成果", kind=ESSAYS)
def papers_written(material: Material) -> Prose | None:
    """Return 撰写心得体会N篇、交流发言材料N篇，精选N篇…交流; None without papers."""
    facts = material.facts
    kinds = (("study.essays", "心得体会"), ("study.talks", "交流发言材料"))
    written = [prose(word, fact, "篇") for id_, word in kinds if (fact := facts.get(id_))]
    if not written:
        return None
    selected = facts.get("study.essays_selected")
    if not selected:
        return prose("共撰写", joined(written))
    where = joined(_channels(material))
    shown = prose("，通过", where, "交流") if where else "进行交流"
    return prose("共撰写", joined(written), "，从中精选心得体会", selected, "篇", shown)


def _channels(material: Material) -> list[str]:
    rows = (row for row in material.sheets.rows("essays") if row["是否精选"])
    return list(dict.fromkeys(channel for row in rows for channel in row["发布渠道"] or ()))


@passage("学习书目", kind=SET_BOOKS, needs=("books.list", "books.count"))
def set_books(material: Material) -> Prose:
    """Return 把《…》《…》作为阅读书目，发放N册，读完N人次."""
    facts = material.facts
    titles, number = facts["books.list"], facts["books.count"]
    named = (
        (replace(titles, text="".join(items_of(titles))), "作为阅读书目")
        if number <= SHOWN_NAMES
        else ("".join(items_of(titles)[:SHOWN_NAMES]), "等", number, "本书作为阅读书目")
    )
    more = (("books.copies", "发放"), ("books.read", "读完"))
    return prose("把", named, *(("，", clause) for clause in counts(facts, more)))


@passage("必读书目", kind=SET_BOOKS)
def required_books(material: Material) -> str:
    """Return the titles that everybody has to read (必读), nothing without any."""
    rows = (row for row in material.sheets.rows("set_books") if row["书名"] and row["必读选读"] == "必读")
    return "".join(f"《{str(row['书名']).strip('《》')}》" for row in rows)
