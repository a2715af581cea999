"""Loads the demonstration record into the database, through the rooms' own actions, wholly or not at all.

What is there already is left as it is: a second run adds nothing, and what users changed in between stays changed.
"""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field

from django.db import transaction

from muster.demonstration import (
    load_announcements,
    load_calls,
    load_claims,
    load_confirmations,
    load_consultations,
    load_deployments,
    load_dossiers,
    load_economics,
    load_evaluations,
    load_history,
    load_individuals,
    load_inspections,
    load_instruments,
    load_laws,
    load_losses,
    load_mandates,
    load_memoranda,
    load_missions,
    load_packages,
    load_parties,
    load_pledges,
    load_proof,
    load_rates,
    load_recognitions,
    load_selections,
    load_statements,
    load_theatre,
    load_training_catalogue,
    load_training_pool,
    load_units,
    load_visits,
    training_readiness,
)
from muster.demonstration.lines import content_by_pledge
from muster.demonstration.rows import Row, place, read_rows
from muster.kit.table_statistics import renew_table_statistics

Progress = Callable[[str, int, int], None]
"""Called with the file, how many of its rows are done, and how many there are."""


@dataclass
class LoadReport:
    """How many records of each file were entered, and how many were there before."""

    entered: dict[str, int] = field(default_factory=dict)
    present: dict[str, int] = field(default_factory=dict)

    def count(self, name: str, entered: int, total: int) -> None:
        """Add what became of one file."""
        self.entered[name] = entered
        self.present[name] = total - entered

    @property
    def entered_total(self) -> int:
        """Return how many records were entered."""
        return sum(self.entered.values())


def load(progress: Progress | None = None) -> LoadReport:
    """Load the record in one transaction. Raises Refused, naming file and line, and then leaves nothing behind."""
    report = LoadReport()
    tell = progress or _silent
    with transaction.atomic():
        _load_whole("states", load_parties.load_states, report, tell)
        _load_file("organisations", _with(load_parties.load_organisation, load_parties.known_codes()), report, tell)
        _load_whole("missions", load_parties.load_missions, report, tell)
        _load_file("accounts", _with(load_parties.load_account, load_parties.known_usernames()), report, tell)
        _load_mission_files(report, tell)
        _load_statement_files(report, tell)
        _load_unit_files(report, tell)
        _load_pledge_files(report, tell)
        _load_register_files(report, tell)
        _load_proof_files(report, tell)
        _load_generation_files(report, tell)
        _load_file("stays", _with(load_deployments.load_stay, load_deployments.known_stays()), report, tell)
        _load_file("arrivals", _with(load_deployments.load_arrival, load_deployments.known_arrivals()), report, tell)
        _load_theatre_files(report, tell)
        _load_selection_files(report, tell)
        _load_call_files(report, tell)
        _load_individual_files(report, tell)
        _load_inspection_files(report, tell)
        _load_file("rate_editions", load_rates.Editions().load_edition, report, tell)
        _load_memorandum_files(report, tell)
        _load_loss_files(report, tell)
        _load_training_files(report, tell)
        _load_recognition_files(report, tell)
        _load_readiness_files(report, tell)
        _load_claim_files(report, tell)
        _load_economics_files(report, tell)
        _load_history_files(report, tell)
        _load_decision_files(report, tell)
        renew_table_statistics()
    return report


def _load_decision_files(report: LoadReport, tell: Progress) -> None:
    """Load mandates' details and law, then what rests on them: dossiers and consultations."""
    for part in (load_mandates, load_laws, load_dossiers, load_consultations):
        for name, make in part.FILES:
            _load_file(name, make(), report, tell)


def _load_history_files(report: LoadReport, tell: Progress) -> None:
    """Load what States record of their own history."""
    points, known = load_evaluations.rows_by("history_points", "entry"), load_history.known_history()
    _load_file("history_entries", lambda row: load_history.load_history(row, known, points), report, tell)


def _load_claim_files(report: LoadReport, tell: Progress) -> None:
    """Load illustrative claims with what settles them; memoranda are on record by then."""
    _load_file("claims", _with(load_claims.load_claim, load_claims.known_claims()), report, tell)
    _load_file("claim_payments", _with(load_claims.load_payment, load_claims.known_payments()), report, tell)
    _load_file("state_debts", _with(load_claims.load_debt, load_claims.known_debts()), report, tell)


def _load_theatre_files(report: LoadReport, tell: Progress) -> None:
    """Load blocks of missions, and deployed units with their tours, strength, places and legal bases."""
    _load_file("blocks", _with(load_theatre.load_block, load_theatre.known_blocks()), report, tell)
    units = load_theatre.known_deployed_units()
    _load_file("deployed_units", _with(load_theatre.load_deployed_unit, units), report, tell)
    _load_file("tour_steps", _with(load_theatre.load_tour_step, load_theatre.units_with_tours()), report, tell)
    _load_file("strength_reports", _with(load_theatre.load_report, load_theatre.known_reports()), report, tell)
    _load_file("unit_locations", _with(load_theatre.load_place, load_theatre.known_places()), report, tell)
    _load_file("legal_bases", _with(load_theatre.load_basis, load_theatre.known_bases()), report, tell)


def _load_individual_files(report: LoadReport, tell: Progress) -> None:
    """Load posts that one person fills, persons, their tours, requests with nominees, and bars."""
    individuals = load_individuals.Individuals()
    nominees: dict[str, list[Row]] = defaultdict(list)
    for row in read_rows("nominees"):
        nominees[row["request"]].append(row)
    _load_file("individual_posts", individuals.load_post, report, tell)
    _load_file("individuals", individuals.load_person, report, tell)
    _load_file("individual_tours", individuals.load_tour, report, tell)
    _load_file(
        "personnel_requests", lambda row: individuals.load_request(row, nominees[row["reference"]]), report, tell
    )
    _load_file("service_bars", individuals.load_bar, report, tell)
    asked, camps = load_training_pool.known_requirements(), load_training_pool.known_camps()
    _load_file("training_national_requirements", _with(load_training_pool.load_requirement, asked), report, tell)
    _load_file("training_camps", _with(load_training_pool.load_camp, camps), report, tell)
    _load_file("training_pool", lambda row: load_training_pool.load_place(row, individuals.persons), report, tell)


def _load_selection_files(report: LoadReport, tell: Progress) -> None:
    """Load requests with their offers, and what was selected."""
    requests, selections = load_selections.known_requests(), load_selections.known_selections()
    _load_file("force_requests", _with(load_selections.load_request, requests), report, tell)
    _load_file("force_selections", _with(load_selections.load_selection, selections), report, tell)


def _load_call_files(report: LoadReport, tell: Progress) -> None:
    """Load calls and drills with their play-book, bridges, and deviations under negotiation."""
    _load_file("rapid_calls", _with(load_calls.load_call, load_calls.known_calls()), report, tell)
    _load_file("call_steps", _with(load_calls.load_step, load_calls.known_steps()), report, tell)
    _load_file("bridges", _with(load_calls.load_bridge, load_calls.known_bridges()), report, tell)
    _load_file("deviations", _with(load_calls.load_deviation, load_calls.known_deviations()), report, tell)


def _load_inspection_files(report: LoadReport, tell: Progress) -> None:
    """Load inspections, monthly reports and discrepancies of units in theatre, evaluations and plans to do better."""
    lines, known = load_inspections.lines_by_unit(), load_inspections.known_inspections()
    _load_file("inspections", lambda row: load_inspections.load_inspection(row, known, lines), report, tell)
    discrepancies = load_inspections.known_discrepancies()
    _load_file("inspection_discrepancies", _with(load_inspections.load_discrepancy, discrepancies), report, tell)
    standards, rated = (
        load_evaluations.rows_by("evaluated_standards", "evaluation"),
        load_evaluations.known_evaluations(),
    )
    _load_file("evaluations", lambda row: load_evaluations.load_evaluation(row, rated, standards), report, tell)
    measures, planned = load_evaluations.rows_by("improvement_measures", "plan"), load_evaluations.known_plans()
    _load_file("improvement_plans", lambda row: load_evaluations.load_plan(row, planned, measures), report, tell)


def _load_loss_files(report: LoadReport, tell: Progress) -> None:
    """Load the rules that are switched for statements, and losses with their items."""
    items, losses = load_evaluations.rows_by("loss_items", "loss"), load_losses.known_losses()
    switches = load_losses.known_adjustments()
    _load_file("adjustment_switches", _with(load_losses.load_adjustment, switches), report, tell)
    _load_file("losses", lambda row: load_losses.load_loss(row, losses, items), report, tell)


def _load_memorandum_files(report: LoadReport, tell: Progress) -> None:
    """Load mission factors, and memoranda with their amendments and lines."""
    _load_file("mission_factors", _with(load_memoranda.load_factors, load_memoranda.known_factors()), report, tell)
    _load_file("memorandum_versions", load_memoranda.Memoranda().load_version, report, tell)


def _load_recognition_files(report: LoadReport, tell: Progress) -> None:
    """Load recognitions of courses with their visits; the courses are on record by then."""
    parts = load_recognitions.RecognitionParts(
        load_evaluations.rows_by("recognition_stages", "case"),
        load_evaluations.rows_by("recognition_evidence", "case"),
        load_evaluations.rows_by("recognition_verdicts", "case"),
    )
    observed = load_recognitions.known_recognition_visits()
    cases = load_recognitions.known_recognition_cases()
    _load_file("recognition_visits", _with(load_recognitions.load_recognition_visit, observed), report, tell)
    _load_file(
        "recognition_cases",
        lambda row: load_recognitions.load_recognition_case(row, cases, parts),
        report,
        tell,
    )


def _load_readiness_files(report: LoadReport, tell: Progress) -> None:
    """Load an illustrative roster of a rotation to come, and offers of training."""
    rosters = training_readiness.known_rosters()
    _load_file("training_rosters", _with(training_readiness.load_place, rosters), report, tell)
    _load_file("training_offers", _with(training_readiness.load_offer, training_readiness.known_offers()), report, tell)


def _load_economics_files(report: LoadReport, tell: Progress) -> None:
    """Load what a unit would earn and cost as its State reckons it."""
    lines, known = load_economics.EconomicsLines(), load_economics.known_economics()
    _load_file("economics_units", lambda row: load_economics.load_calculation(row, known, lines), report, tell)


def _load_mission_files(report: LoadReport, tell: Progress) -> None:
    """Load operations of others, mandates, requirements with their posts, limits and pairs."""
    posts, known = load_missions.posts_by_requirement(), load_missions.known_requirements()
    for name, make in load_mandates.EARLY_FILES:
        _load_file(name, make(), report, tell)
    _load_file(
        "requirements", lambda row: load_missions.load_requirement(row, known, posts[row["reference"]]), report, tell
    )
    _load_file("arrival_limits", _with(load_missions.load_limit, load_missions.known_limits()), report, tell)
    _load_file("incompatible_pairs", _with(load_missions.load_pair, load_missions.known_pairs()), report, tell)


def _load_statement_files(report: LoadReport, tell: Progress) -> None:
    """Load generic statements of unit requirement with their lines, and those that were made from them."""
    lines, known = load_statements.lines_by_statement(), load_statements.known_statements()
    _load_file("statements", lambda row: load_statements.load_statement(row, known, lines), report, tell)
    _load_file("statements_made", _with(load_statements.load_made, known), report, tell)


def _load_pledge_files(report: LoadReport, tell: Progress) -> None:
    """Load acts, pledges with their caveats, and level events."""
    caveats, known = load_pledges.caveats_by_pledge(), load_pledges.known_pledges()
    pools, contents = content_by_pledge(["pool"]), content_by_pledge()
    _load_file("acts", _with(load_pledges.load_act, load_pledges.known_acts()), report, tell)
    _load_file(
        "pledges", lambda row: load_pledges.load_pledge(row, known, pools, caveats[row["reference"]]), report, tell
    )
    changes = load_pledges.known_changes()
    _load_file("pledge_changes", lambda row: load_pledges.load_change(row, changes, contents), report, tell)
    _load_file("partner_notes", _with(load_pledges.load_note, load_pledges.known_notes()), report, tell)
    _load_file("level_events", _with(load_pledges.load_level, load_pledges.known_levels()), report, tell)


def _load_unit_files(report: LoadReport, tell: Progress) -> None:
    """Load national units with their profiles, certificates and common service."""
    _load_file("units", _with(load_units.load_unit, load_units.known_units()), report, tell)
    _load_file("profiles", _with(load_units.load_profile, load_units.known_profiles()), report, tell)
    _load_file("certifications", _with(load_units.load_certification, load_units.known_certifications()), report, tell)
    _load_file("shared_services", _with(load_units.load_service, load_units.known_services()), report, tell)


def _load_register_files(report: LoadReport, tell: Progress) -> None:
    """Load announcements, force packages, and the confirmations that keep the register alive."""
    slots, packages = load_packages.slots_by_package(), load_packages.known_packages()
    cycles = read_rows("confirmation_cycles")
    announced = load_announcements.known_announcements()
    _load_file("announcements", _with(load_announcements.load_announcement, announced), report, tell)
    _load_file("packages", lambda row: load_packages.load_package(row, packages, slots[row["reference"]]), report, tell)
    _load_file("confirmation_cycles", lambda row: load_confirmations.load_cycle(row, cycles), report, tell)


def _load_proof_files(report: LoadReport, tell: Progress) -> None:
    """Load visits, and on what levels rest: caps, evidence, changes asked for."""
    parts, visits = load_visits.parts_by_visit(), load_visits.known_visits()
    requests = load_proof.known_change_requests()
    _load_file("visits", lambda row: load_visits.load_visit(row, visits, parts), report, tell)
    _load_file("level_caps", _with(load_proof.load_cap, load_proof.known_caps()), report, tell)
    _load_file("evidence", _with(load_proof.load_evidence, load_proof.known_evidence()), report, tell)
    _load_file("change_requests", _with(load_proof.load_change_request, requests), report, tell)


def _load_generation_files(report: LoadReport, tell: Progress) -> None:
    """Load cases with their load lists and clearances, their instruments and movements."""
    known = load_instruments.known_instruments()
    _load_file("generation_cases", _with(load_instruments.load_case, load_instruments.known_cases()), report, tell)
    _load_file("instruments", _with(load_instruments.load_instrument, known), report, tell)
    _load_file("movements", _with(load_instruments.load_movement, load_instruments.known_movements()), report, tell)
    _load_file("case_steps", _with(load_instruments.load_step, load_instruments.known_steps()), report, tell)


def _with(enter: Callable[[Row, set], bool], known: set) -> Callable[[Row], bool]:  # type: ignore[type-arg]
    """Return the step of a row, given what is known already."""
    return lambda row: enter(row, known)


def _load_whole(name: str, enter: Callable[[], tuple[int, int]], report: LoadReport, tell: Progress) -> None:
    """Load what comes from a reference table rather than from a file of the record."""
    entered, total = enter()
    report.count(name, entered, total)
    tell(name, total, total)


def _load_file(name: str, enter: Callable[[Row], bool], report: LoadReport, tell: Progress) -> None:
    """Load one file row by row."""
    rows = read_rows(name)
    entered = 0
    for number, row in enumerate(rows, start=1):
        with place(row):
            entered += enter(row)
        tell(name, number, len(rows))
    report.count(name, entered, len(rows))


def _silent(name: str, done: int, total: int) -> None:
    """Tell nobody."""


def _load_training_files(report: LoadReport, tell: Progress) -> None:
    """Load standards with their lines, courses with their lessons, instructors, sessions and their participants."""
    lines = load_training_catalogue.rows_by("training_standard_lines", "standard", "version")
    versions = load_training_catalogue.known_versions()
    _load_file(
        "training_standards", lambda row: load_training_catalogue.load_version(row, versions, lines), report, tell
    )
    lessons, courses = (
        load_training_catalogue.rows_by("training_lessons", "course"),
        load_training_catalogue.known_courses(),
    )
    _load_file("training_courses", lambda row: load_training_catalogue.load_course(row, courses, lessons), report, tell)
    sessions = load_training_catalogue.Sessions()
    _load_file("training_instructors", sessions.load_instructor, report, tell)
    _load_file("training_sessions", sessions.load_session, report, tell)
    _load_file("training_participants", sessions.load_participant, report, tell)
