"""Referrals, assessments, section 47 enquiries, conferences and child protection plans."""

import json
import re
from collections.abc import Collection

from intake.overlaps import Lasting
from intake.standard_dataset.rows import Row

_CATEGORY = re.compile(r"(neglect|physical|emotional|sexual|multiple)")
_CATEGORY_CODES = {
    "nfi": "neglect",
    "neg": "neglect",
    "phy": "physical",
    "emo": "emotional",
    "sab": "sexual",
    "mul": "multiple",
}
_FLAGS = ("CP_CONFERENCE_FLAG", "OUTCOME_CP_CONFERENCE_FLAG")


def keep_referral(row: Row) -> None:
    """A referral, and whether anything followed."""
    received = row.day("cine_referral_date", needed=True)
    nothing_follows = row.yes("cine_referral_nfa")
    if row.usable and received is not None:
        said = {} if nothing_follows is None else {"no_further_action": nothing_follows}
        row.keep("referral_received", received, said=said)


def keep_assessment(row: Row) -> None:
    """An assessment and its authorisation."""
    started = row.day("cina_assessment_start_date", needed=True)
    completed = row.day("cina_assessment_auth_date", after=started)
    if row.usable and started is not None:
        row.keep("assessment_started", started)
        if completed is not None:
            row.keep("assessment_completed", completed)


def keep_enquiry(row: Row) -> None:
    """A section 47 enquiry, and whether it led to a conference."""
    started = row.day("s47e_s47_start_date", needed=True)
    ended = row.day("s47e_s47_end_date", after=started)
    if not row.usable or started is None:
        return
    discussion = row.keep("strategy_discussion_held", started, said={"section_47_initiated": True})
    if ended is None or discussion is None:
        return
    said: dict[str, str | bool] = {"strategy_discussion": discussion.id}
    required = _conference_required(row)
    if required is not None:
        said["conference_required"] = required
    row.keep("section_47_concluded", ended, said=said)


def _conference_required(row: Row) -> bool | None:
    try:
        outcome = json.loads(row.text("s47e_s47_outcome_json") or "{}")
    except (ValueError, RecursionError):
        outcome = {}
    for flag in _FLAGS if isinstance(outcome, dict) else ():
        answer = str(outcome.get(flag, "")).strip().lower()
        if answer in {"y", "t", "1", "true", "yes"}:
            return True
        if answer in {"n", "f", "0", "false", "no"}:
            return False
    return False if row.yes("s47e_s47_nfa") else None


def keep_initial_conference(row: Row) -> None:
    """An initial conference and its outcome."""
    held = row.day("icpc_icpc_date")
    led_to_plan = row.yes("icpc_icpc_outcome_cp_flag")
    if row.usable and held is not None:
        said = {} if led_to_plan is None else {"outcome": "plan" if led_to_plan else "no_plan"}
        row.keep("initial_conference_held", held, said=said)


def keep_plan(row: Row, plans: Lasting) -> bool:
    """A child protection plan; false where it is another authority's."""
    if row.yes("cppl_cp_plan_ola"):
        row.leave("plan_of_another_authority")
        return False
    started = row.day("cppl_cp_plan_start_date", needed=True)
    ended = row.day("cppl_cp_plan_end_date", after=started)
    if row.usable and started is not None:
        given = row.text("cppl_cp_plan_initial_category").lower()
        known = _CATEGORY.search(given)
        category = known[1] if known else _CATEGORY_CODES.get(given)
        said = {} if category is None else {"category": category}
        row.keep("child_protection_plan_started", started, said=said)
        end = "child_protection_plan_ended"
        row.keep_end(plans, end, started, ended, "cppl_cp_plan_end_date")
    return True


def keep_review_conference(row: Row, elsewhere: Collection[str]) -> None:
    """A review conference that was held. ``elsewhere`` are the plans of other authorities."""
    if row.names("cppr_cp_plan_id") in elsewhere:
        row.leave("plan_of_another_authority")
        return
    held = row.day("cppr_cp_review_date")
    continues = row.yes("cppr_cp_review_outcome_continue_cp")
    if row.usable and held is not None:
        said = {} if continues is None else {"outcome": "plan" if continues else "no_plan"}
        row.keep("review_conference_held", held, said=said)
