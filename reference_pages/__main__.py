"""Write the pages anew: ``python -m reference_pages``."""

import importlib
import pkgutil
from collections.abc import Callable
from pathlib import Path

import reference_pages

FOLDER = Path(__file__).parents[1] / "docs" / "reference"
_NOTE = "<!-- Made by `make docs`. Do not edit. -->"


def pages() -> dict[str, Callable[[], str]]:
    """What makes each page, by the name of its file, in alphabetical order."""
    names = sorted(found.name for found in pkgutil.iter_modules(reference_pages.__path__))
    return {
        f"{name.replace('_', '-')}.md": importlib.import_module(f"reference_pages.{name}").page
        for name in names
        if not name.startswith("_")
    }


def made(name: str) -> str:
    """The whole page, in Markdown. Under its heading it says that nobody should edit it."""
    heading, _, rest = pages()[name]().partition("\n")
    return f"{heading}\n\n{_NOTE}\n{rest}"


def main(folder: Path = FOLDER) -> None:
    """Write the pages that have changed, and say which."""
    for name in pages():
        file, text = folder / name, made(name)
        if not file.exists() or file.read_text("utf-8") != text:
            file.write_text(text, "utf-8")
            print(f"{name} is written anew")


if __name__ == "__main__":
    main()
