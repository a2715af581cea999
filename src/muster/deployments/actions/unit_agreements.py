"""What was agreed of a unit stays for those who look back, when it is changed."""

from datetime import date

from django.db.models import Max

from muster.deployments.models import DeployedUnit, EarlierAgreement


def keep_agreement(unit: DeployedUnit, today: date) -> None:
    """Keep what is stored of a unit's strength and presence, before it is saved with other content known from `today`.

    What became known on `today` itself was believed on no earlier day: nothing is kept then.
    """
    stored = DeployedUnit.objects.get(pk=unit.pk)
    changed_on = stored.earlier_agreements.aggregate(last=Max("replaced_on"))["last"]
    known_from = changed_on or stored.known_from
    if known_from < today:
        EarlierAgreement.objects.create(
            unit=stored,
            strength=stored.strength,
            present_until=stored.present_until,
            known_from=known_from,
            replaced_on=today,
        )
