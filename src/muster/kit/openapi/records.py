"""The base of what goes in and comes out: no unknown keys, and every record says how far it may be trusted."""

from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from muster.kit.facts import SourcedFact
from muster.kit.standing import Standing


class Body(BaseModel):
    """What a caller sends. A key that is not described is refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Answer(BaseModel):
    """What a caller gets: exactly what is described."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Sourced(Answer):
    """A record that names its source and standing."""

    source: str = Field(description="where the record comes from")
    standing: Standing = Field(description="how far it may be trusted")
    illustrative: bool = Field(description="true: made up for demonstration, no published fact")


def sourced(fact: SourcedFact) -> dict[str, Any]:
    """Return the values of `Sourced` for a stored record."""
    return {"source": fact.source, "standing": fact.standing, "illustrative": fact.illustrative}
