"""The parts of timescales.toml that are the engine's own. A channel's part is in its file."""

from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from calendars.web_address import is_web_address
from notifications.contacts import one_line


def _web_address(text: str) -> str:
    if not is_web_address(text):
        raise ValueError("is not an address that begins with https://")
    return text


Line = Annotated[str, AfterValidator(one_line)]


class CalendarSettings(BaseModel):
    """Where bank holidays are fetched: the address of GOV.UK's feed, or of a copy of it."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    feed: Annotated[str, AfterValidator(_web_address)] = Field(
        default="https://www.gov.uk/bank-holidays.json",
        description="The address that `timescales calendar refresh` reads; it is never left for "
        "another one that the answer sends to.",
    )


ServiceAreas = Annotated[
    dict[str, Line],
    Field(
        description="Teams, each with the service area that `timescales measures --by area` "
        "counts it in."
    ),
]

# What the file may name under [feeds].
IMPORT_KINDS = ("annex-a", "cin-census", "complaints", "events", "ssda903", "standard-dataset")


def usual_feeds() -> dict[str, int]:
    """What is expected where the file says nothing: a case system gives it every night."""
    return {"standard-dataset": 2}


def _with_the_usual(feeds: dict[str, int]) -> dict[str, int]:
    return usual_feeds() | feeds


def _import_kind(kind: str) -> str:
    if kind not in IMPORT_KINDS:
        raise ValueError(f"is no kind of import; use {', '.join(IMPORT_KINDS)}")
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
