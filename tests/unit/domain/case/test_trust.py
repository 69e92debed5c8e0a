"""Which source is believed where two differ."""

from domain.case.trust import Trust
from domain.clocks.evidence import ReturnEvidence, usual_trust
from intake.catalogue import evidence_of_returns

RETURNS = evidence_of_returns()


def order(trust: Trust, type_name: str, *more: str) -> list[str]:
    return sorted({*RETURNS, *more}, key=lambda source: trust.rank(source, type_name))


def test_a_live_system_is_trusted_before_what_comes_often_and_that_before_what_comes_yearly() -> (
    None
):
    assert order(usual_trust(RETURNS), "became_looked_after", "mosaic") == [
        "mosaic",
        "standard-dataset",
        "annex-a",
        "cin-census",
        "ssda903",
    ]


def test_who_tells_only_the_latest_of_a_kind_comes_after_who_tells_of_every_one() -> None:
    assert order(usual_trust(RETURNS), "review_held")[-1] == "annex-a"


def test_sources_named_first_come_first_but_for_what_they_tell_only_the_latest_of() -> None:
    trust = usual_trust(RETURNS, first=("annex-a", "ssda903"))
    assert order(trust, "became_looked_after", "mosaic")[:3] == ["annex-a", "ssda903", "mosaic"]
    assert order(trust, "review_held", "mosaic")[0] == "ssda903"


def test_an_order_for_one_kind_of_fact_goes_before_everything_else() -> None:
    trust = usual_trust(RETURNS, of_facts={"review_held": ("annex-a",)})
    assert order(trust, "review_held", "mosaic")[:2] == ["annex-a", "mosaic"]


def test_no_two_sources_are_trusted_alike() -> None:
    trust = Trust()
    assert trust.rank("a", "born") < trust.rank("b", "born")


def test_of_two_that_come_as_often_the_fuller_one_comes_first() -> None:
    fuller, other = ReturnEvidence(frozenset()), ReturnEvidence(frozenset(), frozenset({"born"}))
    assert usual_trust({"a": other, "b": fuller}).returns == ("b", "a")
