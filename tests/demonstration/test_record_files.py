"""The files of the record: every row says where it comes from, and none passes an invention off as a fact."""

from datetime import date
from pathlib import Path

import pytest

from muster.demonstration.rows import Row, place, read_rows, record_folder
from muster.kit.errors import Refused
from muster.kit.standing import Standing
from muster.reference.unit_types import unit_types

FILES = sorted(path.name.removesuffix(".csv") for path in record_folder().iterdir() if path.name.endswith(".csv"))
LONGEST_SOURCE = 300
OURS = ("Muster demonstration", "Inference of Muster")
NAMED_SOURCES = (
    "S12",
    "S20",
    "S27",
    "S28",
    "S3",
    "S43",
    "S46",
    "S48",
    "S49",
    "S50",
    "seed00",
    "Security Council resolutions",
    "Background",
)


def rows_of_all_files() -> list[Row]:
    return [row for name in FILES for row in read_rows(name)]


def test_every_file_of_the_record_is_there() -> None:
    assert set(FILES) == {
        "accounts", "act_ceilings", "acts", "adjustment_switches", "agreed_equipment", "agreed_services",
        "allowed_tasks", "announcements", "arrival_limits", "arrivals", "assessment_evidence", "assessments",
        "blocks", "bridges", "call_steps", "case_steps", "caveats", "certifications", "change_requests",
        "claim_payments", "claims", "confirmation_cycles", "consultation_commitments", "consultation_documents",
        "consultation_outcomes", "consultation_participants", "consultation_positions", "consultation_questions",
        "consultation_steps", "consultation_traces", "consultations", "contributions", "decision_bodies",
        "deployed_units", "deviations", "dossiers", "economics_costs", "economics_equipment", "economics_services",
        "economics_units", "equipment", "evaluated_standards", "evaluations", "evidence", "finding_steps",
        "findings", "force_offers", "force_requests", "force_selections", "generation_cases", "history_entries",
        "history_points", "improvement_measures", "improvement_plans", "incompatible_pairs", "individual_posts",
        "individual_tours", "individuals", "inspected_lines", "inspection_discrepancies", "inspections",
        "instruments", "legal_bases", "level_caps", "level_events", "loss_items", "losses", "mandated_tasks",
        "mandates", "memoranda", "memorandum_versions", "mission_classifications", "mission_conditions",
        "mission_factors", "movements", "national_laws", "nominees", "operations", "organisations", "package_slots",
        "packages", "partner_notes", "personnel_requests", "pledge_changes", "pledge_details", "pledges",
        "pool_lines", "posts", "profiles", "rapid_calls", "rate_editions", "rate_rows", "recognition_cases",
        "recognition_evidence", "recognition_stages", "recognition_verdicts", "recognition_visits", "requirements",
        "self_sustainment", "service_bars", "shared_services", "sign_offs", "state_debts", "state_interests",
        "statement_capabilities", "statement_equipment", "statement_posts", "statement_self_sustainment",
        "statement_substitutes", "statement_tasks", "statements", "statements_made", "stays", "strength_reports",
        "sub_units", "tour_steps", "training_camps", "training_courses", "training_instructors", "training_lessons",
        "training_national_requirements", "training_offers", "training_participants", "training_pool",
        "training_rosters", "training_sessions", "training_standard_lines", "training_standards", "unit_locations",
        "unit_posts", "units", "visit_outcomes", "visit_steps", "visits",
    }  # fmt: skip


@pytest.mark.parametrize("name", FILES)
def test_every_row_has_a_source_and_a_standing(name: str) -> None:
    rows = read_rows(name)
    assert rows
    for row in rows:
        assert 0 < len(row["source"]) <= LONGEST_SOURCE, f"{row.file}.csv, line {row.line}"
        assert row.standing in Standing


def test_what_we_made_up_is_marked_illustrative() -> None:
    unmarked = [
        f"{row.file}.csv, line {row.line}"
        for row in rows_of_all_files()
        if row["source"].startswith(OURS) and row.standing != Standing.ILLUSTRATIVE
    ]
    assert unmarked == []


def test_what_is_not_illustrative_names_a_published_source() -> None:
    without = [
        f"{row.file}.csv, line {row.line}: {row['source']}"
        for row in rows_of_all_files()
        if row.standing != Standing.ILLUSTRATIVE and not row["source"].startswith(NAMED_SOURCES)
    ]
    assert without == []


def test_posts_and_caveats_belong_to_a_requirement_and_a_pledge_of_the_record() -> None:
    requirements = {row["reference"] for row in read_rows("requirements")}
    pledges = {row["reference"] for row in read_rows("pledges")}
    assert {row["requirement"] for row in read_rows("posts")} == requirements
    assert {row["pledge"] for row in read_rows("caveats")} <= pledges
    assert {row["pledge"] for row in read_rows("level_events")} <= pledges


def test_all_five_kinds_of_caveat_and_all_levels_are_in_use() -> None:
    kinds = {row["kind"] for row in read_rows("caveats")}
    assert kinds == {"excluded-mission", "excluded-region", "excluded-task", "maximum-stay", "needed-partner"}
    assert {row["level"] for row in read_rows("level_events")} == {"L1", "L2", "L3", "RDL", "lapsed"}
    assert {row["submitted"] for row in read_rows("pledges")} == {"yes", "no"}


def test_at_least_three_requirements_are_held_by_two_states_at_a_time() -> None:
    shared = {row["reference"] for row in read_rows("requirements") if row.integer("maximum_states") >= 2}
    state_of = {row["reference"]: row["state"] for row in read_rows("pledges")}
    requirement_of = {row["reference"]: row["requirement"] for row in read_rows("posts")}
    holders: dict[str, set[str]] = {}
    for stay in read_rows("stays"):
        holders.setdefault(requirement_of[stay["post"]], set()).add(state_of[stay["pledge"]])
    together = {reference for reference, states in holders.items() if len(states) >= 2}
    assert len(together & shared) >= 3


def test_unit_types_of_posts_and_pledges_are_those_of_the_catalogue() -> None:
    known = {kind.code for kind in unit_types()}
    used = {row["unit_type"] for name in ("posts", "pledges") for row in read_rows(name)}
    assert used <= known


def test_a_damaged_row_is_refused_with_file_and_line(tmp_path: Path) -> None:
    (tmp_path / "stays.csv").write_text("pledge,post\nA,B\nC\n", encoding="utf-8")
    with pytest.raises(Refused, match=r"^stays\.csv, line 3: the row has not the 2 cells"):
        read_rows("stays", tmp_path)


@pytest.mark.parametrize(
    ("column", "words"),
    [("strength", "'many' is no whole number"), ("known_from", "'soon' is no date"), ("is_lead", "neither yes nor no")],
)
def test_a_cell_that_cannot_be_read_is_refused_with_file_line_and_column(column: str, words: str) -> None:
    row = Row("posts", 7, {"strength": "many", "known_from": "soon", "is_lead": "perhaps"})
    read = {"strength": row.integer, "known_from": row.day, "is_lead": row.truth}[column]
    with pytest.raises(Refused, match=rf"^posts\.csv, line 7: column '{column}': .*{words}"), place(row):
        read(column)


def test_what_was_known_never_precedes_what_was_published_of_kazakhstan() -> None:
    for row in read_rows("arrivals"):
        assert row.day("known_from") >= row.day("arrived_on")
    known = {row["reference"]: row.day("known_from") for row in read_rows("pledges")}
    assert known["KAZ-INF-COY-UNIFIL"] == date(2017, 10, 5)
    assert known["KAZ-RES-COY-UNDOF"] == date(2024, 1, 19)
