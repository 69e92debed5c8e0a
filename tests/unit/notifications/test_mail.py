from dataclasses import replace
from datetime import UTC, date, datetime
from email.message import EmailMessage
from html.parser import HTMLParser

import pytest

from notifications import mail
from notifications.alert_words import AlertFacts
from notifications.digest import Content, at_once, digest
from notifications.envelope import Envelope

NOW = datetime(2025, 1, 27, 6, 0, tzinfo=UTC)
REFERENCE = "0f1c8f3e-52ab-5d0c-8f7a-0d4b8f3f2a11"
FACTS = AlertFacts(
    alert="a1",
    lineage="l1",
    title="First looked-after review",
    family="lac",
    case="7f3a0c52-8f0e-4c57-9a52-0f4f6f1f2a11",
    due_on=date(2025, 1, 22),
    act_by=date(2025, 1, 22),
    due_at=None,
    reached_on=date(2025, 1, 24),
    working_days_left=-3,
    late_because="the engine was not running",
)
SENDER = "timescales@example.org"
ENVELOPE = Envelope(REFERENCE, "IRO-07", "iro07@example.org", NOW)
DIGEST = digest(NOW, "IRO-07", [], [FACTS], "The engine is working.")
AT_ONCE = at_once(NOW, "IRO-07", [FACTS])

BOTH = pytest.mark.parametrize("content", [DIGEST, AT_ONCE], ids=["digest", "at once"])


def render(content: Content, envelope: Envelope) -> EmailMessage:
    return mail.render(content, envelope, SENDER)


def text_of(message: EmailMessage, kind: str) -> str:
    body = message.get_body((kind,))
    assert isinstance(body, EmailMessage)
    return str(body.get_content())


class Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.words = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)

    def handle_data(self, data: str) -> None:
        self.words += data


@BOTH
def test_text_and_html_say_the_same(content: Content) -> None:
    message = render(content, ENVELOPE)
    page = Words()
    page.feed(text_of(message, "html"))
    plain = text_of(message, "plain")
    for words in (
        "First looked-after review: due Wednesday 22 January 2025 (3 working days late).",
        "7f3a0c52",
        "This alert was due on Friday 24 January 2025 and comes late: the engine was not running.",
        REFERENCE,
    ):
        assert words in plain
        assert words in page.words


@BOTH
def test_html_has_a_language_a_title_and_one_heading(
    content: Content,
) -> None:
    html = text_of(render(content, ENVELOPE), "html")
    page = Words()
    page.feed(html)
    assert '<html lang="en-GB">' in html
    assert page.tags.count("title") == 1
    assert page.tags.count("h1") == 1
    assert {"img", "script", "style", "table"}.isdisjoint(page.tags)


@BOTH
def test_the_reference_is_in_the_message_id_and_the_header(
    content: Content,
) -> None:
    message = render(content, ENVELOPE)
    assert message["Message-ID"] == f"<{REFERENCE}@timescales.invalid>"
    assert message["X-Timescales-Reference"] == REFERENCE


@BOTH
def test_a_repeat_has_the_same_message_id_and_says_so(
    content: Content,
) -> None:
    first, repeat = (
        render(content, ENVELOPE),
        render(content, replace(ENVELOPE, may_be_repeat=True)),
    )
    assert repeat["Message-ID"] == first["Message-ID"]
    for kind in ("plain", "html"):
        assert "This may be a repeat" in text_of(repeat, kind)
        assert "This may be a repeat" not in text_of(first, kind)


@BOTH
def test_the_same_content_gives_the_same_bytes(content: Content) -> None:
    assert render(content, ENVELOPE).as_bytes() == render(content, ENVELOPE).as_bytes()


def test_markup_in_words_stays_words_in_html() -> None:
    facts = replace(FACTS, title="Review <b>& more</b>")
    for content in (at_once(NOW, "IRO-07", [facts]), digest(NOW, "IRO-07", [], [facts], "fine")):
        html = text_of(render(content, ENVELOPE), "html")
        assert "&lt;b&gt;&amp; more" in html
        assert "<b>" not in html


def test_a_calm_digest_reads_as_a_person_would_write_it() -> None:
    calm = digest(NOW, "iro_manager", [], [], "The engine is working: all is well.")
    envelope = replace(ENVELOPE, recipient="iro_manager")
    assert text_of(render(calm, envelope), "plain") == (
        "Review timescales for iro_manager, Monday 27 January 2025\n"
        "\n"
        "Nothing is overdue.\n"
        "\n"
        "The engine is working: all is well.\n"
        "\n"
        "To see a case: timescales clocks list --case CASE\n"
        f"Reference: {REFERENCE}\n"
    )


def test_a_full_digest_lists_every_group_under_its_heading() -> None:
    alerts = [
        FACTS,
        replace(FACTS, lineage="l2", due_on=date(2025, 1, 27), late_because=None),
        replace(
            FACTS,
            lineage="l3",
            due_on=date(2025, 2, 3),
            act_by=date(2025, 2, 3),
            working_days_left=5,
            late_because=None,
        ),
        replace(FACTS, lineage="l4", withdrawn=True, withdrawn_because="corrected"),
        replace(FACTS, lineage="l5", withdrawn=True, untold=True),
    ]
    content = digest(NOW, "IRO-07", [], alerts, "fine")
    plain = text_of(render(content, ENVELOPE), "plain")
    headings = [
        "Overdue (1)",
        "Due today (1)",
        "Due within seven days (1)",
        "Alerts withdrawn (1)",
    ]
    places = [plain.index(f"\n\n{heading}\n- ") for heading in headings]
    assert places == sorted(places)
    unseen = "\n\n1 alert was raised and withdrawn again before this digest.\n\nfine\n"
    assert unseen in plain
    assert "1 is overdue. 1 is due today. 1 is due within seven days.\n" in plain
    assert "\n- Looked-after children: 1 overdue\n" in plain


@pytest.mark.parametrize("content", [DIGEST, AT_ONCE], ids=["digest", "at once"])
def test_what_cannot_be_written_out_is_found_when_the_message_is_made(content: Content) -> None:
    with pytest.raises(UnicodeError):
        render(replace(content, recipient="half a character \ud800"), ENVELOPE)


def test_a_message_to_nobody_in_particular_names_no_address() -> None:
    message = render(AT_ONCE, replace(ENVELOPE, address=None))
    assert message["To"] == "undisclosed-recipients:;"
