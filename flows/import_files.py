"""The flow that imports a folder of the inbox."""

from datetime import date
from typing import Any

from prefect import State, flow

from flows.context import named_by_minute, opened, started_at
from flows.inbox import imported
from flows.parameters import FolderName, ImportKind
from flows.publishing import publish
from flows.safely import safely


@flow(name="import", flow_run_name=named_by_minute, persist_result=False)
def import_files(
    kind: ImportKind, folder: FolderName, exported_on: date | None = None
) -> State[Any]:
    """Reads the files of one folder in the inbox and works out the cases they touch.

    Args:
        kind: What the files are. Each kind has a page of its own in docs/reference.
        folder: The name of a folder inside inbox in the data folder: small letters, digits,
            dashes. Never name it after a child.
        exported_on: The day on which the files were taken from the case system. Leave it empty
            where the files say so, or where several returns lie in the folder.
    """
    return safely(lambda: _run(kind, folder, exported_on))


def _run(kind: ImportKind, folder: str, exported_on: date | None) -> str:
    with opened() as workspace:
        outcome = imported(workspace, kind, folder, now=started_at(), exported_on=exported_on)
    publish("import", "Import", outcome)
    return outcome.headline
