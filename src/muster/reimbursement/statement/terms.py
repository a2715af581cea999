"""The words of a statement: kinds of lines, and the rules under which something is withheld."""

from muster.kit.named import Named


class PaidKind(Named):
    """What a line pays for."""

    PERSONNEL = "personnel", "personnel"
    MAJOR_EQUIPMENT = "major_equipment", "major equipment"
    SELF_SUSTAINMENT = "self_sustainment", "self-sustainment"


class WithheldRule(Named):
    """Why something agreed is not paid: names of rules in the reference table."""

    ABSENT = "absent", "not present"
    UNSERVICEABLE = "unserviceable", "below the serviceability threshold"
    NOT_VERIFIED = "not-verified", "not verified"
    WEAPON_OUT = "weapon-out", "weapon or fire control out"
    USED_FOR_SELF_SUSTAINMENT = "used-for-self-sustainment", "paid through self-sustainment"
    DRY_LEASE_EXCESS = "dry-lease-excess", "maintenance by the organisation beyond the rate"
    SERVED_BY_UN = "served-by-un", "served by the organisation"
    STANDARD_NOT_MET = "standard-not-met", "standard not met"


RESTORES: dict[WithheldRule, str] = {
    WithheldRule.ABSENT: "bring the units that lack, or agree on fewer",
    WithheldRule.UNSERVICEABLE: "repair until the group reaches the threshold: from then on every unit present is paid",
    WithheldRule.NOT_VERIFIED: "have the days covered by a signed verification",
    WithheldRule.WEAPON_OUT: "make weapon and fire control work, and have it verified",
    WithheldRule.USED_FOR_SELF_SUSTAINMENT: "nothing: the category of self-sustainment pays for it",
    WithheldRule.DRY_LEASE_EXCESS: "bring the cost of maintenance down to its rate, or agree on a wet lease",
    WithheldRule.SERVED_BY_UN: "nothing: the organisation provides the service",
    WithheldRule.STANDARD_NOT_MET: "reach the standard of the category, and have it verified",
}
"""What would restore what is withheld under a rule."""
