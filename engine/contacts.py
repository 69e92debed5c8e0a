"""The addresses that the store itself keeps, used where the settings name none."""

import json
from collections.abc import Mapping

from store.unit_of_work import UnitOfWork

CONTACTS_SETTING = "contacts"


def keep_contacts(work: UnitOfWork, contacts: Mapping[str, str]) -> None:
    """Keep an e-mail address for each staff code or role, in place of those kept before."""
    work.settings.set(CONTACTS_SETTING, json.dumps(contacts))


def contacts_of(work: UnitOfWork) -> Mapping[str, str]:
    """The addresses that the store keeps, by staff code or role."""
    kept = work.settings.get(CONTACTS_SETTING)
    contacts: dict[str, str] = json.loads(kept) if kept else {}
    return contacts
