"""Addresses of fits; mounted under the requirements."""

from django.urls import path

from muster.matching import views

urlpatterns = [
    path("posts/<slug:post>/", views.post_fits, name="post-fits"),
    path("deviations/<int:number>/decide/", views.decide_deviation, name="decide-deviation"),
    path("deviations/<int:number>/withdraw/", views.withdraw_deviation, name="withdraw-deviation"),
    path("<slug:statement>/<slug:pledge>/", views.statement_fit, name="statement-fit"),
    path("<slug:statement>/<slug:pledge>/files/<str:name>", views.statement_fit_file, name="statement-fit-file"),
    path("<slug:statement>/<slug:pledge>/deviations/new/", views.propose_deviation, name="propose-deviation"),
]
