"""Addresses of rosters and the training state of rotations."""

from django.urls import URLPattern, path

from muster.training.views import certifications, readiness

ROTATION = "readiness/<slug:unit>/<slug:rotation>"
CERTIFICATION = "certifications/<slug:reference>"
READINESS: list[URLPattern] = [
    path("readiness/", readiness.states, name="training-states"),
    path("readiness/plan/", readiness.plan_of_state, name="training-plan-of-state"),
    path("readiness/plan/apply/", readiness.apply_for_state, name="apply-for-planned-seats"),
    path("readiness/required/", readiness.required, name="required-training"),
    path("readiness/required/new/", readiness.ask, name="ask-for-training"),
    path("readiness/required/<int:number>/end/", readiness.end, name="end-required-training"),
    path("readiness/roster-form/", readiness.roster_template, name="roster-template"),
    path(f"{ROTATION}/", readiness.rotation, name="rotation-training"),
    path(f"{ROTATION}/paper/", readiness.paper, name="rotation-training-paper"),
    path(f"{ROTATION}/plan/", readiness.plan, name="training-plan"),
    path(f"{ROTATION}/plan/apply/", readiness.apply_for_rotation, name="apply-for-seats-of-rotation"),
    path(f"{ROTATION}/roster/name/", readiness.name_on_roster, name="name-on-roster"),
    path(f"{ROTATION}/roster/import/", readiness.import_roster, name="import-roster"),
    path(f"{ROTATION}/roster/workbook/", readiness.roster_workbook, name="roster-workbook"),
    path(f"{ROTATION}/roster/<int:number>/take-off/", readiness.take_off, name="take-off-roster"),
    path(f"{ROTATION}/certify/", certifications.draft, name="draft-certification"),
    path("certifications/", certifications.certifications, name="training-certifications"),
    path(f"{CERTIFICATION}/", certifications.certification, name="training-certification"),
    path(f"{CERTIFICATION}/paper/", certifications.paper, name="certification-paper"),
    path(f"{CERTIFICATION}/change/", certifications.change, name="change-certification"),
    path(f"{CERTIFICATION}/sign/", certifications.sign, name="sign-certification"),
    path(f"{CERTIFICATION}/revoke/", certifications.revoke, name="revoke-certification"),
]
