"""Charts made once for many tests, and what is in them."""

import io
from functools import cache

import pandas as pd

from rvp_alloc import Policy, allocate, load_region, region_from_dict, region_from_frame, region_to_dict
from rvp_alloc.analysis.path import path
from rvp_alloc.analysis.sweep import sweep, uniform
from rvp_alloc.report import charts

REGION, REFERENCE = load_region("amsterdam-2022"), Policy.reference()
OF_A_PLAN = {
    name: getattr(charts, name)
    for name in ("layers", "before_and_after", "key_against_result", "norm_coverage", "ipga_load")
}
BY_WHOM = {"source": "who decided", "note": "why"}
HOSTILE = (
    "<script>alert(1)</script>",
    "=cmd()|'/c calc'!A0",
    "x" * 300,
    "\u05e9\u05dc\u05d5\u05dd \u05e2\u05d5\u05dc\u05dd",
)
"""Markup, a formula, a name without an end, and one that is read from right to left."""


@cache
def plan():
    return allocate(REGION, new_fte=71)


@cache
def other_plan():
    return allocate(
        REGION, REFERENCE.set("bounds.growth_cap.team.every", "0.05").set("pins.Zuid-de Pijp", 3, **BY_WHOM)
    )


@cache
def budget_path():
    return path(REGION, REFERENCE, "budget.new_fte", 0, 200)


@cache
def small_sweep():
    return sweep(REGION, REFERENCE, {"budget.new_fte": uniform(30, 90)}, scenarios=200, seed=1)


@cache
def made(name, lang):
    if name in OF_A_PLAN:
        return OF_A_PLAN[name](plan(), lang)
    if name == "compared":
        return charts.compared(plan(), other_plan(), lang)
    return charts.path_chart(budget_path(), lang) if name == "path_chart" else charts.sweep_chart(small_sweep(), lang)


NAMES = (*OF_A_PLAN, "compared", "path_chart", "sweep_chart")


def renamed(names):
    """Return the region with other names for its first teams."""
    document = region_to_dict(REGION)
    for team, name in zip(document["teams"], names, strict=False):
        team["name"] = name
    return region_from_dict(document)


def many_teams(count):
    """Return a region of so many teams."""
    lines = ["team,district,formation,wijkagenten,inhabitants,development,growth,safety"]
    lines += [
        f"Team {place},North,{80 + place % 50},{8 + place % 7},{40_000 + 137 * place},{place % 3},{100 + place},{90 + place % 20}"
        for place in range(count)
    ]
    return region_from_frame(pd.read_csv(io.StringIO("\n".join(lines))))


def rows(chart, *columns):
    """Return the rows of a chart's data that have these columns."""
    found = []

    def look(part):
        if isinstance(part, dict):
            found.extend(part["data"]["values"] if isinstance(part.get("data"), dict) else [])
            for inner in part.values():
                look(inner)
        elif isinstance(part, list):
            for inner in part:
                look(inner)

    look({name: part for name, part in chart.to_dict().items() if name != "config"})
    return [row for row in found if set(columns) <= row.keys()]
