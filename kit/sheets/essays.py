"""One row is one piece of writing (学习成果) that came out of the studies."""

from kit.nouns.table import Column, SheetKind

KIND = SheetKind(
    id="essays",
    code="S07",
    name="学习成果",
    row="一篇心得体会或交流材料",
    aliases=("心得体会", "学习成果登记", "心得体会登记"),
    key="篇ID",
    day="提交日",
    personal=(),
    columns=(
        Column(
            "篇ID", "key", required=True, aliases=("编号", "篇号", "篇目编号"), note="自己编，不重复、不再改"
        ),
        Column("作者", required=True, aliases=("姓名", "撰写人", "作者姓名"), note="作者姓名"),
        Column(
            "职级",
            "choice",
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
            required=True,
            aliases=("类型", "材料类型", "类别"),
            choices=("心得体会", "交流发言", "理论文章"),
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
