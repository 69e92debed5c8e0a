"""What one measure or report sees of one case: the duties and facts that it declares."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from domain.case.agreed_facts import AgreedFact
from domain.case.events import Event
from domain.measures.case_file import CaseFile
from domain.measures.declared import RESPONSIBLE, Declared
from domain.measures.duty import Duty
from domain.measures.placements import PLACEMENT_EVENTS, Placement
from domain.measures.spells import (
    CARE_EVENTS,
    PLAN_EVENTS,
    REVIEW_EVENTS,
    Plan,
    Review,
    care_since,
)

_ROLES_OF_REVIEWERS = ("iro", "conference_chair")


# Not frozen: one is made for every case and measure.
@dataclass(slots=True)
class Record:
    """One case, as far as it was declared.

    Whatever else is asked for raises UndeclaredError. So does what follows from several types of
    events, such as the plans, unless each of them was declared.
    """

    case: str
    _file: CaseFile
    _declared: Declared

    def of_rules(self, rules: Iterable[str]) -> Iterator[Duty]:
        """The duties of some rules."""
        for rule in rules:
            self._declared.need_rule(rule)
            yield from self._file.duties.get(rule, ())

    def of_type(self, name: str) -> list[Event]:
        """The facts of one type, in order."""
        self._declared.need_event(name)
        return self._file.by_type.get(name, [])

    def last_of(self, names: Iterable[str], day: date) -> date | None:
        """The last day up to ``day`` on which something of these types happened, or None."""
        days = (event.on for name in names for event in self.of_type(name) if event.on <= day)
        return max(days, default=None)

    @property
    def events(self) -> list[Event]:
        """The facts of every type declared, in order."""
        return [event for event in self._file.events if event.type in self._declared.events]

    @property
    def sources(self) -> frozenset[str]:
        """The sources that tell what was declared of the case, where there are several."""
        told = self._file.agreement
        if told is None or not told.sources:
            return frozenset()
        telling = {one.source for event in self.events for one in told.evidence_of(event)}
        return frozenset(telling) if len(telling) > 1 else frozenset()

    def agreed(self, event: Event) -> AgreedFact | None:
        """What each source says of a fact, where several tell it."""
        self._declared.need_event(event.type)
        told = self._file.agreement
        return told.agreed.get((event.source, event.id)) if told else None

    @property
    def rules(self) -> set[str]:
        """The rules declared that the case has duties of."""
        return self._declared.rules_among(self._file.duties)

    @property
    def reviews(self) -> list[Review]:
        """The looked-after reviews, the sittings of each put together."""
        self._need(REVIEW_EVENTS)
        return self._file.reviews

    @property
    def plans(self) -> list[Plan]:
        """The child protection plans, in order."""
        self._need(PLAN_EVENTS)
        return self._file.plans

    def in_care_since(self, day: date) -> date | None:
        """Since when the child is looked after on a day, short breaks aside, or None."""
        self._need(CARE_EVENTS)
        return care_since(self._file.care, day)

    def care_began(self, day: date) -> date | None:
        """The same, or None where a return shows only that the child was in care by then."""
        since = self.in_care_since(day)
        seen = (one for one in self.of_type("became_looked_after") if one.on == since)
        return None if any(one.attributes.get("already_looked_after") for one in seen) else since

    @property
    def placements(self) -> list[Placement]:
        """The placements in care, in order."""
        self._need(PLACEMENT_EVENTS)
        return self._file.placements

    def assigned(self, role: str, day: date) -> tuple[str | None, str | None]:
        """The person and team in a role on a day, or else the first afterwards, or None."""
        named = [one for one in self.of_type(RESPONSIBLE) if _role(one) == role]
        known = [one for one in named if one.on <= day][-1:] or named[:1]
        if not known:
            return None, None
        return known[0].attributes.get("person"), known[0].attributes.get("team")

    def reviewer(self, day: date, role: str = "iro") -> str | None:
        """Who reviews the case on a day: the officer or chair, whichever the case has."""
        first = (role, *(other for other in _ROLES_OF_REVIEWERS if other != role))
        return next((who for one in first if (who := self.assigned(one, day)[0])), None)

    def team(self, day: date) -> str | None:
        """The team that the case is with on a day: the social worker's, else any named."""
        team = self.assigned("social_worker", day)[1]
        if team is None:
            events = self.of_type(RESPONSIBLE)
            named = [one for one in events if one.attributes.get("team")]
            known = [one for one in named if one.on <= day][-1:] or named[:1]
            team = known[0].attributes["team"] if known else None
        return team

    def _need(self, types: Iterable[str]) -> None:
        for name in types:
            self._declared.need_event(name)


def _role(event: Event) -> str:
    return str(event.attributes.get("role"))
