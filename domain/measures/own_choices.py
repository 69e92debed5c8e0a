"""Whether what a profile says of the measures fits the measures there are."""

from domain.errors import ProblemError
from domain.measures.catalogue import chosen
from domain.rules.profiles import Profile


def check_choices(profile: Profile) -> None:
    """Raises ProblemError ``unknown_measure`` or ``unknown_reading``."""
    for one in profile.measures:
        [measure] = chosen([one.measure])
        if one.reading is not None and one.reading not in measure.readings:
            raise ProblemError(
                "unknown_reading",
                f"{profile.id}/profile.yaml, {measure.id}: the measure has no such reading.",
                f"Use one of: {', '.join(measure.readings)}.",
            )
