"""Tables and files that cannot be read, or not without guessing."""

import json

import numpy as np
import pandas as pd
from bad import NORTH, BadInput, sheet

from rvp_alloc import RegionError, RequestError
from two_teams import csv, frame

BAD_INPUTS = [
    BadInput(
        "column missing",
        "table",
        frame().drop(columns="formation"),
        RegionError,
        ["missing_column"],
        ["formation", "is missing", "found: team, district", "Add it"],
    ),
    BadInput(
        "unknown column", "table", frame(growht=1), RegionError, ["unknown_column"], ["growht", "Did you mean growth?"]
    ),
    BadInput(
        "column twice",
        "table",
        pd.concat([frame(), frame()[["team"]]], axis=1),
        RegionError,
        ["double"],
        ["team", "occurs twice"],
    ),
    BadInput(
        "the example of the template",
        "table",
        frame(team=["EXAMPLE TEAM (put your own here)", "South"]),
        RegionError,
        ["example_row"],
        ["row 1", "still the example", "delete the row"],
    ),
    BadInput(
        "a column of figures without any",
        "table",
        frame(growth=None),
        RegionError,
        ["empty_column"],
        ["'growth'", "is empty", "delete the column"],
    ),
    BadInput(
        "a confidence there is none of",
        "file",
        ("teams.csv", f"# confidence: sure\n{csv(NORTH)}"),
        RegionError,
        ["not_allowed"],
        ["teams.csv", "confidence", "'sure'", "published, composed"],
    ),
    BadInput("no rows", "table", frame().iloc[:0], RegionError, ["empty"], ["has no rows", "Give one row per team"]),
    BadInput(
        "NA in a table",
        "table",
        frame(formation=pd.array([100, pd.NA], dtype="Int64")),
        RegionError,
        ["not_a_number"],
        ["South", "formation", "is missing"],
    ),
    BadInput(
        "time stamps",
        "table",
        frame(formation=pd.to_datetime(["2022-01-01"] * 2)),
        RegionError,
        ["not_a_number"] * 2,
        ["North", "formation", "2022-01-01", "is a date"],
    ),
    BadInput(
        "numpy truth values",
        "table",
        frame(formation=np.array([True, True])),
        RegionError,
        ["not_a_number"] * 2,
        ["North", "formation", "'True'", "true or false"],
    ),
    BadInput(
        "pool with two numbers of inhabitants",
        "table",
        frame(pool="p", pool_inhabitants=[5, 6]).drop(columns="inhabitants"),
        RegionError,
        ["unclear"],
        ["South", "pool_inhabitants", "'p'", "6", "5", "the pool's total"],
    ),
    BadInput(
        "ragged CSV",
        "file",
        ("teams.csv", csv(NORTH, "South,City")),
        RequestError,
        ["ragged"],
        ["teams.csv", "row 3 has 2 cells, the header 5"],
    ),
    BadInput(
        "semicolons below commas",
        "file",
        ("teams.csv", csv(NORTH.replace(",", ";"))),
        RequestError,
        ["ragged"],
        ["teams.csv", "row 2 has 1 cells, the header 5"],
    ),
    BadInput(
        "cell of 10 MB",
        "file",
        ("teams.csv", csv(NORTH, "S" * 10_000_000 + ",City,1,0,5")),
        RequestError,
        ["too_large"],
        ["teams.csv", "row 3", "131,072 characters", "Shorten it"],
    ),
    BadInput(
        "unfinished quotes",
        "file",
        ("teams.csv", csv('"North,City,100,10,50000')),
        RequestError,
        ["not_csv"],
        ["teams.csv", "not a CSV table", "row 2"],
    ),
    BadInput(
        "Excel error",
        "file",
        ("teams.xlsx", sheet(["North", "City", "#N/A", 10, 5])),
        RegionError,
        ["no_value"],
        ["teams.xlsx", "North", "formation", "'#N/A' is an error"],
    ),
    BadInput(
        "formula without its value",
        "file",
        ("teams.xlsx", sheet(["North", "City", "=50+50", 10, 5])),
        RegionError,
        ["no_value"],
        ["North", "formation", "'=50+50'", "value is not in the file"],
    ),
    BadInput(
        "no workbook",
        "file",
        ("teams.xlsx", b"team,district"),
        RequestError,
        ["not_xlsx"],
        ["teams.xlsx", "not a workbook", "Save it again"],
    ),
    BadInput("empty file", "file", ("teams.csv", b""), RequestError, ["empty"], ["teams.csv", "is empty"]),
    BadInput(
        "UTF-16",
        "file",
        ("teams.csv", csv(NORTH).encode("utf-16")),
        RequestError,
        ["encoding"],
        ["teams.csv", "not UTF-8", "Save the file as UTF-8"],
    ),
    BadInput(
        "another kind of file",
        "file",
        ("teams.ods", b"x"),
        RequestError,
        ["unknown_kind"],
        ["teams.ods", "'.ods'", ".json, .csv, .xlsx"],
    ),
    BadInput(
        "file that is not there",
        "file",
        ("teams.csv", None),
        RequestError,
        ["unreadable"],
        ["teams.csv", "cannot be read"],
    ),
    BadInput(
        "broken JSON", "file", ("region.json", '{"teams": ['), RequestError, ["not_json"], ["region.json", "line 1"]
    ),
    BadInput(
        "key twice in JSON",
        "file",
        ("region.json", '{"region": "a", "region": "b"}'),
        RequestError,
        ["double"],
        ["region.json", "'region' twice", "Keep one"],
    ),
    BadInput(
        "JSON without end",
        "file",
        ("region.json", "[" * 100_000),
        RequestError,
        ["too_deep"],
        ["region.json", "20 levels"],
    ),
    BadInput(
        "JSON list", "file", ("region.json", "[]"), RegionError, ["not_an_object"], ["region.json", "is not an object"]
    ),
    BadInput(
        "unknown region",
        "file",
        ("amsterdam-2023", None),
        RequestError,
        ["unknown_region"],
        ["amsterdam-2023", "Did you mean amsterdam-2022?"],
    ),
    BadInput(
        "request with an unknown key",
        "file",
        ("request.json", json.dumps({"region": "amsterdam-2022", "new_ftee": 71})),
        RequestError,
        ["unknown_field"],
        ["new_ftee", "Did you mean new_fte?"],
    ),
]
