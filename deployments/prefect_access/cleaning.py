"""What is left of the little that a browser may write.

Prefect's pages also let a person type a name, tags and a message for a run, and switch the check
of the fields off. Any of them could carry a child's name, and Prefect would keep it.
"""

import json
from typing import Any

# Of a run that is asked for: when a person asks, and when the engine is about to run it itself.
_BEGINNINGS = ("SCHEDULED", "PENDING")
_CANCELS = ("CANCELLING", "CANCELLED")


def cleaned_run(body: bytes) -> bytes:
    """A request for a run with only what a run needs. What is not JSON, Prefect refuses."""
    try:
        asked = json.loads(body)
    except ValueError:
        return b""
    return json.dumps(_run(asked)).encode()


def cleaned_cancel(body: bytes) -> bytes | None:
    """A request for another state with only the state; None unless it cancels the run."""
    try:
        asked = json.loads(body)
    except ValueError:
        return None
    state = asked.get("state") if isinstance(asked, dict) else None
    kind = state.get("type") if isinstance(state, dict) else None
    if kind not in _CANCELS:
        return None
    return json.dumps({"state": {"type": kind}, "force": False}).encode()


def _run(asked: Any) -> dict[str, Any]:
    if not isinstance(asked, dict):
        return {}
    # With the form's own check, whatever the switch on the page says.
    kept: dict[str, Any] = {
        "parameters": asked.get("parameters") or {},
        "enforce_parameter_schema": True,
    }
    state = asked.get("state")
    if isinstance(state, dict) and state.get("type") in _BEGINNINGS:
        kept["state"] = {"type": state["type"]}
        details = state.get("state_details")
        if isinstance(details, dict) and "scheduled_time" in details:
            kept["state"]["state_details"] = {"scheduled_time": details["scheduled_time"]}
    return kept
