"""Reads YAML as people expect it: ``on`` and ``no`` are words, and no key is said twice."""

import re
from datetime import date
from typing import Any

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode

_Base = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


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


def load(text: str) -> Any:
    """The content of a YAML text. Raises yaml.YAMLError (FileContentError where it is YAML)."""
    return yaml.load(text, Loader=_Loader)


def compose(text: str) -> Node | None:
    """The tree of a YAML text, whose nodes know their lines. Raises yaml.YAMLError."""
    return yaml.compose(text, Loader=_Loader)
