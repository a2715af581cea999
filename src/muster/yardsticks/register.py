"""The register of measures: what each is called, how it is reckoned, of what, from what, and with which context."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from django.utils.translation import gettext_lazy as _

from muster.kit.errors import NotFound
from muster.kit.pages import Text
from muster.reference.parameters import Parameter
from muster.reference.phases import phases
from muster.statistics.figures.safety import LEVEL_KEY as LEVEL_OF_INTERVALS
from muster.yardsticks.context import Context
from muster.yardsticks.facts import consulted, generated, owed, pledged, public, serving, standing, wanted
from muster.yardsticks.facts.reading import Reading, Scope
from muster.yardsticks.measures import arrears_exposure as arrears
from muster.yardsticks.measures import time_to_peak as peak
from muster.yardsticks.measures.caveat_load import caveat_load
from muster.yardsticks.measures.concentration import concentration
from muster.yardsticks.measures.consultation_quality import consultation_quality
from muster.yardsticks.measures.currency import currency
from muster.yardsticks.measures.effective_pool import PoolRule, effective_pool
from muster.yardsticks.measures.finding_closure import finding_closure
from muster.yardsticks.measures.gap_coverage import gap_coverage
from muster.yardsticks.measures.gender import gender
from muster.yardsticks.measures.inspection_timeliness import inspection_timeliness
from muster.yardsticks.measures.lead_time import lead_time
from muster.yardsticks.measures.national_capacity import national_capacity
from muster.yardsticks.measures.notice_honesty import notice_honesty
from muster.yardsticks.measures.partnership_depth import partnership_depth
from muster.yardsticks.measures.pledge_conversion import pledge_conversion
from muster.yardsticks.measures.rdl_reliability import rdl_reliability
from muster.yardsticks.measures.recognition_coverage import recognition_coverage
from muster.yardsticks.measures.rotation_punctuality import rotation_punctuality
from muster.yardsticks.measures.safety import safety
from muster.yardsticks.measures.selection_transparency import selection_transparency
from muster.yardsticks.measures.serviceability import serviceability
from muster.yardsticks.measures.shape import Measured
from muster.yardsticks.measures.token_index import token_index
from muster.yardsticks.measures.visit_backlog import visit_backlog
from muster.yardsticks.measures.window import Window

LEVEL_KEY, NOTICE_KEY = "level_min_for_selection", "yardstick_notice_days"
RESPONSE_KEY, VALIDITY_KEY = "rdl_response_days", "aav_validity_months"
FEEDBACK_KEY, THRESHOLD_KEY = "selection_feedback_days", "serviceability_threshold_percent"
TOKEN_KEY, ROTATIONS_KEY = "token_threshold", "yardstick_rotations_ahead"
AHEAD_KEYS = ("paper_first_months_ahead", "paper_second_months_ahead")
PEAK_KEYS = (
    "expected_peak_time_months",
    "expected_peak_time_africa_months",
    "expected_peak_share_percent",
    "statistics_build_up_full_percent",
)
INSPECTION_KEYS = ("arrival_inspection_deadline_months", "ori_max_interval_months")
OVERLAP_KEYS = ("unit_overlap_days", "individual_overlap_days", "nomination_lead_months")
MEDICAL_KEY = "medical_exam_max_age_months"
GENDER_KEYS = ("ugps_targets", "gender_yellow_minimum_percent")

Numbers = Mapping[str, Parameter]
EVERYWHERE = frozenset(Scope)
NO_MISSION = frozenset({Scope.EVERYTHING, Scope.STATE})
NO_STATE = frozenset({Scope.EVERYTHING, Scope.MISSION})


class Part(StrEnum):
    """The parts of a page of measures; each is read by itself."""

    POOL = "pool"
    GENERATION = "generation"
    THEATRE = "theatre"
    PEOPLE = "people"
    PUBLIC = "public"


PART_TITLES: Mapping[Part, Text] = MappingProxyType(
    {
        Part.POOL: _("What is pledged"),
        Part.GENERATION: _("How forces are generated"),
        Part.THEATRE: _("Units in theatre"),
        Part.PEOPLE: _("Rotation, people and money"),
        Part.PUBLIC: _("Contributors and safety, with the public record"),
    }
)


class Trend(StrEnum):
    """How a measure is told by quarter: of what happened in each, as it stood at the end of each, or not at all."""

    HAPPENED = "happened"
    STOOD = "stood"
    NONE = "none"


@dataclass(frozen=True)
class Measure:
    """One measure. `more_is_better` None: neither is better of itself.

    `collect` reads the facts from what the viewer may see, `reckon` is the rule. `source` says where the formula
    is from, `reads` what it reads, `beware` how it may mislead; `number` is what a
    record's own figure is, with so many `decimals`; `judges`: a record that counts is good, one that does not is bad.
    """

    code: str
    title: Text
    formula: Text
    reads: Text
    beware: Text
    part: Part
    scopes: frozenset[Scope]
    context: tuple[Context, ...]
    trend: Trend
    collect: Callable[[Reading], Any]
    reckon: Callable[[Any, Window, Numbers, Reading], Measured]
    parameters: tuple[str, ...] = ()
    more_is_better: bool | None = None
    number: Text = ""
    decimals: int = 0
    judges: bool = True

    @property
    def source(self) -> str:
        """Return where the formula is from."""
        return "dossier, section 9.2"

    @property
    def standing(self) -> str:
        """Return how sure the formula is: the list of measures is compiled by us, no published one was seen."""
        return "compiled"


def _rule(reading: Reading, numbers: Numbers) -> PoolRule:
    subject = reading.subject
    return PoolRule(numbers[LEVEL_KEY].level, numbers[NOTICE_KEY].integer, subject.mission, subject.region)


def _case_phases() -> list[tuple[str, str]]:
    return [(one.code, one.name) for one in phases()]


ALL: tuple[Measure, ...] = (
    Measure(
        code="pledge-conversion",
        title=_("Pledge conversion"),
        formula=_("announcements and pledges that took a step / all of them; median days to the step"),
        reads=_("Announcements, pledges, their levels and their standing in the pool."),
        beware=_("A young announcement had less time. A step stays counted when a pledge falls back."),
        part=Part.POOL,
        scopes=NO_MISSION,
        context=(Context.PLEDGES, Context.CAVEATS),
        trend=Trend.STOOD,
        collect=lambda reading: (reading.once(pledged.announcements), reading.once(pledged.pledges)),
        reckon=lambda facts, window, _numbers, _reading: pledge_conversion(facts[0], facts[1], window),
        more_is_better=True,
        number=_("Days to the pledge"),
    ),
    Measure(
        code="effective-pool",
        title=_("Effective pool"),
        formula=_("pledges at the level for selection, unexpired, in the pool, available, without a hard caveat in conflict, notice within the limit / pledges on the ladder"),  # noqa: E501
        reads=_("Pledges, levels, confirmations, caveats, standing in the pool."),
        beware=_("Without a mission no conflict can be told: then any hard caveat in force keeps a pledge out. Notice and availability are those of the latest version, also in the trend."),  # noqa: E501
        part=Part.POOL,
        scopes=EVERYWHERE,
        context=(Context.PLEDGES, Context.POSTS),
        trend=Trend.STOOD,
        collect=lambda reading: reading.once(pledged.pledges),
        reckon=lambda facts, window, numbers, reading: effective_pool(facts, _rule(reading, numbers), window),
        parameters=(LEVEL_KEY, NOTICE_KEY),
        more_is_better=True,
        number=_("Units"),
    ),
    Measure(
        code="gap-coverage",
        title=_("Gap coverage"),
        formula=_("open posts that a pledge of the effective pool and of their unit type could fill / open posts"),
        reads=_("Posts of requirements, stays and units in theatre, pledges."),
        beware=_("A pledge is counted for one post only; whether its State would send it there is not asked. The pool is that of the day at each horizon."),  # noqa: E501
        part=Part.POOL,
        scopes=NO_STATE,
        context=(Context.POSTS, Context.STRENGTH, Context.BLOCKS),
        trend=Trend.STOOD,
        collect=lambda reading: (reading.once(wanted.posts), reading.once(pledged.pledges)),
        reckon=lambda facts, window, numbers, reading: gap_coverage(
            facts[0], facts[1], _rule(reading, numbers), [numbers[key].integer for key in AHEAD_KEYS], window
        ),
        parameters=(LEVEL_KEY, NOTICE_KEY, *AHEAD_KEYS),
        more_is_better=True,
        number=_("People"),
    ),
    Measure(
        code="visit-backlog",
        title=_("Visit backlog and age"),
        formula=_("pledges at Level 1 without an assessment visit; days waited; days since the last visit above"),
        reads=_("Pledges, levels, assessment and advisory visits."),
        beware=_("The validity of a visit is a recalled value. A level may rest on a visit that is not on record."),
        part=Part.POOL,
        scopes=NO_MISSION,
        context=(Context.PLEDGES,),
        trend=Trend.STOOD,
        collect=lambda reading: reading.once(pledged.pledges),
        reckon=lambda facts, window, numbers, _reading: visit_backlog(facts, numbers[VALIDITY_KEY].integer, window),
        parameters=(VALIDITY_KEY,),
        more_is_better=False,
        number=_("Days"),
    ),
    Measure(
        code="notice-honesty",
        title=_("Notice honesty"),
        formula=_("days from the request to the beginning of the movement / days of notice that the pledge promised"),
        reads=_("Cases, their phases, the notice that the pledge promised on the day of the request."),
        beware=_("The days hold the Secretariat's steps, clearances and blocks too, not the State's alone."),
        part=Part.GENERATION,
        scopes=EVERYWHERE,
        context=(Context.BLOCKS, Context.CAVEATS, Context.ARREARS),
        trend=Trend.HAPPENED,
        collect=lambda reading: reading.once(generated.cases),
        reckon=lambda facts, window, _numbers, _reading: notice_honesty(facts, window),
        more_is_better=False,
        number=_("Ratio"),
        decimals=2,
    ),
    Measure(
        code="rdl-reliability",
        title=_("Reliability of rapid deployment"),
        formula=_("calls whose unit was in theatre within the response time / calls"),
        reads=_("Rapid-deployment cases that are no drills, their phases and the States' answers."),
        beware=_("Eleven units deployed in ten years: a share of few calls says little."),
        part=Part.GENERATION,
        scopes=EVERYWHERE,
        context=(Context.BLOCKS, Context.CAVEATS),
        trend=Trend.HAPPENED,
        collect=lambda reading: reading.once(generated.cases),
        reckon=lambda facts, window, numbers, _reading: rdl_reliability(facts, numbers[RESPONSE_KEY].integer, window),
        parameters=(RESPONSE_KEY,),
        more_is_better=True,
        number=_("Days"),
    ),
    Measure(
        code="lead-time",
        title=_("Lead time"),
        formula=_("days from the request to the arrival, and of each phase: P50 and P90 by unit type and level"),
        reads=_("Cases and their phases, the level of the pledge on the day of the request."),
        beware=_("Cases under way are not counted: the slow ones come in last."),
        part=Part.GENERATION,
        scopes=EVERYWHERE,
        context=(Context.BLOCKS, Context.POSTS, Context.THREAT),
        judges=False,
        trend=Trend.HAPPENED,
        collect=lambda reading: reading.once(generated.cases),
        reckon=lambda facts, window, _numbers, _reading: lead_time(facts, _case_phases(), window),
        more_is_better=False,
        number=_("Days"),
    ),
    Measure(
        code="finding-closure",
        title=_("Closure of findings"),
        formula=_("findings of visits closed or waived by their date / findings due or closed"),
        reads=_("Findings of visits whose result you may see."),
        beware=_("A finding without a date is left aside. Closing is judged by the visiting side."),
        part=Part.GENERATION,
        scopes=EVERYWHERE,
        context=(Context.PLEDGES, Context.BLOCKS),
        trend=Trend.HAPPENED,
        collect=lambda reading: reading.once(generated.findings),
        reckon=lambda facts, window, _numbers, _reading: finding_closure(facts, window),
        more_is_better=True,
        number=_("Days to closing"),
    ),
    Measure(
        code="selection-transparency",
        title=_("Transparency of selection"),
        formula=_("offers not chosen whose State was sent reasons / offers not chosen; median days to the feedback"),
        reads=_("Offers that were decided on, feedback that was sent."),
        beware=_("That reasons were sent says nothing of how good they were."),
        part=Part.GENERATION,
        scopes=EVERYWHERE,
        context=(Context.POSTS,),
        trend=Trend.HAPPENED,
        collect=lambda reading: reading.once(generated.offers),
        reckon=lambda facts, window, numbers, _reading: selection_transparency(
            facts, numbers[FEEDBACK_KEY].integer, window
        ),
        parameters=(FEEDBACK_KEY,),
        more_is_better=True,
        number=_("Days"),
    ),
    Measure(
        code="inspection-timeliness",
        title=_("Timeliness of inspections"),
        formula=_("inspections and monthly reports done by the day on which they were due / those that were due"),
        reads=_("What is due of units in theatre, inspections and reports signed."),
        beware=_("The mission owes inspections, the contingent reports: the share by kind says whose it is. What was done late by now is late in every quarter."),  # noqa: E501
        part=Part.THEATRE,
        scopes=EVERYWHERE,
        context=(Context.STRENGTH, Context.BLOCKS),
        trend=Trend.HAPPENED,
        collect=lambda reading: reading.once(standing.due),
        reckon=lambda facts, window, _numbers, _reading: inspection_timeliness(facts, window),
        parameters=INSPECTION_KEYS,
        more_is_better=True,
    ),
    Measure(
        code="serviceability",
        title=_("Serviceability"),
        formula=_("serviceable pieces of major equipment / pieces agreed, of each unit's last signed inspection"),
        reads=_("Worksheets of signed inspections."),
        beware=_("What the unit could not help is not excused here. Pieces of a line that was not counted are left out."),  # noqa: E501
        part=Part.THEATRE,
        scopes=EVERYWHERE,
        context=(Context.STRENGTH, Context.ARREARS, Context.THREAT),
        trend=Trend.STOOD,
        collect=lambda reading: reading.once(standing.sheets),
        reckon=lambda facts, window, numbers, _reading: serviceability(facts, numbers[THRESHOLD_KEY].integer, window),
        parameters=(THRESHOLD_KEY,),
        more_is_better=True,
        number=_("Per cent"),
        decimals=1,
    ),
    Measure(
        code="caveat-load",
        title=_("Load of caveats"),
        formula=_("caveats in force on the pledges of units in theatre / those units; of them undeclared"),
        reads=_("Units in theatre, caveats of their pledges."),
        beware=_("A caveat that nobody has noticed is not on record. Units without a pledge are left aside."),
        part=Part.THEATRE,
        scopes=EVERYWHERE,
        context=(Context.STRENGTH,),
        trend=Trend.STOOD,
        collect=lambda reading: reading.once(standing.own_units),
        reckon=lambda facts, window, _numbers, _reading: caveat_load(facts, window),
        more_is_better=False,
        number=_("Caveats"),
    ),
    Measure(
        code="partnership-depth",
        title=_("Depth of partnership"),
        formula=_("units in theatre with people of two or more States / units; people inside another State's unit / people"),  # noqa: E501
        reads=_("Units in theatre and the units that serve inside them."),
        beware=_("Partners who pay, train or equip are not counted: only those with people in theatre are."),
        part=Part.THEATRE,
        scopes=EVERYWHERE,
        context=(Context.STRENGTH, Context.CAVEATS),
        judges=False,
        trend=Trend.STOOD,
        collect=lambda reading: reading.once(standing.units),
        reckon=lambda facts, window, _numbers, reading: partnership_depth(facts, window, reading.subject.state),
        number=_("States"),
    ),
    Measure(
        code="rotation-punctuality",
        title=_("Punctuality of rotation"),
        formula=_("person-days beyond the agreed months; handovers with the overlap agreed; nominations in time"),
        reads=_("Tours that have arrived, as believed on the day; nominations for posts."),
        beware=_("The parties may have agreed to a longer tour: only the unit's months of a tour are on record."),
        part=Part.PEOPLE,
        scopes=EVERYWHERE,
        context=(Context.BLOCKS, Context.STRENGTH, Context.THREAT),
        trend=Trend.HAPPENED,
        collect=lambda reading: (reading.once(standing.tours), reading.once(standing.nominations)),
        reckon=lambda facts, window, _numbers, _reading: rotation_punctuality(facts[0], facts[1], window),
        parameters=OVERLAP_KEYS,
        more_is_better=False,
        number=_("Person-days, or days"),
    ),
    Measure(
        code="currency",
        title=_("Medical, training and vetting currency"),
        formula=_("people in posts with a valid medical examination, training and vetting / people in posts"),
        reads=_("Assignments to posts for individuals, proofs of persons whose data you may see. Nobody is named."),
        beware=_("Members of contingents are not counted: their States hold their proofs. Proofs are those of today."),
        part=Part.PEOPLE,
        scopes=EVERYWHERE,
        context=(Context.STRENGTH,),
        trend=Trend.STOOD,
        collect=lambda reading: reading.once(serving.holders),
        reckon=lambda facts, window, numbers, _reading: currency(facts, numbers[MEDICAL_KEY].integer, window),
        parameters=(MEDICAL_KEY,),
        more_is_better=True,
        number=_("Items valid"),
    ),
    Measure(
        code="national-capacity",
        title=_("National capacity"),
        formula=_("people ready in the pool / people needed for the next rotations of the posts held"),
        reads=_("The State's own pool, and the posts that its people hold."),
        beware=_("Whether somebody suits a post is not asked. Only the State itself sees its pool."),
        part=Part.PEOPLE,
        scopes=NO_MISSION,
        context=(Context.STRENGTH,),
        judges=False,
        trend=Trend.STOOD,
        collect=lambda reading: (reading.once(serving.pool), reading.once(serving.own_held_posts)),
        reckon=lambda facts, window, numbers, _reading: national_capacity(
            facts[0], facts[1], numbers[ROTATIONS_KEY].integer, window
        ),
        parameters=(ROTATIONS_KEY,),
        more_is_better=True,
        number=_("People needed"),
    ),
    Measure(
        code="recognition-coverage",
        title=_("Coverage of recognition"),
        formula=_("people who passed a course that was recognised on its last day / people who passed a course"),
        reads=_("Enrolments that you may see, certificates of recognition of courses."),
        beware=_("Institutions see their participants for some months only; nobody is named."),
        part=Part.PEOPLE,
        scopes=NO_MISSION,
        context=(Context.STRENGTH,),
        trend=Trend.HAPPENED,
        collect=lambda reading: reading.once(serving.trained),
        reckon=lambda facts, window, _numbers, _reading: recognition_coverage(facts, window),
        more_is_better=True,
    ),
    Measure(
        code="arrears-exposure",
        title=_("Exposure to arrears"),
        formula=_("cents received / cents certified; what is still owed, and its age from the end of the days covered"),
        reads=_("Claims that you may see, what settled them."),
        beware=_("What is not claimed, or not certified, is not counted as due."),
        part=Part.PEOPLE,
        scopes=EVERYWHERE,
        context=(Context.STRENGTH, Context.SERVICEABLE),
        trend=Trend.STOOD,
        collect=lambda reading: reading.once(owed.claims),
        reckon=lambda facts, window, _numbers, _reading: arrears.arrears_exposure(facts, window),
        more_is_better=True,
        number=_("Still owed (USD)"),
        decimals=2,
    ),
    Measure(
        code="consultation-quality",
        title=_("Quality of consultations"),
        formula=_("packs sent in time / packs; inputs traced to the text / inputs"),
        reads=_("Consultations that you may see and that were opened: their packs, meetings, votes and inputs."),
        beware=_("An input is an input whatever it says; that it was traced does not say that it was taken. Packs and days of old meetings are as they were entered."),  # noqa: E501
        part=Part.PEOPLE,
        scopes=NO_STATE,
        context=(Context.THREAT,),
        trend=Trend.HAPPENED,
        collect=lambda reading: reading.once(consulted.consultations),
        reckon=lambda facts, window, _numbers, _reading: consultation_quality(facts, window),
        more_is_better=True,
        number=_("Days from the formal meeting to the vote"),
    ),
    Measure(
        code="gender",
        title=_("Women in uniform"),
        formula=_("women / people reported by sex, against the target of the year: green, yellow, red"),
        reads=_("Strength reports of units in theatre; the public record of women beside it."),
        beware=_("Targets are set from 2019 to 2028; values between the published ones are derived. Units without a report by sex are left aside."),  # noqa: E501
        part=Part.PUBLIC,
        scopes=EVERYWHERE,
        context=(Context.STRENGTH,),
        trend=Trend.STOOD,
        collect=lambda reading: (reading.once(standing.own_units), reading.once(public.public_women)),
        reckon=lambda facts, window, _numbers, _reading: gender(facts[0], facts[1], window),
        parameters=GENDER_KEYS,
        more_is_better=True,
        number=_("Per cent women"),
        decimals=1,
    ),
    Measure(
        code="concentration",
        title=_("Concentration"),
        formula=_("sum of the squared shares of contributors (Herfindahl index): 1 is one State alone"),
        reads=_("Units in theatre; the public record of contributors beside it."),
        beware=_("The public record counts individuals too, and is told as of its own day."),
        part=Part.PUBLIC,
        scopes=NO_STATE,
        context=(Context.STRENGTH, Context.POSTS),
        judges=False,
        trend=Trend.STOOD,
        collect=lambda reading: reading.once(public.presences),
        reckon=lambda facts, window, _numbers, reading: concentration(facts, window, reading.subject.mission),
        more_is_better=False,
        number=_("People"),
    ),
    Measure(
        code="token-index",
        title=_("Token index"),
        formula=_("contributions of fewer people than the threshold (a State in a mission) / contributions"),
        reads=_("Units in theatre; the public record of contributors beside it."),
        beware=_("Observers come alone by nature: a mission of observers has token contributions only."),
        part=Part.PUBLIC,
        scopes=EVERYWHERE,
        context=(Context.STRENGTH,),
        judges=False,
        trend=Trend.STOOD,
        collect=lambda reading: reading.once(public.presences),
        reckon=lambda facts, window, numbers, _reading: token_index(facts, numbers[TOKEN_KEY].integer, window),
        parameters=(TOKEN_KEY,),
        number=_("People"),
    ),
    Measure(
        code="time-to-peak",
        title=_("Time to peak"),
        formula=_("months from the start to the greatest strength of the first three years; that / the ceiling"),
        reads=_("The public record of strengths by month, ceilings of the mandates on record."),
        beware=_("A ceiling on record may be of another day than the peak's mandate; where none is, no share is told."),
        part=Part.PUBLIC,
        scopes=NO_STATE,
        context=(Context.STRENGTH, Context.POSTS),
        trend=Trend.NONE,
        collect=lambda reading: reading.once(public.strength_courses),
        reckon=lambda facts, window, numbers, _reading: peak.time_to_peak(
            facts,
            peak.Expected(
                months=numbers[PEAK_KEYS[0]].integer,
                months_in_africa=numbers[PEAK_KEYS[1]].integer,
                ceiling_percent=float(numbers[PEAK_KEYS[2]].decimal),
                nearly_percent=numbers[PEAK_KEYS[3]].integer,
            ),
            window,
        ),
        parameters=PEAK_KEYS,
        more_is_better=False,
        number=_("Months"),
        decimals=1,
    ),
    Measure(
        code="safety",
        title=_("Safety"),
        formula=_("1,000 x fatalities of uniformed people / person-years, with an exact interval"),
        reads=_("The public record of fatalities and of strengths by month."),
        beware=_("Few deaths: read the interval. The public record does not tell whose fault a death was."),
        part=Part.PUBLIC,
        scopes=NO_STATE,
        context=(Context.STRENGTH, Context.BLOCKS),
        judges=False,
        trend=Trend.HAPPENED,
        collect=lambda reading: reading.once(public.months),
        reckon=lambda facts, window, numbers, _reading: safety(
            facts, numbers[public.SAFETY_KEY].integer, numbers[LEVEL_OF_INTERVALS].integer, window
        ),
        parameters=(public.SAFETY_KEY, LEVEL_OF_INTERVALS),
        more_is_better=False,
        number=_("Fatalities"),
    ),
)  # fmt: skip

MEASURES: Mapping[str, Measure] = MappingProxyType({one.code: one for one in ALL})
"""The measures by code, in the order of the pages."""


def measure_of(code: str) -> Measure:
    """Return a measure by its code. Raises NotFound."""
    if code not in MEASURES:
        raise NotFound(f"There is no measure {code!r}; there are {', '.join(MEASURES)}.")
    return MEASURES[code]


def measures_of(scope: Scope, part: Part | None = None) -> list[Measure]:
    """Return the measures of a scope, those of one part where it is given."""
    return [one for one in ALL if scope in one.scopes and part in (None, one.part)]


def part_of(code: str) -> Part:
    """Return a part by its code. Raises NotFound."""
    if code not in set(Part):
        raise NotFound(f"There is no part {code!r}; there are {', '.join(Part)}.")
    return Part(code)
