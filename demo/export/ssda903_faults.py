"""Faults put into an SSDA903 return: duplicates, missing headers, impossible dates and order.

Rows are added at the end of their table, so that no other line moves.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random
from typing import Final

from demo.export.children_in_care import ChildInCare, Stay
from demo.export.faults import (
    CORRECTED,
    OF_EACH,
    REPEATED,
    TOLD_ANEW,
    Expected,
    Fault,
    refused,
    warned,
)
from demo.export.review_truth import FORMAT
from demo.export.ssda903_tables import Tables
from demo.export.tables import british
from demo.export.years import Span

_LATE: Final = timedelta(days=3)
_PARTICIPATION: Final = ("PN1", "PN2", "PN7")


@dataclass(slots=True)
class FaultyReturn:
    """The tables of the first edition, its faults, and the children whom it shows wrongly."""

    tables: Tables
    faults: list[Fault]
    shown_wrongly: list[ChildInCare]


class _Spoiler:
    """Puts faults into a copy of the tables, each into the rows of another child."""

    def __init__(
        self, tables: Tables, children: list[ChildInCare], year: Span, random: Random
    ) -> None:
        self.tables = {name: table.copy() for name, table in tables.items()}
        self.year = year
        self.faults: list[Fault] = []
        self.shown_wrongly: list[ChildInCare] = []
        self._random = random
        self._free = random.sample(children, len(children))

    def take(self, fits: Callable[[ChildInCare], bool]) -> Iterator[ChildInCare]:
        """Some children for one kind of fault, whom no other fault touches."""
        chosen = [child for child in self._free if fits(child)][:OF_EACH]
        self._free = [child for child in self._free if child not in chosen]
        yield from chosen

    def rows(self, table: str, child: ChildInCare) -> list[list[str]]:
        return [row for row in self.tables[table].rows if row[0] == child.number]

    def note(self, kind: str, table: str, row: list[str], expected: Expected) -> None:
        line = self.tables[table].line(row)
        self.faults.append(
            Fault(
                kind=kind,
                format=FORMAT,
                file=f"{table}.csv",
                line=line,
                subject=row[0],
                expected=expected,
            )
        )

    def add(self, table: str, row: list[str], **changes: str) -> list[str]:
        """Add a copy of a row, some of its cells changed."""
        added = list(row)
        for column, cell in changes.items():
            added[self.tables[table].place(column)] = cell
        self.tables[table].rows.append(added)
        return added

    def a_review(self, child: ChildInCare, held_on: date | str) -> list[str]:
        """Add a review on a day, or with what is no day."""
        on = held_on if isinstance(held_on, str) else british(held_on)
        added = [child.number, british(child.born_on), on, "PN0"]
        self.tables["reviews"].rows.append(added)
        return added


def spoil(tables: Tables, children: list[ChildInCare], year: Span, random: Random) -> FaultyReturn:
    """The return with faults in it; ``tables`` themselves stay as they are."""
    spoiler = _Spoiler(tables, children, year, random)
    for put_in in (
        _leave_out_headers,  # first: the lines of the Header table move
        _correct_ends_of_care,
        _repeat_reviews,
        _contradict_reviews,
        _review_before_care,
        _overlap_episodes,
        _misdate_reviews,
        _misdate_episodes,
        _end_before_start,
        _correct_reviews,
    ):
        put_in(spoiler)
    return FaultyReturn(spoiler.tables, spoiler.faults, spoiler.shown_wrongly)


def _leave_out_headers(spoiler: _Spoiler) -> None:
    """A child without a header is warned of at each episode and each review."""
    for child in spoiler.take(lambda each: _only_reviewed(spoiler, each)):
        header = spoiler.tables["header"]
        header.rows = [row for row in header.rows if row[0] != child.number]
        for table, code in (("episodes", "ssda903_INT03"), ("reviews", "ssda903_INT08")):
            for row in spoiler.rows(table, child):
                spoiler.note("child without a header", table, row, warned(code, "CHILD"))


def _only_reviewed(spoiler: _Spoiler, child: ChildInCare) -> bool:
    """Whether there are rows of the child that are warned of in Episodes and Reviews only."""
    others = any(spoiler.rows(table, child) for table in ("oc2", "missing"))
    return bool(spoiler.rows("reviews", child)) and not others


def _correct_ends_of_care(spoiler: _Spoiler) -> None:
    """The first edition lets care end two days late; the second puts it right."""
    for child in spoiler.take(lambda each: _can_end_later(each, spoiler.year)):
        last = child.stays[-1]
        assert last.ended_on is not None
        wrong = last.ended_on + timedelta(days=2)
        row = spoiler.rows("episodes", child)[-1]
        row[spoiler.tables["episodes"].place("DEC")] = british(wrong)
        spoiler.note("corrected date", "episodes", row, CORRECTED)
        stays = (*child.stays[:-1], replace(last, ended_on=wrong))
        spoiler.shown_wrongly.append(replace(child, stays=stays))


def _can_end_later(child: ChildInCare, year: Span) -> bool:
    """Whether care ended early enough, with a review of the year for which a clock then ran."""
    last = child.stays[-1]
    reviewed = any(held_on in year for held_on, _ in last.reviews)
    return reviewed and last.ended_on is not None and last.ended_on + timedelta(days=2) <= year.last


def _repeat_reviews(spoiler: _Spoiler) -> None:
    for child in spoiler.take(lambda each: bool(spoiler.rows("reviews", each))):
        row = spoiler.add("reviews", spoiler.rows("reviews", child)[0])
        spoiler.note("duplicate row", "reviews", row, REPEATED)


def _contradict_reviews(spoiler: _Spoiler) -> None:
    """The same child and date, but another way of taking part."""
    for child in spoiler.take(lambda each: bool(spoiler.rows("reviews", each))):
        first = spoiler.rows("reviews", child)[0]
        other = next(code for code in _PARTICIPATION if code != first[-1])
        row = spoiler.add("reviews", first, REVIEW_CODE=other)
        spoiler.note(
            "contradicting row", "reviews", row, refused("contradicts_earlier_row", "REVIEW_CODE")
        )


def _review_before_care(spoiler: _Spoiler) -> None:
    for child in spoiler.take(_came_after_ten_days):
        row = spoiler.a_review(child, child.stays[0].began_on - timedelta(days=9))
        spoiler.note(
            "review before care began",
            "reviews",
            row,
            refused("review_before_care_began", "REVIEW"),
        )


def _came_after_ten_days(child: ChildInCare) -> bool:
    first = child.stays[0]
    shown = first.episodes[0].ended_on is None  # no episode of the stay is left out
    return shown and child.born_on < first.began_on - timedelta(days=10)


def _overlap_episodes(spoiler: _Spoiler) -> None:
    """An episode that begins while another lasts that has ended."""
    place = spoiler.tables["episodes"].place
    for child in spoiler.take(lambda each: _long_ended(each, spoiler.year) is not None):
        began_on = _long_ended(child, spoiler.year)
        assert began_on is not None
        row = next(
            row
            for row in spoiler.rows("episodes", child)
            if row[place("DECOM")] == british(began_on)
        )
        later = british(began_on + timedelta(days=2))
        added = spoiler.add("episodes", row, DECOM=later, RNE="P")
        spoiler.note("overlapping episodes", "episodes", added, refused("ssda903_501", "DECOM"))


def _long_ended(child: ChildInCare, year: Span) -> date | None:
    """When an episode of at least five days began that ended in the year, or None."""
    for stay in child.stays:
        for episode in stay.episodes:
            ended_on = episode.ended_on
            if (
                ended_on is not None
                and ended_on in year
                and (ended_on - episode.began_on).days >= 5
            ):
                return episode.began_on
    return None


def _misdate_reviews(spoiler: _Spoiler) -> None:
    """Days that no calendar has, and days that are yet to come."""
    year = spoiler.year.first.year
    for child, day in zip(
        spoiler.take(_is_plain), (f"31/06/{year}", f"30/02/{year + 1}"), strict=False
    ):
        row = spoiler.a_review(child, day)
        spoiler.note("impossible date", "reviews", row, refused("ssda903_166", "REVIEW"))
    for child in spoiler.take(_is_plain):
        row = spoiler.a_review(child, date(2099, 1, 5))
        spoiler.note("date in the future", "reviews", row, refused("future_fact", "REVIEW"))


def _misdate_episodes(spoiler: _Spoiler) -> None:
    year = spoiler.year.first.year
    for child in spoiler.take(_is_plain):
        last = spoiler.rows("episodes", child)[-1]
        row = spoiler.add("episodes", last, DECOM=f"31/11/{year}")
        spoiler.note("impossible date", "episodes", row, refused("ssda903_141", "DECOM"))


def _end_before_start(spoiler: _Spoiler) -> None:
    for child in spoiler.take(_is_plain):
        last, year = spoiler.rows("episodes", child)[-1], spoiler.year
        ended_on = british(year.last - timedelta(days=30))
        began_on = british(year.last - timedelta(days=3))
        row = spoiler.add("episodes", last, DECOM=began_on, DEC=ended_on, REC="E4A")
        spoiler.note("end before its start", "episodes", row, refused("ssda903_356", "DEC"))


def _correct_reviews(spoiler: _Spoiler) -> None:
    """The first edition dates a review three days late; the second puts it right."""
    for child in spoiler.take(lambda each: _movable_review(each, spoiler.year) is not None):
        found = _movable_review(child, spoiler.year)
        assert found is not None
        moved, held_on = found
        place = spoiler.tables["reviews"].place("REVIEW")
        row = next(r for r in spoiler.rows("reviews", child) if r[place] == british(held_on))
        wrong = held_on + _LATE
        row[place] = british(wrong)
        spoiler.note("corrected review date", "reviews", row, TOLD_ANEW)
        reviews = tuple((wrong if day == held_on else day, how) for day, how in moved.reviews)
        stays = tuple(
            replace(stay, reviews=reviews) if stay is moved else stay for stay in child.stays
        )
        spoiler.shown_wrongly.append(replace(child, stays=stays))


def _movable_review(child: ChildInCare, year: Span) -> tuple[Stay, date] | None:
    """A stay and a review of it that could have been some days later, or None."""
    for stay in child.stays:
        held = [day for day, _ in stay.reviews]
        for day in held:
            later = day + _LATE
            fits = day in year and later in year and later <= (stay.ended_on or year.last)
            is_next = not any(day < other <= later for other in held)
            # How a child takes part is coded by whether the child is four.
            if fits and is_next and child.age_on(day) == child.age_on(later):
                return stay, day
    return None


def _is_plain(child: ChildInCare) -> bool:
    return not child.stays[-1].short_breaks
