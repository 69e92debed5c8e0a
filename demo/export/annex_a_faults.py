"""Faults put into an Annex A workbook. Rows are added at the end of their list."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from demo.export.annex_a import FILE
from demo.export.annex_a_lists import HEADERS, AnnexList, Cell, shows_plan
from demo.export.annex_a_truth import FORMAT
from demo.export.children_in_care import ChildInCare
from demo.export.faults import CORRECTED, OF_EACH, REPEATED, Expected, Fault, refused
from demo.export.protected_children import ProtectedChild
from demo.export.years import Span

Lists = dict[int, AnnexList]


@dataclass(slots=True)
class FaultyWorkbook:
    """The first edition, its faults, and the children whom it shows wrongly."""

    lists: Lists
    faults: list[Fault]
    shown_wrongly: list[ProtectedChild]


def spoil_annex_a(
    lists: Lists,
    protected: list[ProtectedChild],
    in_care: list[ChildInCare],
    recent: Span,
    random: Random,
) -> FaultyWorkbook:
    """The workbook with faults in it; ``lists`` themselves stay as they are."""
    spoiler = _Spoiler(lists)
    planned = random.sample(protected, len(protected))
    ends_late = _some(planned, lambda each: _can_end_later(each, recent))
    reviewed = _some(planned, lambda each: each not in ends_late and _reviewed(each, recent))
    wrongly = [*spoiler.misdate_ends_of_plans(ends_late), *spoiler.misdate_reviews(reviewed)]
    free = random.sample(in_care, len(in_care))
    spoiler.misdate_visits(free[:OF_EACH])
    spoiler.break_formulas(free[OF_EACH : 2 * OF_EACH])
    spoiler.repeat_children(free[2 * OF_EACH : 3 * OF_EACH])
    spoiler.add_misdated_rows(recent)
    return FaultyWorkbook(spoiler.lists, spoiler.faults, wrongly)


class _Spoiler:
    def __init__(self, lists: Lists) -> None:
        self.lists = {
            number: AnnexList(number, [list(row) for row in annex.rows])
            for number, annex in lists.items()
        }
        self.faults: list[Fault] = []

    def misdate_ends_of_plans(self, children: list[ProtectedChild]) -> list[ProtectedChild]:
        """The first edition ends a plan two days late; the second puts it right."""
        wrongly = []
        for child in children:
            assert child.plan is not None
            assert child.plan.ended_on is not None
            wrong = child.plan.ended_on + timedelta(days=2)
            row = self._row(7, child.number)
            row[self.lists[7].place("Child Protection Plan End Date")] = wrong
            self._note("corrected date", 7, row, CORRECTED)
            wrongly.append(replace(child, plan=replace(child.plan, ended_on=wrong)))
        return wrongly

    def misdate_reviews(self, children: list[ProtectedChild]) -> list[ProtectedChild]:
        """A latest review conference before the plan: the list then shows none at all."""
        header, wrongly = "Date of latest review conference", []
        for child in children:
            assert child.plan is not None
            row = self._row(7, child.number)
            row[self.lists[7].place(header)] = child.plan.made_on - timedelta(days=7)
            expected = refused("impossible_order", header)
            self._note("review before the plan", 7, row, expected)
            wrongly.append(replace(child, plan=replace(child.plan, reviews=())))
        return wrongly

    def misdate_visits(self, children: list[ChildInCare]) -> None:
        """A visit to a looked-after child before care began."""
        header = "Date of Last Social Work Visit"
        for child in children:
            row = self._row(8, child.number)
            row[self.lists[8].place(header)] = child.stays[-1].began_on - timedelta(days=7)
            expected = refused("impossible_order", header)
            self._note("visit before care began", 8, row, expected)

    def break_formulas(self, children: list[ChildInCare]) -> None:
        header = "Date of Last Dental Check"
        for child in children:
            row = self._row(8, child.number)
            row[self.lists[8].place(header)] = "#N/A"
            self._note("Excel error", 8, row, refused("excel_error", header))

    def repeat_children(self, children: list[ChildInCare]) -> None:
        for child in children:
            row = list(self._row(8, child.number))
            self.lists[8].rows.append(row)
            self._note("duplicate row", 8, row, REPEATED)

    def add_misdated_rows(self, recent: Span) -> None:
        """New children with a day that no calendar has, and with one that is yet to come."""
        discussed = "Strategy discussion initiating Section 47 Enquiry Start Date"
        impossible = f"31/06/{recent.last.year}"
        for kind, number, header, day, code in (
            ("impossible date", 5, discussed, impossible, "impossible_date"),
            ("date in the future", 3, "Date of Referral", date(2099, 1, 5), "future_fact"),
        ):
            annex = self.lists[number]
            for count in range(1, OF_EACH + 1):
                row: list[Cell] = [None] * len(HEADERS[number])
                row[0], row[annex.place(header)] = f"9990{number}{count}", day
                annex.rows.append(row)
                self._note(kind, number, row, refused(code, header))

    def _row(self, number: int, child: str) -> list[Cell]:
        return next(row for row in self.lists[number].rows if row[0] == child)

    def _note(self, kind: str, number: int, row: list[Cell], expected: Expected) -> None:
        line = next(at for at, each in enumerate(self.lists[number].rows, start=2) if each is row)
        file, subject = f"{FILE}, list {number}", str(row[0])
        self.faults.append(
            Fault(
                kind=kind, format=FORMAT, file=file, line=line, subject=subject, expected=expected
            )
        )


def _some(
    children: list[ProtectedChild], fits: Callable[[ProtectedChild], bool]
) -> list[ProtectedChild]:
    return [child for child in children if fits(child)][:OF_EACH]


def _reviewed(child: ProtectedChild, recent: Span) -> bool:
    return child.plan is not None and bool(child.plan.reviews) and shows_plan(child, recent)


def _can_end_later(child: ProtectedChild, recent: Span) -> bool:
    plan = child.plan
    if plan is None or plan.ended_on is None or not shows_plan(child, recent):
        return False
    return plan.ended_on + timedelta(days=2) <= recent.last
