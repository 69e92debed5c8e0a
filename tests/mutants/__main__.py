"""``python -m tests.mutants``: break the code a word at a time, and see which tests notice.

Prints a table, and every mutant that survived and is not explained. Ends with 1 when one is
not, when an explanation fits no mutant, or when fewer than nine in ten were caught.
"""

import argparse
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from tests.mutants.explained import FILE, as_entries, read_explained
from tests.mutants.parts import PARTS
from tests.mutants.running import StoppedError, folder_of, run
from tests.mutants.verdicts import FileVerdict, Mutant, read_verdict

LEAST_CAUGHT = 90.0
_COLUMNS = "{:36}  {:>7}  {:>6}  {:>8}  {:>9}  {:>6}"


def report(verdicts: Sequence[FileVerdict], explained: Mapping[Mutant, str]) -> tuple[str, bool]:
    """The table with what has to be done below it, and whether all is well."""
    lines = [_COLUMNS.format("file", "mutants", "caught", "survived", "explained", "%")]
    rows = [_figures(verdict, explained) for verdict in verdicts if verdict.mutants]
    total = [sum(row[column] for _, row in rows) for column in range(4)]
    for file, row in [*rows, ("all", total)]:
        lines.append(_COLUMNS.format(file, *(f"{figure:,}" for figure in row), _percent(row)))
    survivors = [mutant for verdict in verdicts for mutant in verdict.survivors]
    files = {verdict.file for verdict in verdicts}
    unexplained = [mutant for mutant in survivors if mutant not in explained]
    stale = [each for each in explained if each.file in files and each not in set(survivors)]
    not_tried = sum(verdict.not_tried for verdict in verdicts)
    if unexplained:
        heading = f"\n{len(unexplained):,} survived and nobody says why. A test, or a reason?"
        lines += [heading, as_entries(unexplained, "")]
    if stale:
        heading = f"\n{len(stale):,} are explained and did not survive. Take them out."
        lines += [heading, as_entries(stale, "out")]
    if not_tried:
        lines.append(f"\n{not_tried:,} were not tried: it was interrupted. Run it again to go on.")
    enough = total[1] >= LEAST_CAUGHT / 100 * total[0]
    if not enough:
        lines.append(f"\nFewer than {LEAST_CAUGHT:g} % were caught.")
    return "\n".join(lines), enough and not (unexplained or stale or not_tried)


def _figures(verdict: FileVerdict, explained: Mapping[Mutant, str]) -> tuple[str, list[int]]:
    known = sum(mutant in explained for mutant in verdict.survivors)
    return verdict.file, [verdict.mutants, verdict.caught, len(verdict.survivors), known]


def _percent(row: Sequence[int]) -> str:
    return f"{100 * row[1] / row[0]:.1f}" if row[0] else "-"


def main() -> int:
    """Run the tool. Gives the exit code."""
    parser = argparse.ArgumentParser(prog="python -m tests.mutants", description=__doc__)
    parser.add_argument("only", nargs="*", type=Path, metavar="FILE", help="try these again")
    parser.add_argument("--fresh", action="store_true", help="forget what was tried before")
    parser.add_argument("--children", type=int, default=2, help="processes at once")
    parser.add_argument("--report", action="store_true", help="try nothing, print what is known")
    asked = parser.parse_args()
    parts = [part for part in PARTS if not asked.only or set(part.paths()) & set(asked.only)]
    known = {path for part in PARTS for path in part.paths()}
    if unknown := [path for path in asked.only if path not in known]:
        parser.error(f"{unknown[0]} is not among the files that are mutated")
    explained = read_explained(FILE.read_text("utf-8"))
    verdicts = []
    for part in parts:
        only = [path for path in part.paths() if path in asked.only]
        if not asked.report:
            print(f"{part.name}: its progress is in {folder_of(part) / 'log'}", flush=True)
            try:
                run(part, only, fresh=asked.fresh, children=asked.children)
            except StoppedError as error:
                print(error, file=sys.stderr)
                return 2
        verdicts += [read_verdict(folder_of(part), path) for path in only or part.paths()]
    text, well = report(verdicts, explained)
    print(text)
    return 0 if well else 1


if __name__ == "__main__":
    sys.exit(main())
