"""The cases that figures are made of, shown to each measure and report as far as it declares."""

from collections.abc import Mapping
from dataclasses import dataclass

from domain.measures.case_file import CaseFile
from domain.measures.declared import EVERYTHING, PEOPLE, Declared
from domain.measures.record import Record


@dataclass(frozen=True, slots=True)
class CaseFiles:
    """Some cases by their references, and what was loaded of each.

    Store, scenarios and tests load more or less of a case; a measure or report sees the same of
    it, because this is the one way in.
    """

    files: Mapping[str, CaseFile]
    holds: Declared = EVERYTHING

    def seen_by(self, declared: Declared) -> dict[str, Record]:
        """Every case as far as it is declared. Raises UndeclaredError where less was loaded."""
        self.holds.need(declared)
        return {case: Record(case, file, declared) for case, file in self.files.items()}

    def with_units_for(self, declared: Declared) -> list[Record]:
        """Of these the cases that have anything declared, whoever is responsible for them.

        Who is responsible makes nobody a unit. Raises UndeclaredError as ``seen_by`` does.
        """
        self.holds.need(declared)
        rules, types = declared.rules, declared.events - PEOPLE.events
        return [
            Record(case, file, declared)
            for case, file in self.files.items()
            if file.has_any(rules, types)
        ]
