"""From a plan file's bytes to the fields of a `Plan`: the shape of the JSON, each fault with its place."""

import json
import math
from collections.abc import Iterator
from typing import Any, get_args

from muster.planning.plan import BoundProof, Prices, Stay
from muster.planning.refusal import PlanRefused


def read_plan_fields(raw: bytes) -> dict[str, Any]:
    """The fields of a `Plan`; raises `PlanRefused` with a line for each fault. Keys of others are ignored."""
    try:
        content = json.loads(raw)
    except RecursionError:
        raise PlanRefused(["the plan is not JSON that can be read: it is nested too deeply"]) from None
    except ValueError as error:
        raise PlanRefused([f"the plan is not JSON: {' '.join(str(error).split())}"]) from None
    if not isinstance(content, dict):
        raise PlanRefused(["the plan must be an object"])
    faults = [*_header_faults(content), *_stay_faults(content.get("stays"))]
    if faults:
        raise PlanRefused(faults)
    iterations = content.get("iterations")
    return {
        "problem_sha256": content["problem_sha256"],
        "stays": tuple(Stay(s["pledge"], s["post"], s["start"], s["end"]) for s in content["stays"]),
        "objective": content["objective"],
        "bound": content["bound"],
        "status": content["status"],
        "seconds": content["seconds"],
        "iterations": iterations if type(iterations) is int else 0,
        "bound_proof": _bound_proof(content),
        "pinned": _own_stays(content.get("pinned")),
        "prices": Prices.from_json(content["prices"]) if _has_own_prices(content) else Prices(),
    }


def _bound_proof(content: dict[str, Any]) -> BoundProof:
    """What proves the bound; another program's plan says nothing of it, and its prices are not ours."""
    said = content.get("bound_proof")
    proofs: tuple[BoundProof, ...] = get_args(BoundProof)
    return next((proof for proof in proofs if proof == said), "prices")


def _own_stays(content: Any) -> tuple[Stay, ...]:
    """Pinned stays, where the free key holds stays of the form that the planner writes."""
    if not isinstance(content, list) or any(_stay_faults(content)):
        return ()
    return tuple(Stay(s["pledge"], s["post"], s["start"], s["end"]) for s in content)


def _has_own_prices(content: dict[str, Any]) -> bool:
    """Prices are a free key: what another program wrote under it is not ours to read."""
    prices = content.get("prices")
    return isinstance(prices, dict) and set(prices) == {"posts", "states", "arrivals", "multipliers"}


def _is_number(value: Any) -> bool:
    if type(value) not in (int, float):
        return False
    try:
        return math.isfinite(value)
    except OverflowError:
        return False


def _header_faults(content: dict[str, Any]) -> Iterator[str]:
    if type(content.get("version")) is not int or content["version"] != 1:
        yield "version: must be 1"
    if not isinstance(content.get("problem_sha256"), str):
        yield "problem_sha256: must be a string"
    if type(content.get("objective")) is not int:
        yield "objective: must be an integer"
    if not _is_number(content.get("bound")):
        yield "bound: must be a finite number"
    if not _is_number(content.get("seconds")) or content["seconds"] < 0:
        yield "seconds: must be a number of at least 0"
    if content.get("status") not in ("optimal", "feasible"):
        yield "status: must be optimal or feasible"


def _stay_faults(stays: Any) -> Iterator[str]:
    if not isinstance(stays, list):
        yield "stays: must be a list"
        return
    for index, stay in enumerate(stays):
        if not isinstance(stay, dict):
            yield f"stays[{index}]: must be an object"
            continue
        for key in ("pledge", "post"):
            if type(stay.get(key)) is not str:
                yield f"stays[{index}].{key}: must be a string"
        for key in ("start", "end"):
            if type(stay.get(key)) is not int:
                yield f"stays[{index}].{key}: must be an integer"
