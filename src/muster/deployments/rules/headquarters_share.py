"""Each State's share of headquarters and command posts against its share of the people it contributes. Pure.

How it is reckoned is a local choice, as no published method is known: both shares of the same day beside each other,
and the posts that the State's share of people would come to. No rule follows from it.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True)
class HeldPost:
    """A headquarters post that a State's person holds."""

    state: str
    is_command: bool


@dataclass(frozen=True)
class StateShare:
    """A State's posts and people. `due_posts` is what its share of all people would come to, not rounded."""

    state: str
    posts: int
    command_posts: int
    people: int
    due_posts: Fraction
    due_command_posts: Fraction

    @property
    def balance(self) -> Fraction:
        """Posts held beyond (or short of) what the share of people would come to."""
        return self.posts - self.due_posts


def shares(held: Iterable[HeldPost], people: Mapping[str, int]) -> list[StateShare]:
    """Return the shares of all States that hold a post or contribute people, most people first, then by name."""
    posts = list(held)
    all_posts = Counter(one.state for one in posts)
    command = Counter(one.state for one in posts if one.is_command)
    total = sum(people.values())

    def part(state: str, count: int) -> Fraction:
        return Fraction(people.get(state, 0) * count, total) if total else Fraction(0)

    lines = [
        StateShare(
            state=state,
            posts=all_posts[state],
            command_posts=command[state],
            people=people.get(state, 0),
            due_posts=part(state, len(posts)),
            due_command_posts=part(state, command.total()),
        )
        for state in {*people, *all_posts}
    ]
    return sorted(lines, key=lambda one: (-one.people, one.state))
