"""Children in care as a return sees them, from the demonstration's events."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Final

from demo.export.placements import Placement, code_placement
from demo.export.years import Span
from domain.case.events import Event

CONTINUES: Final = "X1"
SHORT_BREAKS: Final = ("V3", "V4")
_REMAND: Final = ("J1",)
_REMAND_FROM_AGE: Final = 10

# The demonstration says in words why a child left care. It has no placement orders, without
# which no return can say that a child was adopted: those children left for another order.
_REASONS_ENDED: Final = {
    "returned home": "E4A",
    "special guardianship": "E45",
    "adopted": "E41",
    "moved on": "E4B",
}
_GROWN_UP: Final = "E7"
_ETHNICITIES: Final = ("WBRI", "WOTH", "MWBC", "MWAS", "AIND", "APKN", "BAFR", "OOTH", "NOBT")
_ETHNICITY_WEIGHTS: Final = (70, 5, 5, 3, 4, 3, 4, 4, 2)


@dataclass(frozen=True, slots=True)
class Episode:
    """One stretch of one placement under one legal status; the last day may lie ahead."""

    began_on: date
    reason_began: str
    legal_status: str
    placement: Placement
    ended_on: date | None
    reason_ended: str
    reason_place_change: str = ""


@dataclass(frozen=True, slots=True)
class Stay:
    """One stretch in care: its episodes, and each review with how the child took part."""

    began_on: date
    ended_on: date | None
    episodes: tuple[Episode, ...]
    reviews: tuple[tuple[date, str], ...]
    short_breaks: bool


@dataclass(frozen=True, slots=True)
class ChildInCare:
    """One child of the return. ``facts`` are the child's events up to the year's last day."""

    number: str
    born_on: date
    sex: str
    ethnicity: str
    need: str
    stays: tuple[Stay, ...]
    facts: tuple[Event, ...]

    def age_on(self, day: date) -> int:
        """In whole years."""
        return age_on(self.born_on, day)

    def days_of(self, type_name: str) -> list[date]:
        """The days of the facts of one type."""
        return [event.on for event in self.facts if event.type == type_name]

    def absences(self) -> Iterator[tuple[date, date | None]]:
        """The times that the child was missing from care overnight: from when, and until when."""
        found = self.days_of("found")
        for went_on in self.days_of("went_missing"):
            back_on = next((day for day in found if day >= went_on), None)
            if back_on != went_on and any(
                stay.began_on <= went_on and (stay.ended_on is None or went_on < stay.ended_on)
                for stay in self.stays
            ):
                yield went_on, back_on


def age_on(born_on: date, day: date) -> int:
    """In whole years; somebody born on 29 February has their birthday on 1 March."""
    had_birthday = (day.month, day.day) >= (born_on.month, born_on.day)
    return day.year - born_on.year - (not had_birthday)


def children_in_care(
    seed: int, cases: Mapping[str, Iterable[Event]], year: Span
) -> list[ChildInCare]:
    """The children looked after in the year, whose stays are as known on its last day."""
    found = []
    for number, events in cases.items():
        facts = tuple(event for event in events if event.on <= year.last)
        stays = tuple(
            stay
            for stay in _stays(facts, Random(f"{seed} {number} return"))
            if stay.ended_on is None or stay.ended_on >= year.first
        )
        if stays:
            found.append(_child(seed, number, facts, stays))
    return found


def _child(
    seed: int, number: str, facts: tuple[Event, ...], stays: tuple[Stay, ...]
) -> ChildInCare:
    random = Random(f"{seed} {number} child")
    return ChildInCare(
        number=number,
        born_on=next(event.on for event in facts if event.type == "born"),
        sex=random.choice("12"),
        ethnicity=random.choices(_ETHNICITIES, _ETHNICITY_WEIGHTS)[0],
        need=random.choices(("N1", "N3", "N4", "N5", "N8"), (62, 6, 8, 18, 6))[0],
        stays=stays,
        facts=facts,
    )


def _stays(facts: tuple[Event, ...], random: Random) -> list[Stay]:
    starts = [event for event in facts if event.type == "became_looked_after"]
    born_on = next((event.on for event in facts if event.type == "born"), None)
    stays: list[Stay] = []
    for started in starts:
        ended = next(
            (e for e in facts if e.type == "ceased_looked_after" and e.on >= started.on), None
        )
        until = ended.on if ended else date.max
        inside = [event for event in facts if started.on <= event.on <= until]
        began_on = started.on
        if started.attributes.get("already_looked_after") and born_on is not None:
            # The demonstration's records begin later than this child's time in care.
            began_on = max(
                began_on - timedelta(days=random.randint(20, 900)), born_on + timedelta(days=1)
            )
        episodes = _episodes(inside, born_on or began_on, began_on, ended, random)
        reviews = tuple(
            (event.on, str(event.attributes["participation"]))
            for event in inside
            if event.type == "review_held" and event.attributes.get("complete")
        )
        short_breaks = episodes[0].legal_status in SHORT_BREAKS
        # The return asks for no review of a child in a series of short breaks.
        kept = () if short_breaks else reviews
        stays.append(
            Stay(
                began_on=began_on,
                ended_on=ended.on if ended else None,
                episodes=episodes,
                reviews=kept,
                short_breaks=short_breaks,
            )
        )
    return stays


def _episodes(
    inside: list[Event], born_on: date, began_on: date, ended: Event | None, random: Random
) -> tuple[Episode, ...]:
    """Each change of placement or legal status begins an episode."""
    begins: dict[date, list[Event]] = {began_on: []}
    for event in inside:
        first = event.type == "became_looked_after"
        if first or event.type in ("placement_started", "legal_status_changed"):
            day = began_on if first or event.on == inside[0].on else event.on
            begins.setdefault(day, []).append(event)
    days = sorted(begins)
    episodes: list[Episode] = []
    status, placement = "V2", code_placement({}, age_on(born_on, began_on), random)
    moved_for = _reasons_moved(inside)
    for day, after in zip(days, [*days[1:], None], strict=True):
        age = age_on(born_on, day)
        types = {event.type for event in begins[day]}
        for event in begins[day]:
            if "legal_status" in event.attributes:
                status = _legal_status(str(event.attributes["legal_status"]), age)
            if event.type == "placement_started":
                placement = code_placement(event.attributes, age, random)
        if status in SHORT_BREAKS:
            placement = code_placement({"type": "foster"}, age, random)
        ended_on, reason_ended = (after, CONTINUES) if after else _end(ended, born_on)
        episodes.append(
            Episode(
                began_on=day,
                reason_began=_reason_began(types, first=day == began_on),
                legal_status=status,
                placement=placement.under(status),
                ended_on=ended_on,
                reason_ended=reason_ended,
                reason_place_change=moved_for.get(after, "") if after else "",
            )
        )
    return tuple(episodes)


def _reason_began(types: set[str], *, first: bool) -> str:
    if first:
        return "S"
    if types == {"legal_status_changed"}:
        return "L"
    return "P" if types == {"placement_started"} else "B"


def _legal_status(status: str, age: int) -> str:
    # Police protection lasts three days at most, and a child under ten cannot be remanded.
    if status == "L1" or (status in _REMAND and age < _REMAND_FROM_AGE):
        return "V2"
    # V3: the agreement is recorded, and not each break.
    return "V3" if status in SHORT_BREAKS else status


def _end(ended: Event | None, born_on: date) -> tuple[date | None, str]:
    if ended is None:
        return None, ""
    grown_up = age_on(born_on, ended.on) >= 18
    said = str(ended.attributes.get("reason", ""))
    return ended.on, _GROWN_UP if grown_up else _REASONS_ENDED.get(said, "E8")


def _reasons_moved(inside: list[Event]) -> dict[date | None, str]:
    codes = {"placement broke down": "CREQB", "carer gave notice": "CREQO"}
    return {
        event.on: codes.get(str(event.attributes.get("reason")), "CARPL")
        for event in inside
        if event.type == "placement_ended"
    }
