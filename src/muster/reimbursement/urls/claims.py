"""Addresses of claims, payments, debts, arrears and accounts. Those of one claim come last."""

from django.urls import URLPattern, path

from muster.reimbursement.views import claims, settlements

CLAIMS: list[URLPattern] = [
    path("claims/", claims.claims, name="claims"),
    path("claims/due/", claims.due, name="claims-due"),
    path("claims/new/", claims.draw_up, name="draw-up-claim"),
    path("claims/<slug:reference>/", claims.claim, name="claim"),
    path("claims/<slug:reference>/lines/<int:number>/", claims.line, name="claim-line"),
    path("claims/<slug:reference>/paper/", claims.paper, name="claim-paper"),
    path("claims/<slug:reference>/workbook/", claims.workbook, name="claim-workbook"),
    path("claims/<slug:reference>/set-off/", settlements.set_off, name="set-off-debt"),
    path("claims/<slug:reference>/supplement/", claims.supplement, name="supplement-claim"),
    path("claims/<slug:reference>/<slug:stage>/", claims.step, name="step-claim"),
    path("payments/", settlements.payments, name="payments"),
    path("payments/new/", settlements.enter_payment, name="enter-payment"),
    path("payments/<slug:reference>/", settlements.payment, name="payment"),
    path("debts/", settlements.debts, name="state-debts"),
    path("debts/new/", settlements.enter_state_debt, name="enter-debt"),
    path("debts/<slug:reference>/", settlements.debt, name="state-debt"),
    path("arrears/", settlements.arrears, name="arrears"),
    path("accounts/<str:state>/", settlements.account, name="state-account"),
]
