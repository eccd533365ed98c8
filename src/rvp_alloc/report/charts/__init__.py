"""Charts of an answer, made with altair: exact until it is rounded for the eye, and no chart makes up a figure of its own.

Every chart is a function of an answer and a language. It is sorted by what it shows, the most striking team first, ties in the
region's order; only the small multiples of a path keep the region's order, since there a reader looks a team up.
"""

from rvp_alloc.report.charts.before_and_after import before_and_after
from rvp_alloc.report.charts.changes import changes
from rvp_alloc.report.charts.compared import compared
from rvp_alloc.report.charts.ipga_load import ipga_load
from rvp_alloc.report.charts.key_against_result import key_against_result
from rvp_alloc.report.charts.key_distance import key_distance
from rvp_alloc.report.charts.layers import layers
from rvp_alloc.report.charts.norm_coverage import norm_coverage
from rvp_alloc.report.charts.path_chart import path_chart
from rvp_alloc.report.charts.picture import alternative_text, png, save_chart, svg
from rvp_alloc.report.charts.reallocated import reallocated
from rvp_alloc.report.charts.sweep_chart import sweep_chart
from rvp_alloc.report.charts.whole_posts import whole_posts
from rvp_alloc.report.charts.year_by_year import year_by_year

__all__ = [
    "alternative_text",
    "before_and_after",
    "changes",
    "compared",
    "ipga_load",
    "key_against_result",
    "key_distance",
    "layers",
    "norm_coverage",
    "path_chart",
    "png",
    "reallocated",
    "save_chart",
    "svg",
    "sweep_chart",
    "whole_posts",
    "year_by_year",
]
