"""Faults put into a children in need census."""

from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random
from typing import TYPE_CHECKING, Final

from demo.diary import working_days_after
from demo.export.cin_census import FILE, census_bytes
from demo.export.conference_truth import FORMAT
from demo.export.faults import CORRECTED, OF_EACH, REPEATED, TOLD_ANEW, Expected, Fault, refused
from demo.export.protected_children import ProtectedChild, shows_enquiry
from demo.export.years import Span

if TYPE_CHECKING:
    from lxml import etree

_EARLY: Final = timedelta(days=3)

# The elements of which there can be several, whose number is part of where they are.
_NUMBERED: Final = frozenset(
    {"Child", "CINdetails", "Assessments", "Section47", "ChildProtectionPlans", "CPPreviewDate"}
)


@dataclass(slots=True)
class FaultyCensus:
    """The first edition, its faults, and the children whom it shows wrongly."""

    message: "etree._Element"
    faults: list[Fault]
    shown_wrongly: list[ProtectedChild]


def spoil_census(
    message: "etree._Element", children: list[ProtectedChild], year: Span, random: Random
) -> FaultyCensus:
    """The census with faults in it; ``message`` itself stays as it is."""
    spoiler = _Spoiler(deepcopy(message), children, year, random)
    spoiler.misdate_conferences()
    spoiler.misdate_reviews()
    spoiler.repeat_children()
    spoiler.contradict_children()
    spoiler.leave_out_numbers()
    spoiler.move_reviews()
    spoiler.move_referrals()
    return FaultyCensus(spoiler.message, spoiler.faults(), spoiler.shown_wrongly)


class _Spoiler:
    def __init__(
        self,
        message: "etree._Element",
        children: list[ProtectedChild],
        year: Span,
        random: Random,
    ) -> None:
        self.message = message
        self.shown_wrongly: list[ProtectedChild] = []
        self._year = year
        self._free = random.sample(children, len(children))
        self._elements = {
            str(child.findtext("ChildIdentifiers/LAchildID")): child
            for child in message.iter("Child")
        }
        self._found: list[tuple[str, str, etree._Element, Expected]] = []

    def faults(self) -> list[Fault]:
        """The faults, each with the line on which its element stands in the file."""
        from lxml import etree

        written = etree.fromstring(census_bytes(self.message))
        lines = {
            ours: theirs.sourceline or 0
            for ours, theirs in zip(self.message.iter(), written.iter(), strict=True)
        }
        return [
            Fault(
                kind=kind,
                format=FORMAT,
                file=FILE,
                line=lines[element],
                subject=subject,
                expected=_placed(element, expected),
            )
            for kind, subject, element, expected in self._found
        ]

    def misdate_conferences(self) -> None:
        """The first edition dates a conference a working day late; the second puts it right."""
        for child in self._take(lambda each: _can_be_later(each, self._year)):
            assert child.enquiry is not None
            assert child.enquiry.conference_on is not None
            wrong = working_days_after(child.enquiry.conference_on, 1)
            enquiry = _within(self._elements[child.number], "CINdetails/Section47")
            _within(enquiry, "DateOfInitialCPC").text = wrong.isoformat()
            self._note("corrected date", child, enquiry, CORRECTED)
            enquired = replace(child.enquiry, conference_on=wrong)
            self.shown_wrongly.append(replace(child, enquiry=enquired))

    def misdate_reviews(self) -> None:
        """Reviews on days that no calendar has, before the plan, and in the future."""
        year = self._year.last.year
        for kind, day, code in (
            ("impossible date", f"{year}-02-30", "cin_8842Q"),
            ("date in the future", "2099-01-05", "future_fact"),
            ("review before the plan", None, "cin_8841"),
        ):
            for child in self._take(lambda each: _reviewed(each, self._year)):
                assert child.plan is not None
                reviews = _within(
                    self._elements[child.number], "CINdetails/ChildProtectionPlans/Reviews"
                )
                added = deepcopy(reviews[-1])
                before = child.plan.made_on - timedelta(days=6)
                added.text = day or before.isoformat()
                reviews.append(added)
                self._note(kind, child, added, refused(code, ""))

    def repeat_children(self) -> None:
        for child in self._take(_any_of_them):
            added = self._add_again(child)
            for row in _rows(added):
                self._note("duplicate row", child, row, REPEATED)

    def contradict_children(self) -> None:
        """A second record of the same child that says something else."""
        for child in self._take(_any_of_them):
            added = self._add_again(child)
            _within(added, "CINdetails/ReferralSource").text = "10"
            number = _within(added, "ChildIdentifiers/LAchildID")
            self._note("contradicting row", child, number, refused("cin_8510", ""))

    def leave_out_numbers(self) -> None:
        """A record that does not say which child it is about."""
        for child in self._take(_any_of_them):
            number = _within(self._add_again(child), "ChildIdentifiers/LAchildID")
            number.text = None
            self._note("child without a number", child, number, refused("cin_8500", ""))

    def move_reviews(self) -> None:
        """The first edition dates the latest review some days early; the second puts it right."""
        for child in self._take(lambda each: _can_be_earlier(each, self._year)):
            assert child.plan is not None
            *before, latest = (day for day in child.plan.reviews if day in self._year)
            wrong = latest - _EARLY
            element = _within(
                self._elements[child.number], "CINdetails/ChildProtectionPlans/Reviews"
            )[-1]
            element.text = wrong.isoformat()
            self._note("corrected review date", child, element, TOLD_ANEW)
            plan = replace(child.plan, reviews=(*before, wrong))
            self.shown_wrongly.append(replace(child, plan=plan))

    def move_referrals(self) -> None:
        """The first edition dates a referral some days early; the second puts it right."""
        for child in self._take(lambda each: _referred_in(each, self._year)):
            wrong = child.referred_on - _EARLY
            details = _within(self._elements[child.number], "CINdetails")
            _within(details, "CINreferralDate").text = wrong.isoformat()
            self._note("corrected referral date", child, details, TOLD_ANEW)
            self.shown_wrongly.append(replace(child, referred_on=wrong))

    def _take(self, fits: Callable[[ProtectedChild], bool]) -> list[ProtectedChild]:
        chosen = [child for child in self._free if fits(child)][:OF_EACH]
        self._free = [child for child in self._free if child not in chosen]
        return chosen

    def _add_again(self, child: ProtectedChild) -> "etree._Element":
        added = deepcopy(self._elements[child.number])
        _within(self.message, "Children").append(added)
        return added

    def _note(
        self, kind: str, child: ProtectedChild, element: "etree._Element", expected: Expected
    ) -> None:
        self._found.append((kind, child.number, element, expected))


def _placed(element: "etree._Element", expected: Expected) -> Expected:
    """What is expected, with the element's place from its Child down as its column."""
    if expected.code is None:
        return expected
    steps: list[str] = []
    at: etree._Element | None = element
    while at is not None and at.tag != "Children":
        name, parent = str(at.tag), at.getparent()
        alike = [] if parent is None else parent.findall(name)
        number = alike.index(at) + 1 if alike else 1
        steps.insert(0, f"{name}[{number}]" if name in _NUMBERED else name)
        at = at.getparent()
    return replace(expected, column="/".join(steps))


def _rows(child: "etree._Element") -> list["etree._Element"]:
    """The elements of a Child that an import counts as rows."""
    rows = [_within(child, "ChildIdentifiers")]
    rows += [each for each in child.iter() if each.tag in _NUMBERED and each.tag != "Child"]
    return rows


def _within(element: "etree._Element", path: str) -> "etree._Element":
    found = element.find(path)
    assert found is not None, path
    return found


def _can_be_later(child: ProtectedChild, year: Span) -> bool:
    """Whether the conference, which made no plan, can have been held a working day later."""
    enquiry = child.enquiry
    if enquiry is None or enquiry.conference_on is None or child.plan is not None:
        return False
    later: date = working_days_after(enquiry.conference_on, 1)
    return shows_enquiry(child, year) and later <= (child.closed_on or year.last)


def _reviewed(child: ProtectedChild, year: Span) -> bool:
    plan = child.plan
    return (
        plan is not None
        and plan.ended_on is None
        and plan.made_on in year
        and any(day in year for day in plan.reviews)
    )


def _can_be_earlier(child: ProtectedChild, year: Span) -> bool:
    """Whether the latest review of the year can have been held some days earlier."""
    if not _reviewed(child, year) or child.plan is None:
        return False
    *before, latest = (day for day in child.plan.reviews if day in year)
    return latest - _EARLY > max([child.plan.made_on, *before])


def _referred_in(child: ProtectedChild, year: Span) -> bool:
    """Whether an open case was referred in the year, and can have been some days earlier.

    A conference that is told at the referral itself would be told anew with it.
    """
    wrong = child.referred_on - _EARLY
    is_open = child.closed_on is None and child.conference_on is None
    return is_open and wrong in year and child.born_on <= wrong


def _any_of_them(_: ProtectedChild) -> bool:
    return True
