"""Dutch words, a file for each thing that is told. A key stands in one file only."""

from rvp_alloc.words.nl import (
    charts,
    comparison,
    explanation,
    general,
    notebook,
    planning,
    register,
    report,
    report_reallocation,
    report_revision,
    rounding,
    template,
    values,
    workbook,
    workload,
    years_revision,
)
from rvp_alloc.words.nl.parameters import CRITERIA, PARAMETERS
from rvp_alloc.words.nl.rules import RULES
from rvp_alloc.words.nl.template import COLUMNS

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
    years_revision,
    workload,
    charts,
    report,
    report_revision,
    report_reallocation,
    workbook,
    register,
    template,
)
WORDS: dict[str, str] = {key: text for subject in _SUBJECTS for key, text in subject.WORDS.items()}
