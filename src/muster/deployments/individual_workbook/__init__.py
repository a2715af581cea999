"""The Excel form of a pool of individuals: persons, proofs and nominations, out and in."""

from muster.deployments.individual_workbook.export import export, template
from muster.deployments.individual_workbook.importing import import_workbook

__all__ = ["export", "import_workbook", "template"]
