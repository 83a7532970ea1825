"""Study: sessions (S05), trips and lectures (S06), papers (S07)."""

from kit.nouns.counting import Distinct, Names, Rows, Sums, is_one_of, over

_OUT, _GUESTS = is_one_of("类别", "走出去"), is_one_of("类别", "请进来")
_ESSAYS, _TALKS = is_one_of("体裁", "心得体会"), is_one_of("体裁", "交流发言")
FACTS = (
    *over(
        "study_sessions",
        Rows("study.sessions", "学习安排次数", "次", "学习安排表的行数", "形式"),
        Distinct("study.form_count", "学习形式数", "种", "不同学习形式的个数", "形式"),
        Names("study.forms", "学习形式", "形式", by="日期"),
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
)
