"""What is said to whoever hands over a memorandum that cannot be used."""

from collections.abc import Iterable


class MemorandumRefused(ValueError):  # noqa: N818 - named after what happened
    """A memorandum breaks its format or a rule: `lines` has one line for each fault, naming the field."""

    def __init__(self, lines: Iterable[str]) -> None:
        self.lines = tuple(lines)
        super().__init__("\n".join(self.lines))
