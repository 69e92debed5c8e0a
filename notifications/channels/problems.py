"""What the codes of a failed delivery mean, for the person who has to put it right."""

from domain.errors import ProblemError

_WORDS = {
    "smtp_unreachable": (
        "The mail server could not be reached.",
        "Check its host, port and firewall. Everything waits and is tried again by itself.",
    ),
    "smtp_no_answer": (
        "The mail server broke off before it said whether it had taken a message.",
        "Nothing to do: the message goes again, marked as a possible repeat.",
    ),
    "smtp_login_refused": (
        "The mail server refused the user name or password.",
        "Correct them in the settings. Everything waits and is tried again by itself.",
    ),
    "smtp_not_secure": (
        "A secure connection to the mail server could not be made.",
        "Check its certificate and STARTTLS. Everything waits and is tried again by itself.",
    ),
    "smtp_deferred": (
        "The mail server put a message off.",
        "Nothing to do unless it lasts: it is tried again by itself.",
    ),
    "smtp_refused": (
        "The mail server refused a message or its address.",
        "Correct the recipient's address in the settings. It is tried again every day.",
    ),
    "no_address": (
        "A recipient has no e-mail address.",
        "Add one for the staff code or for the role to the settings. It is tried again every day.",
    ),
    "message_not_made": (
        "A message could not be made from its alerts.",
        "It is tried again every day, and the others go. If it stays, report it with the program's "
        "version; until then, read the alerts with: timescales alerts list",
    ),
    "maildir_full": (
        "The disk that holds the messages is full.",
        "Make room. Everything waits and is tried again by itself.",
    ),
    "maildir_unwritable": (
        "The folder for messages cannot be written.",
        "Check that the folder exists and who owns it. Everything waits and is tried again.",
    ),
}


def explain(code: str) -> ProblemError:
    """The problem behind a code such as ``smtp_refused_550``, in plain words."""
    family = code if code in _WORDS else code.rpartition("_")[0]
    message, remedy = _WORDS[family]
    return ProblemError(code, message, remedy)
