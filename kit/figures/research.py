"""Survey topics (调研课题), finished reports (定稿 or 已转化), places visited and talks held: S10."""

from kit.nouns.counting import Distinct, Names, Rows, Sums, is_one_of, over

WRITTEN = ("定稿", "已转化")
FACTS = over(
    "research_topics",
    Distinct("research.topics", "调研课题数", "个", "不同课题的个数", "课题名"),
    Names("research.topic_list", "调研课题", "课题名", once=False),
    Rows(
        "research.reports",
        "调研报告篇数",
        "篇",
        f"报告状态为{'、'.join(WRITTEN)}的篇数",
        "报告状态",
        is_one_of("报告状态", *WRITTEN),
    ),
    *(
        Sums(f"research.{key}", f"课题调研{column}", unit, f"各课题“{column}”之和", column)
        for key, column, unit in (("places_visited", "走访点数", "个"), ("talks_held", "座谈次数", "次"))
    ),
)
