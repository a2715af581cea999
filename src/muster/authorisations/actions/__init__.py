"""Writes to national law, bodies and acts. Once on record none is changed: what changes it is another version."""

from muster.authorisations.actions.acts import record_act
from muster.authorisations.actions.bodies import record_body
from muster.authorisations.actions.laws import record_law

__all__ = ["record_act", "record_body", "record_law"]
