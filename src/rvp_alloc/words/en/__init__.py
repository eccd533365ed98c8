"""English words, a file for each thing that is told. A key stands in one file only."""

from rvp_alloc.words.en import charts, comparison, explanation, general, register, report, template, workbook
from rvp_alloc.words.en.parameters import CRITERIA, PARAMETERS
from rvp_alloc.words.en.rules import RULES
from rvp_alloc.words.en.template import COLUMNS

__all__ = ["COLUMNS", "CRITERIA", "PARAMETERS", "RULES", "WORDS"]
WORDS = (
    general.WORDS
    | explanation.WORDS
    | comparison.WORDS
    | charts.WORDS
    | report.WORDS
    | workbook.WORDS
    | register.WORDS
    | template.WORDS
)
