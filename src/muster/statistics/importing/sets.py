"""The public data sets that can be imported: their names, the files of each, and who reads a file."""

from dataclasses import dataclass
from fnmatch import fnmatch

from muster.kit.errors import Problem, Refused
from muster.statistics.importing import (
    assessments,
    geopko,
    ipi,
    pact,
    ucdp,
    un_contributions,
    un_psdata,
    un_yearly,
    views,
)
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
    DataSet(
        "un-psdata",
        "United Nations Peace and Security Data Hub: operations and casualties",
        "United Nations, DPPA-DPO-DOS Peace and Security Data Hub, data sets DPPADPOSS-PKO and DPPADPOSS-FATALITIES",
        "CC BY 3.0 IGO",
        un_psdata.FILES,
    ),
    DataSet(
        "geopko",
        "Geocoded Peacekeeping Operations",
        "Cil, D., Fjelde, H., Hultman, L. and Nilsson, D. (2020), Mapping blue helmets: Introducing the Geocoded "
        "Peacekeeping Operations (Geo-PKO) dataset, Journal of Peace Research 57(2), 360-370",
        "GPL-2.0 as its repository states; the authors ask to be cited",
        geopko.FILES,
    ),
    DataSet(
        "pact",
        "Peacekeeping Activities 2.0 and a list of 71 operations",
        "Otto, S., Hultman, L., Ruhe, C., Smidt, H. and van der Lijn, J., PACT 2.0, Harvard Dataverse, "
        "doi:10.7910/DVN/TQ8ETA",
        "MIT",
        pact.FILES,
    ),
    DataSet(
        "ucdp",
        "Uppsala Conflict Data Program",
        "Gleditsch et al. (2002); Pettersson and Oberg (2020), Organized violence 1989-2019, Journal of Peace Research "
        "57(4); Sundberg and Melander (2013), Journal of Peace Research 50(4)",
        "CC BY 4.0",
        ucdp.FILES,
    ),
    DataSet(
        "views",
        "Conflict deaths by country and month, and forecasts of the Violence Early-Warning System",
        "Hegre et al. (2019, 2021), ViEWS, Journal of Peace Research; data of the Uppsala Conflict Data Program",
        "CC BY 4.0 and MPL-2.0; forecasts CC BY-SA",
        views.FILES,
    ),
    DataSet(
        "assessments",
        "Assessed shares of the peacekeeping budget",
        "a file of the user's own: columns state, year and share (per cent), after the reports of the Committee on "
        "Contributions",
        "the user's own",
        assessments.FILES,
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
