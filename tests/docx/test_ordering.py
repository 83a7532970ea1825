"""The order of children, which python-docx declares: pinned, for its way of saying so is not public."""

import pytest
from lxml import etree

from kit.docx.markup import make, qualified
from kit.docx.ordering import put


def names(element: etree._Element) -> list[str]:
    return [etree.QName(child).localname for child in element]


@pytest.mark.parametrize(
    ("parent", "children", "new", "ordered"),
    [
        ("w:pPr", ["pStyle", "jc"], "ind", ["pStyle", "ind", "jc"]),
        ("w:pPr", ["pStyle", "kinsoku", "rPr"], "snapToGrid", ["pStyle", "kinsoku", "snapToGrid", "rPr"]),
        ("w:rPr", ["b", "rPrChange"], "sz", ["b", "sz", "rPrChange"]),
        ("w:sectPr", ["headerReference", "pgSz", "docGrid"], "pgMar",
         ["headerReference", "pgSz", "pgMar", "docGrid"]),
        ("w:settings", ["zoom", "mirrorMargins", "compat"], "evenAndOddHeaders",
         ["zoom", "mirrorMargins", "evenAndOddHeaders", "compat"]),
    ],
)  # fmt: skip
def test_a_property_stands_where_the_schema_wants_it(
    parent: str, children: list[str], new: str, ordered: list[str]
) -> None:
    element = make(parent, None, *(make(f"w:{name}") for name in children))

    put(element, make(f"w:{new}"))

    assert names(element) == ordered


def test_a_property_takes_the_place_of_one_of_its_name() -> None:
    element = make("w:pPr", None, make("w:jc", {"val": "left"}), make("w:rPr"))

    put(element, make("w:jc", {"val": "center"}))

    assert names(element) == ["jc", "rPr"]
    assert element[0].get(qualified("w:val")) == "center"


def test_what_other_programs_add_stays_behind_the_properties_of_the_schema() -> None:
    element = make("w:rPr", None, make("w:b"))
    element.append(etree.Element("{http://schemas.microsoft.com/office/word/2010/wordml}glow"))

    put(element, make("w:sz"))

    assert names(element) == ["b", "sz", "glow"]
