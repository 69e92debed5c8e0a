"""The key by which pupil numbers are hashed, so that the store holds none."""

import contextlib
import hmac
import os
import re
import secrets
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

from intake.pupils import Pupil
from store.records import Identity

_FILE = "pupil.key"
_BYTES = 32
# One return has digits, another letters.
_SEXES = {"1": "M", "2": "F", "M": "M", "F": "F"}
# Thirteen characters: a letter that checks, twelve digits, of which a temporary one's last is a
# letter too. UN1 to UN7 say why there is none.
_PUPIL_NUMBER = re.compile(r"[A-Z][0-9]{11}[0-9A-Z]")


def identities(
    data_folder: Path, pupils: Mapping[tuple[str, str], Pupil]
) -> dict[tuple[str, str], Identity]:
    """Keyed hashes of the pupil numbers of some children, by source and case number.

    What is no pupil number, such as the codes for unknown, is left out. The key is made when it is
    first used and never leaves the data folder.
    """
    usable = {
        child: (number, _SEXES.get((pupil.sex or "").strip().upper()))
        for child, pupil in pupils.items()
        if _PUPIL_NUMBER.fullmatch(number := pupil.number.strip().upper())
    }
    if not usable:
        return {}
    key = _key(data_folder / _FILE)
    return {
        child: Identity(_hash(key, number), _hash(key, f"{number} {sex}") if sex else None)
        for child, (number, sex) in usable.items()
    }


def _hash(key: bytes, text: str) -> str:
    return hmac.new(key, text.encode(), sha256).hexdigest()


def _key(file: Path) -> bytes:
    with contextlib.suppress(FileExistsError):
        made = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(made, "wb") as handle:
            handle.write(secrets.token_bytes(_BYTES))
    return file.read_bytes()
