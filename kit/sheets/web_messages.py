"""One row is one message left on the web board (网上意见)."""

from kit.nouns.table import Column, SheetKind

KIND = SheetKind(
    id="web_messages",
    code="S16",
    name="网上意见",
    row="一条留言",
    aliases=("网上留言", "网络留言", "留言板"),
    key="留言ID",
    day="时间",
    personal=("昵称",),
    all_phases=True,
    columns=(
        Column("留言ID", "key", required=True, aliases=("留言编号", "编号"), note="网站上的编号"),
        Column("时间", "date", aliases=("留言时间", "日期"), note="留言的日子"),
        Column("昵称", aliases=("留言用户", "网名", "用户"), note="不会出现在任何材料里"),
        Column("内容", "long", required=True, aliases=("留言内容", "留言详情"), note="照录"),
        Column("是否公开", "yes_no", aliases=("公开",), note="留言是否公开显示"),
        Column("是否有效", "yes_no", aliases=("有效",), note="广告、重复的填“否”，空着算有效"),
        Column("转登记ID", "key", aliases=("转意见ID", "登记意见ID"), note="转成意见登记表里的哪一条"),
    ),
    example={"留言ID": "示例1", "时间": "2020-04-20", "内容": "建议延长办事窗口开放时间。", "是否有效": "是"},
)
