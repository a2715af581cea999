"""Addresses of the register."""

from django.urls import path

from muster.pledges import views

urlpatterns = [
    path("", views.pledges, name="pledges"),
    path("new/", views.new_pledge, name="new-pledge"),
    path("workbook/", views.workbook, name="pledges-workbook"),
    path("import/", views.import_pledges, name="import-pledges"),
    path("<slug:reference>/", views.pledge, name="pledge"),
    path("<slug:reference>/change/", views.change_pledge, name="change-pledge"),
    path("<slug:reference>/submit/", views.submit_pledge, name="submit-pledge"),
    path("<slug:reference>/level/", views.change_level, name="change-level"),
]
