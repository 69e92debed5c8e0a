"""The base of everything that is read from a rule file or a profile."""

from pydantic import BaseModel, ConfigDict


class Part(BaseModel):
    """A part of a rule file. Unknown keys are refused."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)
