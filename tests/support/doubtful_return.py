"""A return of two children of which a review may be unreadable, and what is said of them."""

from datetime import date, datetime, timedelta
from pathlib import Path

from engine.loading import Loaded, load
from engine.queries import ClockQuestion, clocks
from engine.workspace import Workspace
from intake.ssda903.reader import read_return
from store.filters import AlertFilter
from tests.support.round_trips import evening_of

AS_OF = date(2026, 4, 10)
NOW = evening_of(AS_OF)
DAY = timedelta(days=1)

HEADER = "CHILD,SEX,DOB,ETHNIC\n701,1,10/05/2012,WBRI\n702,1,11/05/2012,WBRI\n"
EPISODES = "CHILD,DECOM,RNE,LS,PLACE,DEC,REC\n701,01/05/2025,S,V2,U6,,\n702,01/05/2025,S,V2,U6,,\n"
REVIEWS = "CHILD,REVIEW,REVIEW_CODE\n701,{one},PN1\n702,{other},PN1\n"
READ_WELL = REVIEWS.format(one="27/05/2025", other="27/05/2025")


def give(
    workspace: Workspace,
    folder: Path,
    reviews: str | None,
    *,
    now: datetime = NOW,
    year: int = 2025,
) -> Loaded:
    """Import the return with this table of reviews, or without one."""
    folder.mkdir(exist_ok=True)
    (folder / "header.csv").write_text(HEADER, encoding="utf-8")
    (folder / "episodes.csv").write_text(EPISODES, encoding="utf-8")
    (folder / "reviews.csv").unlink(missing_ok=True)
    if reviews is not None:
        (folder / "reviews.csv").write_text(reviews, encoding="utf-8")
    reading = read_return([folder], now=now, year=year)
    return load(workspace, reading, kind="ssda903", now=now)


def states(workspace: Workspace, subject: str, as_of: date = AS_OF) -> dict[str, str]:
    """How each of a child's duties stands."""
    question = ClockQuestion(as_of=as_of, subject=subject)
    return {view["rule"]: view["state"] for view in clocks(workspace, question)}


def alerts(workspace: Workspace) -> list[tuple[str, str | None]]:
    """The child of each alert, and why it was late."""
    with workspace.database.reading() as work:
        found = [alert for alert, _ in work.alerts.search(AlertFilter())]
        subjects = work.cases.subjects({alert.case for alert in found})
    return sorted((subjects[alert.case][1], alert.late_because) for alert in found)
