"""The worked date that is older than any rule. The others are scenarios (worked_dates.yaml)."""

from datetime import date

from domain.counting import Amount, Unit, add
from tests.unit.domain.cases import ENGLAND


def test_four_months_from_30_september_1978_end_on_30_january_1979_and_not_at_the_month_s_end() -> (
    None
):
    assert add(date(1978, 9, 30), Amount(4, Unit.MONTHS), ENGLAND) == date(1979, 1, 30)
