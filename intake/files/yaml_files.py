"""Reads YAML as people expect it: ``on`` and ``no`` are words, and no key is said twice."""

import re
from datetime import date
from typing import Any

import yaml
from yaml.events import AliasEvent, CollectionEndEvent, CollectionStartEvent, ScalarEvent
from yaml.nodes import MappingNode, Node, ScalarNode

_Base = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


# Far below where the library overflows the stack, far above what anyone writes.
DEEPEST = 100
MOST_PARTS = 100_000
_LONGEST_NUMBER = 100


class FileContentError(yaml.MarkedYAMLError):
    """YAML that can be read and says something impossible. ``problem`` says what."""


class _Loader(_Base):  # type: ignore[misc, valid-type]
    """Safe loading with the words and numbers of YAML 1.2: ``0123`` and ``12:30`` are words."""

    def construct_mapping(self, node: MappingNode, deep: bool = False) -> dict[Any, Any]:
        """Build a mapping, refusing a key that stands twice."""
        seen: set[str] = set()
        for key, _ in node.value:
            if not isinstance(key, ScalarNode):
                raise FileContentError(problem="a key is a word", problem_mark=key.start_mark)
            if key.value in seen:
                raise FileContentError(
                    problem=f"the key {key.value!r} stands twice", problem_mark=key.start_mark
                )
            seen.add(key.value)
        return super().construct_mapping(node, deep)  # type: ignore[no-any-return]

    def construct_date(self, node: ScalarNode) -> date:
        """Build a date or an instant, refusing one that does not exist."""
        try:
            return super().construct_yaml_timestamp(node)  # type: ignore[no-any-return]
        except ValueError:
            raise FileContentError(
                problem=f"{node.value} is not a date that exists", problem_mark=node.start_mark
            ) from None

    def construct_number(self, node: ScalarNode) -> int:
        """Build a whole number, refusing one with more digits than Python reads."""
        if len(node.value) > _LONGEST_NUMBER:
            raise FileContentError(
                problem="a number is too long to be one", problem_mark=node.start_mark
            )
        return super().construct_yaml_int(node)  # type: ignore[no-any-return]


_BOOLEAN = "tag:yaml.org,2002:bool"
_WHOLE_NUMBER = "tag:yaml.org,2002:int"
_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag not in (_BOOLEAN, _WHOLE_NUMBER)]
    for first, resolvers in _Base.yaml_implicit_resolvers.items()
}
_Loader.add_implicit_resolver(_BOOLEAN, re.compile(r"^(?:true|false)$"), list("tf"))
_Loader.add_implicit_resolver(
    _WHOLE_NUMBER, re.compile(r"^-?(?:0|[1-9][0-9]*)$"), list("-0123456789")
)
_Loader.add_constructor("tag:yaml.org,2002:timestamp", _Loader.construct_date)
_Loader.add_constructor(_WHOLE_NUMBER, _Loader.construct_number)


def load(text: str) -> Any:
    """The content of a YAML text. Raises yaml.YAMLError (FileContentError where it is YAML)."""
    _check_size(text)
    return yaml.load(text, Loader=_Loader)


def compose(text: str) -> Node | None:
    """The tree of a YAML text, whose nodes know their lines. Raises yaml.YAMLError."""
    _check_size(text)
    return yaml.compose(text, Loader=_Loader)


def _check_size(text: str) -> None:
    """Refuse what lies too deep in one another, before the library falls over it.

    And what grows too large where its aliases are written out, as messages and checks do.
    """
    widest = max(map(len, text.splitlines()), default=0)
    # No file is nested deeper than this, and hardly one has to be looked at more closely.
    if text.count("[") + text.count("{") + widest <= 1_000 and "*" not in text:
        return
    sizes: dict[str | None, int] = {}
    # For each list or mapping that is open, around all of them the file: its anchor and its size.
    around: list[tuple[str | None, int]] = [(None, 0)]
    for event in yaml.parse(text, Loader=_Loader):
        if isinstance(event, CollectionStartEvent):
            around.append((event.anchor, 1))
            continue
        size = 0
        if isinstance(event, AliasEvent):
            size = sizes.get(event.anchor, 1)
        elif isinstance(event, ScalarEvent):
            size = 1
        elif isinstance(event, CollectionEndEvent):
            anchor, size = around.pop()
            sizes[anchor] = size
        anchor, before = around.pop()
        around.append((anchor, before + size))
        if len(around) > DEEPEST + 1 or before + size > MOST_PARTS:
            raise FileContentError(
                problem=f"it lies more than {DEEPEST} deep, or has more than {MOST_PARTS} parts",
                problem_mark=event.start_mark,  # type: ignore[arg-type]
            )
