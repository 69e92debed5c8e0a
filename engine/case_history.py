"""One case: the numbers that lead to it, and what people decided of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from domain.case.concerned import NoChildBecause
from domain.case.same_child import CaseNumber
from domain.days import day_of
from domain.wording import short_day
from engine.concerned import children_concerned, complaints_concerning, numberings_in_force
from engine.joining import joined_now
from engine.references import cases_named, own_references
from engine.workspace import Workspace
from store.records import CaseLink

_NO_CHILD = {
    NoChildBecause.NUMBER_NOT_KNOWN: "a child whose number no source of children has told of",
    NoChildBecause.SEVERAL_GROUPS: (
        "a child that cannot be told: several groups of sources could have its number. Say which "
        "by a group with the name of the complaint's source: timescales sources group"
    ),
    NoChildBecause.SEVERAL_CASES: "a child that cannot be told: several cases have its number",
}
REVEALED = "case_number_revealed"


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseHistory:
    """One case. ``asked_for`` is the reference that was given, in full.

    ``numbers`` are those of each source that tells of it, the one that lives on first, and
    ``perhaps`` the other cases that may be the same child. ``concerns`` are the children whom it
    names, each a case or why it cannot be told, where it is a complaint; ``complaints`` those that
    concern it, where it is a child. ``revealed`` are the sources' own numbers by reference, where
    they were asked for.
    """

    case_ref: str
    asked_for: str
    numbers: tuple[CaseNumber, ...]
    decisions: tuple[CaseLink, ...]
    perhaps: Mapping[str, str]
    concerns: tuple[str | NoChildBecause, ...]
    complaints: tuple[str, ...]
    revealed: Mapping[str, str]

    def as_json(self) -> dict[str, Any]:
        """One JSON object."""
        return {
            "case_ref": self.case_ref,
            "asked_for": self.asked_for,
            "references": [
                {
                    "case_ref": number.ref,
                    "source": number.source,
                    "first_told_on": day_of(number.first_seen_at).isoformat()
                    if number.first_seen_at
                    else None,
                }
                | ({"subject": self.revealed[number.ref]} if self.revealed else {})
                for number in self.numbers
            ],
            "decisions": [
                {
                    "at": one.decided_at.isoformat(),
                    "decision": "linked" if one.are_one else "unlinked",
                    "cases": [one.first_case, one.second_case],
                    "reason": one.reason,
                    "by": one.decided_by,
                }
                for one in self.decisions
            ],
            "perhaps": [
                {"case_ref": ref, "because": because} for ref, because in self.perhaps.items()
            ],
            "concerns": [
                {"case_ref": None, "because": child.value}
                if isinstance(child, NoChildBecause)
                else {"case_ref": child, "because": None}
                for child in self.concerns
            ],
            "complaints": list(self.complaints),
        }

    def as_text(self) -> str:
        """For reading."""
        lines = [f"Case {self.case_ref}"]
        if self.asked_for != self.case_ref:
            lines.append(f"  {self.asked_for} was joined with it and leads to it.")
        lines.append("\nTold of by:")
        for number in self.numbers:
            since = f", since {_day(number.first_seen_at)}" if number.first_seen_at else ""
            called = f", number {self.revealed[number.ref]}" if self.revealed else ""
            lines.append(f"  {number.source} as {number.ref}{since}{called}")
        if self.decisions:
            lines.append("\nDecided:")
            lines += [f"  {_decided(one)}" for one in self.decisions]
        if self.perhaps:
            lines.append("\nPerhaps the same child:")
            lines += [
                f"  {ref}: {because.replace('_', ' ')}" for ref, because in self.perhaps.items()
            ]
        if self.concerns:
            lines.append("\nConcerns:")
            lines += [
                f"  {_NO_CHILD[one] if isinstance(one, NoChildBecause) else one}"
                for one in self.concerns
            ]
        if self.complaints:
            lines.append("\nComplaints that concern it:")
            lines += [f"  {ref}" for ref in self.complaints]
        return "\n".join(lines)


def case_history(
    workspace: Workspace, reference: str, *, reveal_at: datetime | None = None
) -> CaseHistory:
    """The case that a reference leads to.

    With ``reveal_at``, a UTC instant, the sources' own numbers are shown, and it is recorded that
    they were. Raises the ProblemErrors of ``cases_named``.
    """
    with workspace.database.reading() as work:
        (own,) = own_references(work, [reference])
        (living,) = cases_named(work, [reference])
        members = work.cases.members([living])[living]
        numberings = numberings_in_force(work)
        found, known = joined_now(work, members, numberings.group_of)
        concerns = children_concerned(work, members, numberings)
        complaints = complaints_concerning(work, members, numberings)
        decisions = work.decisions.links_of(members)
        subjects = work.cases.subjects(members)
    if reveal_at is not None:
        with workspace.database.unit_of_work() as work:
            run = work.runs.start(REVEALED, reveal_at)
            work.runs.finish(run, reveal_at, "done", {"case_ref": living})
    perhaps = {
        other: one.because.value
        for one in found.perhaps
        for mine, other in ((one.first, one.second), (one.second, one.first))
        if mine in members and other not in members
    }
    return CaseHistory(
        case_ref=living,
        asked_for=own,
        numbers=tuple(known[ref] for ref in members),
        decisions=tuple(decisions),
        perhaps=perhaps,
        concerns=tuple(concerns),
        complaints=tuple(complaints),
        revealed={} if reveal_at is None else {ref: subjects[ref][1] for ref in members},
    )


def _decided(one: CaseLink) -> str:
    what = "are one child" if one.are_one else "are not one child"
    who = f", by {one.decided_by}" if one.decided_by else ""
    return (
        f"{_day(one.decided_at)}: {one.first_case} and {one.second_case} {what}{who}. {one.reason}"
    )


def _day(at: datetime) -> str:
    return short_day(day_of(at))
