"""Reading XML that may be damaged or hostile: element by element, never as a whole.

No entity is expanded, no network asked, no document type accepted; memory holds one element of
the kind asked for at a time, with what is in it.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO

from domain.errors import ProblemError
from intake.files.opening import LARGEST_FILE, file_too_large, wrong_encoding

LONGEST_TEXT = 10_000
DEEPEST = 32
MOST_PARTS = 20_000
_PIECE = 32 * 1024
# The library knows no line above 65,535; a piece that starts before this ends before that.
_LINES_KNOWN = 32_000
_LINE = re.compile(rb"[^\n]*\n+|[^\n]+")

# Numbers of libxml2: an unknown or unsupported encoding, text that is not in the one declared.
_ENCODING_ERRORS = frozenset({31, 32, 81, 6000, 6001, 6002, 6003})
# Its own limits on depth, length and the growth of entities.
_LIMIT_ERRORS = frozenset({89, 110, 114, 115, 118})


@dataclass(frozen=True, slots=True)
class XmlElement:
    """One element: its name without a namespace, its text trimmed, the line where it starts.

    ``line`` counts from 1.
    """

    name: str
    line: int
    text: str
    children: tuple["XmlElement", ...] = ()

    def named(self, name: str) -> Iterator["XmlElement"]:
        """The elements of that name directly inside this one."""
        return (each for each in self.children if each.name == name)

    def first(self, name: str) -> "XmlElement | None":
        """The first element of that name directly inside this one, or None."""
        return next(self.named(name), None)

    def text_of(self, name: str) -> str:
        """The text of the first element of that name; empty when there is none."""
        found = self.first(name)
        return "" if found is None else found.text


def read_xml(
    source: BinaryIO, names: Collection[str], *, roots: Collection[str]
) -> Iterator[XmlElement]:
    """Each element with one of ``names``, with everything inside it, in the order of the file.

    An element inside another of them comes with that one, not apart. ``roots`` are the names
    that the outermost element may have. What was complete before a fault is given before the
    ProblemError is raised: ``xml_malformed``, ``xml_cut_short``, ``xml_document_type``,
    ``xml_too_deep``, ``xml_too_large``, ``xml_other_root``, ``wrong_encoding`` or
    ``file_too_large``.
    """
    from lxml import etree

    parser = etree.XMLPullParser(
        events=("start", "end"),
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    gathering = _Gathering(names, roots)
    fault: ProblemError | None = None
    for piece, line in _pieces(source):
        try:
            if piece:
                parser.feed(piece)
            else:
                parser.close()
        except etree.XMLSyntaxError as error:
            cut_short = not piece and gathering.depth > 0
            fault = _fault_of(error.code, cut_short=cut_short)
            if error.code in _LIMIT_ERRORS:
                break
        # What the piece held before a fault is kept.
        for event, node in parser.read_events():
            found = gathering.take(event, node, line)
            if found is not None:
                yield found
        if fault is not None:
            break
    if fault is not None:
        raise fault


def _pieces(source: BinaryIO) -> Iterator[tuple[bytes, int]]:
    """The bytes of a file with the line on which each piece starts; an empty one ends them.

    Beyond the lines that the library knows, a piece is one line and the blank ones after it.
    """
    line, read = 1, 0
    while piece := source.read(_PIECE):
        read += len(piece)
        if read > LARGEST_FILE:
            raise file_too_large()
        if line < _LINES_KNOWN:
            yield piece, line
            line += piece.count(b"\n")
            continue
        for part in _LINE.findall(piece):
            yield part, line
            line += part.count(b"\n")
    yield b"", 0


class _Gathering:
    """The place in the document, and the element that is being gathered."""

    def __init__(self, names: Collection[str], roots: Collection[str]) -> None:
        self._names, self._roots = names, roots
        self.depth = 0
        # For each element that is open in the one being gathered: its line and its parts.
        self._open: list[tuple[int, list[XmlElement]]] = []
        self._parts = 0

    def take(self, event: str, node: Any, line: int) -> XmlElement | None:
        """The element that an event completes, if it is one of those asked for.

        ``line`` is that of the piece of the file, for want of the element's own.
        """
        if event == "start":
            self._start(node, line)
            return None
        self.depth -= 1
        if self._open:
            started, children = self._open.pop()
            found = XmlElement(_local_name(node), started, _text(node), tuple(children))
            if self._open:
                self._open[-1][1].append(found)
                return None
            _forget(node)
            return found
        _forget(node)
        return None

    def _start(self, node: Any, line: int) -> None:
        self.depth += 1
        name = _local_name(node)
        if self.depth == 1:
            info = node.getroottree().docinfo
            if info.doctype or info.internalDTD is not None:
                raise _document_type()
            if name not in self._roots:
                raise _other_root()
        if self.depth > DEEPEST:
            raise _too_deep()
        if not self._open:
            if name not in self._names:
                return
            self._parts = 0
        elif (parts := self._parts + 1) > MOST_PARTS:
            raise _too_large()
        else:
            self._parts = parts
        self._open.append((node.sourceline if line < _LINES_KNOWN else line, []))


def _text(node: Any) -> str:
    parts = [node.text or "", *(child.tail or "" for child in node)]
    text = "".join(parts).strip()
    if len(text) > LONGEST_TEXT:
        raise _too_large()
    return text


def _local_name(node: Any) -> str:
    name: str = node.tag
    return name.rpartition("}")[2]


def _forget(node: Any) -> None:
    """Free an element and the text around it. Its place stays until the next one starts."""
    node.clear()
    parent = node.getparent()
    if parent is not None:
        while len(parent) > 1:
            del parent[0]
        parent.text = None


def _fault_of(code: int, *, cut_short: bool) -> ProblemError:
    if code in _ENCODING_ERRORS:
        return wrong_encoding("The XML is not in the encoding that it declares, or in UTF-8.")
    if code in _LIMIT_ERRORS:
        return _too_large()
    if cut_short:
        return ProblemError(
            "xml_cut_short",
            "The XML ends before its last element is closed.",
            "The file was cut short: export it again. What was complete has been read.",
        )
    return ProblemError(
        "xml_malformed",
        "This is not well-formed XML.",
        "Export the file again. What came before the fault has been read.",
    )


def _document_type() -> ProblemError:
    return ProblemError(
        "xml_document_type",
        "The XML begins with a document type, which a return never has and which can do harm.",
        "Remove the DOCTYPE, or export the file again.",
    )


def _other_root() -> ProblemError:
    return ProblemError(
        "xml_other_root",
        "The outermost element of the XML is not that of this return.",
        "Check that this is the right file, and that it goes with this command.",
    )


def _too_deep() -> ProblemError:
    return ProblemError(
        "xml_too_deep",
        f"Elements lie more than {DEEPEST} deep in one another.",
        "Check that elements are closed, or export the file again.",
    )


def _too_large() -> ProblemError:
    return ProblemError(
        "xml_too_large",
        f"An element holds more than {MOST_PARTS} others, or a text of more than "
        f"{LONGEST_TEXT} characters.",
        "No return has elements that large: export the file again.",
    )
