"""Which cases are one child: what they are known by, and as which case each lives."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Select, case, delete, false, func, insert, or_, select

from domain.case.same_child import CaseNumber
from domain.case.source_groups import Compared
from store.mapping import chunks, insert_into
from store.records import Identity
from store.tables import (
    CaseIdentityRow,
    CaseLinkRow,
    CaseNumberRow,
    JoinedCaseRow,
    UnsettledCaseRow,
    table_of,
)

_case = table_of(CaseNumberRow)
_identity = table_of(CaseIdentityRow)
_joined = table_of(JoinedCaseRow)
_unsettled = table_of(UnsettledCaseRow)
_link = table_of(CaseLinkRow)
_KNOWN = _case.outerjoin(_identity, _identity.c.case_ref == _case.c.case_ref)


class Joins:
    """What joins and parts cases, but for what people decide of them."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def note_first_seen(self, refs: Iterable[str], at: datetime) -> None:
        """Note when cases were first told of; those noted before keep their instant."""
        wanted = list(refs)
        new = set(wanted)
        for chunk in chunks(wanted):
            noted = select(_identity.c.case_ref).where(_identity.c.case_ref.in_(chunk))
            new -= set(self._connection.scalars(noted))
        if new:
            rows = [{"case_ref": ref, "first_seen_at": at} for ref in sorted(new)]
            self._connection.execute(insert(_identity), rows)
            self.unsettle(new)

    def note_births(self, births: Mapping[str, date | None]) -> None:
        """Note when the children of cases were born. Those for which that is news are unsettled."""
        self._note({ref: {"born_on": born} for ref, born in births.items()})

    def note_pupils(self, pupils: Mapping[str, Identity]) -> None:
        """Note the hashes of pupil numbers. The cases for which they are news are unsettled."""
        self._note(
            {
                ref: {"pupil": one.pupil, "pupil_and_sex": one.pupil_and_sex}
                for ref, one in pupils.items()
            }
        )

    def note_no_children(self, cases: Mapping[str, bool]) -> None:
        """Note which cases are those of no child. Those for which that is news are unsettled."""
        self._note({ref: {"is_no_child": is_none} for ref, is_none in cases.items()})

    def of_no_child(self, refs: Iterable[str]) -> set[str]:
        """Those of these cases that are known to be of no child."""
        found: set[str] = set()
        for chunk in chunks(refs):
            statement = select(_identity.c.case_ref).where(
                _identity.c.case_ref.in_(chunk), _identity.c.is_no_child
            )
            found.update(self._connection.scalars(statement))
        return found

    def sources(self) -> list[str]:
        """Every source that has a case."""
        statement = select(_case.c.source).distinct().order_by(_case.c.source)
        return list(self._connection.scalars(statement))

    def numbers_by_source(self) -> dict[str, int]:
        """How many case numbers each source has."""
        statement = select(_case.c.source, func.count().label("many")).group_by(_case.c.source)
        return {row.source: row.many for row in self._connection.execute(statement)}

    def compared(self, sources: Collection[str]) -> list[Compared]:
        """Each two of these sources that have case numbers in common, side by side."""
        one, other, known, also = (each.alias() for each in (_case, _case, _identity, _identity))
        columns = {
            "births": (known.c.born_on, also.c.born_on),
            "pupils": (known.c.pupil, also.c.pupil),
        }
        figures = [
            func.sum(case((condition, 1), else_=0)).label(f"{what}_{does}")
            for what, (left, right) in columns.items()
            for does, condition in (("agree", left == right), ("differ", left != right))
        ]
        pairs = (
            one.join(other, (one.c.subject == other.c.subject) & (one.c.source < other.c.source))
            .outerjoin(known, known.c.case_ref == one.c.case_ref)
            .outerjoin(also, also.c.case_ref == other.c.case_ref)
        )
        first, second = one.c.source.label("first"), other.c.source.label("second")
        statement = (
            select(first, second, func.count().label("in_common"), *figures)
            .select_from(pairs)
            .where(one.c.source.in_(list(sources)), other.c.source.in_(list(sources)))
            .group_by(first, second)
            .order_by(first, second)
        )
        return [Compared(**row._asdict()) for row in self._connection.execute(statement)]

    def contradictions(self, first: str, second: str) -> list[tuple[str, str, bool]]:
        """The two references of each number that two sources have in common and that differs.

        The last says whether the birth dates differ; otherwise the pupil numbers do.
        """
        one, other, known, also = (each.alias() for each in (_case, _case, _identity, _identity))
        births, pupils = known.c.born_on != also.c.born_on, known.c.pupil != also.c.pupil
        statement = (
            select(one.c.case_ref, other.c.case_ref, births)
            .select_from(
                one.join(other, one.c.subject == other.c.subject)
                .join(known, known.c.case_ref == one.c.case_ref)
                .join(also, also.c.case_ref == other.c.case_ref)
            )
            .where(one.c.source == first, other.c.source == second, or_(births, pupils))
            .order_by(one.c.case_ref)
        )
        found = self._connection.execute(statement)
        return [(ref, other_ref, bool(differs)) for ref, other_ref, differs in found]

    def numbers_of_sources(self, sources: Collection[str]) -> list[CaseNumber]:
        """Every number of some sources, with what its child is known by."""
        statement = _numbers().where(_case.c.source.in_(list(sources)))
        return [CaseNumber(**row._asdict()) for row in self._connection.execute(statement)]

    def numbers(self, refs: Iterable[str]) -> list[CaseNumber]:
        """The numbers that have these references, with what their children are known by."""
        found: list[CaseNumber] = []
        for chunk in chunks(refs):
            statement = _numbers().where(_case.c.case_ref.in_(chunk))
            found += [CaseNumber(**row._asdict()) for row in self._connection.execute(statement)]
        return found

    def called(self, subjects: Iterable[str]) -> list[CaseNumber]:
        """Every source's numbers that are one of these."""
        found: list[CaseNumber] = []
        for chunk in chunks(subjects):
            statement = _numbers().where(_case.c.subject.in_(chunk))
            found += [CaseNumber(**row._asdict()) for row in self._connection.execute(statement)]
        return found

    def beside(self, numbers: Collection[CaseNumber], sources: Collection[str]) -> set[str]:
        """The references that one of these numbers could lead to: the same number or pupil in one
        of the ``sources``, a decision of people, or a case that it lives with now."""
        refs: set[str] = set()
        for chunk in chunks(one.subject for one in numbers if one.source in sources):
            same = _case.c.subject.in_(chunk) & _case.c.source.in_(list(sources))
            refs.update(self._connection.scalars(select(_case.c.case_ref).where(same)))
        for chunk in chunks(one.pupil for one in numbers if one.pupil is not None):
            pupil = select(_identity.c.case_ref).where(_identity.c.pupil.in_(chunk))
            refs.update(self._connection.scalars(pupil))
        for chunk in chunks(one.ref for one in numbers):
            for here, there in (
                (_link.c.first_case, _link.c.second_case),
                (_link.c.second_case, _link.c.first_case),
                (_joined.c.case_ref, _joined.c.lives_as),
                (_joined.c.lives_as, _joined.c.case_ref),
            ):
                refs.update(self._connection.scalars(select(there).where(here.in_(chunk))))
        return refs

    def set_living(self, lives_as: Mapping[str, str]) -> set[str]:
        """Keep which case each of these lives as. Gives those for which that changed.

        They are marked as unsettled, and so is every case that one of them lived or lives as.
        """
        before = {ref: ref for ref in lives_as}
        for chunk in chunks(lives_as):
            statement = select(_joined.c.case_ref, _joined.c.lives_as)
            found = self._connection.execute(statement.where(_joined.c.case_ref.in_(chunk)))
            before |= {row.case_ref: row.lives_as for row in found}
        changed = {ref for ref, living in lives_as.items() if before[ref] != living}
        for chunk in chunks(changed):
            self._connection.execute(delete(_joined).where(_joined.c.case_ref.in_(chunk)))
        rows = [
            {"case_ref": ref, "lives_as": lives_as[ref]}
            for ref in sorted(changed)
            if lives_as[ref] != ref
        ]
        if rows:
            self._connection.execute(insert(_joined), rows)
        self.unsettle(changed)
        self.unsettle(before[ref] for ref in changed)
        self.unsettle(lives_as[ref] for ref in changed)
        return changed

    def unsettle(self, refs: Iterable[str]) -> None:
        """Mark cases as to be worked out, with all that they may be one with."""
        rows = [{"case_ref": ref} for ref in sorted(set(refs))]
        if rows:
            statement = insert_into(self._connection, _unsettled).on_conflict_do_nothing()
            self._connection.execute(statement, rows)

    def unsettled(self) -> list[str]:
        """The cases that were joined or parted and are still to be worked out."""
        return list(self._connection.scalars(select(_unsettled.c.case_ref)))

    def settled(self, refs: Iterable[str]) -> None:
        """These have been worked out."""
        for chunk in chunks(refs):
            self._connection.execute(delete(_unsettled).where(_unsettled.c.case_ref.in_(chunk)))

    def joined_by_source(self) -> dict[str, int]:
        """How many numbers of each source live as another's case."""
        statement = (
            select(_case.c.source, func.count().label("many"))
            .join_from(_joined, _case, _case.c.case_ref == _joined.c.case_ref)
            .group_by(_case.c.source)
        )
        return {row.source: row.many for row in self._connection.execute(statement)}

    def _note(self, values: Mapping[str, Mapping[str, object]]) -> None:
        news: list[dict[str, object]] = []
        for chunk in chunks(values):
            names = list(values[chunk[0]])
            statement = select(_identity.c.case_ref, *(_identity.c[name] for name in names))
            found = self._connection.execute(statement.where(_identity.c.case_ref.in_(chunk)))
            before = {ref: dict(zip(names, row, strict=True)) for ref, *row in found}
            news += [
                {"case_ref": ref, **values[ref]} for ref in chunk if before.get(ref) != values[ref]
            ]
        if news:
            write = insert_into(self._connection, _identity)
            names = [name for name in news[0] if name != "case_ref"]
            self._connection.execute(
                write.on_conflict_do_update(
                    index_elements=["case_ref"], set_={name: write.excluded[name] for name in names}
                ),
                news,
            )
            self.unsettle(str(row["case_ref"]) for row in news)


def _numbers() -> Select[Any]:
    return select(
        _case.c.case_ref.label("ref"),
        _case.c.source,
        _case.c.subject,
        _identity.c.first_seen_at,
        _identity.c.born_on,
        _identity.c.pupil,
        _identity.c.pupil_and_sex,
        func.coalesce(_identity.c.is_no_child, false()).label("is_no_child"),
    ).select_from(_KNOWN)
