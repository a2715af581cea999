"""What is said to whoever hands over a problem or a plan that cannot be used."""

import json
from collections.abc import Iterable


def quoted(name: str) -> str:
    """The name in double quotes, on one line whatever it holds."""
    return json.dumps(name)


class _Refused(Exception):  # noqa: N818 - named after what happened
    """A file or record that breaks its format: one line for each fault, naming the place."""

    def __init__(self, lines: Iterable[str]) -> None:
        self.lines = tuple(lines)
        super().__init__("\n".join(self.lines))


class ProblemRefused(_Refused, ValueError):  # noqa: N818
    """The problem breaks the format or a range; `lines` names each place and what must hold there."""


class PlanRefused(_Refused, ValueError):  # noqa: N818
    """The plan cannot be read as a plan; `lines` names each place and what must hold there."""


class CertificateRefused(_Refused, ValueError):  # noqa: N818
    """The published prices are no certificate of a bound; `lines` names each place and what must hold there."""


class ActionRefused(_Refused, ValueError):  # noqa: N818
    """An action speaks of things that the problem does not have; `lines` names each."""
