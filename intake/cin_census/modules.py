"""One record of a census: a row of the accounting, and the elements that are read of it."""

import re
from collections.abc import Iterator
from datetime import date, datetime
from itertools import chain

from domain.errors import ProblemError
from intake.cin_census.names import KNOWN, REPEATED
from intake.cin_census.problems import problem
from intake.cin_census.schema import Fault, Step
from intake.days import FIRST_YEAR, LAST_YEAR, latest_day
from intake.files.xml_elements import XmlElement
from intake.overlaps import NOT_BELIEVED
from intake.reading import Reading, Refusal

# A date as XML Schema writes it, which may name its zone.
_DATE = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:Z|[+-]\d{2}:\d{2})?")
_YES_NO = {"1": True, "true": True, "0": False, "false": False}
_LONGEST_PATH = 300


class Module:
    """One module of a child, such as one Section47. What cannot be used comes back as None.

    A refused element counts the whole row as refused; what else the row says is kept. ``where``
    are the steps from Child down to ``element``.
    """

    def __init__(
        self,
        reading: Reading,
        table: str,
        file: str,
        element: XmlElement,
        where: tuple[Step, ...],
        *,
        now: datetime,
    ) -> None:
        self.element, self.where = element, where
        self.line = element.line
        self.number = reading.start_row(table, file, self.line)
        self.gives_events = False
        self.reading = reading
        self._latest = latest_day(now)
        self._faults: dict[str, list[Fault]] = {}

    @property
    def refused(self) -> bool:
        """Whether some of the row was refused."""
        return self.reading.rows[self.number].refused is not None

    @property
    def is_known(self) -> bool:
        """Whether the row was refused only because another was believed."""
        return self.reading.rows[self.number].refused in NOT_BELIEVED

    def note(self, fault: Fault) -> None:
        """Keep a fault of the schema until the element it is about is read, or until the end."""
        self._faults.setdefault(fault.steps[-1][0], []).append(fault)

    def text(self, name: str, code: str | None = None) -> str | None:
        """An element's text, trimmed; empty where there is none; None where it was refused."""
        faults = self._faults.pop(name, [])
        found = self._all(name)
        if len(found) > 1:
            self.refuse(name, "element_repeated", found[1])
            return None
        # What only stands at the wrong place can be read all the same.
        bad = [fault for fault in faults if fault.problem.code != "element_not_expected"]
        for fault in faults:
            if fault not in bad:
                self._tell(fault.steps, fault.line, fault.problem, refused=False)
        for fault in bad[:1]:
            said = problem(code) if code else fault.problem
            self._tell(fault.steps, fault.line, said, refused=True)
        if bad:
            return None
        return found[0].text if found else ""

    def day(
        self,
        name: str,
        code: str | None = None,
        *,
        needed: bool = False,
        may_be_ahead: bool = False,
    ) -> date | None:
        """A date; refused under ``code``, or as ``value_not_valid``, when it is none.

        ``needed`` refuses one that is not there, also under ``code``. A date more than 24 hours
        ahead is refused as ``future_fact``, unless it ``may_be_ahead``.
        """
        text = self.text(name, code)
        if text == "" and needed:
            self.refuse(name, code or "element_missing")
        return self._day(name, text, code, may_be_ahead=may_be_ahead) if text else None

    def own_day(self, code: str) -> date | None:
        """The date that the module itself is, where it is one element; refused under ``code``."""
        for fault in self._faults.pop(self.where[-1][0], []):
            if fault.problem.code == "element_not_expected":
                self._tell(fault.steps, fault.line, fault.problem, refused=False)
        return self._day(None, self.element.text, code)

    def word(self, name: str, allowed: "re.Pattern[str]", code: str) -> str | None:
        """A code, or None; refused under ``code`` where it is given and is none of ``allowed``."""
        text = self.text(name, code)
        if text and not allowed.fullmatch(text):
            self.refuse(name, code)
            return None
        return text or None

    def yes_no(self, name: str, code: str) -> bool | None:
        """0 or 1, true or false; anything else, or nothing, is refused under ``code``."""
        text = self.text(name, code)
        if text is None:
            return None
        if text.lower() not in _YES_NO:
            self.refuse(name, code if text or code != "value_not_valid" else "element_missing")
        return _YES_NO.get(text.lower())

    def _day(
        self, name: str | None, text: str, code: str | None, *, may_be_ahead: bool = False
    ) -> date | None:
        day = _day(text)
        if day is None:
            self.refuse(name, code or "value_not_valid")
        elif day > self._latest and not may_be_ahead:
            self.refuse(name, "future_fact")
            return None
        return day

    def refuse(self, name: str | None, code: str, element: XmlElement | None = None) -> None:
        """Refuse one element of the row, or the row itself where ``name`` is None."""
        self._tell(*self._place(name, element), problem(code), refused=True)

    def warn(self, name: str | None, code: str) -> None:
        """Say what is odd about a row that is kept."""
        self._tell(*self._place(name, None), problem(code), refused=False)

    def _place(self, name: str | None, element: XmlElement | None) -> tuple[tuple[Step, ...], int]:
        if name is None:
            return self.where, self.line
        found = [element] if element is not None else self._all(name)
        line = found[0].line if found else self.line
        return (*self.where, (name, 1)), line

    def set_aside(self, code: str) -> None:
        """Count the row as one of which nothing is to be used."""
        self.reading.rows[self.number].set_aside = code

    def finish(self, *, is_read: bool) -> None:
        """Tell the faults of elements that nobody read, and give the row a fate.

        A module that ``is_read`` and only stands at the wrong place was read all the same.
        """
        for fault in chain.from_iterable(self._faults.values()):
            is_itself = fault.steps == self.where
            in_order = is_itself and fault.problem.code == "element_not_expected"
            self._tell(fault.steps, fault.line, fault.problem, refused=not (is_read and in_order))
        self._faults.clear()
        row = self.reading.rows[self.number]
        if not (self.gives_events or row.refused or row.set_aside or row.repeats):
            row.set_aside = "nothing_to_use"

    def _all(self, name: str) -> list[XmlElement]:
        return list(self.element.named(name))

    def _tell(
        self, steps: tuple[Step, ...], line: int, what: ProblemError, *, refused: bool
    ) -> None:
        row = self.reading.rows[self.number]
        path = "/".join(_shown(steps))[:_LONGEST_PATH]
        said = Refusal(
            table=row.table,
            file=row.file,
            line=line,
            column=path,
            code=what.code,
            message=what.message,
            remedy=what.remedy,
        )
        if refused:
            cell = None if steps == self.where else steps[-1][0]
            self.reading.count_refused(self.number, cell, what.code)
            self.reading.refusals.append(said)
        else:
            self.reading.warnings.append(said)


def _day(text: str) -> date | None:
    if not (written := _DATE.fullmatch(text)):
        return None
    year, month, day = map(int, written.groups())
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _shown(steps: tuple[Step, ...]) -> Iterator[str]:
    for name, number in steps:
        # A name that no census has may hold anything at all.
        known = name if name in KNOWN else "?"
        yield f"{known}[{number}]" if known in REPEATED or number > 1 else known
