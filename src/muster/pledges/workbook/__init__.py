"""The Excel form of the register: one workbook holds one or many pledges whole. Every export can be imported again."""

from muster.pledges.workbook.export import export
from muster.pledges.workbook.importing import import_workbook
from muster.pledges.workbook.sheets import form

__all__ = ["export", "form", "import_workbook"]
