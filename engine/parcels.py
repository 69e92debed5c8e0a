"""Which outbox rows travel together in one message, and under which reference."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from domain.clocks.alerts import Delivery, DeliveryState
from domain.errors import ProblemError
from notifications.problems import explain

_NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, "timescales/messages")

# Kept behind a row's error code until the row is sent: the code of a later attempt alone
# would forget that an earlier one may have arrived.
MAY_HAVE_ARRIVED = ".may_have_arrived"


@dataclass(frozen=True, slots=True)
class Parcel:
    """The rows of one message, and whether an earlier attempt to send it may have arrived."""

    reference: str
    recipient: str
    rows: tuple[Delivery, ...]
    may_have_arrived: bool

    @property
    def ids(self) -> list[str]:
        """The ids of the rows."""
        return [row.id for row in self.rows]

    @property
    def attempts(self) -> int:
        """How often the most tried of the rows has been tried."""
        return max(row.attempts for row in self.rows)


def pack(rows: Iterable[Delivery]) -> list[Parcel]:
    """Group rows into messages, what goes at once first.

    Rows whose message may have arrived stay exactly as they travelled, under the same
    reference, so that the other side can recognise the repeat. Other rows: one message for what
    goes at once to a recipient, and one for everything else that they wait for. Where there are
    both, what would go at once goes with the rest.
    """
    groups: dict[tuple[str, ...], list[Delivery]] = {}
    for row in rows:
        groups.setdefault(_key(row), []).append(row)
    for key in [key for key in groups if key[0] == "at once" and ("digest", key[1]) in groups]:
        groups["digest", key[1]] += groups.pop(key)
    parcels = [_parcel(sorted(group, key=lambda row: row.id)) for group in groups.values()]
    return sorted(
        parcels,
        key=lambda one: (
            not one.rows[0].at_once,
            min(row.not_before for row in one.rows),
            one.reference,
        ),
    )


def problem_of(last_error: str) -> ProblemError:
    """What a row's ``last_error`` means and what to do about it, in plain words."""
    return explain(last_error.removesuffix(MAY_HAVE_ARRIVED))


def _key(row: Delivery) -> tuple[str, ...]:
    if _may_have_arrived(row) and row.message:
        return ("again", row.message)
    if row.at_once:
        return ("at once", row.recipient)
    return ("digest", row.recipient)


def _may_have_arrived(row: Delivery) -> bool:
    return row.state is DeliveryState.SENDING or (row.last_error or "").endswith(MAY_HAVE_ARRIVED)


def _parcel(rows: list[Delivery]) -> Parcel:
    may_have_arrived = _may_have_arrived(rows[0])
    return Parcel(
        reference=(may_have_arrived and rows[0].message) or _reference(rows),
        recipient=rows[0].recipient,
        rows=tuple(rows),
        may_have_arrived=may_have_arrived,
    )


def _reference(rows: list[Delivery]) -> str:
    """Made from what the message carries, so that it never names two different messages."""
    if len(rows) == 1 and rows[0].at_once:
        return rows[0].id
    return str(uuid.uuid5(_NAMESPACE, "|".join(row.id for row in rows)))
