"""What a duty rests on, in words."""

from domain.rules.sources import Authority, Confidence

AUTHORITY_WORDS = {
    Authority.STATUTE: "Statute or regulations",
    Authority.GUIDANCE: "Statutory guidance",
    Authority.LOCAL: "Local policy of this authority",
}

CONFIDENCE_WORDS = {
    Confidence.READ: "the words were read in the source itself",
    Confidence.QUOTED: "the words were read in an official text that quotes them",
    Confidence.SECONDARY: "known from a council manual, handbook or summary; not read at source",
    Confidence.UNVERIFIED: "field knowledge only, with no text at hand; check before relying on it",
    None: "a number that the authority chooses",
}
