"""docs/reference/errors.md: every code that the program can give, from where it is declared."""

from reference_pages._problems import declared

_INTRODUCTION = """\
# Errors

Whatever goes wrong has a code, a message and a remedy, and none of them repeats what was read:
no case number, date of birth or free text. A code never changes its meaning. `…` stands for
what differs each time, such as a line, a field, a count or the words that are allowed.

| code | what it says | what to do |
|---|---|---|
"""


def page() -> str:
    """The whole page, in Markdown."""
    rows = {(one.code, one.says, one.remedy) for one in declared()}
    return _INTRODUCTION + "".join(
        f"| `{code}` | {_cell(says)} | {_cell(remedy)} |\n" for code, says, remedy in sorted(rows)
    )


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("<", "&lt;")
