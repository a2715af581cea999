"""Words with one meaning each: an enumeration whose members carry their label. Pure."""

from enum import StrEnum


class Named(StrEnum):
    """A choice with its words: the member is declared with its value and its label."""

    label: str

    def __new__(cls, value: str, label: str = "") -> "Named":
        """Make a member that is its value and carries its label."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        return member


def choices(kind: type[Named]) -> list[tuple[str, str]]:
    """Return the members of a kind of words as a field's choices."""
    return [(member.value, member.label) for member in kind]
