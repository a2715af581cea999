"""Addresses of the register."""

from django.urls import path

from muster.pledges.views import backlog, changes, pool, proof, register

urlpatterns = [
    path("", register.pledges, name="pledges"),
    path("new/", register.new_pledge, name="new-pledge"),
    path("workbook/", register.workbook, name="pledges-workbook"),
    path("import/", register.import_pledges, name="import-pledges"),
    path("visits-backlog/", backlog.visits_backlog, name="visits-backlog"),
    path("<slug:reference>/", register.pledge, name="pledge"),
    path("<slug:reference>/change/", register.change_pledge, name="change-pledge"),
    path("<slug:reference>/submit/", register.submit_pledge, name="submit-pledge"),
    path("<slug:reference>/level/", register.change_level, name="change-level"),
    path("<slug:reference>/acknowledge/", proof.acknowledge_pledge, name="acknowledge-pledge"),
    path("<slug:reference>/cap/", proof.set_level_cap, name="set-level-cap"),
    path("<slug:reference>/cap/lift/", proof.lift_level_cap, name="lift-level-cap"),
    path("<slug:reference>/evidence/<slug:level>/<slug:kind>/", proof.hand_in_evidence, name="hand-in-evidence"),
    path("<slug:reference>/evidence/<slug:level>/<slug:kind>/report/", proof.take_report, name="take-report"),
    path("<slug:reference>/evidence/<int:number>/", proof.review_evidence, name="review-evidence"),
    path("<slug:reference>/change-request/", changes.ask_change, name="ask-change"),
    path("<slug:reference>/change-request/<int:number>/decide/", changes.decide_change, name="decide-change"),
    path("<slug:reference>/change-request/<int:number>/take-back/", changes.take_back_change, name="take-back-change"),
    path("<slug:reference>/call/", pool.call_pledge, name="call-pledge"),
    path("<slug:reference>/pool/", pool.move_in_pool, name="move-in-pool"),
]
