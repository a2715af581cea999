"""What the optimisers of deployments say when they come to nothing."""


class NoPlanFoundError(Exception):
    """The time did not suffice for any plan, or what is fixed contradicts itself; the words say which."""
