"""The pupil numbers of the Standard Safeguarding Dataset, in its files and in its database."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from intake.standard_dataset import SOURCE
from intake.standard_dataset.reader import read_dataset_in_database, read_dataset_in_files
from tests.support.standard_dataset import Rows, fill_database, write_csv_tables
from tests.unit.intake.rows import NOW


@pytest.mark.parametrize(
    "tables",
    [
        {"ssd_person": [{"pers_person_id": "7", "pers_upn": "A999200412345", "pers_sex": "F"}]},
        {
            "ssd_person": [{"pers_person_id": "7", "pers_sex": "F"}],
            "ssd_linked_identifiers": [
                {
                    "link_table_id": number,
                    "link_person_id": "7",
                    "link_identifier_type": kind,
                    "link_identifier_value": value,
                    "link_valid_from_date": since,
                }
                for number, (kind, value, since) in enumerate(
                    [
                        ("Unique Pupil Number", "A999200412345", "2024-09-01"),
                        ("Unique Pupil Number", "B999200412345", "2019-09-01"),
                        ("Former Unique Pupil Number", "C999200412345", "2025-09-01"),
                        ("NHS Number", "9990000000", ""),
                    ]
                )
            ],
        },
    ],
    ids=["beside the birth date", "among the identifiers"],
)
@pytest.mark.parametrize("door", ["files", "database"])
def test_a_pupil_number_is_read_wherever_the_dataset_has_it(
    tmp_path: Path, tables: Mapping[str, Rows], door: str
) -> None:
    if door == "files":
        folder = write_csv_tables(tmp_path / "ssd", tables)
        reading = read_dataset_in_files([folder], now=NOW).reading
    else:
        address = fill_database(f"sqlite:///{tmp_path}/ssd.db", tables)
        reading = read_dataset_in_database(address, now=NOW).reading
    pupil = reading.pupils[SOURCE, "7"]
    assert (pupil.number, pupil.sex) == ("A999200412345", "F")
    # What is another number of the child stays in the database.
    kept = {"files": 4, "database": 2}[door]
    assert reading.rows_read.get("ssd_linked_identifiers", kept) == kept
