"""The whole engine on one machine: what ``timescales up`` runs."""

import contextlib
import os
import shutil
import signal
import threading
import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from deployments.prefect_access.credential import as_header, credential, random_secret
from deployments.prefect_access.tickets import link
from deployments.prefect_environment import access_environment, prefect_environment
from deployments.processes import PrefectProcess
from deployments.restarts import Restarts
from deployments.single import only_one, require_free
from domain.errors import ProblemError
from engine.private_files import create_privately, tighten_all
from engine.running_parts import FORMS, LOGS, SERVER
from engine.settings import Settings
from notifications.catalogue import section_of

Say = Callable[[str], None]

DEFAULT_PORT = 4200
DEMO_SEED = 1

_PREFECT_MAY_TAKE_SECONDS = 180
_LOOK_EVERY_SECONDS = 0.2
_CHECK_CHILDREN_EVERY_SECONDS = 5


@dataclass(frozen=True, slots=True)
class Places:
    """Where to look: Prefect's pages, the data folder, and the mail if it is kept in a folder.

    ``prefect_link`` lets a browser in; whoever has it can do what a browser may.
    """

    prefect: str
    prefect_link: str
    data_folder: Path
    mail: Path | None
    logs: Path


def up(
    settings: Settings,
    *,
    now: Callable[[], datetime],
    say: Say,
    announce: Callable[[Places], None],
    port: int = DEFAULT_PORT,
    demo_seed: int | None = DEMO_SEED,
    new_secret: Callable[[], str] = random_secret,
) -> int:
    """Run until SIGINT or SIGTERM; then end every process that was started, and give 0.

    ``now`` gives the time as a UTC instant. ``say`` takes one sentence of progress at a time.
    ``announce`` is called once, when everything runs and the first pass is through. An empty
    store gets the demonstration, unless ``demo_seed`` is None. ``new_secret`` gives another text
    at each call, which nobody can guess. Must be called in the main thread. Raises ProblemError
    ``already_running``, ``port_in_use``, ``prefect_not_started`` and those of the store.
    """
    create_privately()
    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.set())
    with only_one(settings.data_folder):
        require_free(port)
        tighten_all(settings.data_folder)
        secret = credential(settings.data_folder, new_secret)
        _prepare_environment(settings, port, secret)
        machine = _Machine(settings, now, say, port, stop, secret=secret, token=new_secret())
        try:
            machine.run(announce, demo_seed)
        finally:
            say("Stopping.")
            machine.stop()
    say("Stopped.")
    return 0


def _prepare_environment(settings: Settings, port: int, secret: str) -> None:
    """Set what Prefect reads on import, and what the flows' own processes read."""
    for name in ("logs", "inbox"):
        (settings.data_folder / name).mkdir(exist_ok=True)
    # What a killed engine left there is of no use to the next.
    temporary = settings.data_folder / "tmp"
    shutil.rmtree(temporary, ignore_errors=True)
    temporary.mkdir()
    os.environ.update(prefect_environment(settings.data_folder, port, secret))
    # Prefect shares one folder there between all accounts of a machine.
    os.environ["TMPDIR"] = str(temporary)
    os.environ["TIMESCALES_DATA_FOLDER"] = str(settings.data_folder)
    os.environ["TIMESCALES_DATABASE_URL"] = settings.database_url
    if settings.profile is not None:
        os.environ["TIMESCALES_PROFILE"] = settings.profile


class _Machine:
    """The parts of a running engine."""

    def __init__(
        self,
        settings: Settings,
        now: Callable[[], datetime],
        say: Say,
        port: int,
        stop: threading.Event,
        *,
        secret: str,
        token: str,
    ) -> None:
        from deployments.regular import Regular

        logs = settings.data_folder / "logs"
        self._settings, self._now, self._say, self._stop = settings, now, say, stop
        self._address, self._secret, self._token = f"http://127.0.0.1:{port}", secret, token
        access = access_environment(token, settings.prefect.names)
        self._server = PrefectProcess(SERVER, {**os.environ, **access}, logs / LOGS[SERVER])
        self._forms = PrefectProcess(FORMS, os.environ, logs / LOGS[FORMS])
        self._watched = [
            Restarts(process, say, self._note) for process in (self._server, self._forms)
        ]
        self._regular = Regular(settings, now, say)
        self._scheduler = self._regular.scheduler()

    def run(self, announce: Callable[[Places], None], demo_seed: int | None) -> None:
        """Start everything, then watch it until told to stop."""
        self._say("Starting Prefect.")
        self._server.start()
        if demo_seed is not None:
            self._load_demo_if_empty(demo_seed)
        self._wait_until(self._prefect_answers, self._server)
        if self._stop.is_set():
            return
        from deployments.in_prefect import is_ready, settle_what_was_broken_off

        settle_what_was_broken_off()
        self._forms.start()
        self._wait_until(is_ready, self._forms)
        self._scheduler.start()
        self._first_pass()
        if self._stop.is_set():
            return
        for part in LOGS:
            self._note(part, 0)
        announce(self._places())
        self._scheduler.add_job(self._regular.second_pass)
        while not self._stop.wait(_CHECK_CHILDREN_EVERY_SECONDS):
            for watched in self._watched:
                watched.look(self._now())

    def stop(self) -> None:
        """End the jobs, then the processes. A job that runs is waited for."""
        if self._scheduler.running:
            from deployments.in_prefect import hand_over_logs

            self._scheduler.shutdown(wait=True)
            hand_over_logs()
        self._forms.stop()
        self._server.stop()

    def _load_demo_if_empty(self, seed: int) -> None:
        from engine.demo import load_demo, wants_demo

        if wants_demo(self._settings):
            self._say("The store is empty: loading a synthetic county to look at.")
            loaded = load_demo(self._settings, seed, self._now())
            self._say(f"Loaded {loaded.recalculated.cases:,} cases.")

    def _first_pass(self) -> None:
        """In the scheduler's thread: a run in the main thread would take over its signals."""
        self._say("Looking for what is due.")
        done = threading.Event()

        def first_pass() -> None:
            try:
                self._regular.first_pass()
            finally:
                done.set()

        self._scheduler.add_job(first_pass)
        while not done.wait(_LOOK_EVERY_SECONDS):
            if self._stop.is_set():
                return

    def _wait_until(self, is_so: Callable[[], bool], process: PrefectProcess) -> None:
        for _ in range(int(_PREFECT_MAY_TAKE_SECONDS / _LOOK_EVERY_SECONDS)):
            if is_so() or self._stop.wait(_LOOK_EVERY_SECONDS):
                return
            if not process.running:
                break
        raise ProblemError(
            "prefect_not_started",
            "Prefect did not start.",
            f"Its own words are in {process.log.name} in the data folder's logs.",
        )

    def _prefect_answers(self) -> bool:
        health = urllib.request.Request(
            f"{self._address}/api/health", headers={"Authorization": as_header(self._secret)}
        )
        try:
            with urllib.request.urlopen(health, timeout=5) as answer:
                return bool(answer.status == 200)
        except (urllib.error.URLError, OSError):
            return False

    def _note(self, part: str, ends: int) -> None:
        """For ``status``. That it cannot be noted is no reason to stop what runs."""
        from engine.running_parts import note_ends
        from store.database import open_database

        try:
            database = open_database(self._settings.database_url)
            try:
                with database.unit_of_work() as work:
                    note_ends(work, part, ends)
            finally:
                database.dispose()
        except ProblemError as problem:
            self._say(f"{problem.code}: {problem.message} {problem.remedy}")

    def _places(self) -> Places:
        folder = self._settings.data_folder
        mail = None
        with contextlib.suppress(ProblemError):  # each dispatch says what is not set up
            mail = section_of(self._settings.channel, self._settings.channels).place(folder)
        entrance = link(self._address, self._token)
        return Places(
            prefect=self._address,
            prefect_link=entrance,
            data_folder=folder,
            mail=mail,
            logs=folder / "logs",
        )
