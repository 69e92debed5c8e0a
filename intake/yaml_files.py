"""Reads YAML as people expect it: ``on`` and ``no`` are words, and no key is said twice."""

import re
from typing import Any

import yaml
from yaml.nodes import MappingNode, Node

_Base = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Loader(_Base):  # type: ignore[misc, valid-type]
    """Safe loading with the booleans of YAML 1.2: only ``true`` and ``false``."""

    def construct_mapping(self, node: MappingNode, deep: bool = False) -> dict[Any, Any]:
        """Build a mapping, refusing a key that stands twice."""
        seen: set[str] = set()
        for key, _ in node.value:
            if key.value in seen:
                raise yaml.constructor.ConstructorError(
                    None, None, f"the key {key.value!r} stands twice", key.start_mark
                )
            seen.add(key.value)
        return super().construct_mapping(node, deep)  # type: ignore[no-any-return]


_BOOLEAN = "tag:yaml.org,2002:bool"
_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != _BOOLEAN]
    for first, resolvers in _Base.yaml_implicit_resolvers.items()
}
_Loader.add_implicit_resolver(_BOOLEAN, re.compile(r"^(?:true|false)$"), list("tf"))


def load(text: str) -> Any:
    """The content of a YAML text. Raises yaml.YAMLError, or ValueError for an impossible date."""
    return yaml.load(text, Loader=_Loader)


def compose(text: str) -> Node | None:
    """The tree of a YAML text, whose nodes know their lines. Raises yaml.YAMLError."""
    return yaml.compose(text, Loader=_Loader)
