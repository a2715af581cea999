"""A small folder for each data set, in the form of the originals, with rows of several days."""

from pathlib import Path

from tests.statistics.importing.made import CASUALTIES, REGISTER, lines, write
from tests.statistics.importing.test_geopko import COLUMNS, NOBODY, POSITION


def every_set(folder: Path) -> dict[str, Path]:
    """The folder of each set, by its name."""
    places = {name: folder / name for name in ("ipi", "un-yearly", "un-psdata", "geopko", "pact", "ucdp", "views")}
    _contributions(places["ipi"], places["un-yearly"])
    _operations(places["un-psdata"], places["pact"])
    _bases(places["geopko"])
    _conflicts(places["ucdp"], places["views"])
    return places


def _contributions(ipi: Path, yearly: Path) -> None:
    heading = "Date,Mission,Troops,Police,Observers,Total"
    write(ipi, "data_mission.csv", heading, "1995-03-31,UNPROFOR,1,2,3,6", "2015-06-30,UNIFIL,1,,,1")
    heading = "Date,Contributor,ISO3,Troops,Police,Experts,Total"
    rows = ("1995-03-31,Namibia,NAM,1,,,1", "2014-03-31,Namibia,NAM,2,,,2")
    write(ipi, "derived_tcc_month_type_1990-2014.csv", heading, *rows)
    (ipi / "missions.json").write_text(
        '{"UNIFIL": {"hq": "Naqoura", "country_id": "LBN", "mission_loc": {"x": 35.1, "y": 33.1}}}'
    )
    (ipi / "countries.json").write_text(
        '{"NAM": {"country_name": "Namibia", "capital": "Windhoek", "capital_loc": {"x": 17.1, "y": -22.6}, '
        '"continent": "Africa", "un_region": "Southern Africa", "un_bloc": "AG", "au": true}}'
    )
    rows = ("1,2015,Namibia,UNIFIL,1,1,2", "1,2020,Namibia,UNIFIL,1,1,2")
    write(yearly, "CountryByYear.csv", '"","Year","Country","Mission","Female","Male","Total"', *rows)


def _operations(psdata: Path, pact: Path) -> None:
    mali = '69,MINUSMA,Mali,DPO,Yes,2013-04-25,,Bamako,"12,6500","-8,0000",2024-02-19'
    angola = "50,UNAVEM III,Angola,DPO,No,1995-02-01,1997-06-01,,,,2024-02-19"
    undated = '42,UNFOR,United Nations Force,DPO,No,,,Zagreb,"15,9833","45,8167",2024-02-19'
    write(psdata, "DPPADPOSS-PKO.csv", REGISTER, mali, angola, undated)
    early = "1,1995-03-06,U-1,UNPROFOR,Fatality,M,France,Military,Accident,250.0,FRA,2025-04-04"
    late = "2,2016-03-06,U-2,MINUSMA,Fatality,M,Chad,Military,Malicious Act,148.0,TCD,2025-04-04"
    write(psdata, "DPPADPOSS-FATALITIES.csv", CASUALTIES, early, late)
    listed = ("UNAMID,Darfur,July 2007,Present", "UNOMIG,Georgia,August 1993,June 2009")
    write(pact, "pko_list_start_end.csv", "Acronym,Missionname,start_date,end_date", *listed)
    done = ("UNMOT,1996,TJK,Tajikistan,1", "MINUSTAH,2016,HTI,Haiti,1")
    write(pact, "PACT2_mission-year.csv", "PKO,year,iso3,Mission_Country,Demining__Monitor", *done)


def _bases(geopko: Path) -> None:
    heading = ",".join(f'"{name}"' for name in COLUMNS)
    rows = ({**NOBODY, **POSITION, "year": year} for year in (1998, 2020))
    write(geopko, "geopko_v2.1_location_map.csv", heading, *lines(COLUMNS, *rows))
    heading = "mission,year,location,latitude,longitude,No.TCC,year.overview"
    write(geopko, "TCCMap_v.2.3.csv", heading, 'UNIFIL,2021,Naqoura,33.1,35.1,1,"Italy (35)"')


def _conflicts(ucdp: Path, views: Path) -> None:
    heading = "year,longitude,latitude,where_coordinates,best,deaths_civilians"
    write(ucdp, "ged201_geopko_subset.csv", heading, "1996,69.1,34.5,Kabul,1,0", "2019,69.1,34.5,Kabul,1,0")
    heading = "conflict_id,location,side_a,side_b,incompatibility,year,intensity_level,type_of_conflict,region"
    write(ucdp, "ucdp-prio-acd-201.csv", heading, "1,Liberia,a,b,2,1990,2,3,4", "1,Liberia,a,b,2,2003,2,3,4")
    heading = "gwcode,country_name,year,low,high,best"
    write(ucdp, "ucdpbrds_country_year_1946_2022.csv", heading, "710,China,1946,1,3,2e+05", "710,China,2022,0,0,0")
    heading = "month_id,year,month,country_id,name,iso3,sb_fatalities"
    rows = ("457,2018,1,1,Guyana,GUY,0", "532,2024,4,1,Guyana,GUY,3")
    write(views, "derived_cm_actuals_2018-01_2024-04.csv", heading, *rows)
    write(views, "country_list.csv", "country_id,id,name", "170,170,Namibia")
    heading = "month_id,country_id,average_basewthematic_sb,average_basewthematic_ns,average_basewthematic_os"
    write(views, "views_ensemble_cm_2020-06.csv", heading, "486,170,0.07,0.04,0.06", "520,170,0.1,0.1,0.1")
