"""Makes Prefect refuse what a form does not ask for.

Prefect checks the fields of a form that it knows and stores any other field unseen. A closed
form has no other fields, and its fields have the names that people see.
"""

from typing import Any

from prefect.client.orchestration import get_client
from prefect.client.schemas.actions import DeploymentUpdate

from deployments.plan import PLAN
from flows.parameters import FORM_TITLES


def close_forms() -> None:
    """Close the form of every deployment of the plan. They must exist. Safe to repeat."""
    with get_client(sync_client=True) as client:
        for planned in PLAN:
            deployment = client.read_deployment_by_name(planned.full_name)
            form = closed(deployment.parameter_openapi_schema or {})
            client.update_deployment(
                deployment.id,
                DeploymentUpdate(parameter_openapi_schema=form, enforce_parameter_schema=True),
            )


def closed(form: dict[str, Any]) -> dict[str, Any]:
    """The form with titles for people, taking no field that it does not list."""
    fields = {
        name: {**field, "title": FORM_TITLES[name]}
        for name, field in form.get("properties", {}).items()
    }
    return {**form, "type": "object", "properties": fields, "additionalProperties": False}


if __name__ == "__main__":
    close_forms()
