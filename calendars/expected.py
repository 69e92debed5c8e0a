"""Bank holidays outside the snapshots, as the `holidays` library works them out."""

from datetime import date
from typing import Final

from calendars.day_table import FIRST_DAY, LAST_DAY

_WEEKEND: Final = (5, 6)
_SUBDIVISIONS: Final = {"england-and-wales": "ENG", "scotland": "SCT", "northern-ireland": "NIR"}


def expected_holidays(division: str) -> dict[date, str]:
    """Every bank holiday of `division` from 1975 to 2075, with the library's names.

    Weekends are left out, as in GOV.UK's feed: there the substitute day stands for them.

    The library is imported here because that takes longer than everything else together.
    """
    import holidays

    years = range(FIRST_DAY.year, LAST_DAY.year + 1)
    found = holidays.country_holidays("GB", subdiv=_SUBDIVISIONS[division], years=years)
    return {day: name for day, name in sorted(found.items()) if day.weekday() not in _WEEKEND}
