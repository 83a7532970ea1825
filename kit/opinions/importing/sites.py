"""The sites of surveys and forms, a record each: what only this site writes above its columns."""

from __future__ import annotations

from kit.opinions.importing.reading.site import Site
from kit.opinions.importing.reading.survey import Dialect

STAMPS = ("timestamp", "时间戳记", "时间戳", "時間戳記")
SITES = (
    Site(
        "tencent",
        "腾讯问卷",
        20,
        Dialect(
            {
                "答题序号": "serial",
                "编号": "serial",
                "序号": "serial",
                "来源": "",
                "开始时间": "start",
                "开始答题时间": "start",
                "提交时间": "time",
                "结束答题时间": "time",
                "答题时长": "took",
                "ip": "ip",
                "ip地址": "ip",
                "ip省份": "",
                "ip城市": "detail",
                "用户类型": "",
                "用户标识": "",
                "昵称": "",
                "自定义字段": "",
                "地理位置国家和地区": "",
                "地理位置省": "",
                "地理位置市": "",
            },
            separators=("|", "┋"),
        ),
        own=("答题序号", "答题时长", "ip省份", "ip城市", "开始答题时间", "结束答题时间"),
    ),
    Site(
        "jinshuju",
        "金数据",
        21,
        Dialect(
            {
                "序号": "serial",
                "提交人": "person",
                "提交时间": "time",
                "修改时间": "",
                "更新时间": "",
                "填写设备": "",
                "操作系统": "",
                "浏览器": "",
                "填写地区": "",
                "ip": "ip",
                "ip地址": "ip",
                "微信昵称": "",
                "微信openid": "",
                "扩展属性": "",
                "数据来源": "",
            },
            guessed=(",", "、", "，"),
        ),
        own=("提交人", "修改时间", "更新时间", "填写设备"),
        needed="提交时间",
    ),
    Site(
        "microsoft_forms",
        "Microsoft Forms",
        22,
        Dialect(
            {
                "id": "serial",
                "开始时间": "start",
                "starttime": "start",
                "完成时间": "time",
                "completiontime": "time",
                "上次修改时间": "",
                "lastmodifiedtime": "",
                "电子邮件": "detail",
                "email": "detail",
                "名称": "person",
                "姓名": "person",
                "name": "person",
                "语言": "",
                "language": "",
            },
            guessed=(";", "；"),  # one behind each choice
        ),
        neighbours=(("开始时间", "starttime"), ("完成时间", "completiontime")),
    ),
    Site(
        "google_forms",
        "Google Forms",
        23,
        Dialect(
            {
                **dict.fromkeys(STAMPS, "time"),
                "emailaddress": "detail",
                "email": "detail",
                "电子邮件地址": "detail",
                "电子邮件": "detail",
                "用户名": "detail",
                "username": "detail",
                "得分": "",
                "score": "",
                "分数": "",
            },
            guessed=(", ", ";"),
        ),
        first=STAMPS,
    ),
)
SHAPES = tuple(site.shape for site in SITES)
