"""The five criteria of a decision to take part, by their codes: a dossier assesses them, a body signs some of them."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class SignedCriterion(models.TextChoices):
    """The criteria of section 7.2 of the dossier (seed 003), in our words; the codes are those of a State's dossier."""

    FOREIGN_POLICY = "foreign-policy", _("sense for foreign policy")
    NATIONAL_INTEREST = "national-interest", _("fits national interests")
    AGREEMENT = "agreement", _("agreement or clear guarantees of the parties")
    RESOURCES = "resources", _("resources match the mandate and are financed")
    RISK = "risk", _("least acceptable risk")
