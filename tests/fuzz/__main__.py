"""``python -m tests.fuzz READER --seconds 600 --seed 1``: what a reader cannot bear.

Every input follows from the seed and its number. What is found is written to a folder, with the
command that repeats it; three inputs of each kind are kept and the others counted.
"""

import argparse
import multiprocessing
import sys
import time
from collections import Counter
from pathlib import Path

from tests.fuzz.child import SECONDS_FOR_ONE, findings, input_of, read_on, write
from tests.fuzz.readers import READERS

# For a reader that waits for something without using the processor.
_LONGEST_WAIT = 6 * SECONDS_FOR_ONE
_STARTING = 120
_KEPT_OF_A_KIND = 3


class _Found:
    """What was found in one run, by kind."""

    def __init__(self, name: str, seed: int, folder: Path) -> None:
        self._name, self._seed, self._folder = name, seed, folder
        self.kinds: Counter[str] = Counter()

    def note(self, number: int, what: str) -> None:
        """Count a finding; keep its input and say how to repeat it, unless there are several."""
        kind = what.partition("\n")[0]
        self.kinds[kind] += 1
        if self.kinds[kind] > _KEPT_OF_A_KIND:
            return
        kept = self._folder / f"{self._name}-{self._seed}-{number}"
        write(input_of(self._name, self._seed, number).files, kept)
        again = f"python -m tests.fuzz {self._name} --seed {self._seed} --only {number}"
        print(f"FOUND {kind}\n  {kept}\n  {again}", flush=True)


def feed(name: str, seed: int, seconds: float, first: int, found: _Found) -> int:
    """Feed a reader for so many seconds, its inputs numbered from ``first``; gives how many."""
    until = time.monotonic() + seconds
    number = first
    context = multiprocessing.get_context("spawn")
    while time.monotonic() < until:
        here, there = context.Pipe(duplex=False)
        child = context.Process(target=read_on, args=(there, name, seed, number), daemon=True)
        child.start()
        there.close()
        wait = _STARTING
        try:
            while time.monotonic() < until:
                if not here.poll(wait):
                    found.note(number, f"hang: nothing for {wait} seconds")
                    break
                number, what = here.recv()
                wait = _LONGEST_WAIT
                if what is not None:
                    found.note(number, what)
        except EOFError:
            child.join()
            if child.exitcode:
                found.note(number, _ending(child.exitcode))
        child.kill()
        child.join()
        number += 1
    return number - first


def _ending(code: int) -> str:
    names = {-27: f"hang: more than {SECONDS_FOR_ONE} seconds of processor time"}
    return names.get(code, f"crash: the process ended with {code}")


def main() -> int:
    """Run the tool. Gives the exit code: 1 where something was found."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("readers", nargs="*", metavar="READER", help=", ".join(READERS))
    parser.add_argument("--seconds", type=float, default=600, help="for each reader")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--first", type=int, default=0, help="the number of the first input")
    parser.add_argument("--only", type=int, help="read the input of this number and no other")
    parser.add_argument("--folder", type=Path, default=Path("build/fuzz"), help="for what is found")
    asked = parser.parse_args()
    if unknown := [name for name in asked.readers if name not in READERS]:
        parser.error(f"no reader is called {unknown[0]}; there are {', '.join(READERS)}")
    failed = False
    for name in asked.readers or READERS:
        found = _Found(name, asked.seed, asked.folder)
        if asked.only is not None:
            fed = input_of(name, asked.seed, asked.only)
            for what in findings(READERS[name], fed):
                found.note(asked.only, what)
                print(what)
            count = 1
        else:
            count = feed(name, asked.seed, asked.seconds, asked.first, found)
        print(f"{name}: {count:,} inputs, {len(found.kinds)} kinds of finding", flush=True)
        for kind, times in found.kinds.most_common():
            print(f"  {times:6,}  {kind}")
        failed = failed or bool(found.kinds)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
