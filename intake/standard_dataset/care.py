"""Periods of care, made from the episodes, the legal statuses and the reviews."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from intake.care_codes import CARE_CEASED, CONTINUES
from intake.overlaps import Lasting
from intake.standard_dataset.codes import code_in, legal_status
from intake.standard_dataset.rows import Row


@dataclass(slots=True)
class PeriodOfCare:
    """One period, from the first day of care to the last; ``ended_on`` is None while it lasts."""

    identifier: str
    child: str
    began_on: date
    ended_on: date | None
    reason: str | None
    first: Row
    last: Row
    status: str | None = None


def periods_of(rows: Sequence[Row]) -> dict[str, PeriodOfCare]:
    """The periods that the episodes make, by their identifier."""
    episodes: dict[str, list[tuple[date, date | None, Row]]] = defaultdict(list)
    for row in rows:
        began = row.day("clae_cla_episode_start_date", needed=True)
        ended = row.day("clae_cla_episode_ceased", after=began)
        period = row.identifier("clae_cla_id")
        if period is not None and row.usable and began is not None:
            episodes[period].append((began, ended, row))
    found = {}
    for period, held in episodes.items():
        held.sort(key=lambda each: (each[0], each[1] or date.max))
        began, _, first = held[0]
        entered = [day for *_, row in held if (day := row.day("clae_entered_care_date"))]
        _, ended, last = max(held, key=lambda each: each[1] or date.min)
        said = last.text("clae_cla_episode_ceased_reason")
        goes_on = said.upper().startswith(CONTINUES) or any(end is None for _, end, _ in held)
        found[period] = PeriodOfCare(
            identifier=period,
            child=str(first.subject),
            began_on=min([began, *entered]),
            ended_on=None if goes_on else ended,
            reason=code_in(said, CARE_CEASED),
            first=first,
            last=last,
        )
    return found


def keep_statuses(rows: Sequence[Row], periods: Mapping[str, PeriodOfCare]) -> None:
    """Changes of legal status. The status on the first day goes with the start of care.

    Of two that one child has from one day on, the one that lasted longer is believed.
    """
    of_child = defaultdict(list)
    for period in periods.values():
        of_child[period.child].append(period)
    from_day: dict[tuple[str, date], list[tuple[date, str | None, Row]]] = defaultdict(list)
    for row in rows:
        since = row.day("lega_legal_status_start_date", needed=True)
        until = row.day("lega_legal_status_end_date", after=since) or date.max
        if row.usable and since is not None:
            status = legal_status(row.text("lega_legal_status"))
            from_day[str(row.subject), since].append((until, status, row))
    for (child, since), told in from_day.items():
        known = [each for each in told if each[1] is not None]
        longest, believed, _ = max(known or told, key=lambda each: each[0])
        for until, status, row in told:
            if status in (None, believed):
                _keep_status(row, status, since, of_child.get(child, []))
            elif until == since < longest:
                row.leave("replaced_the_same_day")
            else:
                row.refuse("lega_legal_status", "status_not_believed")


def _keep_status(row: Row, status: str | None, since: date, theirs: Sequence[PeriodOfCare]) -> None:
    starting = next((each for each in theirs if each.began_on == since), None)
    is_in_care = any(
        each.began_on < since and (each.ended_on is None or since <= each.ended_on)
        for each in theirs
    )
    if starting is None and not is_in_care:
        row.leave("not_in_care")
    elif status is None:
        row.refuse("lega_legal_status", "unknown_code")
    elif starting is not None:
        starting.status = status
        row.leave("told_with_the_start_of_care")
    else:
        row.keep("legal_status_changed", since, said={"legal_status": status})


def keep_periods(periods: Mapping[str, PeriodOfCare], reviews_from: date | None) -> None:
    """The first and the last day of each period of care.

    ``reviews_from`` is the day of the earliest review in the dataset, which goes back some
    years only, or None where it holds none. A child in care before it was *already* looked
    after: the first review in the dataset is not taken for the first ever.
    """
    care = Lasting()
    for period in periods.values():
        already = reviews_from is not None and period.began_on < reviews_from
        said: dict[str, str | bool] = {"already_looked_after": True} if already else {}
        if period.status is not None:
            said["legal_status"] = period.status
        key = (period.identifier,)
        period.first.keep("became_looked_after", period.began_on, said=said, key=key)
        period.first.formerly("became_looked_after", key, (*key, "seen"))
        reason = {} if period.reason is None else {"reason": period.reason}
        period.last.keep_end(
            care,
            "ceased_looked_after",
            period.began_on,
            period.ended_on,
            "clae_cla_episode_ceased",
            whose=period.child,
            said=reason,
            key=(period.identifier,),
        )
    care.settle()
