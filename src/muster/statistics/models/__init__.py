"""What statistics keeps in the database; the public record itself lies in the store."""

from muster.statistics.models.history import HistoryEntry, HistoryPoint

__all__ = ["HistoryEntry", "HistoryPoint"]
