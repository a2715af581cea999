"""Addresses of what a unit would earn and cost, and of the annual report."""

from django.urls import URLPattern, path

from muster.reimbursement.views import annual, economics

ONE = "economics/<slug:reference>/"

ECONOMICS: list[URLPattern] = [
    path("annual-report/", annual.annual_report, name="annual-report"),
    path("annual-report/paper/", annual.annual_pdf, name="annual-report-paper"),
    path("annual-report/workbook/", annual.annual_xlsx, name="annual-report-workbook"),
    path("economics/", economics.economics_list, name="economics-list"),
    path("economics/new/", economics.new_economics, name="new-economics"),
    path(ONE, economics.economics, name="economics"),
    path(f"{ONE}months/<int:number>/", economics.economics_month, name="economics-month"),
    path(f"{ONE}what-if/", economics.economics_what_if, name="economics-what-if"),
    path(f"{ONE}write/", economics.write_economics_page, name="write-economics"),
    path(f"{ONE}paper/", economics.economics_pdf, name="economics-paper"),
    path(f"{ONE}workbook/", economics.economics_xlsx, name="economics-workbook"),
]
