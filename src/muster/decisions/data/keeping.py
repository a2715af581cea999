"""How the data of a day are kept with an assessment: as plain JSON, and back without a loss. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, fields
from datetime import date
from typing import Any

from muster.decisions.data.point import DataPoint

NAMES = tuple(one.name for one in fields(DataPoint))


def kept(points: Iterable[DataPoint]) -> list[dict[str, str | None]]:
    """Return data as they are kept: a list of objects, each with every field as text; `known_from` may be null."""
    return [_kept(one) for one in points]


def _kept(point: DataPoint) -> dict[str, str | None]:
    return asdict(point) | {"known_from": point.known_from.isoformat() if point.known_from else None}


def as_kept(point: DataPoint) -> dict[str, str | None]:
    """Return one datum of today in the shape of a kept one."""
    return _kept(point)


def points_of(rows: Sequence[Mapping[str, Any]]) -> tuple[DataPoint, ...]:
    """Return the data that were kept. A field that an earlier edition did not keep is empty."""
    return tuple(_point(one) for one in rows)


def _point(row: Mapping[str, Any]) -> DataPoint:
    values = {name: str(row.get(name) or "") for name in NAMES if name != "known_from"}
    told = row.get("known_from")
    return DataPoint(**values, known_from=date.fromisoformat(told) if told else None)
