"""The pupil numbers of children, which are in one of two tables: by them a child is known again."""

from collections.abc import Iterable
from datetime import date

from intake.pupils import Pupil
from intake.standard_dataset import SOURCE
from intake.standard_dataset.rows import Feed, Row
from intake.standard_dataset.tables import IDENTIFIERS, TABLES

_KIND, _PUPIL_NUMBERS = TABLES[IDENTIFIERS].only or ("", frozenset())


def keep_pupil_numbers(people: Iterable[Row], identifiers: Iterable[Row], feed: Feed) -> None:
    """Note the pupil number of each child in the reading, and set the rows of identifiers aside.

    Earlier versions of the dataset have it beside the birth date, later ones among the identifiers,
    of which the one that became valid last counts.
    """
    numbers: dict[str, tuple[date, str]] = {}
    for row in identifiers:
        if row.subject and row.text(_KIND).lower() in _PUPIL_NUMBERS:
            valid_from = row.day("link_valid_from_date") or date.min
            found = valid_from, row.text("link_identifier_value")
            numbers[row.subject] = max(found, numbers.get(row.subject, found))
        row.leave("to_know_the_child_by")
    sexes: dict[str, str] = {}
    for row in people:
        if row.key is not None:
            sexes[row.key] = row.text("pers_sex")
            if number := row.text("pers_upn"):
                numbers.setdefault(row.key, (date.min, number))
    for child, (_, number) in numbers.items():
        feed.reading.pupils[SOURCE, child] = Pupil(number, sexes.get(child))
