"""What is read of national law, bodies and acts, always starting from what the viewer may see."""

from muster.authorisations.queries.acts import (
    acts_in_force,
    authorising_acts,
    known_acts,
    visible_acts,
)
from muster.authorisations.queries.bodies import bodies_on, known_bodies, visible_bodies
from muster.authorisations.queries.laws import known_laws, laws_in_force, visible_laws

__all__ = [
    "acts_in_force",
    "authorising_acts",
    "bodies_on",
    "known_acts",
    "known_bodies",
    "known_laws",
    "laws_in_force",
    "visible_acts",
    "visible_bodies",
    "visible_laws",
]
