"""Addresses of the catalogue: standards, courses, sessions, enrolment."""

from django.urls import URLPattern, path

from muster.training.views import catalogue, sessions

COURSE, SESSION = "courses/<slug:reference>/", "sessions/<slug:reference>/"
STANDARD, INSTRUCTOR = "standards/<slug:standard>/<slug:version>/", "instructors/<int:number>/"
ENROLMENT = "enrolments/<int:number>/"

CATALOGUE: list[URLPattern] = [
    path("", catalogue.training, name="training"),
    path("standards/", catalogue.standards, name="training-standards"),
    path("standards/new/", catalogue.new_standard, name="new-standard"),
    path(STANDARD, catalogue.standard, name="training-standard"),
    path(f"{STANDARD}lines/", catalogue.write_standard, name="write-standard"),
    path(f"{STANDARD}workbook/", catalogue.standard_workbook, name="standard-workbook"),
    path(f"{STANDARD}import/", catalogue.import_standard, name="import-standard"),
    path("instructors/", catalogue.instructors, name="training-instructors"),
    path("instructors/new/", catalogue.new_instructor, name="new-instructor"),
    path(INSTRUCTOR, catalogue.instructor, name="training-instructor"),
    path(f"{INSTRUCTOR}qualifications/new/", catalogue.qualify_instructor, name="qualify-instructor"),
    path(f"{INSTRUCTOR}end/", catalogue.end_instructor, name="end-instructor"),
    path("sessions/", sessions.sessions, name="training-sessions"),
    path(SESSION, sessions.session, name="training-session"),
    path(f"{SESSION}change/", sessions.change_session, name="change-session"),
    path(f"{SESSION}step/<slug:stage>/", sessions.step_session, name="step-session"),
    path(f"{SESSION}apply/", sessions.apply_for_seat, name="apply-for-seat"),
    path(f"{SESSION}participants/", sessions.participants_workbook, name="participants-workbook"),
    path(f"{SESSION}participants/import/", sessions.import_participants, name="import-participants"),
    path(f"{SESSION}results/", sessions.enter_results, name="enter-results"),
    path(f"{SESSION}results/workbook/", sessions.results_workbook, name="results-workbook"),
    path(f"{SESSION}results/import/", sessions.import_results, name="import-results"),
    path(f"{SESSION}feedback/", sessions.give_feedback, name="give-feedback"),
    path(ENROLMENT, sessions.enrolment, name="enrolment"),
    path(f"{ENROLMENT}step/<slug:stage>/", sessions.step_enrolment, name="step-enrolment"),
    path("courses/new/", catalogue.new_course, name="new-course"),
    path(COURSE, catalogue.course, name="course"),
    path(f"{COURSE}change/", catalogue.change_course, name="change-course"),
    path(f"{COURSE}step/<slug:stage>/", catalogue.step_course, name="step-course"),
    path(f"{COURSE}curriculum/", catalogue.write_curriculum, name="write-curriculum"),
    path(f"{COURSE}curriculum/workbook/", catalogue.curriculum_workbook, name="curriculum-workbook"),
    path(f"{COURSE}curriculum/import/", catalogue.import_curriculum, name="import-curriculum"),
    path(f"{COURSE}sessions/new/", sessions.new_session, name="new-session"),
]
