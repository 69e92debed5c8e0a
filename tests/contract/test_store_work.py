from store.database import Database
from store.records import ImportRecord, QuarantinedRow, RunRecord
from tests.contract.store_examples import DAY, HOUR, NOON


def test_a_run_that_was_killed_stays_without_an_end(database: Database) -> None:
    with database.unit_of_work() as work:
        run = work.runs.start("sweep", NOON)
    with database.reading() as work:
        assert work.runs.last("sweep") == RunRecord(run, "sweep", NOON)
        assert work.runs.last("dispatch") is None


def test_the_last_run_is_the_one_noted_last_even_if_the_clock_was_set_back(
    database: Database,
) -> None:
    with database.unit_of_work() as work:
        work.runs.start("sweep", NOON + DAY)
        early = work.runs.start("sweep", NOON)
        unfinished = work.runs.start("sweep", NOON)
        work.runs.finish(early, NOON + HOUR, "done", {"alerts": 3, "by_rule": {"lac.pep": 1}})
    with database.reading() as work:
        last, done = work.runs.last("sweep"), work.runs.last("sweep", "done")
    assert last is not None
    assert last.id == unfinished
    assert done == RunRecord(
        early, "sweep", NOON, NOON + HOUR, "done", {"alerts": 3, "by_rule": {"lac.pep": 1}}
    )


def test_a_setting_holds_the_value_it_was_last_given(database: Database) -> None:
    with database.unit_of_work() as work:
        assert work.settings.get("profile") is None
        work.settings.set("profile", "statutory")
        work.settings.set("profile", "leicestershire")
    with database.reading() as work:
        assert work.settings.get("profile") == "leicestershire"


def test_quarantined_rows_come_back_oldest_first(database: Database) -> None:
    rows = [
        QuarantinedRow("batch-1", "mosaic", "R-2", "changed", "It changed.", "Ask.", NOON),
        QuarantinedRow("batch-1", None, None, "unreadable", "No.", "Look.", NOON),
    ]
    with database.unit_of_work() as work:
        work.quarantine.add(rows)
        work.quarantine.add([])
    with database.reading() as work:
        assert work.quarantine.all() == rows


def test_an_import_keeps_its_accounting(database: Database) -> None:
    last = ImportRecord("batch-1", "events", NOON + DAY)
    second = ImportRecord("batch-3", "events", NOON)
    first = ImportRecord("batch-2", "ssda903", NOON, NOON + HOUR, {"reviews": {"read": 2}})
    with database.unit_of_work() as work:
        for one in (last, second, first):
            work.imports.add(one)
    with database.reading() as work:
        # Of two that began together their names decide.
        assert work.imports.all() == [first, second, last]


def test_of_each_kind_of_import_the_latest_is_known(database: Database) -> None:
    with database.unit_of_work() as work:
        assert work.imports.latest() == {}
        for batch, kind, at in (("1", "events", NOON), ("2", "events", NOON + DAY)):
            work.imports.add(ImportRecord(batch, kind, at))
        work.imports.add(ImportRecord("3", "ssda903", NOON + HOUR))
        assert work.imports.latest() == {"events": NOON + DAY, "ssda903": NOON + HOUR}
