"""The training state of a rotation, and the State's certification of it, as papers; no person is named in either."""

from datetime import date

from muster.kit.day_text import long_day
from muster.kit.papers import Block, Facts, Grid, Heading, Paper, Signatures, Text
from muster.reference.required_training import standard_name
from muster.training.models import TrainingCertification
from muster.training.queries.certifications import roster_changed, stage_on
from muster.training.queries.readiness_states import RotationState, arrival
from muster.training.rules.readiness_certification import LINES
from muster.training.stages import CertificationStage

ITEM_HEADINGS = ("Standard", "Training", "Need it", "Hold it", "Lack it", "Recognised course", "Lapse in the tour")
CERTIFIED_HEADINGS = ("Standard", "Training", "Need it", "Hold it", "Exception, with the reason")


def _head(rotation: RotationState) -> Facts:
    tour = rotation.tour
    return Facts(
        [
            ("Unit", f"{tour.unit.title} ({tour.unit.reference})"),
            ("Rotation", tour.rotation),
            ("State", tour.unit.state.name),
            ("Mission", tour.unit.post.requirement.mission.acronym),
            ("Day of deployment", long_day(arrival(tour))),
            ("People", f"{len(rotation.members)} named of {tour.strength}"),
        ]
    )


def training_paper(rotation: RotationState, made_on: date) -> Paper:
    """Return the training state of a rotation as a paper."""
    state = rotation.state
    blocks: list[Block] = [_head(rotation), Heading("Required items on the day of deployment")]
    if state is None:
        blocks.append(Text("How far the people are trained is not known: nobody is named on a roster."))
    else:
        rows = [
            (
                item.standard, standard_name(item.standard), str(item.needed), str(item.valid), str(len(item.missing)),
                str(item.recognised), str(len(item.lapsing)),
            )
            for item in state.items
        ]  # fmt: skip
        blocks.append(Grid(ITEM_HEADINGS, rows, figures=frozenset({2, 3, 4, 5, 6})))
        blocks.append(Text(f"{state.trained} of {state.people} people named hold everything that they need."))
    blocks.append(Heading("What is required, and on what ground"))
    required = [
        (one.standard, one.function or "everybody", one.asked_by, one.source or "–", one.standing)
        for one in rotation.items
    ]
    blocks.append(Grid(("Standard", "Of whom", "Asked by", "Source", "Standing"), required))
    return Paper(
        title="Training state of a rotation",
        made_on=made_on,
        blocks=blocks,
        subtitle=f"{rotation.tour.rotation} of {rotation.tour.unit.title}",
        issuer=rotation.tour.unit.state.name,
        reference=f"{rotation.tour.unit.reference} {rotation.tour.rotation}",
        illustrative=rotation.tour.illustrative,
    )


def certification_paper(found: TrainingCertification, rotation: RotationState, made_on: date) -> Paper:
    """Return a certification as a paper, as it stands on a day; a draft and a revoked one say so."""
    stage = stage_on(found, made_on)
    blocks: list[Block] = [_head(rotation)]
    if stage != CertificationStage.SIGNED:
        words = f"This certification is a {stage.label.lower()}." if stage == CertificationStage.DRAFT else (
            f"This certification was revoked on {found.revoked_on}: {found.revoked_reason}"
        )  # fmt: skip
        blocks.append(Text(words))
    elif roster_changed(found, rotation):
        blocks.append(Text("The roster changed after the signature; what was certified is another roster."))
    lines = found.content.get("lines") or [
        {"words": one.words, "source": one.source, "standing": one.standing} for one in LINES
    ]
    for line in lines:
        blocks.append(Text(line["words"]))
        blocks.append(Text(f"Ground: {line['source']} ({line['standing']}).", is_note=True))
    content = found.content
    if "items" in content:
        blocks.append(Heading("Training as counted on the day of the signature"))
        rows = [
            (
                item["standard"], standard_name(item["standard"]), str(item["needed"]), str(item["valid"]),
                item["exception"] or "–",
            )
            for item in content["items"]
        ]  # fmt: skip
        blocks.append(Grid(CERTIFIED_HEADINGS, rows, figures=frozenset({2, 3})))
        blocks.append(Text(f"{content['trained']} of {content['people']} people named hold everything they need."))
        blocks.append(Facts([("Note verbale", found.note_verbale), ("Signed on", str(found.signed_on))]))
    blocks.append(Signatures([(f"For {found.state.name}", found.signed_by)]))
    return Paper(
        title="Certification of training before deployment",
        made_on=made_on,
        blocks=blocks,
        subtitle=f"{found.rotation} of {found.unit.title}",
        issuer=found.state.name,
        reference=found.reference,
        illustrative=found.illustrative,
    )
