"""Addresses of missions and requirements."""

from django.urls import path

from muster.missions import mandate_views, statement_line_views, statement_views, views

urlpatterns = [
    path("", views.requirements, name="requirements"),
    path("new/", views.new_requirement, name="new-requirement"),
    path("workbook/", views.workbook, name="requirements-workbook"),
    path("import/", views.import_requirements, name="import-requirements"),
    path("statements/", statement_views.statements, name="statements"),
    path("statements/new/", statement_views.new_statement, name="new-statement"),
    path("statements/workbook/", statement_views.workbook, name="statements-workbook"),
    path("statements/import/", statement_views.import_statements, name="import-statements"),
    path("statements/<slug:reference>/", statement_views.statement, name="statement"),
    path("statements/<slug:reference>/change/", statement_views.change_statement, name="change-statement"),
    path(
        "statements/<slug:reference>/lists/<slug:list_name>/", statement_line_views.change_list, name="statement-list"
    ),
    path("statements/<slug:reference>/make/", statement_views.make_statement, name="make-statement"),
    path("statements/<slug:reference>/posts/", statement_views.attach_statement, name="attach-statement"),
    path("statements/<slug:reference>/approve/", statement_views.approve_statement, name="approve-statement"),
    path("statements/<slug:reference>/withdraw/", statement_views.withdraw_statement, name="withdraw-statement"),
    path("statements/<slug:reference>/print/<slug:kind>/", statement_views.print_statement, name="print-statement"),
    path("missions/", views.missions, name="missions"),
    path("missions/new/", views.new_mission, name="new-mission"),
    path("missions/<str:acronym>/change/", views.change_mission, name="change-mission"),
    path("missions/<str:acronym>/mandate/", mandate_views.new_mandate, name="new-mandate"),
    path("missions/<str:acronym>/", views.mission, name="mission"),
    path("<slug:reference>/change/", views.change_requirement, name="change-requirement"),
    path("<slug:reference>/stage/", views.change_stage, name="change-requirement-stage"),
]
