"""The kinds of looked-after reviews, as annual reports tell them apart."""

from domain.measures.catalogue import chosen

ON_TIME = "lac.reviews.on_time"
SHORT_BREAKS = "lac.short_break.review"

FIRST, SECOND, LATER, ADOPTION = "First", "Second", "Later", "Before adoption"
KINDS = (FIRST, SECOND, LATER, ADOPTION)

_OF_RULE = {"lac.review.first": FIRST, "lac.review.second": SECOND, "lac.review.subsequent": LATER}


def kind_of(rule: str) -> str:
    """The kind of the review that is due by a rule."""
    return _OF_RULE.get(rule, ADOPTION)


def review_rules() -> tuple[str, ...]:
    """The rules of the reviews that the published figure counts."""
    [measure] = chosen([ON_TIME])
    return measure.rules
