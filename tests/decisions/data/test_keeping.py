"""Data are kept with an assessment as plain JSON, and come back as they were."""

import json

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from muster.decisions.data.keeping import kept, points_of
from muster.decisions.data.point import DataPoint

texts = st.text('aZ09 .,;:/-"\\\n\té–Қ世', max_size=40)
points = st.builds(
    DataPoint,
    key=texts,
    label=texts,
    value=texts,
    unit=texts,
    words=texts,
    source=texts,
    known_from=st.none() | st.dates(),
    page=texts,
)


@settings(suppress_health_check=[HealthCheck.too_slow])  # a busy machine is no fault of the code
@given(st.lists(points, max_size=6))
def test_what_is_kept_comes_back_as_it_was_through_json(found: list[DataPoint]) -> None:
    assert points_of(json.loads(json.dumps(kept(found)))) == tuple(found)


def test_a_field_that_was_not_kept_then_is_empty_now() -> None:
    assert points_of([{"key": "mandate", "value": "S/RES/350"}]) == (
        DataPoint("mandate", "", "S/RES/350", "", "", "", None, ""),
    )
