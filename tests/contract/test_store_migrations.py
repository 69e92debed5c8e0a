import json
import multiprocessing
import os
import signal
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import (
    Engine,
    Inspector,
    MetaData,
    Table,
    create_engine,
    event,
    insert,
    inspect,
    text,
)
from sqlalchemy.engine.interfaces import ReflectedIndex

from domain.errors import ProblemError
from store.database import Database, open_database
from store.engines import open_engine
from store.schema import versions
from store.tables import Base
from tests.contract.store_examples import (
    NOON,
    a_clock,
    an_alert,
    an_event,
    heavy_imports_of_a_program,
    migrate_together,
)
from tests.support.postgres import PostgresServer

# The version of the first stores that were in use.
EARLIER_VERSION = "0003"


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    engine = open_engine(database_url)
    yield engine
    engine.dispose()


@pytest.fixture
def models_url(database_url: str, tmp_path: Path, request: pytest.FixtureRequest) -> str:
    """The address of a second empty database of the same kind."""
    if database_url.startswith("sqlite"):
        return f"sqlite:///{tmp_path}/models.db"
    server: PostgresServer = request.getfixturevalue("postgres")
    return server.new_database()


def where(index: ReflectedIndex) -> str:
    """The condition of a partial index."""
    options = index["dialect_options"]
    return str(options.get("sqlite_where", options.get("postgresql_where")))


def shape(found: Inspector) -> dict[str, Any]:
    """Everything about the tables that the two ways of making them could differ in."""
    return {
        table: {
            "columns": [
                (column["name"], str(column["type"]), column["nullable"])
                for column in found.get_columns(table)
            ],
            "key": found.get_pk_constraint(table),
            "indexes": sorted(
                (index["name"], index["column_names"], str(index["unique"]), where(index))
                for index in found.get_indexes(table)
            ),
            "unique": found.get_unique_constraints(table),
            "foreign": found.get_foreign_keys(table),
        }
        for table in found.get_table_names()
        if table != "alembic_version"
    }


@pytest.mark.usefixtures("database")
def test_the_migrations_leave_nothing_for_alembic_to_add(engine: Engine) -> None:
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []


@pytest.mark.usefixtures("database")
def test_the_migrations_make_the_same_tables_as_the_models_do(
    engine: Engine, models_url: str
) -> None:
    models = open_engine(models_url)
    with models.begin() as connection:
        Base.metadata.create_all(connection)
    assert shape(inspect(engine)) == shape(inspect(models))
    models.dispose()


def test_the_versions_are_those_that_alembic_finds_in_that_order() -> None:
    config = Config()
    config.set_main_option("script_location", "store:migrations")
    found = [script.revision for script in ScriptDirectory.from_config(config).walk_revisions()]
    assert versions() == found[::-1]


def test_migrating_again_changes_nothing(database: Database) -> None:
    with database.unit_of_work() as work:
        work.settings.set("profile", "statutory")
    database.migrate()
    with database.reading() as work:
        assert work.settings.get("profile") == "statutory"


def test_a_database_of_a_newer_program_is_refused_and_left_alone(
    database: Database, engine: Engine
) -> None:
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(ProblemError) as problem:
        database.migrate()
    assert problem.value.code == "database_newer"
    with engine.connect() as connection:
        assert connection.scalar(text("SELECT version_num FROM alembic_version")) == "9999"


def test_a_database_without_tables_says_so(database_url: str) -> None:
    database = open_database(database_url)
    with pytest.raises(ProblemError) as problem, database.reading() as work:
        work.events.count()
    assert problem.value.code == "database_not_ready"
    database.dispose()


def test_programs_that_start_together_migrate_once(database_url: str) -> None:
    spawn = multiprocessing.get_context("spawn")
    with spawn.Manager() as manager, ProcessPoolExecutor(4, mp_context=spawn) as pool:
        barrier = manager.Barrier(4)
        for done in [pool.submit(migrate_together, database_url, barrier) for _ in range(4)]:
            done.result()
    database = open_database(database_url)
    with database.reading() as work:
        assert work.events.count() == 0
    database.dispose()


def columns_of(engine: Engine) -> dict[str, list[str]]:
    """The columns of every table, but for the version's."""
    found = inspect(engine)
    return {
        table: [column["name"] for column in found.get_columns(table)]
        for table in found.get_table_names()
        if table != "alembic_version"
    }


def every_row(engine: Engine, columns: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    """What every table holds in these columns."""
    with engine.connect() as connection:
        return {
            table: sorted(
                str(row)
                for row in connection.execute(text(f"SELECT {', '.join(names)} FROM {table}"))
            )
            for table, names in columns.items()
        }


def write_a_clock(engine: Engine) -> None:
    """Write a clock into the columns that there are."""
    table = Table("clock", MetaData(), autoload_with=engine)
    # A mark that earlier versions kept of time that lapses.
    values = {**asdict(a_clock()), "case_ref": "case-a", "is_open": True, "lapses": True}
    source, event = a_clock().start_event
    values |= {"start_event_source": source, "start_event_id": event}
    with engine.begin() as connection:
        row = {column.name: values.get(column.name) for column in table.columns}
        connection.execute(insert(table).values(row))


def made_by_version(engine: Engine, version: str) -> None:
    """Make the tables as an earlier version of the program did."""
    with engine.begin() as connection:
        config = Config(attributes={"connection": connection})
        config.set_main_option("script_location", "store:migrations")
        command.upgrade(config, version)


def test_a_store_of_an_earlier_version_keeps_every_row_when_it_is_upgraded(
    database_url: str, engine: Engine
) -> None:
    made_by_version(engine, EARLIER_VERSION)
    database = open_database(database_url)
    with database.unit_of_work() as work:
        refs = work.cases.refs_for([("mosaic", "1042")], lambda: "case-a")
        work.events.add([an_event(case=refs["mosaic", "1042"])], ["digest"], "batch-1")
        work.alerts.add([an_alert()])
        work.settings.set("profile", "statutory")
    write_a_clock(engine)
    columns = columns_of(engine)
    columns["clock"].remove("lapses")
    before = every_row(engine, columns)
    database.migrate()
    assert every_row(engine, {"clock": ["after_due"]}) == {"clock": ["('lapses',)"]}
    assert len(columns_of(engine)) > len(columns)
    # Which families the sources told of is worked out from the events, and nothing else is new.
    families = str(("families_told", json.dumps({"mosaic": ["looked_after"]})))
    assert every_row(engine, columns) == {
        **before,
        "setting": sorted([*before["setting"], families]),
    }
    assert {table for table, rows in before.items() if rows} >= {"event", "clock", "alert"}
    database.dispose()


def test_an_upgraded_store_knows_its_complaints_and_parts_one_from_a_child(
    database_url: str, engine: Engine
) -> None:
    made_by_version(engine, "0009")
    database = open_database(database_url)
    told = {"ref-1": "became_looked_after", "ref-2": "complaint_received", "ref-3": "found"}
    with database.unit_of_work() as work:
        refs = iter(told)
        work.cases.refs_for([(each, "7") for each in ("a", "b", "c")], lambda: next(refs))
        work.joins.note_first_seen(told, NOON)
        work.joins.settled(told)
        events = [an_event(name, ref, type=name) for ref, name in told.items()]
        work.events.add(events, list(told), "batch-1")
        work.joins.set_living({"ref-2": "ref-1"})
        work.joins.settled(told)
    database.migrate()
    with database.reading() as work:
        assert work.joins.of_no_child(told) == {"ref-2"}
        assert work.joins.unsettled() == ["ref-2"]
    database.dispose()


@pytest.mark.parametrize("holds", ["demonstration", "cases of its own"])
def test_an_upgraded_demonstration_still_knows_whom_to_write_to(
    database_url: str, engine: Engine, holds: str
) -> None:
    made_by_version(engine, "0005")
    database = open_database(database_url)
    if holds == "demonstration":
        with database.unit_of_work() as work:
            work.settings.set("demo_seed", "1 2026-03-10")
    database.migrate()
    with database.reading() as work:
        kept = work.settings.get("contacts")
    database.dispose()
    if holds != "demonstration":
        assert kept is None
        return
    contacts = json.loads(kept or "")
    assert len(contacts) == 13 + 16 + 6 * 18 + 6 + 4 + 2
    assert contacts["iro_manager"] == "iro-manager@timescales.example"
    assert contacts["data_team"] == "data-team@timescales.example"
    assert contacts["SW-0618"] == "sw-0618@timescales.example"


def migrate_until_killed(url: str, statements: int) -> None:
    """Migrate, and be killed before the statement with this number."""
    left = iter(range(statements))

    def kill_when_none_is_left(*_: Any) -> None:
        if next(left, None) is None:
            os.kill(os.getpid(), signal.SIGKILL)

    event.listen(Engine, "before_cursor_execute", kill_when_none_is_left)
    event.listen(Engine, "commit", kill_when_none_is_left)
    open_database(url).migrate()


def test_a_migration_killed_anywhere_leaves_nothing_and_can_be_run_again(
    database_url: str, engine: Engine
) -> None:
    # A fork, not a new interpreter: there are many points to be killed at.
    fork = multiprocessing.get_context("fork")
    killed = 0
    while True:
        child = fork.Process(target=migrate_until_killed, args=(database_url, killed))
        child.start()
        child.join()
        if child.exitcode == 0:
            break
        assert child.exitcode == -signal.SIGKILL
        assert inspect(engine).get_table_names() == []
        killed += 1
    assert killed > len(Base.metadata.tables)
    assert set(inspect(engine).get_table_names()) == {"alembic_version", *Base.metadata.tables}


@pytest.mark.usefixtures("database")
def test_alembic_is_not_imported_when_there_is_nothing_to_migrate(
    database_url: str,
) -> None:
    spawn = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, mp_context=spawn) as pool:
        assert pool.submit(heavy_imports_of_a_program, database_url).result() == {"sqlmodel"}


def test_a_plain_sqlite_engine_could_read_the_file(tmp_path: Path) -> None:
    database = open_database(f"sqlite:///{tmp_path}/deep/er/timescales.db")
    database.migrate()
    database.dispose()
    plain = create_engine(f"sqlite:///{tmp_path}/deep/er/timescales.db")
    with plain.connect() as connection:
        assert connection.scalar(text("PRAGMA journal_mode")) == "wal"
    plain.dispose()
