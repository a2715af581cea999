"""Addresses of what States bring into a consultation, and of its trace."""

from django.urls import URLPattern, path

from muster.consultations.views import contribution_traces, contributions

OF_ONE = "<slug:reference>/"
QUESTION = "<slug:reference>/questions/<slug:question>/"
POSITION = "<slug:reference>/positions/<slug:position>/"

urlpatterns: list[URLPattern] = [
    path("inputs/", contributions.inputs, name="consultation-inputs"),
    path("inputs/workbook/", contributions.inputs_workbook, name="inputs-workbook"),
    path("inputs/import/", contributions.import_inputs, name="import-inputs"),
    path("commitments/", contributions.commitments, name="consultation-commitments"),
    path(f"{OF_ONE}contributions/", contributions.contributions, name="consultation-contributions"),
    path(f"{OF_ONE}questions/new/", contributions.ask, name="ask-question"),
    path(QUESTION, contributions.question, name="consultation-question"),
    path(f"{QUESTION}answer/", contributions.answer, name="answer-question"),
    path(f"{QUESTION}share/", contributions.share_question, name="share-question"),
    path(f"{OF_ONE}positions/new/", contributions.write_position, name="write-position"),
    path(POSITION, contributions.position, name="consultation-position"),
    path(f"{POSITION}change/", contributions.revise_position, name="revise-position"),
    path(f"{POSITION}trace/", contribution_traces.record_trace, name="trace-position"),
    path(f"{POSITION}comment/", contribution_traces.comment, name="comment-on-trace"),
    path(f"{POSITION}submit/", contributions.step_position, {"step": "submit"}, name="submit-position"),
    path(f"{POSITION}share/", contributions.step_position, {"step": "share"}, name="share-position"),
    path(f"{POSITION}withdraw/", contributions.step_position, {"step": "withdraw"}, name="withdraw-position"),
    path(f"{OF_ONE}trace/", contribution_traces.trace, name="consultation-trace"),
    path(f"{OF_ONE}trace/paper/", contribution_traces.trace_paper, name="input-trace-paper"),
    path(f"{OF_ONE}commitments/new/", contributions.record_commitment, name="record-commitment"),
    path(
        f"{OF_ONE}commitments/<int:number>/done/", contributions.commitment_done, name="commitment-done"
    ),
]  # fmt: skip
