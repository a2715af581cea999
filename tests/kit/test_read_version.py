"""Nobody writes over what somebody else has written since it was read."""

import pytest

from muster.kit.errors import Refused
from muster.kit.read_version import require_version


def test_the_version_that_was_read_and_none_at_all_may_write() -> None:
    require_version("Pledge a", 3, 3)
    require_version("Pledge a", 3, None)


@pytest.mark.parametrize("read", [0, 2, 4])
def test_any_other_version_is_refused_with_what_to_do(read: int) -> None:
    with pytest.raises(
        Refused, match=r"^Pledge a was changed by somebody else meanwhile; look at it and change it again"
    ):
        require_version("Pledge a", 3, read)
