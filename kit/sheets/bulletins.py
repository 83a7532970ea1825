"""One row is one issue of the bulletin (简报)."""

from kit.nouns.table import Column, SheetKind

KIND = SheetKind(
    id="bulletins",
    code="S27",
    name="简报台账",
    row="一期简报",
    aliases=("简报登记", "简报目录"),
    key="",  # 期号 begins anew each year; the check bulletins.numbers watches it
    day="日期",
    personal=(),
    all_phases=True,
    columns=(
        Column("期号", "count", required=True, aliases=("期数", "第几期"), note="本年第几期"),
        Column("总期号", "count", aliases=("总期数",), note="总第几期"),
        Column("编印单位", required=True, aliases=("编印", "编发单位"), note="由谁编印"),
        Column("签发人", aliases=("签发",), note="谁签发"),
        Column("日期", "date", required=True, aliases=("印发日期", "编印日期"), note="印发的日子"),
        Column("标题", required=True, aliases=("简报标题", "题目"), note="这一期的标题"),
        Column("印数", "count", aliases=("印发份数", "份数"), note="印了多少份"),
        Column("报送发", "long", aliases=("报/送/发", "报送范围", "发送范围"), note="报、送、发给谁"),
    ),
    example={"期号": "1", "编印单位": "示例办公室", "日期": "2020-04-01", "标题": "示例标题", "印数": "80"},
)
