"""English words, a file for each thing that is told. A key stands in one file only."""

from rvp_alloc.words.en import (
    charts,
    charts_planning,
    comparison,
    explanation,
    general,
    notebook,
    planning,
    register,
    report,
    report_reallocation,
    report_revision,
    report_rounding,
    report_years,
    report_years_revision,
    rounding,
    template,
    values,
    workbook,
    workbook_plans,
    workload,
    years_revision,
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
    years_revision,
    workload,
    charts,
    charts_planning,
    report,
    report_revision,
    report_reallocation,
    report_rounding,
    report_years,
    report_years_revision,
    workbook,
    workbook_plans,
    register,
    template,
)
WORDS: dict[str, str] = {key: text for subject in _SUBJECTS for key, text in subject.WORDS.items()}
