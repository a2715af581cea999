"""Quality of consultations: packs in time, inputs traced to the text. Pure.

Formula of section 9.2 of the dossier. Muster keeps no record of consultations yet, so nothing is measured and that is
what is said.
"""

from muster.yardsticks.measures.shape import Measured, share

NOTHING = "Nothing on record: Muster keeps no consultations between the Council, contributors and the Secretariat yet."


def consultation_quality() -> Measured:
    """Return that there is nothing on record."""
    return Measured((share("Packs sent in time", 0, 0), share("Inputs traced to the text", 0, 0)), (), NOTHING)
