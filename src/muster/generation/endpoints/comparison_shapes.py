"""How the API tells a comparison of offers: gates, shares and weights of every criterion, and what is left out."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from pydantic import Field

from muster.generation.rules.selection_criteria import BY_CODE
from muster.kit.openapi import Answer


class GateAnswer(Answer):
    """What one gate says; an offer that one keeps out has no place, whatever its score."""

    gate: str
    pledge: str = Field(description="empty: of the offer as a whole")
    fits: bool
    words: str
    source: str


class CriterionAnswer(Answer):
    """A criterion of one offer. `share` is a fraction from 0 to 1; null: not known, and left out of the score."""

    criterion: str
    name: str
    weight: int = Field(description="points")
    share: str | None = Field(examples=["13/18"])
    words: str


class ScoreAnswer(Answer):
    """What came of one offer. The score counts the criteria that are known; `left_out` names the others."""

    offer: str
    state: str
    place: int | None = Field(description="from 1 among those that pass every gate; null: kept out")
    passes: bool
    score_hundredths: int | None = Field(description="hundredths of a point, of 10000; null: nothing is known")
    known_points: int = Field(description="points of weight behind the score")
    all_points: int
    left_out: list[str]
    gates: list[GateAnswer]
    criteria: list[CriterionAnswer]


class ParameterUsed(Answer):
    """A parameter that the comparison rests on."""

    key: str
    value: str
    unit: str
    source: str
    standing: str


class ComparisonAnswer(Answer):
    """Offers for a post held against each other on a day; `reason_needed`: why the choice needs a written reason."""

    request: str
    post: str
    as_of: date
    chosen: str
    reason_needed: str
    weights_reason: str
    ranking: list[str]
    offers: list[ScoreAnswer]
    parameters: list[ParameterUsed]


def gates_in(score: Mapping[str, Any], *, words: str = "words") -> list[dict[str, Any]]:
    """Return the gates of a recorded score; `words` says whose: the register's, or those `to_state`."""
    return [
        {**{name: one[name] for name in ("gate", "pledge", "fits", "source")}, "words": one[words]}
        for one in score["gates"]
    ]


def criteria_in(score: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the criteria of a recorded score with their names."""
    return [{**one, "name": BY_CODE[one["criterion"]].name} for one in score["criteria"]]


def left_out_of(score: Mapping[str, Any]) -> list[str]:
    """Return the criteria that are not known of an offer, and stand in neither sum of its score."""
    return [one["criterion"] for one in score["criteria"] if one["share"] is None]


def comparison_of(content: Mapping[str, Any]) -> ComparisonAnswer:
    """Return a comparison from a selection's record, frozen or made for the day."""
    given, output = content["input"], content["output"]
    plain = ("offer", "state", "place", "passes", "score_hundredths", "known_points", "all_points")
    offers = [
        {
            **{name: one[name] for name in plain},
            "left_out": left_out_of(one),
            "gates": gates_in(one),
            "criteria": criteria_in(one),
        }
        for one in output["offers"]
    ]
    names = tuple(ParameterUsed.model_fields)
    return ComparisonAnswer.model_validate(
        {
            "request": given["request"],
            "post": given["post"]["reference"],
            "as_of": given["day"],
            "chosen": given["chosen"],
            "reason_needed": output["reason_needed"],
            "weights_reason": given["weights_reason"],
            "ranking": output["ranking"],
            "offers": offers,
            "parameters": [{name: one[name] for name in names} for one in given["parameters"]],
        }
    )
