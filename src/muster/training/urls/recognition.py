"""Addresses of the recognition of courses."""

from django.urls import URLPattern, path

from muster.training.views import recognition_cases as cases
from muster.training.views import recognition_certificates as certificates
from muster.training.views import recognition_coverage as coverage

RECOGNITION: list[URLPattern] = [
    path("verify/", certificates.verify, name="verify"),
    path("verify/<str:number>/", certificates.verify_number, name="verify-recognition"),
    path("recognition/", cases.recognition_cases, name="recognition-cases"),
    path("recognition/apply/", cases.apply, name="apply-for-recognition"),
    path("recognition/findings/<slug:reference>/", cases.finding, name="recognition-finding"),
    path("recognition/findings/<slug:reference>/<slug:standing>/", cases.finding_step, name="step-recognition-finding"),
    path("recognition/<slug:reference>/", cases.recognition_case, name="recognition-case"),
    path("recognition/<slug:reference>/step/<slug:stage>/", cases.step, name="step-recognition"),
    path("recognition/<slug:reference>/evidence/", cases.hand_in, name="hand-in-recognition-evidence"),
    path("recognition/<slug:reference>/evidence/<int:number>/", cases.judge, name="judge-evidence"),
    path("recognition/<slug:reference>/review/", cases.review, name="review-lines"),
    path("recognition/<slug:reference>/coverage/workbook/", coverage.coverage_workbook, name="coverage-workbook"),
    path("recognition/<slug:reference>/coverage/import/", coverage.import_coverage, name="import-coverage"),
    path("recognition/<slug:reference>/finding/", cases.new_finding, name="new-recognition-finding"),
    path("recognition/<slug:reference>/comment/", cases.comment, name="comment-on-recognition"),
    path("recognition/<slug:reference>/visit/", cases.arrange_visit, name="arrange-recognition-visit"),
    path("recognition/<slug:reference>/sign/", certificates.sign, name="sign-recognition"),
    path("certificates/", certificates.course_recognitions, name="course-recognitions"),
    path("certificates/due/", certificates.due, name="course-recognitions-due"),
    path("certificates/<slug:number>/", certificates.certificate, name="course-recognition"),
    path("certificates/<slug:number>/paper/", certificates.paper, name="recognition-paper"),
    path("certificates/<slug:number>/revoke/", certificates.revoke, name="revoke-recognition"),
]
