"""What this room asks of the rooms above, inside the same transaction."""

from django.dispatch import Signal

fact_changed = Signal()
"""A fact changed. Sent with ``actor``, ``change`` (a FactChange), ``today`` and ``status``, the code of its standing
now (empty where it has none); a receiver returns ReachTerms."""
