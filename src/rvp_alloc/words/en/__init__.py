"""English words, a file for each thing that is told. A key stands in one file only."""

from rvp_alloc.words.en import (
    charts,
    comparison,
    explanation,
    general,
    notebook,
    planning,
    register,
    report,
    rounding,
    template,
    values,
    workbook,
    workbook_plans,
    workload,
)
from rvp_alloc.words.en.parameters import CRITERIA, PARAMETERS
from rvp_alloc.words.en.rules import RULES
from rvp_alloc.words.en.template import COLUMNS

__all__ = ["COLUMNS", "CRITERIA", "PARAMETERS", "RULES", "THEMES", "WORDS"]
THEMES = workload.THEMES
_SUBJECTS = (
    general,
    values,
    notebook,
    explanation,
    comparison,
    rounding,
    planning,
    workload,
    charts,
    report,
    workbook,
    workbook_plans,
    register,
    template,
)
WORDS: dict[str, str] = {key: text for subject in _SUBJECTS for key, text in subject.WORDS.items()}
