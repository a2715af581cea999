"""Papers: a document as blocks of plain words and tables, set for print (PDF) and for a word processor (Word).

One description gives both files, so that what is printed and what is edited say the same.
"""

from muster.kit.papers.paper import Block, Code, Facts, Grid, Heading, NewPage, Paper, Points, Signatures, Text
from muster.kit.papers.pdf import as_pdf
from muster.kit.papers.word import as_word

__all__ = [
    "Block",
    "Code",
    "Facts",
    "Grid",
    "Heading",
    "NewPage",
    "Paper",
    "Points",
    "Signatures",
    "Text",
    "as_pdf",
    "as_word",
]
