"""Damage to bytes, whatever they mean."""

from collections.abc import Sequence
from random import Random

_PIECES = (b"\0", b"\xff", b"\n", b"\r\n", b'"', b",", b"<", b">", b"&", b"{", b"[", b"/", b"\x80")


def damaged(random: Random, data: bytes, others: Sequence[bytes]) -> bytes:
    """The bytes with a few of them changed, lost or added, or with part of another file."""
    for _ in range(random.choice([1, 1, 2, 3, 8, 30])):
        data = _once(random, data, others)
    return data


def _once(random: Random, data: bytes, others: Sequence[bytes]) -> bytes:
    at = random.randint(0, len(data))
    length = random.choice([1, 1, 2, 4, 20, 200])
    match random.randrange(8):
        case 0 if data:
            at = random.randrange(len(data))
            return data[:at] + bytes([data[at] ^ (1 << random.randrange(8))]) + data[at + 1 :]
        case 1:
            return data[:at] + random.randbytes(length) + data[at + length :]
        case 2:
            return data[:at] + data[at + length :]
        case 3:
            return data[:at] + random.choice(_PIECES) * random.choice([1, 1, 3]) + data[at:]
        case 4:
            return data[:at] + data[at : at + length] * random.choice([2, 3, 50]) + data[at:]
        case 5 if random.random() < 0.2:
            return data[:at]
        case 6 if random.random() < 0.3:
            other = random.choice(others)
            start = random.randint(0, len(other))
            return data[:at] + other[start : start + random.choice([50, 500, 5000])] + data[at:]
        case 7 if random.random() < 0.2:
            other = random.choice(others)
            return data[:at] + other[random.randint(0, len(other)) :]
        case _:
            return data[:at] + random.choice(_PIECES) + data[at + 1 :]
