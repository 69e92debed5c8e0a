"""What every channel must do, run against each file in notifications/channels."""

import ast
import inspect
import json
import re
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from importlib import import_module
from pathlib import Path

import pytest

from domain.errors import ProblemError
from engine.settings import SETTINGS_FILE, Settings
from notifications.alert_words import AlertFacts
from notifications.catalogue import every_channel, make_channel
from notifications.channel import (
    Channel,
    ChannelKind,
    ChannelRefusedError,
    ChannelUnavailableError,
)
from notifications.digest import Content, at_once, digest
from notifications.envelope import REPEAT_NOTICE, Envelope
from notifications.problems import explain
from tests.contract.channel_targets import Target

NOW = datetime(2025, 1, 27, 6, 0, tzinfo=UTC)
REFERENCE = "0f1c8f3e-52ab-5d0c-8f7a-0d4b8f3f2a11"
CASE = "7f3a0c52-8f0e-4c57-9a52-0f4f6f1f2a11"
DAY = date(2025, 1, 22)
FACTS = AlertFacts("l1", "First looked-after review", "lac", CASE, DAY, DAY, None, -3, "a1", DAY)
AT_ONCE = at_once(NOW, "IRO-07", [FACTS])
DIGEST = digest(NOW, "IRO-07", [], [FACTS], "The engine is working.")
ENVELOPE = Envelope(REFERENCE, "IRO-07", "iro07@example.org", NOW)
CONTENTS = pytest.mark.parametrize("content", [DIGEST, AT_ONCE], ids=["digest", "at once"])

FOLDER = Path(__file__).parents[2] / "notifications" / "channels"
CHANNELS = every_channel()


@pytest.fixture(params=CHANNELS)
def kind(request: pytest.FixtureRequest) -> ChannelKind:
    return CHANNELS[request.param]


@pytest.fixture
def target(kind: ChannelKind, tmp_path: Path) -> Iterator[Target]:
    with import_module(f"tests.contract.channel_targets.{kind.name}").target(tmp_path) as found:
        yield found


@pytest.fixture
def channel(kind: ChannelKind, target: Target, tmp_path: Path) -> Channel:
    """The channel, as an installation sets it up."""
    return make_channel(kind.name, tmp_path, load(kind, target.section, tmp_path).channels)


def load(kind: ChannelKind, section: object, folder: Path) -> Settings:
    lines = [f"[{kind.name}]"]
    assert isinstance(section, dict)
    # What is a JSON text, number or truth value is one in TOML too.
    lines += [f"{key} = {json.dumps(value)}" for key, value in section.items()]
    (folder / SETTINGS_FILE).write_text("\n".join(lines), "utf-8")
    return Settings.load({}, folder)


def codes_in(kind: ChannelKind) -> set[str]:
    """Every code that the channel's file spells out, but for those in its own table."""
    tree = ast.parse(inspect.getsource(sys.modules[kind.settings.__module__]))
    keys = {id(key) for node in ast.walk(tree) if isinstance(node, ast.Dict) for key in node.keys}
    texts = {
        str(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and id(node) not in keys
    }
    return {text.removesuffix("_") for text in texts if re.fullmatch(rf"{kind.name}_\w+", text)}


def test_every_file_in_the_folder_is_the_channel_of_its_name() -> None:
    files = {path.stem for path in FOLDER.glob("*.py")} - {"__init__"}
    assert files == set(CHANNELS)
    assert {kind.settings.__module__ for kind in CHANNELS.values()} == {
        f"notifications.channels.{name}" for name in files
    }


def test_every_channel_can_be_chosen_and_says_what_it_does(
    kind: ChannelKind, channel: Channel
) -> None:
    assert channel.name == kind.name
    assert kind.about
    assert kind.about == kind.about.strip().rstrip(".")


def test_every_key_of_the_section_is_described(kind: ChannelKind) -> None:
    undescribed = [name for name, key in kind.settings.model_fields.items() if not key.description]
    assert undescribed == []
    assert inspect.getdoc(kind.settings)


def test_a_key_that_the_section_does_not_have_is_refused_by_name(
    kind: ChannelKind, target: Target, tmp_path: Path
) -> None:
    with pytest.raises(ProblemError) as caught:
        load(kind, {**target.section, "colour": "canary"}, tmp_path)
    assert caught.value.code == "settings_invalid"
    assert f"[{kind.name}] colour" in caught.value.message
    assert "canary" not in str(caught.value)


def test_without_its_section_a_channel_is_made_or_says_what_is_missing(
    kind: ChannelKind, tmp_path: Path
) -> None:
    needed = [key for key in kind.settings.model_fields.values() if key.is_required()]
    if not needed:
        assert make_channel(kind.name, tmp_path).name == kind.name
        return
    with pytest.raises(ProblemError) as caught:
        make_channel(kind.name, tmp_path)
    assert caught.value.code == f"{kind.name}_not_set_up"


def test_every_code_has_words_and_no_words_are_for_nothing(kind: ChannelKind) -> None:
    unset = {f"{kind.name}_not_set_up"}
    assert set(kind.problems) - unset == codes_in(kind) & set(kind.problems)
    for code in codes_in(kind) | set(kind.problems):
        problem = explain(code)
        assert problem.code == code
        assert problem.message.endswith(".")
        assert problem.remedy


@CONTENTS
def test_nothing_leaves_before_it_is_handed_over(
    channel: Channel, target: Target, content: Content
) -> None:
    channel.prepare(content, ENVELOPE)
    assert target.taken() == []


@CONTENTS
def test_a_message_arrives_with_its_case_its_reference_and_what_it_says(
    channel: Channel, target: Target, content: Content
) -> None:
    channel.prepare(content, ENVELOPE)()
    (text,) = target.taken()
    for words in (
        CASE[:8],
        REFERENCE,
        "IRO-07",
        "First looked-after review: due Wednesday 22 January",
    ):
        assert words in text
    assert REPEAT_NOTICE not in text
    assert "@" not in text


@CONTENTS
def test_a_possible_repeat_says_so(channel: Channel, target: Target, content: Content) -> None:
    channel.prepare(content, replace(ENVELOPE, may_be_repeat=True))()
    (text,) = target.taken()
    assert REPEAT_NOTICE in text


def test_it_says_truthfully_whether_it_can_be_asked(channel: Channel) -> None:
    assert not channel.has(REFERENCE)
    channel.prepare(AT_ONCE, ENVELOPE)()
    assert channel.has(REFERENCE) is channel.can_be_asked
    assert not channel.has("0f1c8f3e-52ab-5d0c-8f7a-000000000000")


def test_somebody_without_an_address_is_reached_where_none_is_needed(
    channel: Channel, target: Target
) -> None:
    if not channel.needs_address:
        channel.prepare(AT_ONCE, replace(ENVELOPE, address=None))()
        assert len(target.taken()) == 1


@CONTENTS
def test_what_cannot_be_made_into_a_message_is_found_before_anything_leaves(
    channel: Channel, target: Target, content: Content
) -> None:
    unwritable = replace(content, recipient="half a character \ud800")
    with pytest.raises(Exception):  # noqa: B017, PT011 (whatever it is: dispatch drops it)
        channel.prepare(unwritable, ENVELOPE)
    assert target.taken() == []


def test_a_target_that_cannot_be_reached_is_tried_again_and_named_in_no_error(
    channel: Channel, target: Target
) -> None:
    target.break_off()
    with pytest.raises(ChannelUnavailableError) as caught:
        channel.prepare(AT_ONCE, ENVELOPE)()
    assert_nothing_leaks(caught.value)


def test_an_address_that_is_refused_is_somebodys_to_correct_and_named_in_no_error(
    channel: Channel, target: Target
) -> None:
    if target.refuse is None:
        return
    target.refuse("iro07@example.org")
    with pytest.raises(ChannelRefusedError) as caught:
        channel.prepare(AT_ONCE, ENVELOPE)()
    assert not caught.value.may_have_arrived
    assert_nothing_leaks(caught.value)


def assert_nothing_leaks(error: ChannelUnavailableError | ChannelRefusedError) -> None:
    """Neither the error nor its words hold anything of the message, its address or a reply."""
    # Raised "from None": what the other side said would stand in a log otherwise.
    assert error.__cause__ is None
    assert error.__suppress_context__
    problem = explain(error.code)
    assert problem.code == error.code
    said = f"{error!r} {problem.message} {problem.remedy}"
    for secret in (CASE[:8], REFERENCE, "IRO-07", "iro07", "@"):
        assert secret not in said
