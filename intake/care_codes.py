"""The DfE's codes for looked-after children, as the SSDA903 return and others write them.

Source: DfE, "Children looked after by local authorities in England: guide to the SSDA903
collection", code sets for legal status, placement type, reason for new episode, reason episode
ceased and method of participation.
"""

STARTED = "S"
NEW_EPISODE = frozenset("SLPTBU")
# A new placement, with the same carers or others: all but L, a change of legal status only.
NEW_PLACEMENT = frozenset("SPTBU")
# A new legal status, alone or with a new placement.
NEW_LEGAL_STATUS = frozenset("LBU")

LEGAL_STATUS = frozenset(
    ["C1", "C2", "D1", "E1", "V2", "V3", "V4", "L1", "L2", "L3", "J1", "J2", "J3"]
)
# Accommodated in an agreed series of short breaks: the agreement is recorded (V3), or each
# break (V4).
SHORT_BREAKS = frozenset({"V3", "V4"})

# fmt: off
PLACEMENT = frozenset([
    "A3", "A4", "A5", "A6", "H5", "K1", "K2", "P1", "P2", "P3", "R1", "R2", "R3", "R5", "S1",
    "T0", "T1", "T2", "T3", "T4", "U1", "U2", "U3", "U4", "U5", "U6", "Z1",
])
# fmt: on
# P1: placed with own parents or others with parental responsibility.
WITH_PARENTS = frozenset({"P1"})
# U1: fostered long term by relatives or friends; U4: long term by other carers. U2 and U5 are
# fostering for adoption, U3 and U6 neither.
LONG_TERM = frozenset({"U1", "U4"})

# A3, A4: placed for adoption with consent; A5, A6: under a placement order. A3 and A5 are with
# the child's foster carers.
PLACED_FOR_ADOPTION = frozenset({"A3", "A4", "A5", "A6"})
WITH_AN_ORDER = frozenset({"A5", "A6"})
# Away for a while, for hospital, holiday or training: the child's own placement waits.
TEMPORARY = frozenset({"T0", "T1", "T2", "T3", "T4"})
# The same carers go on, with another kind of placement.
SAME_CARERS = frozenset("TU")
# The placement is inside or outside the boundary of the authority that looks after the child.
LOCATION = {"IN": False, "OUT": True}

# fmt: off
REASON_PLACE_CHANGE = frozenset([
    "CARPL", "CLOSE", "ALLEG", "STAND", "APPRR", "CREQB", "CREQO", "CHILD", "LAREQ", "PLACE",
    "CUSTOD", "OTHER",
])
# fmt: on

# X1: the episode ceases and another begins on the same day.
CONTINUES = "X1"
# fmt: off
CARE_CEASED = frozenset([
    "E11", "E12", "E13", "E14", "E15", "E16", "E17", "E2", "E3", "E4A", "E4B", "E41", "E45",
    "E46", "E47", "E48", "E5", "E6", "E7", "E8", "E9",
])
# fmt: on

# E11: adopted, the application unopposed; E12: consent dispensed with.
ADOPTED = frozenset({"E11", "E12"})
# E2: the child died; E15: was found to be 18 or over.
NEVER_AGAIN = frozenset({"E2", "E15"})

REASON_REVERSED = frozenset({"RD1", "RD2", "RD3", "RD4"})
KIND_OF_ABSENCE = {"M": "missing", "A": "away_without_authorisation"}
SDQ_REASON = frozenset({"SDQ1", "SDQ2", "SDQ3", "SDQ4", "SDQ5"})
HIGHEST_SDQ_SCORE = 40

# PN0: under 4 at the time of the review. PN1 to PN7: 4 or over.
PARTICIPATION = frozenset(f"PN{number}" for number in range(8))
UNDER_FOUR = "PN0"
FOUR_YEARS = 4
