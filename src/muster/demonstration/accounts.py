"""The demonstration accounts: who can sign in, and as what."""

from dataclasses import dataclass
from functools import cache

from muster.demonstration.rows import read_rows

DEMONSTRATION_PASSWORD = "peace-and-readiness"
"""The password of every demonstration account. Public: never load the demonstration beside real records."""


@dataclass(frozen=True)
class Account:
    """One account: its name, its organisation's code, its role, and who it is in words."""

    username: str
    organisation: str
    role: str
    who: str

    @property
    def label(self) -> str:
        """Return who it is in words, as the sign-in page shows it."""
        return self.who

    @property
    def password(self) -> str:
        """Return the password, the same for all."""
        return DEMONSTRATION_PASSWORD


@cache
def accounts() -> tuple[Account, ...]:
    """Return the demonstration accounts, in the order in which they are shown."""
    return tuple(
        Account(row["username"], row["organisation"], row["role"], row["who"]) for row in read_rows("accounts")
    )
