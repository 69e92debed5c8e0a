"""What may be told of any case."""

from domain.case.attribute_readers import Types, code, label

TYPES: Types = {
    "responsible_assigned": {"role": label, "person": code, "team": label},
    # A removal may say only which event it removes.
    "event_voided": {},
    "born": {},
}

# Without these the engine cannot tell what is meant, so it refuses to guess.
REQUIRED: dict[str, frozenset[str]] = {
    "responsible_assigned": frozenset({"role"}),
}
