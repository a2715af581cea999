"""What is stored of force generation. One file an idea; this is the list of all."""

from muster.generation.models.block import MissionBlock
from muster.generation.models.bridge import Bridge, BridgeStage
from muster.generation.models.call import BreachDecision, BreachDecisionKind, CallAnswer, CallAnswerKind, PlaybookTick
from muster.generation.models.case import Case, CasePhase, CaseStage, CaseVariant, PhaseStage
from muster.generation.models.clearance import Clearance, ClearanceKind, ClearanceStage, PlannedInspection
from muster.generation.models.exercise import Exercise, Inject, InjectKind
from muster.generation.models.instrument import (
    Annex,
    Instrument,
    InstrumentKind,
    InstrumentLine,
    InstrumentStage,
    InstrumentStageEvent,
    InstrumentVersion,
    LineOrigin,
)
from muster.generation.models.letter import Letter, LetterKind, LetterLanguage
from muster.generation.models.load_list import LoadLine, LoadList, Stowage
from muster.generation.models.movement import Movement, MovementLoad, MovementMode, MovementStage
from muster.generation.models.note import CaseNote, NoteKind
from muster.generation.models.offer import Offer, OfferedPledge, OfferStage
from muster.generation.models.request import Addressee, AddresseeReply, Request, RequestStage, RequestWeight
from muster.generation.models.selection import BarKind, Selection, SelectionBar, SelectionFeedback, SelectionStage

__all__ = [
    "Addressee",
    "AddresseeReply",
    "Annex",
    "BarKind",
    "BreachDecision",
    "BreachDecisionKind",
    "Bridge",
    "BridgeStage",
    "CallAnswer",
    "CallAnswerKind",
    "Case",
    "CaseNote",
    "CasePhase",
    "CaseStage",
    "CaseVariant",
    "Clearance",
    "ClearanceKind",
    "ClearanceStage",
    "Exercise",
    "Inject",
    "InjectKind",
    "Instrument",
    "InstrumentKind",
    "InstrumentLine",
    "InstrumentStage",
    "InstrumentStageEvent",
    "InstrumentVersion",
    "Letter",
    "LetterKind",
    "LetterLanguage",
    "LineOrigin",
    "LoadLine",
    "LoadList",
    "MissionBlock",
    "Movement",
    "MovementLoad",
    "MovementMode",
    "MovementStage",
    "NoteKind",
    "Offer",
    "OfferStage",
    "OfferedPledge",
    "PhaseStage",
    "PlannedInspection",
    "PlaybookTick",
    "Request",
    "RequestStage",
    "RequestWeight",
    "Selection",
    "SelectionBar",
    "SelectionFeedback",
    "SelectionStage",
    "Stowage",
]
