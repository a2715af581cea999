"""A constraint with a reference that may be empty holds on SQLite and on PostgreSQL alike."""

import pytest
from django.db import IntegrityError, transaction

from muster.missions.models import ArrivalLimit, Mission
from tests.record import KNOWN, Record


def limit(mission: Mission | None) -> ArrivalLimit:
    return ArrivalLimit(mission=mission, personnel_per_month=300, known_from=KNOWN)


def test_none_stands_once_beside_every_record(record: Record) -> None:
    over_all = [None, record.missions["UNIFIL"], record.missions["UNDOF"]]
    ArrivalLimit.objects.bulk_create(limit(mission) for mission in over_all)
    for mission in over_all:
        with pytest.raises(IntegrityError), transaction.atomic():
            ArrivalLimit.objects.bulk_create([limit(mission)])
    assert ArrivalLimit.objects.count() == len(over_all)
