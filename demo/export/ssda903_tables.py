"""The tables of the SSDA903 return on looked-after children, row by row.

Source: DfE, "Children looked after by local authorities in England: guide to the SSDA903
collection 1 April 2024 to 31 March 2025": the tables, their columns and their codes.
"""

from collections.abc import Iterable
from datetime import date, timedelta
from itertools import pairwise
from random import Random
from typing import Final

from demo.export.children_in_care import ChildInCare, age_on
from demo.export.pupil_numbers import pupil_number
from demo.export.tables import Table
from demo.export.years import Span
from domain.counting import add_months

COLUMNS: Final[dict[str, tuple[str, ...]]] = {
    "header": ("CHILD", "SEX", "DOB", "ETHNIC", "UPN", "MOTHER", "MC_DOB"),
    "episodes": (
        *("CHILD", "DECOM", "RNE", "LS", "CIN", "PLACE", "PLACE_PROVIDER", "DEC", "REC"),
        *("REASON_PLACE_CHANGE", "HOME_POST", "PL_POST", "URN"),
    ),
    "reviews": ("CHILD", "DOB", "REVIEW", "REVIEW_CODE"),
    "uasc": ("CHILD", "SEX", "DOB", "DUC"),
    "oc2": (
        *("CHILD", "DOB", "SDQ_SCORE", "SDQ_REASON", "CONVICTED", "HEALTH_CHECK"),
        *("IMMUNISATIONS", "TEETH_CHECK", "HEALTH_ASSESSMENT", "SUBSTANCE_MISUSE"),
        *("INTERVENTION_RECEIVED", "INTERVENTION_OFFERED"),
    ),
    "oc3": ("CHILD", "DOB", "IN_TOUCH", "ACTIV", "ACCOM"),
    "ad1": (
        *("CHILD", "DOB", "DATE_INT", "DATE_MATCH", "FOSTER_CARE", "NB_ADOPTR"),
        *("SEX_ADOPTR", "LS_ADOPTR"),
    ),
    "placed_for_adoption": (
        *("CHILD", "DOB", "DATE_PLACED", "DATE_PLACED_CEASED", "REASON_PLACED_CEASED"),
    ),
    "previous_permanence": ("CHILD", "DOB", "PREV_PERM", "LA_PERM", "DATE_PERM"),
    "missing": ("CHILD", "DOB", "MISSING", "MIS_START", "MIS_END"),
    "social_worker": ("CHILD", "DOB", "SW_ID", "SW_DECOM", "SW_DEC", "SW_REASON"),
}

_SDQ_AGES: Final = range(4, 17)
_SUBSTANCES_FROM_AGE: Final = 11
_HEALTH_CHECK_UNDER_AGE: Final = 5
# The demonstration's own shares.
_SUBSTANCE_MISUSE: Final = 0.05
_IMMUNISED: Final = 0.86
_UNACCOMPANIED: Final = 0.2
_CAME_ALONE_FROM_AGE: Final = 15

Tables = dict[str, Table]


def ssda903_tables(seed: int, children: Iterable[ChildInCare], year: Span) -> Tables:
    """Every table of the return. The two on adoption hold no rows: see ``children_in_care``."""
    tables = {name: Table(name, columns) for name, columns in COLUMNS.items()}
    for child in children:
        rows = _RowsOfChild(tables, child, year, Random(f"{seed} {child.number} ssda903"))
        rows.header(seed)
        rows.episodes()
        rows.reviews()
        rows.outcomes()
        rows.missing()
        rows.social_workers()
        rows.unaccompanied()
    return tables


class _RowsOfChild:
    """Adds the rows of one child to the tables."""

    def __init__(self, tables: Tables, child: ChildInCare, year: Span, random: Random) -> None:
        self._tables, self._child, self._year, self._random = tables, child, year, random

    def _add(self, table: str, *cells: str | int | date | None) -> None:
        """Add a row to one of the tables that repeat the date of birth."""
        self._tables[table].add(self._child.number, self._child.born_on, *cells)

    def header(self, seed: int) -> None:
        age = self._child.age_on(self._year.first)
        upn = pupil_number(seed, self._child.number, self._child.born_on, age)
        mother = "0" if self._child.sex == "2" and not self._child.stays[-1].short_breaks else ""
        self._tables["header"].add(
            self._child.number,
            self._child.sex,
            self._child.born_on,
            self._child.ethnicity,
            upn,
            mother,
            None,
        )

    def episodes(self) -> None:
        for stay in self._child.stays:
            for episode in stay.episodes:
                if episode.ended_on is not None and episode.ended_on < self._year.first:
                    continue
                placed = episode.placement
                postcodes = ("", "") if stay.short_breaks else (placed.home_post, placed.place_post)
                self._tables["episodes"].add(
                    self._child.number,
                    episode.began_on,
                    episode.reason_began,
                    episode.legal_status,
                    self._child.need,
                    placed.type,
                    placed.provider,
                    episode.ended_on,
                    episode.reason_ended,
                    episode.reason_place_change,
                    *postcodes,
                    placed.urn,
                )
            if stay.began_on >= self._year.first and not stay.short_breaks:
                self._add("previous_permanence", "Z1", None, None)

    def reviews(self) -> None:
        for stay in self._child.stays:
            for held_on, participation in stay.reviews:
                if held_on in self._year:
                    self._add("reviews", held_on, participation)

    def outcomes(self) -> None:
        """The outcomes of a child who has been looked after for twelve months on 31 March."""
        last = self._child.stays[-1]
        if last.ended_on is not None or last.began_on > self._year.first or last.short_breaks:
            return
        scores = [
            event.attributes["score"]
            for event in self._child.facts
            if event.type == "sdq_completed" and event.on in self._year
        ]
        age = self._child.age_on(self._year.last)
        asked_for = age in _SDQ_AGES
        misuse = age >= _SUBSTANCES_FROM_AGE and self._random.random() < _SUBSTANCE_MISUSE
        received = self._random.random() < 0.6 if misuse else None
        self._add(
            "oc2",
            scores[-1] if scores and asked_for else None,
            "SDQ4" if asked_for and not scores else None,
            "0",
            self._most() if age < _HEALTH_CHECK_UNDER_AGE else None,
            self._most(),
            self._done_in_year("dental_check_completed"),
            self._done_in_year("health_assessment_completed"),
            "1" if misuse else "0",
            None if received is None else "01"[received],
            None if received is not False else "1",
        )

    def _most(self) -> str:
        return "1" if self._random.random() < _IMMUNISED else "0"

    def _done_in_year(self, type_name: str) -> str:
        return "1" if any(day in self._year for day in self._child.days_of(type_name)) else "0"

    def missing(self) -> None:
        for went_on, back_on in self._child.absences():
            if went_on in self._year:
                self._add("missing", "M", went_on, back_on)

    def social_workers(self) -> None:
        """Who the social worker was in the year, up to its end or the end of care."""
        assigned = [
            (event.on, str(event.attributes["person"]))
            for event in self._child.facts
            if event.type == "responsible_assigned" and event.attributes["role"] == "social_worker"
        ]
        last = self._child.stays[-1]
        until = last.ended_on or self._year.last + timedelta(days=1)
        changes = [*assigned, (until, "")]
        for (since, worker), (then, _) in pairwise(changes):
            began_on, ended_on = max(since, self._year.first), min(then, until)
            if began_on >= ended_on:
                continue
            lasts = ended_on > self._year.last
            self._add(
                "social_worker",
                worker,
                began_on,
                None if lasts else ended_on,
                _why_changed(lasts, ended_on == until),
            )

    def unaccompanied(self) -> None:
        stay = self._child.stays[-1]
        old_enough = age_on(self._child.born_on, stay.began_on) >= _CAME_ALONE_FROM_AGE
        alone = old_enough and stay.episodes[-1].legal_status == "V2" and self._child.sex == "1"
        if alone and self._random.random() < _UNACCOMPANIED:
            ceased_on: date = add_months(self._child.born_on, 18 * 12)
            self._tables["uasc"].add(
                self._child.number, self._child.sex, self._child.born_on, ceased_on
            )


def _why_changed(lasts: bool, at_the_end: bool) -> str:
    if lasts:
        return ""
    return "CHCHAN" if at_the_end else "MANAGE"
