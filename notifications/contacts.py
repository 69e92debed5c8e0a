"""Texts of the settings that end in an e-mail's header: above all, addresses to write to."""

from typing import Annotated

from pydantic import AfterValidator, Field


def one_line(text: str) -> str:
    """The text. Raises ValueError when it holds a line break or another control character."""
    if not text.isprintable():
        raise ValueError("has a line break or another character that cannot be printed")
    return text


def _fits_a_header(text: str) -> str:
    """The address. Raises ValueError when an e-mail could not carry it in its header."""
    from email.errors import HeaderParseError
    from email.headerregistry import AddressHeader, HeaderRegistry

    # A line break would let whoever wrote it add headers of their own.
    one_line(text)
    wrong = ValueError("is not an address that an e-mail can be sent to")
    try:
        header = HeaderRegistry()("To", text)
    except (HeaderParseError, ValueError, IndexError):
        raise wrong from None
    if not isinstance(header, AddressHeader) or header.defects or not header.addresses:
        raise wrong
    for address in header.addresses:
        if not (address.username and address.domain and address.addr_spec.isascii()):
            raise wrong
    return text


Address = Annotated[str, AfterValidator(_fits_a_header)]

Contacts = Annotated[
    dict[str, Address],
    Field(
        description="Staff codes and roles, each with an e-mail address. A person without an "
        "address is reached at that of their role; `role:team` goes before the role. Where none is "
        "given at all, those are used that the store keeps, as the demonstration's are."
    ),
]
