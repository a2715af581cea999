"""The five criteria of a decision to take part: a body signs some of them, a dossier of the room above assesses all."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Criterion(models.TextChoices):
    """The five criteria of seed 003 (section 7.2 of the dossier), in our words."""

    FOREIGN_POLICY = "foreign-policy", _("sense for foreign policy")
    NATIONAL_INTEREST = "national-interest", _("fits national interests")
    AGREEMENT = "agreement", _("agreement or clear guarantees of the parties")
    RESOURCES = "resources", _("resources match the mandate and are financed")
    RISK = "risk", _("least acceptable risk")
