"""The parts of timescales.toml that are the engine's own. A channel's part is in its file."""

import re
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from calendars.web_address import is_web_address
from intake.catalogue import every_format, expected_feeds
from notifications.contacts import one_line


def _web_address(text: str) -> str:
    if not is_web_address(text):
        raise ValueError("is not an address that begins with https://")
    return text


_HOST_NAME = re.compile(r"[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?")

Line = Annotated[str, AfterValidator(one_line)]


def _host_name(text: str) -> str:
    if not _HOST_NAME.fullmatch(text):
        raise ValueError("is not a host name, such as host.example")
    return text


class _Section(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class CalendarSettings(_Section):
    """Where bank holidays are fetched: the address of GOV.UK's feed, or of a copy of it."""

    feed: Annotated[str, AfterValidator(_web_address)] = Field(
        default="https://www.gov.uk/bank-holidays.json",
        description="The address that `timescales calendar refresh` reads: GOV.UK's JSON, or an "
        "`.ics` calendar of one division, named as in `scotland.ics`; it is never left for another "
        "one that the answer sends to.",
    )


class PrefectSettings(_Section):
    """Under which names Prefect's pages are served, besides those of the machine itself."""

    names: list[Annotated[str, AfterValidator(_host_name)]] = Field(
        default_factory=list,
        description='Host names, such as `["timescales.council.example"]`, to which the pages '
        "answer besides those of the machine itself: for a program with a certificate that stands "
        "in front (SECURITY.md). Any other name is refused.",
    )


ServiceAreas = Annotated[
    dict[str, Line],
    Field(
        description="Teams, each with the service area that `timescales measures --by area` "
        "counts it in."
    ),
]


def _with_the_usual(feeds: dict[str, int]) -> dict[str, int]:
    return expected_feeds() | feeds


def _import_kind(kind: str) -> str:
    if kind not in every_format():
        raise ValueError(f"is no kind of import; use {', '.join(every_format())}")
    return kind


Feeds = Annotated[
    dict[Annotated[str, AfterValidator(_import_kind)], Annotated[int, Field(ge=1)]],
    AfterValidator(_with_the_usual),
    Field(
        description="Kinds of import (`standard-dataset`, `annex-a`, `events` …), each with the "
        "days within which the next is expected; `timescales status` is not well once one that "
        "has ever come stays away longer."
    ),
]


class SourceSettings(_Section):
    """Which sources call the same child by the same number, and in what order they are trusted."""

    groups: dict[Line, list[Line]] = Field(
        default_factory=dict,
        description='Groups of sources, such as `children = ["mosaic", "ssda903"]`: equal numbers '
        "in a group are one child. The returns group by themselves once the birth dates of the "
        "numbers that they have in common agree; a group of one source keeps it apart.",
    )
    trust: list[Line] = Field(
        default_factory=list,
        description="Sources, the most trusted first, for where they differ on one fact. Those "
        "that are not named come after, in the usual order: case systems, monthly lists, yearly "
        "returns.",
    )
