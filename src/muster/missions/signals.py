"""What happens in this room that rooms above may act on, inside the same transaction."""

from django.dispatch import Signal

statement_approved = Signal()
"""A version of a statement was approved. Sent with ``actor``, ``version`` (a StatementVersion) and ``today``."""
