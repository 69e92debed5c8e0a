"""The Standard Safeguarding Dataset as the CSV files that a case system gives."""

from pathlib import Path
from typing import Final

from demo.export.csv_files import write_csv
from demo.export.standard_dataset_tables import Tables

FOLDER: Final = "standard-dataset"


def write_standard_dataset(tables: Tables, folder: Path) -> list[Path]:
    """Write one file for each table, such as ``ssd_person.csv``. The folder must be there."""
    paths = []
    for name, table in tables.items():
        path = folder / f"{name}.csv"
        write_csv(table, path)
        paths.append(path)
    return paths
