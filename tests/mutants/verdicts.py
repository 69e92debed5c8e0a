"""What mutmut found, read from its folder."""

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import chdir
from dataclasses import dataclass
from pathlib import Path

from mutmut.mutation.data import SourceFileMutationData
from mutmut.mutation.diff_apply import get_diff_for_mutant
from mutmut.stats import status_by_exit_code
from mutmut.utils.format_utils import orig_function_and_class_names_from_key

NOT_TRIED = "not checked"
_CAUGHT = frozenset({"killed", "timeout"})


@dataclass(frozen=True, slots=True)
class Mutant:
    """One change of one function. ``change`` holds the lines before and after, as one line."""

    file: str
    function: str
    change: str


@dataclass(frozen=True, slots=True)
class FileVerdict:
    """What became of the mutants of one file."""

    file: str
    mutants: int
    caught: int
    not_tried: int
    survivors: tuple[Mutant, ...]


def read_verdict(folder: Path, path: Path) -> FileVerdict:
    """The verdict on one file (relative to the root), from mutmut's ``folder``."""
    with chdir(folder):
        data = SourceFileMutationData(path=path)
        data.load()
        status = {name: status_by_exit_code[code] for name, code in data.exit_code_by_key.items()}
        survived = {
            name for name, said in status.items() if said not in _CAUGHT and said != NOT_TRIED
        }
        return FileVerdict(
            file=path.as_posix(),
            mutants=len(status),
            caught=sum(said in _CAUGHT for said in status.values()),
            not_tried=sum(said == NOT_TRIED for said in status.values()),
            survivors=tuple(_survivors(path, list(status), survived)),
        )


def forget_survivors(folder: Path, paths: Sequence[Path]) -> None:
    """Have mutmut try those again that no test caught: there may be a test by now."""
    with chdir(folder):
        for path in paths:
            data = SourceFileMutationData(path=path)
            data.load()
            if data.exit_code_by_key:
                for name, code in data.exit_code_by_key.items():
                    if status_by_exit_code[code] not in _CAUGHT:
                        data.exit_code_by_key[name] = None
                data.save()


def _survivors(path: Path, names: Sequence[str], survived: set[str]) -> Iterator[Mutant]:
    """The survivors in the order of the file. Equal changes of one function are numbered."""
    functions = {name: _function(name) for name in names}
    wanted = {functions[name] for name in survived}
    seen: Counter[tuple[str, str]] = Counter()
    for name in names:
        function = functions[name]
        if function in wanted:
            change = change_of(get_diff_for_mutant(name, path=path))
            seen[function, change] += 1
            times = seen[function, change]
            if name in survived:
                yield Mutant(path.as_posix(), function, change + f" ({times})" * (times > 1))


def _function(name: str) -> str:
    function, class_name = orig_function_and_class_names_from_key(name)
    return f"{class_name}.{function}" if class_name else function


def change_of(diff: str) -> str:
    """The lines that a diff takes out and puts in, whatever their indentation and number."""
    lines = [line for line in diff.splitlines() if not line.startswith(("---", "+++"))]
    before, after = (
        " ".join(line[1:].strip() for line in lines if line.startswith(sign)) for sign in "-+"
    )
    return f"{before} => {after}"
