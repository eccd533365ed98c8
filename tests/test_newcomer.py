"""A newcomer with a unit of eight teams: from nothing to a proven division, led by what the library says and nothing else."""

import re

import openpyxl
import pytest

from rvp_alloc import read_policy, read_region
from rvp_alloc.cli import main

CHECK = ("check", "my-region.xlsx", "--policy", "my-region.toml")
# As typed: no figures on safety, a slip in a district, too many wijkagenten, one cell forgotten, one number as text.
TYPED = [
    ["Harbour", "North", 120.5, 14, 81000, None, None, 3, 900, None],
    ["Market", "Norht", 98.4, 11, 52000, None, None, 0, 250, None],
    ["Meadow", "South", 76, 99, 58500, None, None, 1, 1100, None],
    ["Dunes", "South", 64.2, 8, None, None, None, 0, -40, None],
    ["Mill", "South", 88, 9, 47000, None, None, 0, 120, None],
    ["Castle", "North", 101, 12, 60500, None, None, 2, 300, None],
    ["Bridge", "North", 70.5, 7, 41000, None, None, 0, 75, None],
    ["Field", "South", 59, 6, "36 000", None, None, 0, 410, None],
]


class Newcomer:
    """Runs commands, and mends files by hand."""

    def __init__(self, folder, capsys):
        self.folder, self.capsys = folder, capsys

    def run(self, *words):
        with pytest.raises(SystemExit) as caught:
            main(list(words))
        out, err = self.capsys.readouterr()
        return caught.value.code, out + err

    def mend_table(self, change):
        path = self.folder / "my-region.xlsx"
        book = openpyxl.load_workbook(path)
        change(book)
        book.save(path)

    def mend_rules(self, pattern, text):
        path = self.folder / "my-region.toml"
        mended, count = re.subn(pattern, text, path.read_text(encoding="utf-8"))
        assert count == 1
        path.write_text(mended, encoding="utf-8")


@pytest.fixture
def newcomer(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    return Newcomer(tmp_path, capsys)


def type_in(book):
    for place, row in enumerate(TYPED, start=2):
        for column, value in enumerate(row, start=1):
            book["teams"].cell(place, column).value = value


def mend_four_cells(book):
    for cell, value in {"B3": "North", "D4": 9, "E5": 39000, "E9": 36000}.items():
        book["teams"][cell] = value


def state_the_source(book):
    for row, value in {2: "Made-up unit", 3: "made up for this test", 4: "2026", 5: "assumption"}.items():
        book["about"].cell(row, 2).value = value


def test_from_new_to_a_proven_division(newcomer):
    code, told = newcomer.run("new", "my-region")
    assert code == 0
    assert " ".join(CHECK) in told  # says what to do next

    code, told = newcomer.run(*CHECK)
    assert (code, told.count("  - ")) == (2, 1)
    assert "row 2 is still the example of the template. Put your own team in its place" in told

    newcomer.mend_table(type_in)
    code, told = newcomer.run(*CHECK)
    assert (code, told.count("  - ")) == (2, 1)
    assert "column 'safety' is empty. Fill it in for every team, or delete the column" in told

    newcomer.mend_table(lambda book: book["teams"].delete_cols(10))
    code, told = newcomer.run(*CHECK)
    assert (code, told.count("  - ")) == (2, 4)  # all four at once
    assert "Market, district: district 'Norht' is not on the sheet about. Did you mean North?" in told
    assert "dunes, inhabitants: is missing" in told
    assert "field, inhabitants: '36 000' is text, not a number" in told
    assert "Meadow, wijkagenten: 99 fte is more than the formation of 76 fte" in told

    newcomer.mend_table(mend_four_cells)
    code, told = newcomer.run(*CHECK)
    assert (code, told.count("  - ")) == (2, 1)
    assert "Give the region a column safety, or delete this weight and let the others add up to 1" in told

    newcomer.mend_rules(r"# The weight of safety.*\nparameters\.weights\.safety.*\n", "")
    newcomer.mend_rules(r'(weights\.growth = \{value = )"0\.5"', r'\1"1"')
    code, told = newcomer.run(*CHECK)
    assert code == 0
    assert "8 teams in 2 districts, valid; policy my-region: valid" in told
    assert "no source is stated" in told
    assert "say where it comes from on the sheet about" in told

    newcomer.mend_table(state_the_source)
    code, told = newcomer.run(*CHECK)
    assert (code, "no source is stated" in told) == (0, False)
    assert told.startswith("Made-up unit: 8 teams")

    newcomer.mend_rules(r'(parameters\.new_fte = \{value = )"71"', r'\1"12"')
    code, told = newcomer.run("allocate", *CHECK[1:])
    assert code == 3
    assert "development.total at 5.224 (now 16)" in told

    newcomer.mend_rules(r'(parameters\.total = \{value = )"16"', r'\1"3"')
    code, told = newcomer.run("allocate", *CHECK[1:], "--output", "result.json")
    assert code == 0
    assert "12 new fte over 8 teams of Made-up unit: proven optimal, the only best division" in told
    assert newcomer.run("verify", "result.json")[0] == 0
    assert read_region("my-region.xlsx").team("Harbour").formation.source == "made up for this test"
    assert read_policy("my-region.toml").name == "my-region"


@pytest.mark.parametrize("lang", ["nl", "en"])
@pytest.mark.parametrize("name", ["mine", "mine.csv"])
def test_plain_csv_will_do_as_well(newcomer, name, lang):
    code, _ = newcomer.run("new", name, "--format", "csv", "--lang", lang)
    assert code == 0
    assert sorted(path.name for path in newcomer.folder.iterdir()) == ["mine.csv", "mine.toml"]
    code, told = newcomer.run("check", "mine.csv", "--policy", "mine.toml")
    assert (code, "is still the example" in told) == (2, True)


def test_a_name_without_its_ending_is_understood(newcomer):
    newcomer.run("new", "mine")
    code, told = newcomer.run("check", "mine")
    assert (code, "Did you mean the file mine.xlsx?" in told) == (2, True)


def test_nothing_is_half_written_or_overwritten(newcomer):
    (newcomer.folder / "mine.toml").write_text("mine", encoding="utf-8")
    code, told = newcomer.run("new", "mine")
    assert (code, "mine.toml: exists already" in told) == (2, True)
    assert [path.name for path in newcomer.folder.iterdir()] == ["mine.toml"]
    assert newcomer.run("new", "mine", "--overwrite")[0] == 0
    assert read_policy("mine.toml").name == "mine"


def test_for_programs(newcomer):
    code, told = newcomer.run("new", "my region", "--json")
    assert code == 0
    assert "\"next\": \"python -m rvp_alloc check 'my region.xlsx' --policy 'my region.toml'\"" in told


@pytest.mark.parametrize(
    "name", ["", ".", "/", "no/such/folder/mine", "n" * 300, "a\tb", "a\0b", " mine", "\u202emine"]
)
def test_a_name_that_cannot_be_used_is_told_and_nothing_is_written(newcomer, name):
    code, told = newcomer.run("new", name)
    assert (code, told.startswith("rvp-alloc: 1 problem in ")) == (2, True)
    assert not list(newcomer.folder.iterdir())


@pytest.mark.parametrize("name", ["<script>", "=cmd()", "שלום", "mine.2026", "folder/"])
def test_an_odd_name_stays_a_name(newcomer, name):
    assert newcomer.run("new", name)[0] == 0
    kept = name.strip("/")
    assert sorted(path.name for path in newcomer.folder.iterdir()) == [f"{kept}.toml", f"{kept}.xlsx"]
    assert read_policy(f"{kept}.toml").name == kept
