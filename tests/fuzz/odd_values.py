"""What may stand in a cell, an attribute or an element and should not."""

from random import Random

# Nobody's name and address. No code, no label and no name of the engine's can hold it whole, so
# that it has no business in a message or in an event's attributes.
CANARY = "Zebedee Quux of 4 Rhubarb Lane in Snodbury near Ockleton, where the canary lives alone"
CANARY_MARKS = ("zebedee", "quux", "rhubarb", "snodbury", "ockleton")

_ODD = (
    *("", " ", "0", "-1", "1", "2", "00", "007", "+5", "1.0", "1e5", "1e309", "-1e309", "nan"),
    *(
        "inf",
        "sNaN",
        "1_000",
        "0x10",
        "²",
        "½",
        "٣",
        "\uff11\uff12",
        "9" * 30,
        "9" * 400,
        "9" * 5000,
    ),
    *("31/02/2024", "29/02/2023", "29/02/2024", "01/01/1900", "31/12/1899", "31/12/2099"),
    *("01/01/2100", "00/00/0000", "31/12/9999", "1/1/0001", "20/12/24", "12/20/2024"),
    *("2024-13-01", "2024-12-20", "2024-12-20T25:00", "2024-12-20T09:30:00Z", "9999-12-31"),
    *("0001-01-01", "1900-01-01", "2099-12-31", "2024-03-31T01:30:00", "20241220", "2024-W51-5"),
    *("2024-12-20T09:30:00+23:59", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00"),
    *("١٢/٠٣/٢٠٢٤", "٢٠٢٤-٠٣-١٢", "02/04/2024 09:30", "45000", "45000.5", "2958465", "-45000"),
    *("NULL", "None", "null", "true", "False", "Y", "n", "#REF!", "=1+1", "@SUM(1)", "-", "N/A"),
    *("\ufeff", "\u202e", "\u200b", "\u00a0", "\u2028", "\x85", "\x0b", "\x1c", "\x7f", "é", "ß"),
    *("İ", "😀", "e\u0301", "a\nb", "a\r\nb", "\t", '"', '""', "'", ",", ";", "|", "<a>", "&amp;"),
    *("]]>", "../../etc", "%s%n", "{0}", "{n}", "x" * 64, "x" * 65, "x" * 9_999, "x" * 70_000),
    *("7001", "S", "C2", "V3", "E12", "PN1", "statutory", "upheld", "UN1", "A000000000000"),
    *(CANARY, CANARY, CANARY, CANARY.upper()),
)


def odd_value(random: Random) -> str:
    """One of the values that nobody expects, or a date near the others."""
    if random.random() < 0.25:
        return a_date(random)
    return random.choice(_ODD)


def a_date(random: Random) -> str:
    """A day of a few years, which may not exist, written in one of the usual ways."""
    year, month, day = random.randint(2021, 2026), random.randint(1, 12), random.randint(1, 31)
    if random.random() < 0.5:
        return f"{day:02}/{month:02}/{year}"
    return f"{year}-{month:02}-{day:02}"
