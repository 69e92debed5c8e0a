"""A complaint concerns a child and is never one case with it."""

from datetime import datetime
from itertools import permutations
from pathlib import Path

import pytest

from domain.case.concerned import NoChildBecause
from engine.case_history import CaseHistory, case_history
from engine.importing import ImportResult
from engine.linking import link, unlink
from engine.loading import load
from engine.sources import group_sources
from engine.workspace import Workspace
from intake.complaints.reader import read_register
from intake.pupils import Pupil
from tests.support.two_sources import in_care, told_by
from tests.support.workspaces import Fact, at, open_at, read

NOW = at("2026-03-20 10:00")
OTHER_DAY = at("2026-03-21 10:00")


def tell(workspace: Workspace, *facts: Fact, now: datetime) -> ImportResult:
    reading = read(facts, now)
    assert reading.refusals == []
    return load(workspace, reading, kind="events", now=now).imported


def complaint(about: str, reference: str = "C-1", source: str = "complaints-team") -> Fact:
    attributes = {"procedure": "statutory", "about": about}
    return told_by(source, reference, "complaint_received", "2026-03-09", **attributes)


def case(workspace: Workspace, subject: str, source: str | None = None) -> str:
    """The own reference of a number of a source, or of the only one that has it."""
    with workspace.database.reading() as work:
        sources = [source] if source else work.joins.sources()
        (ref,) = work.cases.known([(each, subject) for each in sources]).values()
    return ref


def shown(workspace: Workspace, subject: str, source: str | None = None) -> CaseHistory:
    return case_history(workspace, case(workspace, subject, source))


def group(workspace: Workspace, name: str, *sources: str) -> None:
    group_sources(workspace, name, sources, reason="One numbering", now=NOW)


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_a_complaint_names_the_child_and_the_child_the_complaint_whoever_comes_first(
    workspace: Workspace, order: tuple[int, ...]
) -> None:
    feeds = ([*in_care("mosaic", "7")], [*in_care("mosaic", "8")], [complaint("7")])
    for place in order:
        tell(workspace, *feeds[place], now=NOW)
    child = case(workspace, "7")
    assert shown(workspace, "C-1").concerns == (child,)
    assert shown(workspace, "7").complaints == (case(workspace, "C-1"),)
    assert shown(workspace, "8").complaints == ()
    assert shown(workspace, "C-1").case_ref != child


def test_a_complaint_follows_the_child_when_cases_are_joined_and_parted(
    workspace: Workspace,
) -> None:
    tell(workspace, *in_care("mosaic", "7"), *in_care("mosaic", "8"), now=NOW)
    tell(workspace, complaint("7"), complaint("8", "C-2"), now=OTHER_DAY)
    one, other = case(workspace, "7"), case(workspace, "8")
    both = tuple(sorted(case(workspace, number) for number in ("C-1", "C-2")))
    living = link(workspace, one, other, reason="Two numbers", now=OTHER_DAY).lives_as[0]
    for reference in (one, other):
        assert case_history(workspace, reference).complaints == both
    assert shown(workspace, "C-1").concerns == shown(workspace, "C-2").concerns == (living,)
    unlink(workspace, one, other, reason="Cousins", now=OTHER_DAY)
    assert shown(workspace, "C-1").concerns == (one,)
    assert shown(workspace, "C-2").concerns == (other,)
    assert shown(workspace, "7").complaints == (case(workspace, "C-1"),)


def test_a_number_that_nobody_knows_or_that_could_be_of_several_groups_is_said(
    workspace: Workspace,
) -> None:
    tell(workspace, complaint("7"), now=NOW)
    assert shown(workspace, "C-1").concerns == (NoChildBecause.NUMBER_NOT_KNOWN,)
    tell(workspace, *in_care("mosaic", "7"), now=NOW)
    # Another system has numbers of its own: the number may be that of a child not yet told of.
    tell(workspace, *in_care("eclipse", "9"), now=NOW)
    assert shown(workspace, "C-1").concerns == (NoChildBecause.SEVERAL_GROUPS,)
    assert shown(workspace, "7").complaints == ()
    group(workspace, "complaints-team", "mosaic")
    assert shown(workspace, "C-1").concerns == (case(workspace, "7"),)
    group(workspace, "complaints-team", "eclipse")
    assert shown(workspace, "C-1").concerns == (NoChildBecause.NUMBER_NOT_KNOWN,)


def test_a_system_that_tells_of_children_and_of_complaints_means_its_own_numbers(
    workspace: Workspace,
) -> None:
    tell(workspace, *in_care("mosaic", "7"), *in_care("eclipse", "7"), now=NOW)
    tell(workspace, complaint("7", source="eclipse"), now=NOW)
    assert shown(workspace, "C-1").concerns == (case(workspace, "7", "eclipse"),)
    # And those of the group that it is in.
    tell(workspace, *in_care("mosaic", "8"), complaint("8", "C-2", "eclipse"), now=NOW)
    assert shown(workspace, "C-2").concerns == (NoChildBecause.NUMBER_NOT_KNOWN,)
    group(workspace, "children", "mosaic", "eclipse")
    assert shown(workspace, "C-2").concerns == (case(workspace, "8"),)


def test_one_number_of_two_children_in_a_group_is_taken_for_neither(workspace: Workspace) -> None:
    numbers = [str(number) for number in range(10)]
    for source, pupil in (("annex-a", "A123456789012"), ("ssda903", "B123456789012")):
        reading = read([one for each in numbers for one in in_care(source, each)], NOW)
        # One pupil number in ten differs: the two returns share their numbers all the same.
        reading.pupils |= {(source, each): Pupil(f"A12345678901{each}") for each in numbers}
        reading.pupils[source, "7"] = Pupil(pupil)
        load(workspace, reading, kind="events", now=NOW)
    tell(workspace, complaint("7"), now=NOW)
    assert shown(workspace, "C-1").concerns == (NoChildBecause.SEVERAL_CASES,)
    tell(workspace, complaint("8", "C-2"), now=NOW)
    assert shown(workspace, "C-2").concerns == (shown(workspace, "8", "annex-a").case_ref,)


def test_a_complaint_with_the_number_of_a_child_is_no_child(workspace: Workspace) -> None:
    tell(workspace, *in_care("mosaic", "7"), now=NOW)
    assigned = told_by("council", "7", "responsible_assigned", "2026-03-02", role="x")
    tell(workspace, assigned, now=NOW)
    group(workspace, "children", "mosaic", "council")
    assert len({shown(workspace, "7", source).case_ref for source in ("mosaic", "council")}) == 1
    tell(workspace, complaint("7", "7", "council"), now=NOW)
    child, own = case(workspace, "7", "mosaic"), case(workspace, "7", "council")
    assert case_history(workspace, child).case_ref != case_history(workspace, own).case_ref
    assert case_history(workspace, own).concerns == (child,)
    # Nor is a carer, however the case was first told of.
    carer = told_by("council", "8", "foster_carer_approved", "2026-03-02")
    tell(workspace, *in_care("mosaic", "8"), carer, now=NOW)
    assert shown(workspace, "8", "mosaic").case_ref != shown(workspace, "8", "council").case_ref


def test_a_complaint_told_again_is_known_and_one_about_another_child_is_set_aside(
    workspace: Workspace,
) -> None:
    tell(workspace, complaint("7"), now=NOW)

    def again(about: str) -> ImportResult:
        return tell(workspace, complaint(about), now=OTHER_DAY)

    assert again(" 7 ").accounting[0].as_json()["unchanged"] == 1
    assert again("8").accounting[0].as_json()["quarantined"] == 1
    tell(workspace, *in_care("mosaic", "7"), *in_care("mosaic", "8"), now=NOW)
    assert shown(workspace, "C-1").concerns == (case(workspace, "7"),)
    moved = {**complaint("8"), "id": "moved", "corrects": complaint("7")["id"]}
    tell(workspace, moved, now=OTHER_DAY)
    assert shown(workspace, "C-1").concerns == (case(workspace, "8"),)
    assert shown(workspace, "7").complaints == ()


def test_the_register_names_the_child_and_a_later_one_another_or_none(
    workspace: Workspace, tmp_path: Path
) -> None:
    def register(child: str) -> None:
        file = tmp_path / "register.csv"
        columns = "reference,procedure,received_on,child_number"
        file.write_text(f"{columns}\nC-1,statutory,09/03/2026,{child}\n")
        reading = read_register([file], now=NOW)
        assert reading.refusals == reading.warnings == []
        load(workspace, reading, kind="complaints", now=NOW)

    tell(workspace, *in_care("mosaic", "7"), *in_care("mosaic", "8"), now=NOW)
    for child in ("7", "8.0", "7"):
        register(child)
        assert shown(workspace, "C-1").concerns == (case(workspace, child[0]),)
    register("")
    assert shown(workspace, "C-1").concerns == ()
    assert shown(workspace, "7").complaints == ()


def test_what_is_said_in_words(url: str, tmp_path: Path) -> None:
    workspace = open_at(url, tmp_path)
    tell(workspace, *in_care("mosaic", "7"), complaint("7"), complaint("9", "C-2"), now=NOW)
    child, one = case(workspace, "7"), case(workspace, "C-1")
    assert f"Concerns:\n  {child}" in shown(workspace, "C-1").as_text()
    assert shown(workspace, "7").as_text().endswith(f"Complaints that concern it:\n  {one}")
    assert (
        shown(workspace, "C-2")
        .as_text()
        .endswith("Concerns:\n  a child whose number no source of children has told of")
    )
    assert shown(workspace, "C-2").as_json()["concerns"] == [
        {"case_ref": None, "because": "number_not_known"}
    ]
    assert shown(workspace, "7").as_json()["complaints"] == [one]
    workspace.database.dispose()
