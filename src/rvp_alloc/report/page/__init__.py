"""The report as one page of HTML that needs nothing else: no network, no fonts, no scripts of others."""

from rvp_alloc.report.page.page import report_html, save_report

__all__ = ["report_html", "save_report"]
