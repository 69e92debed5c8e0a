"""Offers the deployments to Prefect and runs what people ask for on the forms."""

from prefect.runner import Runner
from prefect.types.entrypoint import EntrypointType

from deployments.forms import close_forms
from deployments.plan import PLAN

# Somebody waits in front of the form.
_LOOK_EVERY_SECONDS = 2.0
# Each run is a process that reads the whole rulebook: two at once leave room for the rest.
_RUNS_AT_ONCE = 2


async def serve() -> None:
    """Create or update the deployments, then run what is asked for until stopped."""
    runner = Runner(
        name="timescales",
        query_seconds=_LOOK_EVERY_SECONDS,
        limit=_RUNS_AT_ONCE,
        pause_on_shutdown=False,
    )
    for planned in PLAN:
        deployment = await planned.flow().ato_deployment(
            planned.name,
            description=planned.description,
            tags=list(planned.tags),
            enforce_parameter_schema=True,
            entrypoint_type=EntrypointType.MODULE_PATH,
        )
        await runner.aadd_deployment(deployment)
    close_forms()
    await runner.start()
