"""A paper set for print. The template reads the values; none of them is read as markup."""

import json
from dataclasses import asdict
from importlib import resources
from typing import Any

from muster.kit.papers.illustrative_words import ILLUSTRATIVE
from muster.kit.papers.paper import Block, Code, Grid, Paper
from muster.kit.papers.qr_code import qr_drawing


def as_pdf(paper: Paper) -> bytes:
    """Return the paper as PDF, A4."""
    import typst  # loaded where a paper is printed: it takes a while

    template = resources.files("muster.kit.papers").joinpath("print", "paper.typ").read_bytes()
    content = json.dumps(printed(paper), ensure_ascii=False)
    return typst.compile(template, format="pdf", sys_inputs={"paper": content})


def printed(paper: Paper) -> dict[str, Any]:
    """Return what the print template reads."""
    return {
        "title": paper.title,
        "subtitle": paper.subtitle,
        "issuer": paper.issuer,
        "reference": paper.reference,
        "language": paper.language,
        "landscape": paper.is_landscape,
        "illustrative": ILLUSTRATIVE[paper.language] if paper.illustrative else "",
        "year": paper.made_on.year,
        "month": paper.made_on.month,
        "day": paper.made_on.day,
        "blocks": [_block(one) for one in paper.blocks],
    }


def _block(block: Block) -> dict[str, Any]:
    """Return a block with its kind; columns of figures as a list, which JSON has, and a code as its drawing."""
    values = {**asdict(block), "kind": type(block).__name__}
    if isinstance(block, Grid):
        values["figures"] = sorted(block.figures)
    if isinstance(block, Code):
        values["drawing"] = qr_drawing(block.address)
    return values
