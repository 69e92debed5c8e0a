"""How long a large children in need census takes to read, to store and to turn into clocks."""

import resource
import sys
import tempfile
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from time import perf_counter

from engine.loading import load
from engine.settings import Settings
from engine.workspace import open_workspace
from intake.cin_census.reader import read_census

_CHILDREN = 5_000
_NOW = datetime(2025, 6, 2, 9, 0, tzinfo=UTC)

_FILE = """<?xml version="1.0" encoding="UTF-8"?>
<Message><Header><CollectionDetails><Collection>CIN</Collection><Year>2025</Year>
<ReferenceDate>2025-03-31</ReferenceDate></CollectionDetails></Header>
<Children>
{children}</Children></Message>
"""
_CHILD = """<Child>
  <ChildIdentifiers>
    <LAchildID>B{number}</LAchildID>
    <UPNunknown>UN1</UPNunknown>
    <PersonBirthDate>2014-02-01</PersonBirthDate>
    <Sex>U</Sex>
  </ChildIdentifiers>
  <ChildCharacteristics><Ethnicity>NOBT</Ethnicity></ChildCharacteristics>
  <CINdetails>
    <CINreferralDate>{referred}</CINreferralDate>
    <ReferralSource>10</ReferralSource>
    <PrimaryNeedCode>N0</PrimaryNeedCode>
    <Assessments>
      <AssessmentActualStartDate>{referred}</AssessmentActualStartDate>
      <AssessmentAuthorisationDate>{assessed}</AssessmentAuthorisationDate>
      <FactorsIdentifiedAtAssessment>
        <AssessmentFactors>20</AssessmentFactors>
      </FactorsIdentifiedAtAssessment>
    </Assessments>
    <Section47>
      <S47ActualStartDate>{referred}</S47ActualStartDate>
      <DateOfInitialCPC>{planned}</DateOfInitialCPC>
      <ICPCnotRequired>0</ICPCnotRequired>
    </Section47>
    <ReferralNFA>0</ReferralNFA>
    <ChildProtectionPlans>
      <CPPstartDate>{planned}</CPPstartDate>
      <InitialCategoryOfAbuse>NEG</InitialCategoryOfAbuse>
      <LatestCategoryOfAbuse>NEG</LatestCategoryOfAbuse>
      <NumberOfPreviousCPP>0</NumberOfPreviousCPP>
      <Reviews><CPPreviewDate>{reviewed}</CPPreviewDate></Reviews>
    </ChildProtectionPlans>
  </CINdetails>
</Child>
"""


def rows() -> list[tuple[str, str, str]]:
    """A census of 5,000 children, each with a plan, from its file to the clocks."""
    with tempfile.TemporaryDirectory(prefix="timescales-bench-") as name:
        folder = Path(name)
        file = folder / "census.xml"
        file.write_text(_FILE.format(children="".join(map(_child, range(_CHILDREN)))))
        workspace = open_workspace(Settings.load({}, data_folder=folder / "data"))
        started = perf_counter()
        reading = read_census([file], now=_NOW)
        load(workspace, reading, kind="cin-census", now=_NOW)
        seconds = perf_counter() - started
    # The system counts in kilobytes, on a Mac in bytes.
    unit = 1024 * 1024 if sys.platform == "darwin" else 1024
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit
    what = f"import of a census of {_CHILDREN:,} children"
    return [
        (what, f"{seconds:.1f} s", "under 60 s"),
        ("the most memory of this and the benches before it", f"{memory:.0f} MB", "under 500 MB"),
    ]


def _child(number: int) -> str:
    referred = date(2024, 4, 2) + timedelta(days=number % 200)
    return _CHILD.format(
        number=100_000 + number,
        referred=referred,
        assessed=referred + timedelta(days=30),
        planned=referred + timedelta(days=17),
        reviewed=referred + timedelta(days=100),
    )
