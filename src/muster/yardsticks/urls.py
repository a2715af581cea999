"""Addresses of papers."""

from django.urls import path

from muster.yardsticks import views

urlpatterns = [
    path("", views.papers, name="papers"),
    path("now/", views.paper_now, name="paper-now"),
    path("now/files/<str:name>", views.paper_now_file, name="paper-now-file"),
    path("draft/", views.draft_paper, name="draft-paper"),
    path("<slug:reference>/", views.paper, name="paper"),
    path("<slug:reference>/issue/", views.issue_paper, name="issue-paper"),
    path("<slug:reference>/files/<str:name>", views.paper_file_of, name="paper-file"),
]
