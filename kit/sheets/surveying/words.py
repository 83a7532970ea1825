"""What questions ask and what answers stand on: words for words, for a person, for a scale."""

import re

ASKS_FOR_WORDS = re.compile(
    r"意见|建议|想说|想对|[想要](?:对|跟|和|向|同).{0,8}[说讲]|反映|诉求|希望|请写|请填|请说明|请谈|谈谈|具体|原因|理由|留言|问题(?!一|是否)|心声|期待|不足|"
    r"哪些方面|怎么看|如何看|看法|感受|想法|补充|comment|suggest|feedback|opinion",
    re.IGNORECASE,
)
ASKS_FOR_OPINION = re.compile(  # and not for a choice among kinds of them
    r"(?:意见|建议|想说|想对|留言|心声|补充)(?!.*(?:类型|类别|方面|渠道|方式|来源|处理|采纳|编号))"
)
ASKS_FOR_PERSON = re.compile(
    r"^(?:您的|你的|请填写|请输入|填写人|提交人|联系)*(?:姓名|名字|真实姓名|手机|手机号|手机号码|电话|电话号码|联系电话|联系方式|"
    r"邮箱|电子邮箱|电子邮件|微信|微信号|微信昵称|qq|qq号|身份证|身份证号|身份证号码|工号|学号|住址|家庭住址|地址|联系人|提出者姓名|提出人|"
    r"name|email|e-mail|phone)(?:\(选填\)|（选填）|:|：)?$",
    re.IGNORECASE,
)
ASKS_FOR_NAME = re.compile(r"姓名|名字|联系人|提出人|^name$", re.IGNORECASE)
SCALES = (
    (
        "非常满意",
        "很满意",
        "满意",
        "比较满意",
        "较满意",
        "基本满意",
        "一般",
        "不太满意",
        "不满意",
        "很不满意",
        "非常不满意",
    ),
    (
        "完全同意",
        "非常同意",
        "同意",
        "比较同意",
        "一般",
        "不确定",
        "不太同意",
        "不同意",
        "非常不同意",
        "完全不同意",
    ),
    ("非常认同", "认同", "比较认同", "一般", "不太认同", "不认同", "非常不认同"),
    ("非常重要", "很重要", "重要", "比较重要", "一般", "不太重要", "不重要", "非常不重要"),
    ("非常了解", "了解", "比较了解", "基本了解", "一般", "不太了解", "不了解"),
    ("很好", "好", "较好", "一般", "较差", "差", "很差"),
    ("优秀", "良好", "称职", "合格", "基本称职", "基本合格", "不称职", "不合格"),
    ("是", "否", "不清楚", "不了解", "说不清"),
    ("有", "没有", "不清楚"),
    ("男", "女"),
    ("1", "2", "3", "4", "5", "6", "7", "8", "9", "10"),
)
ON_A_SCALE = frozenset(word for scale in SCALES for word in scale)
SCORED = re.compile(r"分|评[价分]|满意|程度|打分|星|推荐|认可")  # in the heading of a scale of numbers
MEASURED = re.compile(
    r"年龄|岁|多少|几[个次人口年天]|数量|人数|次数|金额|收入|工龄|年限|面积|小时|分钟|天数|元"
)
SEVERAL = re.compile(r"多选|可选|限选|任选|最多选|不限|哪些|复选")
RANKED = re.compile(r"排序|排名|排列|先后|依次")
CLOSED = re.compile(
    r"是否|满意(?:度|吗|不满意)|程度|评价是|评价为"
)  # what one answers with a word of a scale
PERSONAL_TRAIT = re.compile(
    r"(?:[您你]的?)?(?:性别|年龄段?|年龄|身份|学历|文化程度|职业|职务|职级|政治面貌|工龄|民族|人员类别|所在部门|所属部门)"
)
