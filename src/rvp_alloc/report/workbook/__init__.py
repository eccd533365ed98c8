"""The workbook (XLSX): an answer as live formulas over its figures, parameters and results, and the way back."""

from rvp_alloc.report.workbook.read import read_workbook, workbook_policy
from rvp_alloc.report.workbook.save import save_workbook, workbook_bytes

__all__ = ["read_workbook", "save_workbook", "workbook_bytes", "workbook_policy"]
