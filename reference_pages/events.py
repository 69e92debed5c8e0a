"""docs/reference/events.md: every type of event, from ``domain.case.event_types``."""

from domain.case.attribute_readers import Reader
from domain.case.event_types import EVENT_TYPES, EventType
from domain.errors import ProblemError

_TITLES = {
    "any": "Any case",
    "looked_after": "Looked-after children",
    "child_protection": "Child protection and assessment",
    "complaints": "Complaints",
    "others": "Carers, adopters, EHC plans, safeguarding partners, private fostering",
}

_INTRODUCTION = """\
# Events

One fact about one case, in the past tense: one JSON object a line, or a CSV file with the same
columns and `attributes` as JSON.

```json
{"source": "mosaic", "id": "R-98123", "subject": "1042", "type": "became_looked_after", \
"at": "2024-12-20", "attributes": {"legal_status": "V2"}}
```

| field | meaning |
|---|---|
| `source`, `id` | together they name the event. 1 to 64 printable characters each. The same \
pair with the same content again is ignored; with other content it is quarantined. |
| `subject` | the source's own case number, 1 to 64 printable characters. Source and \
subject together are the case: a child of whom two sources tell is two cases, and counts twice \
in the figures. |
| `type` | one of the types below. |
| `at` | a date (`2024-12-20`), or an instant with its offset (`2024-12-20T09:30:00+00:00`). \
From 1900 on; no more than 24 hours in the future. \
In CSV a date may also be written as in [every table](cells.md). |
| `attributes` | what the type takes, below. May be left out. |
| `corrects` | the id of an earlier event of the same source that this one replaces. |
| `voids` | the id of an earlier event of the same source that this one removes. Such an event \
needs no `type` and no `at`, and takes no attributes. |

A line that is not such an event is refused with its number, a code, what is wrong and what to
do; the rest of the file is kept. A line may be 64 KiB long.
"""

_ABOUT = """
`complaint_received.about` is the number of the child whom the complaint concerns, in the group of \
sources that has the name of the complaint's source, or else \
[in the only numbers that it can mean](\
../how-to/make-one-case-of-one-child.md#the-child-whom-a-complaint-concerns). \
A reference is stored in its place.
"""


def page() -> str:
    """The whole page, in Markdown."""
    parts = [_INTRODUCTION]
    for family, title in _TITLES.items():
        parts.append(f"\n## {title}\n\n| type | attributes |\n|---|---|\n")
        types = [each for each in EVENT_TYPES.values() if each.family == family]
        parts += [f"| `{each.name}` | {_attributes(each)} |\n" for each in types]
        if family == "complaints":
            parts.append(_ABOUT)
    return "".join(parts)


def _attributes(event_type: EventType) -> str:
    return "; ".join(
        f"`{name}`{' (needed)' if name in event_type.required else ''}: {_takes(reader)}"
        for name, reader in event_type.attributes.items()
    )


def _takes(reader: Reader) -> str:
    # A reader says what it wants when it is given something else; some take any text but none.
    for given in ("?", ""):
        try:
            reader(given)
        except ValueError as wanted:
            return str(wanted)
        except ProblemError:
            return "a date, or an instant with its offset"
    raise AssertionError("a reader that takes anything has no place in the engine")
