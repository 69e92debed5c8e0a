"""The SSDA903 return as the CSV files that authorities upload."""

from pathlib import Path

from demo.export.csv_files import write_csv
from demo.export.ssda903_tables import Tables


def write_ssda903_csv(tables: Tables, folder: Path) -> list[Path]:
    """Write one file for each table, such as ``reviews.csv``. The folder must be there."""
    paths = []
    for name, table in tables.items():
        path = folder / f"{name}.csv"
        write_csv(table, path)
        paths.append(path)
    return paths
