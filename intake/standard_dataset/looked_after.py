"""What is done for children in care and care leavers: placements, reviews, visits, health."""

import re
from collections.abc import Collection, Mapping
from datetime import date

from domain.case.event_types import read_attributes
from domain.errors import ProblemError
from intake.care_codes import LONG_TERM, PARTICIPATION, PLACEMENT, WITH_PARENTS
from intake.overlaps import Lasting
from intake.standard_dataset.care import PeriodOfCare
from intake.standard_dataset.codes import code_in, health_check, role, was_done
from intake.standard_dataset.rows import Row

_PARTICIPATION = re.compile(r"\bPN[0-7]\b")


def keep_birth(row: Row, in_care: Collection[str]) -> None:
    """The day of birth of a child who is or was in care; of nobody else."""
    row.of(row.key)
    if row.key not in in_care:
        row.leave("not_in_care")
    elif (born := row.day("pers_dob")) is not None:
        row.keep("born", born)


def keep_placement(row: Row, placements: Lasting) -> None:
    """A placement, with its type as the SSDA903 return codes it."""
    started = row.day("clap_cla_placement_start_date", needed=True)
    ended = row.day("clap_cla_placement_end_date", after=started)
    kind = code_in(row.text("clap_cla_placement_type"), PLACEMENT)
    if not row.usable or started is None:
        return
    said: dict[str, str | bool] = {} if kind is None else {"type": kind}
    if kind in WITH_PARENTS:
        said["with_parents"] = True
    if kind in LONG_TERM:
        said["long_term"] = True
    row.keep("placement_started", started, said=said)
    end, column = "placement_ended", "clap_cla_placement_end_date"
    row.keep_end(placements, end, started, ended, column, may_overlap=True)


def keep_review(row: Row, periods: Mapping[str, PeriodOfCare]) -> date | None:
    """A review and its day, if it was held; the row names the child by the period of care."""
    period = periods.get(row.names("clar_cla_id") or "")
    row.of(period.child if period is not None else None)
    if row.yes("clar_cla_review_cancelled"):
        row.leave("cancelled")
        return None
    held = row.day("clar_cla_review_date")
    if held is None:
        return None
    if period is None:
        row.refuse("clar_cla_id", "unknown_period_of_care")
        return None
    if held < period.began_on or (period.ended_on is not None and held > period.ended_on):
        row.refuse("clar_cla_review_date", "not_in_that_period")
        return None
    code = _PARTICIPATION.search(row.text("clar_cla_review_participation").upper())
    said = {"participation": code[0]} if code and code[0] in PARTICIPATION else {}
    if row.usable:
        row.keep("review_held", held, said=said)
    return held


def keep_visit(row: Row) -> None:
    """A visit at which the child was seen."""
    visited = row.day("clav_cla_visit_date", needed=True)
    if row.yes("clav_cla_visit_seen") is False:
        row.leave("child_not_seen")
        return
    alone = row.yes("clav_cla_visit_seen_alone")
    if row.usable and visited is not None:
        row.keep("child_visited", visited, said={} if alone is None else {"seen_alone": alone})


def keep_health_check(row: Row) -> None:
    """A health assessment or a dental check that was done."""
    type_name = health_check(row.text("clah_health_check_type"))
    done = row.day("clah_health_check_date")
    if type_name is None:
        row.leave("another_health_check")
    elif not was_done(row.text("clah_health_check_status")):
        row.leave("not_done")
    elif row.usable and done is not None:
        row.keep(type_name, done)


def keep_questionnaire(row: Row) -> None:
    """A strengths and difficulties questionnaire, with its score from 0 to 40."""
    completed = row.day("csdq_sdq_completed_date")
    score = row.text("csdq_sdq_score")
    if row.usable and completed is not None:
        said = {"score": score} if score.isdecimal() and len(score) <= 2 else {}
        row.keep("sdq_completed", completed, said=said)


def keep_missing(row: Row) -> None:
    """A time during which a child was missing. The interview afterwards is not dated."""
    began = row.day("miss_missing_episode_start_date", needed=True)
    ended = row.day("miss_missing_episode_end_date", after=began)
    if row.usable and began is not None:
        row.keep("went_missing", began)
        if ended is not None:
            row.keep("found", ended)


def keep_care_leaver(row: Row) -> None:
    """The latest review of a pathway plan, which takes the place of the one before it."""
    reviewed = row.day("clea_pathway_plan_review_date")
    if row.usable and reviewed is not None:
        row.keep("pathway_plan_reviewed", reviewed, key=(str(row.key), reviewed.isoformat()))


def keep_permanence(row: Row) -> None:
    """The steps of an adoption, and its order."""
    days: dict[str, date | None] = {
        "decision_made": row.day("perm_adm_decision_date"),
        "placement_order_made": row.day("perm_placement_order_date"),
        "match_approved": row.day("perm_matched_date"),
        "placed_for_adoption": row.day("perm_placed_for_adoption_date"),
        "adoption_decision_reversed": row.day("perm_decision_reversed_date"),
    }
    if "adopt" in row.text("perm_permanence_order_type").lower():
        days["adoption_order_made"] = row.day("perm_permanence_order_date")
    for type_name, on in days.items():
        if row.usable and on is not None:
            row.keep(type_name, on)


def keep_involvement(row: Row, cases: Collection[str]) -> None:
    """Who is responsible: a staff code, never a name, and only for a child with dates here."""
    ours = role(row.text("invo_professional_role_id"))
    since = row.day("invo_involvement_start_date", needed=True)
    person = row.text("invo_professional_id")
    if ours is None or not person or row.subject not in cases:
        row.leave("role_without_clocks" if ours is None else "nobody_to_tell")
        return
    try:
        said = read_attributes("responsible_assigned", {"role": ours, "person": person})
    except ProblemError:
        row.refuse("invo_professional_id", "staff_code_unusable")
        return
    if row.usable and since is not None:
        row.keep("responsible_assigned", since, said=said)
