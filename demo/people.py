"""The county's staff, as codes: six teams, sixteen reviewing officers, two managers."""

from dataclasses import dataclass
from random import Random

IRO_COUNT = 16
TEAM_COUNT = 6
SOCIAL_WORKERS_PER_TEAM = 18
BUSINESS_SUPPORT_COUNT = 4

TEAMS = tuple(f"Team {number}" for number in range(1, TEAM_COUNT + 1))
REVIEWING_OFFICERS = tuple(f"IRO-{number:02d}" for number in range(1, IRO_COUNT + 1))
SOCIAL_WORKERS = {
    team: tuple(f"SW-{number:02d}{each:02d}" for each in range(1, SOCIAL_WORKERS_PER_TEAM + 1))
    for number, team in enumerate(TEAMS, start=1)
}
TEAM_MANAGERS = {team: f"TM-{number:02d}" for number, team in enumerate(TEAMS, start=1)}
BUSINESS_SUPPORT = tuple(f"BS-{number:02d}" for number in range(1, BUSINESS_SUPPORT_COUNT + 1))
IRO_MANAGER = "IM-01"
COMPLAINTS_MANAGER = "CM-01"
COMPLAINTS_TEAM = "Complaints"
ADVISERS = tuple(f"PA-{number:02d}" for number in range(1, 7))
EHC_COORDINATORS = tuple(f"EC-{number:02d}" for number in range(1, 6))
EHC_TEAM = "EHC plans"
ADOPTION_WORKERS = tuple(f"AW-{number:02d}" for number in range(1, 4))
FOSTERING_WORKERS = tuple(f"FW-{number:02d}" for number in range(1, 4))

ROLES = (
    "adoption_social_worker",
    "agency_decision_maker",
    "assistant_director",
    "business_support",
    "complaints_manager",
    "conference_chair",
    "data_team",
    "ehc_coordinator",
    "head_of_service",
    "iro",
    "iro_manager",
    "personal_adviser",
    "scheduler",
    "social_worker",
    "supervising_social_worker",
    "team_manager",
)

# Part-time posts and vacancies: the mean is 1, and the caseloads are as uneven as these.
_IRO_SHARES = (
    *(1.3, 1.25, 1.2, 1.15, 1.1, 1.1, 1.05, 1.05),
    *(1.0, 1.0, 1.0, 0.95, 0.9, 0.8, 0.65, 0.5),
)


@dataclass(frozen=True, slots=True)
class Assignment:
    """Somebody who is responsible for a case in a role. ``team`` is the child's team."""

    role: str
    person: str
    team: str


def team_around(random: Random, role: str) -> list[Assignment]:
    """The people around one child, or around siblings who share them.

    ``role`` is what the reviewing officer is to the child: ``iro`` or ``conference_chair``.
    """
    team = random.choice(TEAMS)
    return [
        Assignment(role, random.choices(REVIEWING_OFFICERS, _IRO_SHARES)[0], team),
        Assignment("social_worker", random.choice(SOCIAL_WORKERS[team]), team),
        Assignment("team_manager", TEAM_MANAGERS[team], team),
    ]


def business_support(random: Random, team: str) -> Assignment:
    """Who books the reviews of a child of that team and sends out the records."""
    return Assignment("business_support", random.choice(BUSINESS_SUPPORT), team)


def next_social_worker(random: Random, team: str) -> Assignment:
    """Who takes the child over when a social worker moves on, in the same team."""
    return Assignment("social_worker", random.choice(SOCIAL_WORKERS[team]), team)


def codes() -> list[str]:
    """The code of everybody who works for the county."""
    workers = [code for team in SOCIAL_WORKERS.values() for code in team]
    return [
        *REVIEWING_OFFICERS,
        *workers,
        *TEAM_MANAGERS.values(),
        *BUSINESS_SUPPORT,
        IRO_MANAGER,
        COMPLAINTS_MANAGER,
        *ADVISERS,
        *EHC_COORDINATORS,
        *ADOPTION_WORKERS,
        *FOSTERING_WORKERS,
    ]
