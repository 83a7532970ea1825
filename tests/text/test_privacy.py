import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kit.text.privacy.names import PersonNames
from kit.text.privacy.numbers import WEIGHTS, has_check_digit
from kit.text.privacy.scrubbing import scrubbed, scrubbed_column

PLAIN = st.text("路灯坏了请尽快修理道路学校医院农村饮水困难，。！", max_size=30)
CHECKS = "10X98765432"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("联系电话：13800138000，谢谢", "联系电话：〔电话〕，谢谢"),
        ("１３８００１３８０００", "〔电话〕"),
        ("138 0013 8000", "〔电话〕"),
        ("138-0013-8000或+8613900139000", "〔电话〕或〔电话〕"),
        ("138\u200b0013\u200b8000", "〔电话〕"),
        ("13800138000 2009年", "〔电话〕 2009年"),
        ("一三八零零一三八零零零", "〔电话〕"),
        ("座机0772-2823456转801", "座机〔电话〕"),
        ("(0772)2823456", "〔电话〕"),
        ("致电2823456无人接", "致电〔电话〕无人接"),
        ("身份证11010519491231002X", "身份证〔证件号〕"),
        ("110105 19491231 002X", "〔证件号〕"),
        ("身份证号110105491231002", "身份证号〔证件号〕"),
        ("卡号6222021234567894", "卡号〔银行卡号〕"),
        ("发到 zhu.q＠example.com.cn", "发到 〔邮箱〕"),
        ("QQ：12345678", "QQ：〔QQ号〕"),
        ("加我微信abc_12345", "加我微信〔微信号〕"),
        ("微信号：13800138000", "微信号：〔微信号〕"),
        ("车牌桂B12345乱停", "车牌〔车牌号〕乱停"),
        ("粤B·D12345", "〔车牌号〕"),
    ],
)
def test_numbers_that_lead_to_a_person_are_replaced_in_full(text: str, shown: str) -> None:
    assert scrubbed(text)[0] == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("我叫朱琦梦，是2017年落户的", "我叫〔姓名〕，是2017年落户的"),
        ("联系人：欧阳建国 0772-2823456", "联系人：〔姓名〕 〔电话〕"),
        ("张伟13800138000", "〔姓名〕〔电话〕"),
        ("李女士来电", "〔姓名〕女士来电"),
        ("姓名：阿卜杜拉·买买提", "姓名：〔姓名〕"),
        ("业主王某某反映", "业主〔姓名〕反映"),
        ("请处理。\n王小明\n2020年3月4日", "请处理。\n〔姓名〕\n2020年3月4日"),
        ("我叫刘平积，刘平积家没水", "我叫〔姓名〕，〔姓名〕家没水"),
        ("我是市一中的老师，希望加工资", "我是〔身份〕，希望加工资"),
        ("我是A8县道林镇垅枫村村民，李林志。我家", "我是〔身份〕，〔姓名〕。我家"),
        ("我家住阳光小区3栋2单元501室，没水", "我家住〔身份〕，没水"),
    ],
)
def test_names_and_self_descriptions_go_where_the_words_around_give_them_away(text: str, shown: str) -> None:
    assert scrubbed(text)[0] == shown


@pytest.mark.parametrize(
    "text",
    [
        "2009年投入120000元，发放400份，收回150份，占37.5%",
        "投资13800138000元",
        "总投资约1.38001380001亿元",
        "拨打12345、110、12315",
        "文号〔2009〕12号，面积3.1415926平方公里",
        "合同金额6222021234567890元",
        "我是不同意的，我们是支持的",
        "我是一名普通市民，我是高中生，我是退休职工",
        "我叫车难，叫警察也不来",
        "许多老师、任课老师、董事同志都说",
        "林业局局长、郑州市局长、江南先生的书",
        "关注微信公众号longjiangfabu",
        "我们小区的业主都说路灯坏了",
        "2009-04-06 12:09:38 序号00123456",
        "K1234次列车，G72高速，Q235钢",
        "希望联系群众，负责人要到场，姓名不要写错",
    ],
)
def test_figures_and_ordinary_words_stay_as_they_are(text: str) -> None:
    assert scrubbed(text) == (text, ())


@settings(deadline=None)  # a busy machine is no fault of the text
@given(PLAIN, st.sampled_from("3456789"), st.text("0123456789", min_size=9, max_size=9), PLAIN)
def test_no_mobile_number_gets_through(before: str, second: str, rest: str, after: str) -> None:
    phone = f"1{second}{rest}"

    told, kinds = scrubbed(f"{before}{phone}{after}")

    assert phone not in told
    assert kinds


@settings(deadline=None)  # a busy machine is no fault of the text
@given(
    st.sampled_from(["450202", "110105", "820000"]),
    st.dates(),
    st.integers(0, 999),
    PLAIN,
)
def test_no_id_number_with_its_check_digit_gets_through(
    region: str, born: object, serial: int, after: str
) -> None:
    day = str(born).replace("-", "")
    if not day.startswith(("19", "20")):
        day = "1990" + day[4:]
    body = f"{region}{day}{serial:03d}"
    number = body + CHECKS[sum(w * int(d) for w, d in zip(WEIGHTS, body, strict=True)) % 11]

    told, kinds = scrubbed(f"证件{number}{after}")

    assert has_check_digit(number)
    assert number not in told
    assert "证件号" in kinds


def with_luhn_digit(body: str) -> str:
    """Return a card number: its digits from the right, every second one doubled, add up to tens."""
    doubled = [str(int(digit) * 2) if at % 2 == 0 else digit for at, digit in enumerate(body[::-1])]
    return f"{body}{-sum(int(digit) for said in doubled for digit in said) % 10}"


@settings(deadline=None)  # a busy machine is no fault of the text
@given(
    PLAIN,
    st.sampled_from("3456"),
    st.text("0123456789", min_size=14, max_size=17),
    st.sampled_from(["", " ", "-"]),
    PLAIN,
)
def test_no_card_number_of_sixteen_to_nineteen_digits_gets_through(
    before: str, first: str, rest: str, gap: str, after: str
) -> None:
    number = with_luhn_digit(first + rest)
    written = gap.join(number[at : at + 4] for at in range(0, len(number), 4))

    told, kinds = scrubbed(f"{before}{written}{after}")

    assert written not in told
    assert kinds


@pytest.mark.parametrize(
    "number", ["3530111333300000", "4111111111111111", "5555555555554444", "6222021234567894"]
)
def test_a_card_number_with_its_check_digit_is_told_by_its_kind(number: str) -> None:
    assert with_luhn_digit(number[:-1]) == number
    assert scrubbed(f"款打到{number}") == ("款打到〔银行卡号〕", ("银行卡号",))


@pytest.mark.parametrize("first", "012789")
def test_digits_that_no_card_begins_with_are_a_figure_even_if_their_sum_would_fit(first: str) -> None:
    number = with_luhn_digit(f"{first}00000000000000")

    assert scrubbed(f"编号{number}的合同") == (f"编号{number}的合同", ())


@pytest.mark.parametrize("wrong", "0123567")
def test_sixteen_digits_with_a_wrong_check_digit_are_a_figure(wrong: str) -> None:
    text = f"编号622202123456789{wrong}的合同"

    assert scrubbed(text) == (text, ())


@settings(deadline=None)  # a busy machine is no fault of the text
@given(st.from_regex(r"[a-z][a-z0-9.]{0,10}[a-z0-9]@[a-z0-9]{1,10}\.(com|cn|gov\.cn)", fullmatch=True), PLAIN)
def test_no_mail_address_gets_through(mail: str, after: str) -> None:
    assert mail not in scrubbed(f"请回复{mail}，{after}")[0]


@settings(deadline=None)  # a busy machine is no fault of the text
@given(
    PLAIN,
    st.integers(1949, 2999),
    st.integers(0, 10**9),
    st.sampled_from(["元", "万元", "份", "人", "平方米"]),
)
def test_years_and_amounts_stay(before: str, year: int, amount: int, unit: str) -> None:
    text = f"{before}{year}年{amount}{unit}"

    assert scrubbed(text)[0] == text


@pytest.mark.parametrize(
    "unit", ["万", "亿", "元", "吨", "件", "美元", "平方", "立方", "公里", "千瓦", "人次", "%"]
)
def test_eleven_digits_with_a_unit_are_an_amount_and_no_phone(unit: str) -> None:
    assert scrubbed(f"累计13800138000{unit}") == (f"累计13800138000{unit}", ())


@settings(deadline=None)  # a busy machine is no fault of the text
@given(st.text("我是叫的张王李伟13800138000市一中老师，。\n联系人：电话桂B@a.c", max_size=40))
def test_a_scrubbed_text_holds_nothing_that_scrubbing_would_still_find_by_number(text: str) -> None:
    told, _ = scrubbed(text)

    assert scrubbed(told)[0].count("〔电话〕") == told.count("〔电话〕")


def test_known_names_go_everywhere_but_leaders_and_ordinary_words_stay() -> None:
    names = PersonNames(frozenset({"朱琦梦", "高兴", "王建国"}), frozenset({"王建国"}))

    assert scrubbed("朱琦梦很高兴，王建国也来了", names) == ("〔姓名〕很高兴，王建国也来了", ("姓名",))


def test_what_nobody_sees_is_left_out_of_the_shared_text() -> None:
    assert scrubbed("路灯\u202e坏\x00了")[0] == "路灯坏了"


def test_a_column_tells_beside_each_text_what_was_taken_out() -> None:
    assert scrubbed_column(["修路", "电话13800138000"]) == (["修路", "电话〔电话〕"], ["", "电话"])
