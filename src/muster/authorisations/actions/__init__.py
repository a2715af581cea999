"""Writes to national law, bodies and acts. Once on record none is changed: what changes it is another version."""

from muster.authorisations.actions.acts import record_act

__all__ = ["record_act"]
