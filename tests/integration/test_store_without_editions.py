"""A store that was filled before editions were kept goes on as if they had been."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import count
from pathlib import Path

import pytest

from engine.importing import import_reading
from intake.reading import Reading
from store.database import Database, open_database
from store.records import ImportRecord
from tests.support.editions import clocks_stored, days, put, stored
from tests.support.ssda903_editions import a_return
from tests.unit.intake.rows import NOW, child, episode, review

_NUMBERS = count(1)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Database]:
    opened = open_database(f"sqlite:///{tmp_path / 'store.db'}")
    opened.migrate()
    yield opened
    opened.dispose()


def put_as_before(store: Database, reading: Reading, *years: int) -> None:
    """What an import left when a guess was an event of its own and no edition was kept."""
    whole = reading.read_whole
    assert whole is not None
    for place, read in enumerate(reading.events):
        if "already_looked_after" in read.event.attributes:
            former = whole.formerly[read.event.id]
            reading.events[place] = replace(read, event=replace(read.event, id=former))
    batch = f"before-{next(_NUMBERS)}"
    import_reading(
        store,
        reading,
        kind="ssda903",
        now=NOW,
        new_ref=lambda: f"case-{next(_NUMBERS)}",
        batch=batch,
    )
    accounting = {"source": whole.source, "years": [f"{year}-04-01" for year in years]}
    with store.unit_of_work() as work:
        work.imports.add(
            ImportRecord(
                batch=f"{batch}-years", kind="ssda903", started_at=NOW, accounting=accounting
            )
        )


def the_year(
    folder: Path, year: int, *held: str, began: Sequence[str] = ("05/06/2023",)
) -> Reading:
    """Children in care since these days, each with reviews on these."""
    numbers = [str(place) for place, _ in enumerate(began, start=1)]
    return a_return(
        folder,
        year=year,
        header=[child(number) for number in numbers],
        episodes=[episode(day, number=number) for number, day in zip(numbers, began, strict=True)],
        reviews=[review(day, number=number) for number in numbers for day in held],
    )


def ids(store: Database) -> set[str]:
    return {event.id for events in stored(store) for event in events}


def test_what_was_imported_is_known_under_the_ids_that_it_has(
    store: Database, tmp_path: Path
) -> None:
    folder = tmp_path / "return"
    began = ("05/06/2023", "06/06/2022")
    put_as_before(store, the_year(folder, 2023, "02/10/2023", began=began), 2023)
    before, clocks = ids(store), clocks_stored(store)
    again = put(store, the_year(folder, 2023, "02/10/2023", began=began))
    assert (again.cases, ids(store)) == (set(), before)
    assert clocks_stored(store) == clocks


def test_a_guess_of_a_start_that_is_known_is_no_longer_an_event_of_its_own(
    store: Database, tmp_path: Path
) -> None:
    folder = tmp_path / "return"
    put_as_before(store, the_year(folder, 2023, "02/10/2023"), 2023)
    put_as_before(store, the_year(folder, 2024, "07/10/2024"), 2024)
    clocks = clocks_stored(store)
    assert days(store, "became_looked_after") == ["2023-06-05"] * 2
    put(store, the_year(folder, 2024, "07/10/2024"))
    assert days(store, "became_looked_after") == ["2023-06-05"]
    assert clocks_stored(store) == clocks


def test_it_is_corrected_by_the_return_of_its_year_and_by_no_other(
    store: Database, tmp_path: Path
) -> None:
    folder = tmp_path / "return"
    put_as_before(store, the_year(folder, 2023, "02/10/2023"), 2023)
    put_as_before(store, the_year(folder, 2024, "07/10/2024"), 2024)
    put(store, the_year(folder, 2024, "14/10/2024", began=("12/06/2023",)))
    assert days(store, "review_held") == ["2023-10-02", "2024-10-14"]
    assert days(store, "became_looked_after") == ["2023-06-05"]
    put(store, the_year(folder, 2023, "09/10/2023", began=("12/06/2023",)))
    assert days(store, "review_held") == ["2023-10-09", "2024-10-14"]
    assert days(store, "became_looked_after") == ["2023-06-12"]


def test_a_return_that_was_imported_under_the_wrong_year_is_put_right(
    store: Database, tmp_path: Path
) -> None:
    folder = tmp_path / "return"
    alone = open_database(f"sqlite:///{tmp_path / 'alone.db'}")
    alone.migrate()
    right = ("07/10/2024", "10/03/2025")
    put(alone, the_year(folder, 2024, *right))
    mistaken = replace_year(the_year(folder, 2024, *right), the_year(folder, 2023))
    put_as_before(store, mistaken, 2023)
    assert clocks_stored(store) != clocks_stored(alone)
    put(store, the_year(folder, 2024, *right))
    assert clocks_stored(store) == clocks_stored(alone)
    alone.dispose()


def replace_year(right: Reading, wrong: Reading) -> Reading:
    """What the program made of a return when a wrong year was taken for right."""
    as_of = {read.event.id: read.event for read in wrong.events}
    for place, read in enumerate(right.events):
        right.events[place] = replace(read, event=as_of.get(read.event.id, read.event))
    return right


def test_a_start_of_an_unknown_year_is_corrected_by_the_return_that_shows_it_to_last(
    store: Database, tmp_path: Path
) -> None:
    folder = tmp_path / "return"
    put_as_before(store, the_year(folder, 2024, "07/10/2024"))
    put(store, the_year(folder, 2024, "07/10/2024", began=("12/06/2023",)))
    assert days(store, "became_looked_after") == ["2023-06-12"]
    assert {event.on for events in stored(store) for event in events} >= {date(2023, 6, 5)}
