"""The public data sets that can be imported: their names, the files of each, and who reads a file."""

from dataclasses import dataclass
from fnmatch import fnmatch

from muster.kit.errors import Problem, Refused
from muster.statistics.importing import ipi, un_contributions, un_yearly
from muster.statistics.importing.source_file import SourceFile


@dataclass(frozen=True)
class DataSet:
    """A data set: the name it is imported under, its title, how it is cited, its licence, and its files in order."""

    name: str
    title: str
    cite: str
    licence: str
    files: tuple[SourceFile, ...]

    def file_of(self, name: str) -> SourceFile | None:
        """The file of the set that a name stands for, if it is one of them.

        A file named by itself may have a wider pattern than one looked for in a folder.
        """
        exact = next((one for one in self.files if fnmatch(name, one.pattern)), None)
        return exact or next((one for one in self.files if one.alone and fnmatch(name, one.alone)), None)


SETS: tuple[DataSet, ...] = (
    DataSet(
        "ipi",
        "IPI Peacekeeping Database",
        "Perry, C. and Smith, A. C. (2013), Trends in Uniformed Contributions to UN Peacekeeping: A New Dataset, "
        "1991-2012, International Peace Institute",
        "GPL-2.0 as its repository states",
        ipi.FILES,
    ),
    DataSet(
        "un-yearly",
        "United Nations uniformed personnel by contributor, mission and year, by sex",
        "United Nations Department of Peace Operations, uniformed personnel contributions; Batho-Newton, C., "
        "Kaba, D. and Harbour, J. (2023)",
        "MIT; United Nations data CC BY 3.0 IGO",
        un_yearly.FILES,
    ),
    DataSet(
        "un-contributions",
        "United Nations uniformed personnel by contributor, mission, month, type and sex (DPO-UCHISTORICAL)",
        "United Nations, DPPA-DPO-DOS Peace and Security Data Hub, dataset DPO-UCHISTORICAL",
        "CC BY 3.0 IGO",
        un_contributions.FILES,
    ),
)
_BY_NAME = {one.name: one for one in SETS}


def data_set(name: str) -> DataSet:
    """The data set of this name. Raises Refused with the names there are."""
    try:
        return _BY_NAME[name]
    except KeyError:
        raise Refused(
            problems=[Problem(f"data set {name!r}", "there is none of this name", f"name one of {', '.join(_BY_NAME)}")]
        ) from None
