"""How Prefect is set up on one machine. Prefect reads it when it is first imported."""

from collections.abc import Sequence
from pathlib import Path

_THIRTY_DAYS = str(30 * 24 * 3600)


# What only the server's process gets, and nothing that a run starts.
TOKEN = "TIMESCALES_LINK_TOKEN"
NAMES = "TIMESCALES_PREFECT_NAMES"


def access_environment(token: str, names: Sequence[str]) -> dict[str, str]:
    """The token of the link that lets browsers in, and the further names of the server."""
    return {TOKEN: token, NAMES: " ".join(names)}


def prefect_environment(data_folder: Path, port: int, credential: str) -> dict[str, str]:
    """The environment variables for Prefect's server and for everything that talks to it."""
    home = data_folder / "prefect"
    return {
        "PREFECT_HOME": str(home),
        "PREFECT_API_URL": f"http://127.0.0.1:{port}/api",
        "PREFECT_SERVER_API_HOST": "127.0.0.1",
        "PREFECT_SERVER_API_PORT": str(port),
        # Prefect itself asks for the credential too, and takes no write from another origin.
        "PREFECT_SERVER_API_AUTH_STRING": credential,
        "PREFECT_API_AUTH_STRING": credential,
        "PREFECT_SERVER_CSRF_PROTECTION_ENABLED": "true",
        "PREFECT_SERVER_CORS_ALLOWED_ORIGINS": f"http://127.0.0.1:{port}",
        "PREFECT_SERVER_DATABASE_CONNECTION_URL": f"sqlite+aiosqlite:///{home / 'prefect.db'}",
        # Nothing is reported to anybody. DO_NOT_TRACK is for the part that runs on import.
        "DO_NOT_TRACK": "1",
        "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
        "PREFECT_SERVER_UI_SHOW_PROMOTIONAL_CONTENT": "false",
        # No second server in the process when the first cannot be reached.
        "PREFECT_SERVER_ALLOW_EPHEMERAL_MODE": "false",
        # APScheduler starts what is regular; Prefect's own schedules are not used.
        "PREFECT_SERVER_SERVICES_SCHEDULER_ENABLED": "false",
        # Prefect keeps its runs for ever otherwise.
        "PREFECT_SERVER_SERVICES_DB_VACUUM_ENABLED": "events,flow_runs",
        "PREFECT_SERVER_SERVICES_DB_VACUUM_RETENTION_PERIOD": _THIRTY_DAYS,
        "PREFECT_SERVER_EVENTS_RETENTION_PERIOD": "P30D",
        "PREFECT_RESULTS_PERSIST_BY_DEFAULT": "false",
        "PREFECT_TELEMETRY_ENABLE_RESOURCE_METRICS": "false",
        "PREFECT_LOGGING_HANDLERS_CONSOLE_LEVEL": "CRITICAL",
        "PREFECT_CLIENT_MAX_RETRIES": "2",
    }
