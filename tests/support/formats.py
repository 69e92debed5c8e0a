"""Every format that the program reads, each with the example that its own tests give."""

from importlib import import_module
from pathlib import Path

from intake.catalogue import every_format
from intake.return_format import ReturnFormat

FORMATS = list(every_format().values())


def package_of(declared: ReturnFormat) -> str:
    """The name of the package that declares a format."""
    return declared.read.__module__.split(".")[1]


def write_example(declared: ReturnFormat, folder: Path) -> None:
    """Files of a format: ``write_example`` in ``tests/unit/intake/test_<package>.py``."""
    import_module(f"tests.unit.intake.test_{package_of(declared)}").write_example(folder)
