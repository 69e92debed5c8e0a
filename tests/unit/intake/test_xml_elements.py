"""XML that is damaged or hostile is refused; what was complete before the fault is kept."""

from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import ProblemError
from intake.files.xml_elements import DEEPEST, LONGEST_TEXT, MOST_PARTS, XmlElement, read_xml

GOOD = """<?xml version="1.0"?>
<Message>
  <Child>
    <Id>1</Id>
    <Visits><On>2024-05-01</On><On>2024-06-01</On></Visits>
  </Child>
  <Other>no</Other>
  <Child><Id> 2 </Id></Child>
</Message>
"""


def read(data: str | bytes) -> tuple[list[XmlElement], str | None]:
    """The elements called Child, and the code of the fault that ended the reading."""
    source = BytesIO(data.encode() if isinstance(data, str) else data)
    found = []
    try:
        for element in read_xml(source, {"Child"}, roots={"Message"}):
            found.append(element)
    except ProblemError as problem:
        return found, problem.code
    return found, None


def ids(data: str | bytes) -> tuple[list[str], str | None]:
    """The Id of each child, and the code of the fault."""
    found, fault = read(data)
    return [each.text_of("Id") for each in found], fault


def test_each_element_comes_with_its_text_its_parts_and_their_lines() -> None:
    found, fault = read(GOOD)
    assert fault is None
    assert [each.line for each in found] == [3, 8]
    assert [each.text_of("Id") for each in found] == ["1", "2"]
    visits = found[0].first("Visits")
    assert visits is not None
    assert [(each.text, each.line) for each in visits.named("On")] == [
        ("2024-05-01", 5),
        ("2024-06-01", 5),
    ]


def test_an_element_that_is_not_there_has_no_text() -> None:
    found, _ = read(GOOD)
    assert found[0].first("Gone") is None
    assert found[0].text_of("Gone") == ""


def test_a_namespace_is_ignored() -> None:
    assert ids('<Message xmlns="urn:x"><Child><Id>1</Id></Child></Message>') == (["1"], None)


def test_lines_are_right_beyond_the_first_hundred_thousand() -> None:
    blank = "\n" * 100_000
    found, _ = read(f"<Message>{blank}<Child><Id>1</Id></Child>\n<Child/></Message>")
    assert [each.line for each in found] == [100_001, 100_002]


def test_utf_16_with_its_mark_is_read() -> None:
    assert ids(GOOD.replace('<?xml version="1.0"?>', "").encode("utf-16")) == (["1", "2"], None)


def test_a_declared_encoding_is_read() -> None:
    text = (
        '<?xml version="1.0" encoding="windows-1252"?><Message><Child><Id>é</Id></Child></Message>'
    )
    assert ids(text.encode("cp1252")) == (["é"], None)


def test_a_file_in_another_encoding_than_it_says_is_refused() -> None:
    text = "<Message><Child><Id>1</Id></Child><Child><Id>é</Id></Child></Message>"
    found, fault = ids(text.encode("cp1252"))
    assert fault == "wrong_encoding"
    assert found in ([], ["1"])


def test_an_encoding_that_nobody_knows_is_refused() -> None:
    assert ids('<?xml version="1.0" encoding="klingon"?><Message/>') == ([], "wrong_encoding")


def test_a_file_cut_short_keeps_what_was_complete() -> None:
    assert ids(GOOD[: GOOD.index("<Other>")]) == (["1"], "xml_cut_short")


def test_what_stands_before_a_fault_is_kept() -> None:
    assert ids(GOOD.replace("</Other>", "</Another>")) == (["1"], "xml_malformed")


@pytest.mark.parametrize("data", ["", "not xml", "<Message>\0</Message>", "PK\x03\x04"])
def test_what_is_no_xml_is_refused(data: str) -> None:
    assert ids(data) == ([], "xml_malformed")


def test_another_root_is_refused() -> None:
    assert ids("<html><Child/></html>") == ([], "xml_other_root")


@pytest.mark.parametrize(
    "document_type",
    [
        "<!DOCTYPE Message>",
        '<!DOCTYPE Message SYSTEM "http://example.invalid/x.dtd">',
        '<!DOCTYPE Message [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;"><!ENTITY c "&b;&b;">]>',
        '<!DOCTYPE Message [<!ENTITY x SYSTEM "file:///etc/hostname">]>',
    ],
)
def test_a_document_type_is_refused_and_nothing_is_fetched_or_expanded(document_type: str) -> None:
    text = f"{document_type}<Message><Child><Id>&c;&x;</Id></Child></Message>"
    assert ids(text)[0] == []
    assert ids(text)[1] in {"xml_document_type", "xml_malformed"}
    assert ids(f"{document_type}<Message/>") == ([], "xml_document_type")


def test_elements_too_deep_in_one_another_are_refused() -> None:
    deep = "<a>" * DEEPEST + "</a>" * DEEPEST
    assert ids(f"<Message><Child><Id>1</Id></Child>{deep}</Message>") == (["1"], "xml_too_deep")
    assert ids(f"<Message>{deep[3:-4]}</Message>") == ([], None)


def test_a_text_beyond_the_limit_is_refused() -> None:
    def text(length: int) -> str:
        return f"<Message><Child/><Child><Id>{'a' * length}</Id></Child></Message>"

    assert ids(text(LONGEST_TEXT))[1] is None
    assert ids(text(LONGEST_TEXT + 1)) == ([""], "xml_too_large")


def test_an_element_with_parts_beyond_the_limit_is_refused() -> None:
    def text(parts: int) -> str:
        return f"<Message><Child>{'<a/>' * parts}</Child></Message>"

    assert ids(text(MOST_PARTS))[1] is None
    assert ids(text(MOST_PARTS + 1)) == ([], "xml_too_large")


def test_an_attribute_of_eleven_million_letters_is_refused() -> None:
    assert ids(f'<Message><Child a="{"a" * 11_000_000}"/></Message>') == ([], "xml_too_large")


@given(st.integers(0, len(GOOD)), st.integers(0, 20), st.binary(max_size=8))
def test_no_damage_is_fatal_and_whatever_is_read_was_complete(
    at: int, removed: int, put: bytes
) -> None:
    data = GOOD.encode()
    found, _ = read(data[:at] + put + data[at + removed :])
    assert len(found) <= 3


@given(st.binary(max_size=300))
def test_no_bytes_are_fatal(data: bytes) -> None:
    read(data)
