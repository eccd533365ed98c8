"""Your own data: a spreadsheet with one row per team, read, checked and divided. All figures here are made up."""

# %% [markdown]
# ## 1. The table
#
# One row per team. These columns are needed: team, district, formation and wijkagenten (both in fte), inhabitants. The
# measures development, growth and safety feed the rules; a measure of your own is named ``name:total`` (an amount),
# ``name:change`` (may be negative) or ``name:index`` (a rate). Here ``events:total`` counts large events in a year.

# %%
import csv
import tempfile
from fractions import Fraction
from pathlib import Path

import openpyxl

from rvp_alloc import Policy, RegionError, allocate, read_region, region_to_frame, save_region

HEADER = [
    "team",
    "district",
    "formation",
    "wijkagenten",
    "inhabitants",
    "development",
    "growth",
    "safety",
    "events:total",
]
ROWS = [
    ["Made-up Harbour", "North", 120.5, 14, 81000, 3, 900, 108, 12],
    ["Made-up Market", "North", 98.4, 11, 52000, 0, 250, 121, 30],
    ["Made-up Meadow", "South", 76, 9, 58500, 1, 1100, 92, 2],
    ["Made-up Dunes", "South", 64.2, 8, 39000, 0, -40, 85, 5],
]
SOURCE = "made up for this example"

folder = tempfile.TemporaryDirectory()  # removed at the end of this story
place = Path(folder.name)

# %% [markdown]
# ## 2. CSV and Excel
#
# A CSV file may begin with lines that state the source and date of all its figures. Excel's semicolons are understood too.

# %%
csv_path = place / "made_up_unit.csv"
with csv_path.open("w", newline="", encoding="utf-8") as file:
    file.write(f"# source: {SOURCE}\n# date: 2026\n")
    csv.writer(file).writerows([HEADER, *ROWS])

xlsx_path = place / "made_up_unit.xlsx"
book = openpyxl.Workbook()
sheet = book.active
for row in [HEADER, *ROWS]:
    sheet.append(row)
book.save(xlsx_path)

region = read_region(csv_path)
from_excel = read_region(xlsx_path, source=SOURCE, date="2026")
print(region)

# %% [markdown]
# ## 3. The division
#
# The reference policy belongs to Amsterdam: 71 fte, 80 interventieplegers. A unit of your own needs numbers of its own.
# Here IPGA is off, 12 fte are divided, and a third of the key follows events.

# %%
policy = (
    Policy.reference()
    .set("budget.new_fte", 12, source=SOURCE)
    .set("development.total", 2, source=SOURCE)
    .set("ipga.state", "off")
    .set("key.weights.safety", "1/3", source=SOURCE)
    .set("key.weights.growth", "1/3", source=SOURCE)
    .set("key.weights.events", "1/3", source=SOURCE)
)
plan = allocate(region, policy)
for team in plan.teams:
    print(f"{team.name}: {float(team.new_fte):.3f} fte")

# %% [markdown]
# ## 4. A mistake, and what you are told
#
# A Dutch spreadsheet writes 98,4 where a figure is read as 98.4. And somebody typed a word for a number. Nothing is
# guessed or filled in: every problem is told at once, with the team, the figure and what to do.

# %%
wrong_path = place / "with_mistakes.csv"
mistaken = [list(row) for row in ROWS]
mistaken[1][HEADER.index("formation")] = "98,4"
mistaken[2][HEADER.index("inhabitants")] = "many"
with wrong_path.open("w", newline="", encoding="utf-8") as file:
    csv.writer(file, delimiter=";").writerows([HEADER, *mistaken])
try:
    read_region(wrong_path)
except RegionError as error:
    mistakes = error
    print(error)

# %% [markdown]
# ## 5. Keeping every source
#
# The other form of table has one row per figure, with its own unit, source, date, confidence and note. That is what is
# written; open it in a spreadsheet, fill in the sources, read it again.

# %%
written = save_region(region, place / "every_figure.xlsx")
read_again = read_region(written)
figures = region_to_frame(region)
print(figures[figures["of"] == "team:made-up-harbour"][["figure", "value", "source"]].to_string(index=False))
folder.cleanup()

# %%
assert [team.formation.value for team in region.teams] == [team.formation.value for team in from_excel.teams]
assert region.team("Made-up Market").formation.value == Fraction("98.4")
assert read_again == region
assert plan.total == Fraction(12)
assert plan.unique
assert [problem.subject for problem in mistakes.problems] == ["Made-up Market", "made-up-meadow"]
assert "point, not a comma" in str(mistakes)
