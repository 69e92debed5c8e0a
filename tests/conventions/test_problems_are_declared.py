"""Every code that the program can raise is declared once, and none is declared for nothing."""

import ast
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from functools import cache

import pytest

from reference_pages._problems import Declared, declared
from tests.conventions.source_files import PACKAGES, python_files, read

# What raises a problem, or makes one: its first argument is the code.
_RAISED_BY = re.compile(r"ProblemError|CalendarError|Channel\w+Error|_?problem")
# A mail server's own number may follow: smtp_refused_550.
_CODE = re.compile(r"[a-z][a-z0-9]*(_[A-Za-z0-9]+)+(_…)?")
_DIFFERS = "…"

Site = tuple[str, str, str]


@cache
def declarations() -> tuple[Declared, ...]:
    return tuple(declared())


@cache
def trees() -> Mapping[str, ast.Module]:
    return {str(path): ast.parse(read(path)) for path in python_files(*PACKAGES)}


def raised_in(tree: ast.Module) -> Iterator[Site]:
    """The code, message and remedy wherever a problem is raised or made; ``…`` for what differs."""
    names = {
        target.id: spelled_out(node.value, {})
        for node in tree.body
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Name(id=name), args=[first, *texts]):
                code = spelled_out(first, names)
                said = [spelled_out(text, names) for text in texts]
                message, remedy = said if len(said) == 2 else (_DIFFERS, _DIFFERS)
                if _RAISED_BY.fullmatch(name) and _CODE.fullmatch(code):
                    yield code, message, remedy
            case ast.Call(keywords=keywords) if keywords:
                given = {each.arg: spelled_out(each.value, names) for each in keywords}
                if {"code", "message", "remedy"} <= given.keys() and _CODE.fullmatch(given["code"]):
                    yield given["code"], given["message"], given["remedy"]


def spelled_out(node: ast.expr | None, names: Mapping[str, str]) -> str:
    """The text of a constant, of a name for one, or of an f-string with ``…`` for what differs."""
    match node:
        case ast.Constant(value=str(text)):
            return text
        case ast.Name(id=name):
            return names.get(name, _DIFFERS)
        case ast.JoinedStr(values=values):
            return "".join(spelled_out(each, names) for each in values)
    return _DIFFERS


def words_in(tree: ast.Module) -> set[str]:
    """Every text in a module, but for the keys of its tables."""
    keys = {id(key) for node in ast.walk(tree) if isinstance(node, ast.Dict) for key in node.keys}
    return {
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in keys
    }


def test_every_code_that_is_raised_is_declared() -> None:
    known = {one.code for one in declarations()}
    missing = {
        (path, code)
        for path, tree in trees().items()
        for code, _, _ in raised_in(tree)
        if code.removesuffix(f"_{_DIFFERS}") not in known
    }
    assert missing == set()


def test_every_code_that_is_declared_is_raised_somewhere() -> None:
    words = set().union(*(words_in(tree) for tree in trees().values()))
    # The name of the channel is put before it: smtp_not_set_up.
    unused = {
        one.code
        for one in declarations()
        if one.code not in words
        and f"{one.code}_" not in words
        and not one.code.endswith("_not_set_up")
    }
    assert unused == set()


def test_a_code_is_declared_once() -> None:
    """Formats share the codes for what can befall any table, each with words of its own."""
    apart = Counter(one.code for one in declarations() if not is_of_a_format(one.module))
    assert [code for code, times in apart.items() if times > 1] == []
    by_module = Counter((one.module, one.code) for one in declarations())
    assert set(by_module.values()) == {1}


def is_of_a_format(module: str) -> bool:
    return module.startswith("intake.") and module != "intake.problems"


def test_what_is_declared_is_what_is_said() -> None:
    """Where one place raises a code and spells its texts out, the declaration is the same."""
    said: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for tree in trees().values():
        for code, message, remedy in raised_in(tree):
            said[code].add((message, remedy))
    own: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for one in declarations():
        own[one.code].add((one.says, one.remedy))
    different = {
        code: places
        for code, places in said.items()
        if len(places) == 1 and code in own and not places <= own[code]
        if all(re.search("[a-z]", text) for texts in places for text in texts)
    }
    assert different == {}


@pytest.mark.parametrize("one", declarations(), ids=lambda one: f"{one.module}: {one.code}")
def test_every_problem_says_something_and_what_to_do(one: Declared) -> None:
    assert _CODE.fullmatch(one.code)
    assert one.says.endswith(".")
    assert one.remedy


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ('raise ProblemError("no_such_code", "One.", "Two.")', ("no_such_code", "One.", "Two.")),
        ('raise problem("no_such_code")', ("no_such_code", "…", "…")),
        (
            '_CODE = "no_such_code"\nProblemError(_CODE, f"{n} of it.", way)',
            ("no_such_code", "… of it.", "…"),
        ),
        (
            'Quarantined(code="no_such_code", message="One.", remedy="Two.")',
            ("no_such_code", "One.", "Two."),
        ),
        ('ChannelRefusedError(f"smtp_refused_{code}")', ("smtp_refused_…", "…", "…")),
    ],
)
def test_the_check_sees_where_a_code_is_raised(source: str, found: Site) -> None:
    assert list(raised_in(ast.parse(source))) == [found]
