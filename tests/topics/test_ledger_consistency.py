from kit.model.fact import Facts, count_fact
from kit.topics import ledger as parts_and_whole
from kit.topics import ledger as same_number
from kit.topics.ledger import check_ledger


def ledger(**numbers: tuple[int, str]) -> Facts:
    """Return facts under ids with __ for dots: forms__returned=(150, "份")."""
    pairs = ((key.replace("__", "."), number, unit) for key, (number, unit) in numbers.items())
    return Facts(count_fact(id_, id_, number, unit, "") for id_, number, unit in pairs)


def test_i12_one_number_under_two_units_is_a_warning_and_under_one_unit_none() -> None:
    clash = ledger(forms__returned=(150, "份"), opinions__raw=(150, "条"), opinions__merged=(49, "条"))
    fine = ledger(opinions__raw=(150, "条"), opinions__merged=(150, "条"), forms__issued=(400, "份"))

    [finding] = same_number.check_same_number(clash)

    assert finding.level == "warning"
    assert "150份" in finding.problem
    assert not list(same_number.check_same_number(fine))


def test_small_numbers_meet_by_chance_and_stay_silent() -> None:
    assert not list(
        same_number.check_same_number(ledger(problems__solved=(7, "个"), visits__times=(7, "次")))
    )


def test_i4_channels_must_add_up_to_the_raw_opinions() -> None:
    parts = {"opinions__channel__1": (100, "条"), "opinions__channel__2": (49, "条")}

    [finding] = parts_and_whole.check_parts_and_whole(ledger(opinions__raw=(150, "条"), **parts))

    assert "加起来不等于它" in finding.problem
    assert not list(parts_and_whole.check_parts_and_whole(ledger(opinions__raw=(149, "条"), **parts)))


def test_i5_aspects_must_add_up_to_the_merged_opinions_and_stay_below_the_raw() -> None:
    aspects = {"opinions__aspect__1__merged": (30, "条"), "opinions__aspect__1__raw": (90, "条")}

    found = list(
        parts_and_whole.check_parts_and_whole(
            ledger(opinions__merged=(31, "条"), opinions__raw=(30, "条"), **aspects)
        )
    )

    assert len(found) == 2
    assert "多于" in found[1].problem


def test_types_of_rectification_must_add_up_whatever_else_is_counted() -> None:
    facts = {"rectification__immediate": (2, "项"), "rectification__limited": (3, "项")}
    states = {"rectification__closed": (4, "项"), "rectification__due": (1, "项")}

    assert not list(check_ledger(ledger(rectification__total=(5, "项"), **facts, **states)))
    assert list(check_ledger(ledger(rectification__total=(6, "项"), **facts, **states)))
