"""Reading an XML file piece by piece, whatever is in it.

A file is hostile until shown otherwise: no document type, no entity of its own, no look at
another file or the network, and no more of it in memory than the piece at hand.
"""

import re
from collections.abc import Callable, Collection, Iterator
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from domain.errors import ProblemError
from intake.files import check_encoding, unreadable, wrong_encoding

if TYPE_CHECKING:
    from lxml import etree

# Called with how many bytes have been read, and how many there are.
BytesRead = Callable[[int, int], None]

LARGEST_FILE = 512 * 1024 * 1024
# The largest piece is one child or one pupil; a thousand times what the busiest one fills.
MOST_ELEMENTS_OF_A_PIECE = 100_000
_PROLOG = 64 * 1024
_FIRST_ELEMENT = re.compile(rb"<[A-Za-z_]")
_COMMENT = re.compile(rb"<!--.*?-->", re.DOTALL)


def read_pieces(
    path: Path, *, root: str, pieces: Collection[str], told: BytesRead | None = None
) -> "Iterator[etree._Element]":
    """The elements of an XML file whose names are in ``pieces``, one after the other.

    A piece is emptied once the next is asked for: keep nothing of it. The root must be
    ``root``. What stands outside the pieces is passed over. Raises ProblemError, also half way:
    ``file_unreadable``, ``file_too_large``, ``not_xml``, ``has_document_type``,
    ``wrong_encoding``, ``wrong_root_element``, ``piece_too_large``, ``xml_broken``.
    """
    from lxml import etree

    try:
        size = path.stat().st_size
        file = path.open("rb")
    except OSError:
        raise unreadable() from None
    with file:
        try:
            _check_start(file, size)
            yield from _pieces(file, size, root, frozenset(pieces), told)
        except OSError:
            raise unreadable() from None
        except etree.XMLSyntaxError as broken:
            raise _broken(broken) from None


def _check_start(file: IO[bytes], size: int) -> None:
    if size > LARGEST_FILE:
        raise ProblemError(
            "file_too_large",
            f"The file is larger than {LARGEST_FILE // 1024 // 1024} MiB.",
            "Check that it is the right file; no return of one authority is this large.",
        )
    prolog = file.read(_PROLOG)
    file.seek(0)
    check_encoding(prolog)
    rest = _COMMENT.sub(b"", prolog)
    first = _FIRST_ELEMENT.search(rest)
    before = rest if first is None else rest[: first.start()]
    if b"<!DOCTYPE" in before.upper():
        raise _document_type()
    if first is None or before.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] not in (b"", b"<"):
        raise ProblemError(
            "not_xml",
            "This is not XML.",
            "Give the XML file as the case system exports it, not a table or an archive.",
        )


def _pieces(
    file: IO[bytes], size: int, root: str, names: frozenset[str], told: BytesRead | None
) -> "Iterator[etree._Element]":
    from lxml import etree

    context: Any = etree.iterparse(
        file,
        events=("start", "end"),
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    piece: etree._Element | None = None
    inside = 0
    for event, element in context:
        if event == "start":
            if element.getparent() is None:
                _check_root(element, root)
            if piece is None and element.tag in names:
                piece, inside = element, 0
            inside += 1
            if piece is not None and inside > MOST_ELEMENTS_OF_A_PIECE:
                raise _piece_too_large()
        elif piece is not None and element is piece:
            yield piece
            piece = None
            _forget(element)
            if told is not None:
                told(file.tell(), size)
        elif piece is None:
            _forget(element)


def _check_root(element: "etree._Element", root: str) -> None:
    if element.getroottree().docinfo.doctype:
        raise _document_type()
    if element.tag != root:
        raise ProblemError(
            "wrong_root_element",
            f"The file's outermost element is not {root}, so it is another kind of file.",
            "Give the XML file of this return.",
        )


def _forget(element: "etree._Element") -> None:
    """Empty an element and drop those before it, so that memory does not grow with the file."""
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]


def _document_type() -> ProblemError:
    return ProblemError(
        "has_document_type",
        "The file declares a document type (DOCTYPE), which may hide anything and is never needed.",
        "Export the file again; do not use one that came from elsewhere.",
    )


def _piece_too_large() -> ProblemError:
    return ProblemError(
        "piece_too_large",
        f"One record of the file has more than {MOST_ELEMENTS_OF_A_PIECE:,} elements.",
        "The file is damaged or no return: export it again.",
    )


def _broken(error: "etree.XMLSyntaxError") -> ProblemError:
    kind = str(error.msg or "").lower()
    if "encod" in kind or "utf-8" in kind or "invalid bytes" in kind:
        return wrong_encoding("The file is not in the encoding that it names, or in UTF-8.")
    line = error.lineno or 0
    return ProblemError(
        "xml_broken",
        f"The XML breaks off or is damaged at line {line}; what stands before that was read.",
        "Export the file again and check that it was copied as a whole.",
    )
