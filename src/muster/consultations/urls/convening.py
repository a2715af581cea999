"""Addresses of the calendar and of convening a consultation."""

from django.urls import URLPattern, path

from muster.consultations.views import convening, files, lines, steps

urlpatterns: list[URLPattern] = [
    path("", convening.calendar_page, name="consultations"),
    path("list/", convening.consultation_list, name="consultation-list"),
    path("measures/", convening.measures, name="consultation-measures"),
    path("new/", convening.new_consultation, name="new-consultation"),
    path("<slug:reference>/", convening.consultation, name="consultation"),
    path("<slug:reference>/change/", convening.change, name="change-consultation"),
    path("<slug:reference>/open/", convening.open_, name="open-consultation"),
    path("<slug:reference>/close/", convening.close, name="close-consultation"),
    path("<slug:reference>/cancel/", convening.cancel, name="cancel-consultation"),
    path("<slug:reference>/steps/<slug:kind>/", steps.hold, name="hold-step"),
    path("<slug:reference>/agenda/", lines.agenda, name="write-agenda"),
    path("<slug:reference>/agenda/propose/", lines.propose, name="propose-agenda"),
    path("<slug:reference>/pack/", lines.pack, name="write-pack"),
    path("<slug:reference>/pack/<int:number>/", steps.deliver, name="deliver-document"),
    path("<slug:reference>/participants/add/", lines.add, name="add-consulted"),
    path("<slug:reference>/participants/compute/", lines.refresh, name="refresh-consulted"),
    path("<slug:reference>/participants/<str:code>/remove/", lines.remove, name="remove-consulted"),
    path("<slug:reference>/print/<slug:kind>/", files.print_consultation, name="print-consultation"),
    path("<slug:reference>/days/", files.days, name="consultation-days"),
    path("<slug:reference>/workbook/", files.workbook, name="consultation-workbook"),
    path("<slug:reference>/import/", files.import_consultation, name="import-consultation"),
]
