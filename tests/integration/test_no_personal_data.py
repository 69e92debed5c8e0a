"""Planted canaries: a case number or a date of birth comes out nowhere it was not asked for."""

import json
import logging
import traceback
import zipfile
import zlib
from collections.abc import Iterator
from datetime import date
from email import message_from_bytes, policy
from pathlib import Path

import pytest
from sqlalchemy import select, text

from domain.errors import ProblemError
from engine.explaining import explain_clock
from engine.loading import Loaded, load
from engine.outbox import send_waiting
from engine.queries import ClockQuestion, alerts, clocks
from engine.reports import ReportQuestion, make_report, write_report
from engine.rerun import rerun
from engine.schedule_catalogue import every_schedule
from engine.status import status
from engine.sweep import sweep
from engine.workspace import Workspace
from intake.complaints.reader import read_register
from intake.event_files.reader import read_event_files
from intake.reading import Reading
from intake.ssda903.reader import read_return
from reports.catalogue import every_report
from reports.formats.document import document
from store.engines import open_engine
from store.filters import AlertFilter
from store.tables import Base
from tests.support.workspaces import Fact, at, fact, ledger, open_at, removal, sweep_days
from tests.unit.intake.rows import EPISODES, HEADER, REVIEWS, child, episode, review

CHILD, PUPIL, COMPLAINT = "CANARY-7431", "990317431", "CANARY/C/88"
BORN = ("2011-02-17", "17/02/2011", "17 February 2011", "20110217")
WORDS = "Zebedee Canarysson of 4 Canary Lane"
NUMBERS = (CHILD, PUPIL, COMPLAINT)
# The children whom complaints concern: one as an event names her, one as the register does.
CONCERNED = ("CANARY-8816", "CANARY-9902")
CANARIES = (*NUMBERS, *CONCERNED, *BORN, WORDS, "Zebedee", "Canary Lane")

FACTS = (
    fact(CHILD, "born", BORN[0]),
    fact(CHILD, "became_looked_after", "2026-03-02", id="R-1"),
    fact(CHILD, "placement_started", "2026-03-02"),
    fact(CHILD, "responsible_assigned", "2026-03-02", role="iro", person="IRO-07", team="North"),
    fact(COMPLAINT, "complaint_received", "2026-03-02", procedure="statutory", about=CONCERNED[0]),
    fact(CHILD, "found", "2026-03-03T10:00:00+00:00"),
)
AMENDMENTS = (
    fact(CHILD, "became_looked_after", "2026-03-09", id="R-2", corrects="R-1"),
    removal(CHILD, "no such event", id="V-1"),
    fact(CHILD, "placement_started", "2026-03-05", id="R-2"),
)
NOW = at("2026-04-20 07:00")


def read_events(folder: Path, facts: tuple[Fact, ...]) -> Reading:
    file = folder / "events.jsonl"
    file.write_text("\n".join(json.dumps(one) for one in facts))
    return read_event_files([file], now=NOW)


def read_all(folder: Path) -> Iterator[tuple[str, Reading]]:
    """The same canaries through every reader."""
    yield "events", read_events(folder, FACTS)
    yield "events", read_events(folder, AMENDMENTS)
    tables = {
        "header": [HEADER, child(PUPIL, BORN[1])],
        "episodes": [EPISODES, episode("02/03/2026", number=PUPIL)],
        "reviews": [REVIEWS, review("20/03/2026", number=PUPIL, dob=BORN[1])],
    }
    for name, rows in tables.items():
        (folder / f"{name}.csv").write_text("\n".join(rows) + "\n")
    yield "ssda903", read_return([folder / f"{name}.csv" for name in tables], now=NOW)
    register = folder / "register.csv"
    columns = "reference,procedure,received_on,child_number"
    register.write_text(f"{columns}\n{COMPLAINT},statutory,02/03/2026,{CONCERNED[1]}\n")
    yield "complaints", read_register([register], now=NOW)


@pytest.fixture
def canaries(workspace: Workspace, tmp_path: Path) -> Workspace:
    """Everything the engine does, done with the canaries in it."""
    for kind, reading in read_all(tmp_path):
        load(workspace, reading, kind=kind, now=NOW)
        sweep_days(workspace, "2026-03-17", "2026-03-31", "2026-04-16")
        send_waiting(workspace, at("2026-04-16 09:00"))
    sweep(workspace, now=NOW)
    send_waiting(workspace, NOW)
    return workspace


def found_in(text: str) -> list[str]:
    return [canary for canary in CANARIES if canary.lower() in text.lower()]


def test_the_canaries_were_really_there(canaries: Workspace) -> None:
    with canaries.database.reading() as work:
        assert all(work.cases.find(number) for number in NUMBERS)
        events = [
            one for held in work.events.of_cases(work.cases.all_refs()).values() for one in held
        ]
        assert len(work.quarantine.all()) == 1
    assert date(2011, 2, 17) in {event.on for event in events}
    assert len(ledger(canaries)) > 50
    assert any(one.withdrawn_at for one in ledger(canaries))


def test_what_is_asked_of_the_engine_shows_no_case_number(canaries: Workspace) -> None:
    for day in (date(2026, 3, 20), NOW.date()):
        found = clocks(canaries, ClockQuestion(day, NOW))
        assert len(found) > 5
        assert found_in(json.dumps(found)) == []
    assert found_in(json.dumps(alerts(canaries, AlertFilter()))) == []
    for view in clocks(canaries, ClockQuestion(NOW.date())):
        told = explain_clock(canaries, view["clock"], NOW.date())
        assert found_in(told.as_text() + json.dumps(told.as_json()) + repr(told)) == []
    assert found_in(json.dumps(status(canaries, NOW).as_json())) == []
    for schedule in every_schedule():
        assert found_in(repr(rerun(canaries, schedule, now=NOW))) == []


def test_no_report_shows_a_case_number(canaries: Workspace, tmp_path: Path) -> None:
    with canaries.database.reading() as work:
        refs = work.cases.all_refs()
    shown: set[str] = set()
    for name in every_report():
        question = ReportQuestion(name, NOW.date(), date(2026, 3, 1), date(2026, 4, 30))
        made = make_report(canaries, question)
        for path in write_report(made, tmp_path / "reports"):
            text = f"{path}\n{text_of(path)}"
            assert found_in(text.removeprefix(str(tmp_path))) == [], name
            shown.update(ref for ref in refs if ref in text)
        assert found_in(json.dumps(document(made))) == [], name
    # The cases themselves are there, under the engine's own references.
    assert shown


def text_of(path: Path) -> str:
    if path.suffix != ".xlsx":
        return path.read_text("utf-8")
    with zipfile.ZipFile(path) as book:
        return "\n".join(book.read(name).decode("utf-8") for name in book.namelist())


def test_who_asks_by_case_number_sees_it_and_not_the_date_of_birth(canaries: Workspace) -> None:
    found = clocks(canaries, ClockQuestion(NOW.date(), subject=CHILD))
    assert {view["subject"] for view in found} == {CHILD}
    assert found_in(json.dumps(found)) == [CHILD]


def test_the_mail_holds_no_case_number(canaries: Workspace) -> None:
    files = [path for path in (canaries.settings.data_folder / "mail").rglob("*") if path.is_file()]
    assert len(files) > 5
    for path in files:
        message = message_from_bytes(path.read_bytes(), policy=policy.default)
        parts = [part.get_content() for part in message.walk() if not part.is_multipart()]
        assert parts
        assert found_in("\n".join([path.name, *map(str, message.values()), *parts])) == []


def test_the_case_number_is_in_its_own_table_and_in_no_other(canaries: Workspace) -> None:
    engine = open_engine(canaries.settings.database_url)
    kept_in = {"case_number": list(NUMBERS), "child_number": list(CONCERNED)}
    with engine.connect() as connection:
        for name, table in Base.metadata.tables.items():
            rows = connection.execute(select(table)).all()
            told = [tuple(map(_opened, row)) for row in rows]
            numbers = [each for each in found_in(repr(told)) if each in NUMBERS + CONCERNED]
            assert numbers == kept_in.get(name, []), name
            texts = [value for row in rows for value in row if not isinstance(value, date)]
            assert set(found_in(repr(texts))) == set(numbers), name
        assert connection.execute(text("SELECT count(*) FROM case_number")).scalar() == 4
    engine.dispose()


def _opened(value: object) -> object:
    """What a column holds: the editions are kept compressed."""
    return zlib.decompress(value) if isinstance(value, bytes) else value


def test_the_log_holds_no_case_number(
    url: str, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    # Its finest level writes out every row that is read, and is for its own developers.
    caplog.set_level(logging.INFO, logger="sqlalchemy.engine")
    workspace = open_at(url, tmp_path)
    for kind, reading in read_all(tmp_path):
        load(workspace, reading, kind=kind, now=NOW)
    sweep(workspace, now=NOW)
    send_waiting(workspace, NOW)
    clocks(workspace, ClockQuestion(NOW.date(), subject=CHILD))
    workspace.database.dispose()
    assert "INSERT INTO case_number" in caplog.text
    assert found_in(caplog.text) == []


BAD_EVENTS = [
    {"at": BORN[1]},
    {"at": f"{BORN[0]}T09:00:00"},
    {"at": "2099-02-17"},
    {"type": WORDS},
    {"type": 7431, "at": None},
    {"subject": CHILD * 9},
    {"subject": [CHILD]},
    {"source": f"{WORDS}\u0007"},
    {"attributes": {"legal_status": WORDS}},
    {"attributes": {WORDS: CHILD}},
    {"attributes": {"part": CHILD}},
    {"attributes": WORDS},
    {"attributes": {"participation": BORN[0]}},
    {WORDS: CHILD},
    {"corrects": CHILD, "voids": CHILD},
    {"corrects": "H-1"},
]


def complaints_of(reading: Reading) -> str:
    """Everything that is said about the rows of a reading."""
    return repr([reading.refusals, reading.warnings])


@pytest.mark.parametrize("wrong", BAD_EVENTS, ids=range(len(BAD_EVENTS)))
def test_a_refused_event_is_not_repeated(tmp_path: Path, wrong: dict[str, object]) -> None:
    good = fact(CHILD, "review_held", "2026-03-20", id="H-1", participation="PN1")
    reading = read_events(tmp_path, ({**good, **wrong},))
    assert len(reading.refusals) == 1
    assert reading.refusals[0].message
    assert reading.refusals[0].remedy
    assert found_in(complaints_of(reading)) == []


def test_refused_cells_of_a_return_are_not_repeated(tmp_path: Path) -> None:
    tables = {
        "header": [
            HEADER,
            f"{PUPIL},{WORDS},{WORDS},{WORDS},,,",
            child(PUPIL, BORN[1]),
            child(PUPIL),
        ],
        "episodes": [
            EPISODES,
            episode(WORDS, number=PUPIL),
            episode("02/03/2026", WORDS, number=PUPIL, ls=WORDS, place=WORDS, dec=WORDS, rec=WORDS),
            episode("02/03/2026", number=CHILD * 9),
        ],
        "reviews": [
            REVIEWS,
            review(WORDS, CHILD, number=PUPIL, dob=BORN[1]),
            review("20/03/2026", WORDS),
        ],
    }
    for name, rows in tables.items():
        (tmp_path / f"{name}.csv").write_text("\n".join(rows) + "\n")
    reading = read_return([tmp_path], now=NOW)
    assert len(reading.refusals) >= 6
    assert found_in(complaints_of(reading)) == []


def test_refused_cells_of_a_register_are_not_repeated(tmp_path: Path) -> None:
    columns = "reference,procedure,received_on,stage1_responded_on,stage1_outcome,team"
    rows = [
        f"{COMPLAINT},{WORDS},02/03/2026,,,",
        f"{COMPLAINT},statutory,{WORDS},,,",
        f"{COMPLAINT},statutory,02/03/2026,{WORDS},{WORDS},{WORDS}",
        f"{COMPLAINT * 9},statutory,02/03/2026,,,",
    ]
    file = tmp_path / "register.csv"
    file.write_text("\n".join([columns, *rows]) + "\n")
    reading = read_register([file], now=NOW)
    assert len(reading.refusals) >= 4
    assert found_in(complaints_of(reading)) == []


def test_an_import_says_what_it_did_without_a_case_number(
    workspace: Workspace, tmp_path: Path
) -> None:
    done: list[Loaded] = []
    for kind, reading in read_all(tmp_path):
        done.append(load(workspace, reading, kind=kind, now=NOW))
    told = (
        [[line.as_json() for line in one.imported.accounting] for one in done],
        [one.imported.quarantined + one.imported.refusals + one.imported.warnings for one in done],
    )
    assert any(one.imported.quarantined for one in done)
    assert found_in(repr(told)) == []
    assert found_in(repr([one.recalculated for one in done])) == []


def test_a_question_that_cannot_be_answered_is_not_repeated(workspace: Workspace) -> None:
    for ask in (
        lambda: explain_clock(workspace, CHILD, NOW.date()),
        lambda: rerun(workspace, "review-schedule", now=NOW, cases=[CHILD, PUPIL]),
        lambda: rerun(workspace, WORDS, now=NOW),
    ):
        with pytest.raises(ProblemError) as problem:
            ask()
        assert found_in("".join(traceback.format_exception_only(problem.value))) == []


def test_a_failing_database_does_not_tell_what_it_was_given(workspace: Workspace) -> None:
    def add_twice() -> None:
        with workspace.database.unit_of_work() as work:
            work.cases.refs_for([("mosaic", CHILD), ("mosaic", PUPIL)], lambda: "one for both")

    with pytest.raises(ProblemError) as problem:
        add_twice()
    assert problem.value.code == "database_conflict"
    said = "".join(traceback.format_exception(problem.value))
    assert found_in(said) == []
    assert "one for both" not in said.replace('lambda: "one for both"', "")
