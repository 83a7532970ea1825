"""One row is one report (报道) in one medium."""

from kit.nouns.table import Column, SheetKind

KIND = SheetKind(
    id="media_items",
    code="S09",
    name="宣传报道",
    row="一篇（次）报道",
    aliases=("宣传台账", "报道登记", "宣传报道统计", "新闻宣传"),
    key="",
    day="日期",
    personal=(),
    columns=(
        Column("日期", "date", aliases=("刊播日期", "刊登日期", "报道日期", "时间"), note="刊登或播出的日子"),
        Column(
            "媒体",
            required=True,
            aliases=("媒体名称", "刊播媒体", "刊登媒体", "报刊名称"),
            note="媒体的全称，不加书名号",
        ),
        Column(
            "媒体级别",
            "choice",
            aliases=("级别",),
            choices=("中央", "省级", "市级", "本单位"),
            choice_aliases={
                "中央级": "中央",
                "国家级": "中央",
                "省": "省级",
                "自治区级": "省级",
                "市": "市级",
                "本机关": "本单位",
                "内部": "本单位",
                "单位": "本单位",
            },
            note="媒体是哪一级的",
        ),
        Column(
            "载体",
            "choice",
            aliases=("载体类型", "媒体类型", "形式"),
            choices=("报", "台", "网", "简报", "版报", "内网"),
            choice_aliases={
                "报纸": "报",
                "报刊": "报",
                "电视": "台",
                "电视台": "台",
                "广播": "台",
                "电台": "台",
                "网站": "网",
                "网络": "网",
                "外网": "网",
                "板报": "版报",
            },
            note="登在什么上面",
        ),
        Column("标题", aliases=("报道标题", "稿件标题", "题目"), note="报道的标题"),
        Column("链接/期号", aliases=("链接", "期号", "版面", "链接或期号", "网址"), note="网址、期号或版面"),
    ),
    example={
        "日期": "2020-03-12",
        "媒体": "示例日报",
        "媒体级别": "市级",
        "载体": "报",
        "标题": "学习教育活动启动",
    },
)
