"""Lists 3 to 5, 7 and 9: referrals, assessments, section 47 enquiries, plans, care leavers."""

import re

from intake.annex_a.cells import Cells
from intake.annex_a.kept import Kept

_CATEGORY = re.compile(r"(?:[a-z0-9]{1,2}\)\s*)?(neglect|physical|emotional|sexual|multiple)")


def keep_referral(cells: Cells, kept: Kept) -> None:
    """A referral, and whether it led to anything. The day of that decision is not in the list."""
    child, received = cells.name("child"), cells.day("received", needed=True)
    no_further_action = cells.yes("no_further_action")
    if child is None or received is None:
        return
    said = {} if no_further_action is None else {"no_further_action": no_further_action}
    kept.keep(cells, "received", child, "referral_received", received, said=said)


def keep_assessment(cells: Cells, kept: Kept) -> None:
    """An assessment, and the day on which a manager authorised it."""
    child, started = cells.name("child"), cells.day("started", needed=True)
    completed = cells.day_after("completed", started)
    if child is None or started is None:
        return
    key = (started.isoformat(),)
    kept.keep(cells, "started", child, "assessment_started", started, key=key)
    done = "assessment_completed"
    kept.keep_end(cells, "completed", child, done, began=started, ended=completed, alone=True)


def keep_enquiry(cells: Cells, kept: Kept) -> None:
    """A strategy discussion that initiated a section 47 enquiry, and what came of it."""
    child, discussed = cells.name("child"), cells.day("discussed", needed=True)
    unnecessary = cells.yes("unnecessary")
    conference = cells.day_after("conference", discussed)
    led_to_plan = cells.yes("plan")
    if child is None or discussed is None:
        return
    if unnecessary and conference is not None:
        # The date is the harder fact, and the clock then ends with it.
        cells.refuse("unnecessary", "contradicts_other_cell")
        unnecessary = None
    said = {"section_47_initiated": True}
    if unnecessary is not None:
        said["conference_required"] = not unnecessary
    kept.keep(cells, "discussed", child, "strategy_discussion_held", discussed, said=said)
    if conference is not None:
        outcome = {} if led_to_plan is None else {"outcome": "plan" if led_to_plan else "no_plan"}
        kept.keep(cells, "conference", child, "initial_conference_held", conference, said=outcome)
    elif led_to_plan:
        cells.refuse("plan", "contradicts_other_cell")


def keep_plan(cells: Cells, kept: Kept) -> None:
    """A child protection plan and the latest conference that reviewed it.

    The last statutory visit is left alone: it is a visit under the plan, and would end the
    clocks of visits to looked-after children.
    """
    child, started = cells.name("child"), cells.day("started", needed=True)
    reviewed = cells.day_after("reviewed", started)
    ended = cells.day_after("ended", started)
    if child is None or started is None:
        return
    said: dict[str, str | int] = {}
    if category := _CATEGORY.match((cells.text("category") or "").lower()):
        said["category"] = category[1]
    if (before := cells.count("before")) is not None:
        said["number"] = before + 1
    key = (started.isoformat(),)
    kept.keep(cells, "started", child, "child_protection_plan_started", started, said=said, key=key)
    if reviewed is not None and ended is not None and reviewed > ended:
        cells.refuse("reviewed", "impossible_order")
    elif reviewed is not None:
        kept.keep(cells, "reviewed", child, "review_conference_held", reviewed)
    end = "child_protection_plan_ended"
    kept.keep_end(cells, "ended", child, end, began=started, ended=ended)


def keep_care_leaver(cells: Cells, kept: Kept) -> None:
    """The latest review of a care leaver's pathway plan."""
    child, reviewed = cells.name("child"), cells.day("reviewed")
    if child is not None and reviewed is not None:
        kept.keep(cells, "reviewed", child, "pathway_plan_reviewed", reviewed)
