"""A letter as a paper, and the templates that it is made from."""

from datetime import date
from importlib import resources
from typing import Literal, cast

from muster.generation.rules.letters import LetterValues, Merged, kind_of, merge, merge_problems
from muster.kit.errors import Refused
from muster.kit.papers import Block, Paper, Points, Text


def template_text(kind: str, language: str) -> str:
    """Return the template of a kind and language; there is one of each."""
    return resources.files("muster.generation").joinpath("letters", f"{kind}.{language}.txt").read_text("utf-8")


def merged_letter(values: LetterValues, language: str) -> Merged:
    """Return the letter with every value in its place. Raises Refused with a line for each placeholder in the way."""
    kind = kind_of(values)
    template = template_text(kind, language)
    problems = merge_problems(template, values, f"{kind}.{language}")
    if problems:
        raise Refused("The letter cannot be made.", problems)
    return merge(template, values, language)


def letter_paper(
    letter: Merged, *, issuer: str, number: str, dated: date, language: str, illustrative: bool = False
) -> Paper:
    """Return a letter as a paper that carries its number and day."""
    blocks: list[Block] = [Points(one.points) if one.points else Text(one.words) for one in letter.paragraphs]
    return Paper(
        title=letter.title,
        subtitle=number,
        made_on=dated,
        blocks=blocks,
        issuer=issuer,
        reference=number,
        language=cast(Literal["en", "fr"], language),
        illustrative=illustrative,
    )
