from notifications.routing import Recipient, address_of, recipients


def test_a_role_with_somebody_assigned_goes_to_that_person() -> None:
    assert recipients(["iro"], {"iro": ("IRO-07", "North")}) == [
        Recipient("IRO-07", "iro", "North")
    ]


def test_a_role_nobody_holds_goes_to_its_shared_mailbox() -> None:
    assert recipients(["iro_manager"], {}) == [Recipient("iro_manager", "iro_manager", None)]


def test_a_shared_mailbox_is_the_teams_own_when_the_team_is_known() -> None:
    assert recipients(["team_manager"], {"team_manager": (None, "North")}) == [
        Recipient("team_manager:North", "team_manager", "North")
    ]


def test_somebody_with_two_roles_is_told_once() -> None:
    assigned = {"iro": ("IRO-07", None), "conference_chair": ("IRO-07", None)}
    assert [one.code for one in recipients(["iro", "conference_chair"], assigned)] == ["IRO-07"]


def test_the_order_of_the_roles_is_kept() -> None:
    codes = [one.code for one in recipients(["iro_manager", "iro"], {"iro": ("IRO-07", None)})]
    assert codes == ["iro_manager", "IRO-07"]


def test_an_address_is_looked_for_by_code_then_mailbox_then_role() -> None:
    contacts = {"IRO-07": "a@example.org", "team_manager": "b@example.org", "iro": "c@example.org"}
    assert address_of("IRO-07", "iro", contacts) == "a@example.org"
    assert address_of("team_manager:North", "team_manager", contacts) == "b@example.org"
    assert address_of("IRO-99", "iro", contacts) == "c@example.org"
    assert address_of("IRO-99", None, contacts) is None
