"""What records that stand on a pledge are given of its content by the queries, as of their day."""

from django.db import models

from muster.kit.standing import Standing


class StandsOnPledge(models.Model):
    """A record with a `pledge`; `with_pledge_content` annotates what the pledge said on the day of the query."""

    pledge_strength: int
    pledge_unit_type: str
    pledge_standing: str

    class Meta:
        abstract = True

    @property
    def pledge_illustrative(self) -> bool:
        """Return whether the pledge behind it is no published fact."""
        return self.pledge_standing == Standing.ILLUSTRATIVE
