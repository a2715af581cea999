"""Addresses of force generation."""

from django.urls import URLPattern, path

from muster.generation.views import (
    arrivals,
    blocks,
    board,
    bridging,
    build_up,
    calendar,
    calls,
    cases,
    clearances,
    comparison,
    handover,
    hindsight,
    instruments,
    letters,
    load_list,
    movements,
    offer,
    playbook,
    pre_deployment,
    request,
    request_steps,
    selection,
    selection_bar,
)

CASE = "cases/<slug:case>/"
INSTRUMENT = f"{CASE}instruments/<slug:reference>/"

instrument_patterns: list[URLPattern] = [
    path(f"{CASE}instruments/", instruments.instruments, name="case-instruments"),
    path(f"{CASE}instruments/new/", instruments.new_instrument, name="instrument-new"),
    path(INSTRUMENT, instruments.instrument, name="instrument"),
    path(f"{INSTRUMENT}change/", instruments.change_instrument, name="instrument-change"),
    path(f"{INSTRUMENT}lines/", instruments.lines, name="instrument-lines"),
    path(f"{INSTRUMENT}step/", instruments.step, name="instrument-step"),
    path(f"{INSTRUMENT}paper/<str:form>/", instruments.paper, name="instrument-paper"),
]

case_patterns: list[URLPattern] = [
    path("", cases.cases, name="generation"),
    path("cases/new/", cases.new_case, name="new-case"),
    path("cases/<slug:reference>/", cases.case, name="case"),
    path(f"{CASE}history/", hindsight.case_history, name="case-history"),
    path(f"{CASE}visit/", pre_deployment.case_visit, name="case-visit"),
    path(f"{CASE}visit/new/", pre_deployment.new_case_visit, name="case-visit-new"),
    path("cases/<slug:reference>/note/", cases.case_note, name="case-note"),
    path("cases/<slug:reference>/change/", cases.change_case, name="change-case"),
    path("cases/<slug:reference>/abandon/", cases.abandon_case, name="abandon-case"),
    path("cases/<slug:reference>/phases/<slug:code>/", cases.case_phase, name="case-phase"),
    path("cases/<slug:reference>/phases/<slug:code>/<slug:step>/", cases.case_phase_step, name="case-phase-step"),
    path("blocks/", blocks.blocks, name="blocks"),
    path("blocks/new/", blocks.new_block, name="new-block"),
    path("blocks/<slug:reference>/change/", blocks.change_block, name="change-block"),
]

selection_patterns: list[URLPattern] = [
    path("requests/", request.requests, name="force-requests"),
    path("requests/new/", request_steps.new_request, name="new-force-request"),
    path("requests/<slug:reference>/", request.force_request, name="force-request"),
    path("requests/<slug:reference>/change/", request_steps.change_request, name="change-force-request"),
    path("requests/<slug:reference>/step/<slug:step>/", request_steps.step_request, name="step-force-request"),
    path("requests/<slug:reference>/weights/", request_steps.weigh_request, name="weigh-force-request"),
    path("requests/<slug:reference>/decline/", request_steps.decline_request, name="decline-force-request"),
    path("requests/<slug:reference>/offer/", offer.make_offer, name="make-force-offer"),
    path("requests/<slug:reference>/posts/<slug:post>/", comparison.compare_offers, name="compare-offers"),
    path("requests/<slug:reference>/posts/<slug:post>/choose/", comparison.choose_offer, name="choose-offer"),
    path("offers/<slug:reference>/", offer.offer, name="force-offer"),
    path("offers/<slug:reference>/<slug:step>/", offer.step_offer, name="step-force-offer"),
    path("selections/", selection.selections, name="selections"),
    path("selections/<slug:reference>/", selection.selection, name="selection"),
    path("selections/<slug:reference>/change/", selection.change_selection, name="change-selection"),
    path("selections/<slug:reference>/step/<slug:step>/", selection.step_selection, name="step-selection"),
    path("selections/<slug:reference>/feedback/<slug:offer>/", selection.review_feedback, name="review-feedback"),
    path("bars/", selection_bar.selection_bars, name="selection-bars"),
    path("bars/new/", selection_bar.new_selection_bar, name="new-selection-bar"),
    path("bars/<int:number>/end/", selection_bar.end_selection_bar, name="end-selection-bar"),
]

movement_patterns: list[URLPattern] = [
    path(f"{CASE}letters/", letters.letters, name="case-letters"),
    path(f"{CASE}letters/new/", letters.new_letter, name="letter-new"),
    path(f"{CASE}load-list/", load_list.load_list, name="case-load-list"),
    path(f"{CASE}load-list/make/", load_list.make, name="load-list-make"),
    path(f"{CASE}load-list/import/", load_list.import_load_list, name="load-list-import"),
    path(f"{CASE}load-list/workbook/", load_list.workbook, name="load-list-workbook"),
    path(f"{CASE}load-list/paper/", load_list.paper, name="load-list-paper"),
    path(f"{CASE}movement/", movements.movements, name="case-movement"),
    path(f"{CASE}movement/new/", movements.new_movement, name="movement-new"),
    path(f"{CASE}movement/<int:number>/", movements.change, name="movement-change"),
    path(f"{CASE}movement/<int:number>/step/", movements.step, name="movement-step"),
    path(f"{CASE}clearances/", clearances.clearances, name="case-clearances"),
    path(f"{CASE}clearances/needed/", clearances.needed, name="clearances-needed"),
    path(f"{CASE}clearances/inspection/", clearances.inspection, name="inspection-plan"),
    path(f"{CASE}clearances/<int:number>/", clearances.clearance, name="clearance"),
    path("arrivals/<str:mission>/", arrivals.arrivals, name="mission-arrivals"),
]


# The desk: all open cases at once, what is due, and what is handed over.
desk_patterns: list[URLPattern] = [
    path("board/", board.board, name="case-board"),
    path("calendar/", calendar.calendar, name="case-calendar"),
    path("calendar/address/", calendar.calendar_address, name="calendar-address"),
    path("calendar/address/new/", calendar.new_calendar_address, name="calendar-new-address"),
    path("calendar/address/close/", calendar.close_calendar_address, name="calendar-close-address"),
    path("calendar/<str:key>.ics", calendar.calendar_feed, name="calendar-feed"),
    path("handover/", handover.case_handover, name="case-handover"),
    path("handover/file/<slug:form>/", handover.case_handover_file, name="case-handover-file"),
]

build_up_patterns: list[URLPattern] = [
    path("build-ups/", build_up.build_ups, name="build-ups"),
    path("build-ups/<str:mission>/", build_up.build_up, name="build-up"),
    path("build-ups/<str:mission>/files/<str:name>", build_up.build_up_file, name="build-up-file"),
]

call_patterns: list[URLPattern] = [
    path("calls/new/", calls.new_call, name="call-new"),
    path("calls/package/", calls.new_package_call, name="call-package"),
    path(f"{CASE}answer/", calls.answer, name="call-answer"),
    path(f"{CASE}breach/", calls.breach, name="call-breach"),
    path(f"{CASE}breach/<slug:code>/", calls.consequence, name="call-consequence"),
    path(f"{CASE}play-book/", playbook.play_book, name="case-play-book"),
    path(f"{CASE}play-book/<slug:step>/", playbook.step, name="play-book-step"),
    path(f"{CASE}checklist/<slug:role>/<str:form>/", playbook.checklist, name="play-book-checklist"),
    path(f"{CASE}debrief/", playbook.debrief, name="case-debrief"),
    path(f"{CASE}drill/clock/", playbook.clock, name="drill-clock"),
    path(f"{CASE}drill/event/", playbook.event, name="drill-event"),
    path(f"{CASE}bridging/", bridging.case_bridging, name="case-bridging"),
    path(f"{CASE}bridging/new/", bridging.new_bridge, name="bridge-new"),
    path("bridges/", bridging.bridges, name="bridges"),
    path("bridges/<slug:reference>/", bridging.bridge, name="bridge"),
    path("bridges/<slug:reference>/step/", bridging.bridge_step, name="bridge-step"),
]

urlpatterns: list[URLPattern] = [
    *case_patterns,
    *instrument_patterns,
    *movement_patterns,
    *selection_patterns,
    *desk_patterns,
    *call_patterns,
    *build_up_patterns,
]
