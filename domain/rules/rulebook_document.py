"""A whole rulebook as one text, so that the rules in force can be kept beside the dates."""

from functools import cache

from pydantic import TypeAdapter, ValidationError

from domain.errors import ProblemError
from domain.rules.rulebooks import Rulebook


@cache
def _rulebooks() -> TypeAdapter[Rulebook]:
    return TypeAdapter(Rulebook)


def write_document(rulebook: Rulebook) -> str:
    """The rulebook as JSON, in the words of the rule files. The same rules give the same text.

    Raises ProblemError ``rules_not_keepable`` when reading it back would give other rules.
    """
    # A limit tells conditions that were given from those left out, and so must its copy.
    text = _rulebooks().dump_json(rulebook, by_alias=True, exclude_unset=True).decode()
    try:
        if read_document(text) == rulebook:
            return text
    except ValidationError:
        pass
    raise ProblemError(
        "rules_not_keepable",
        "A rule says something that cannot be kept word for word.",
        "Write dates in conditions in quotation marks, and let what the profile varies count "
        "from something that the rule's own starts say.",
    )


def read_document(text: str) -> Rulebook:
    """Read what ``write_document`` wrote. Raises pydantic's ValidationError for anything else.

    A part that has since been added to the rulebook is as it is when a file leaves it out.
    """
    return _rulebooks().validate_json(text)
