"""Who is a Member State, in which regional group, and under what name: written by hand from published facts.

The names are the English short forms that the United Nations uses, where they differ from the CLDR's.
"""

GROUPS = {
    "African": (
        "DZA AGO BEN BWA BFA BDI CPV CMR CAF TCD COM COG CIV COD DJI EGY GNQ ERI SWZ ETH GAB GMB GHA GIN GNB KEN LSO "
        "LBR LBY MDG MWI MLI MRT MUS MAR MOZ NAM NER NGA RWA STP SEN SYC SLE SOM ZAF SSD SDN TGO TUN UGA TZA ZMB ZWE"
    ),
    "Asia-Pacific": (
        "AFG BHR BGD BTN BRN KHM CHN CYP PRK FJI IND IDN IRN IRQ JPN JOR KAZ KIR KWT KGZ LAO LBN MYS MDV MHL FSM MNG "
        "MMR NRU NPL OMN PAK PLW PNG PHL QAT KOR WSM SAU SGP SLB LKA SYR TJK THA TLS TON TKM TUV ARE UZB VUT VNM YEM"
    ),
    "Eastern European": "ALB ARM AZE BLR BIH BGR HRV CZE EST GEO HUN LVA LTU MNE MKD POL MDA ROU RUS SRB SVK SVN UKR",
    "Latin American and Caribbean": (
        "ATG ARG BHS BRB BLZ BOL BRA CHL COL CRI CUB DMA DOM ECU SLV GRD GTM GUY HTI HND JAM MEX NIC PAN PRY PER KNA "
        "LCA VCT SUR TTO URY VEN"
    ),
    "Western European and Others": (
        "AND AUS AUT BEL CAN DNK FIN FRA DEU GRC ISL IRL ISR ITA LIE LUX MLT MCO NLD NZL NOR PRT SMR ESP SWE CHE TUR "
        "GBR USA"
    ),
    "none": "VAT PSE",
}

OBSERVERS = {"VAT", "PSE"}

GROUP_NOTES = {
    "KIR": "placed by geography: Kiribati takes part in no regional group",
    "TUR": "takes part in both the Western European and Asia-Pacific groups; counted here for elections",
    "USA": "observer in the group; counted in it for elections",
    "VAT": "observer State",
    "PSE": "observer State",
}

UN_NAMES = {
    "ATG": "Antigua and Barbuda",
    "BIH": "Bosnia and Herzegovina",
    "BOL": "Bolivia (Plurinational State of)",
    "BRN": "Brunei Darussalam",
    "CIV": "Côte d'Ivoire",
    "COD": "Democratic Republic of the Congo",
    "COG": "Congo",
    "CPV": "Cabo Verde",
    "FSM": "Micronesia (Federated States of)",
    "GBR": "United Kingdom of Great Britain and Northern Ireland",
    "IRN": "Iran (Islamic Republic of)",
    "KNA": "Saint Kitts and Nevis",
    "KOR": "Republic of Korea",
    "LAO": "Lao People's Democratic Republic",
    "LCA": "Saint Lucia",
    "MDA": "Republic of Moldova",
    "MMR": "Myanmar",
    "NLD": "Netherlands (Kingdom of the)",
    "PRK": "Democratic People's Republic of Korea",
    "PSE": "State of Palestine",
    "RUS": "Russian Federation",
    "STP": "Sao Tome and Principe",
    "SYR": "Syrian Arab Republic",
    "TTO": "Trinidad and Tobago",
    "TZA": "United Republic of Tanzania",
    "USA": "United States of America",
    "VAT": "Holy See",
    "VCT": "Saint Vincent and the Grenadines",
    "VEN": "Venezuela (Bolivarian Republic of)",
    "VNM": "Viet Nam",
}

DISPLAY_NAMES = {
    "BOL": "Bolivia",
    "COD": "DR Congo",
    "FSM": "Micronesia",
    "GBR": "United Kingdom",
    "IRN": "Iran",
    "LAO": "Lao PDR",
    "NLD": "Netherlands",
    "PRK": "DPR Korea",
    "SYR": "Syria",
    "TZA": "Tanzania",
    "USA": "United States",
    "VCT": "Saint Vincent",
    "VEN": "Venezuela",
}

ALIASES = {
    "ARE": "UAE;Emirates",
    "BIH": "Bosnia;BiH",
    "CAF": "CAR",
    "CIV": "Ivory Coast;Cote d'Ivoire",
    "COD": "DRC;DR Congo;Congo, Democratic Republic of the;Democratic Republic of Congo;RDC;RD Congo",
    "COG": "Republic of the Congo;Congo Republic;Congo-Brazzaville",
    "CPV": "Cape Verde",
    "CZE": "Czech Republic",
    "GBR": "UK;Great Britain;Britain",
    "KOR": "South Korea;ROK;Korea, Republic of",
    "LAO": "Laos",
    "MKD": "Macedonia;The former Yugoslav Republic of Macedonia",
    "MMR": "Burma",
    "NLD": "Holland;the Netherlands",
    "PRK": "North Korea;DPRK;DPR Korea",
    "PSE": "Palestine",
    "RUS": "Russia",
    "SWZ": "Swaziland",
    "TLS": "East Timor",
    "TUR": "Turkey",
    "USA": "US;USA;U.S.A.;United States;America",
    "VAT": "Vatican;Vatican City",
    "VNM": "Vietnam",
    "ZAF": "RSA",
}

ASIA_OUTSIDE_ITS_GROUP = {"ARM", "AZE", "GEO", "ISR", "TUR", "PSE"}
OCEANIA = "AUS FJI FSM KIR MHL NRU NZL PLW PNG SLB TON TUV VUT WSM"
NORTH_AMERICA = {"CAN", "USA"}

LANGUAGES = {
    "BOL": "es;ay;gn;qu",
    "CHE": "de;fr;it;rm",
    "COM": "ar;fr;zdj",
    "DZA": "ar;ber",
    "ECU": "es",
    "ETH": "am;aa;om;so;ti",
    "IRQ": "ar;ku",
    "ISR": "he",
    "KAZ": "kk;ru",
    "LIE": "de",
    "MAR": "ar;zgh",
    "MDG": "mg;fr",
    "MNE": "cnr",
    "NGA": "en",
    "NOR": "nb;nn",
    "PER": "es;ay;qu",
    "PSE": "ar",
    "SEN": "fr",
    "SRB": "sr",
    "TUN": "ar",
    "UKR": "uk",
    "VAT": "it;la",
    "ZAF": "af;en;nr;nso;ss;st;tn;ts;ve;xh;zu",
}

LANGUAGE_NAMES = {
    "ber": "Berber (Tamazight)",
    "cnr": "Montenegrin",
    "wni": "Ndzwani Comorian",
    "zdj": "Ngazidja Comorian",
}


def region(iso3: str, group: str) -> str:
    """The State's region of the world in the M49 standard (five regions)."""
    if iso3 in OCEANIA:
        return "Oceania"
    if iso3 in ASIA_OUTSIDE_ITS_GROUP or group == "Asia-Pacific":
        return "Asia"
    if iso3 in NORTH_AMERICA or group.startswith("Latin"):
        return "Americas"
    return "Africa" if group == "African" else "Europe"
