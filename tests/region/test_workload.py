"""Workload: what tasks come to in fte, by hand, and what must hold whatever the tasks are."""

from fractions import Fraction

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rvp_alloc import Confidence, Figure, InputError, Policy, RegionError, RequestError, allocate, load_region
from rvp_alloc.analysis.comparison import compare
from rvp_alloc.analysis.explanation import explain
from rvp_alloc.region.document import region_from_dict, region_to_dict
from rvp_alloc.region.measures import measure_of_teams, with_measure
from rvp_alloc.region.tasks import Tasks
from rvp_alloc.region.themes import kind_of
from strategies import TASK_AMOUNTS, examples, task_tables

HOURS = 1400
ROWS = [
    {"task": "Calls", "hours": 2, "unit": "calls", "source": "made up", "date": "2021", "north": 700, "south": 1400},
    {"task": "Youth", "hours": 14, "theme": "regional.youth", "north": 50, "south": 0},
    {"task": "Events", "hours": "7/2", "theme": "local.crowding", "weight": 2, "north": 100, "south": 300},
]


def tasks(*rows, **changes):
    return Tasks.read(pd.DataFrame([{**row, **changes} for row in rows or ROWS]).astype(object))


def amounts(workload):
    return {group[0]: figure.value for group, figure in workload.figures.items()}


def three_years():
    volumes = {2019: (100, 40), 2020: (400, 40), 2021: (250, 70)}
    return tasks(*({"task": "Calls", "hours": 14, "year": y, "north": n, "south": s} for y, (n, s) in volumes.items()))


def test_hours_become_fte():
    """700 x 2, 50 x 14 and 100 x 3.5 x 2 are 1400 + 700 + 700 hours; 1400 x 2 and 300 x 3.5 x 2 are 2800 + 2100."""
    workload = tasks().workload(productive_hours=HOURS)
    assert amounts(workload) == {"north": 2, "south": Fraction(7, 2)}
    assert [(part.task, part.volume, part.weight, part.fte) for part in workload.of("north")] == [
        ("Calls", 700, 1, 1),
        ("Youth", 50, 1, Fraction(1, 2)),
        ("Events", 100, 2, Fraction(1, 2)),
    ]


def test_its_parts_are_a_table():
    frame = tasks().workload(productive_hours=HOURS).to_frame()
    assert frame.groupby("team")["fte"].sum().to_dict() == {"north": 2, "south": 3.5}
    assert frame.iloc[1].tolist() == ["north", "Youth", "regional.youth", 50, 14, 1, 0.5]


def test_an_agreement_or_a_kind_of_agreements_has_a_weight_and_the_agreement_goes_first():
    assert amounts(tasks().workload(productive_hours=HOURS, themes={"regional": 3})) == {
        "north": 3,
        "south": Fraction(7, 2),
    }
    both = tasks().workload(productive_hours=HOURS, themes={"regional": 3, "regional.youth": 0, "local": "1/2"})
    assert amounts(both) == {"north": Fraction(5, 4), "south": Fraction(11, 4)}


def test_a_mean_over_years_is_as_stated():
    found = {
        years: amounts(three_years().workload(productive_hours=HOURS, years=years))["north"] * 100
        for years in (1, 2, 3)
    }
    assert found == {1: 250, 2: 325, 3: 250}
    weights = {2019: "1/2", 2021: "1/2"}
    workload = three_years().workload(productive_hours=HOURS, years=weights)
    assert amounts(workload) == {"north": Fraction(7, 4), "south": Fraction(11, 20)}
    assert workload.years == {2019: Fraction(1, 2), 2021: Fraction(1, 2)}
    assert workload.measure.name == "Workload: volume x hours x weight / 1400, mean of 2019, 2021"
    weighed = three_years().workload(productive_hours=HOURS, years={2019: "1/4", 2020: "3/4"})
    assert weighed.measure.name == "Workload: volume x hours x weight / 1400, mean of 2019 (0.25), 2020 (0.75)"
    last = three_years().workload(productive_hours=HOURS, years=1)
    assert last.measure.name == "Workload: volume x hours x weight / 1400, 2021"


def test_a_workload_is_as_sure_as_the_least_sure_that_went_in():
    hours = Figure(Fraction(HOURS), "hours per fte per year", "a norm", "2020", Confidence.PUBLISHED)
    published = [{**row, "source": f"of {row['task']}", "date": "2021", "confidence": "published"} for row in ROWS]
    figure = tasks(*published).workload(productive_hours=hours).figure("north")
    assert (figure.unit, figure.source, figure.date) == ("fte", "a norm; of Calls; of Youth; of Events", "2020; 2021")
    assert figure.confidence is Confidence.COMPOSED
    assert figure.note == "Calls 50%; Youth 25%; Events 25%"
    assert tasks(*published).workload(productive_hours=HOURS).figure("north").confidence is Confidence.ASSUMPTION
    published[1]["confidence"] = "inferred"
    assert tasks(*published).workload(productive_hours=hours).figure("north").confidence is Confidence.INFERRED
    weighed = tasks(*published).workload(productive_hours=hours, themes={"local": 2})
    assert weighed.figure("north").confidence is Confidence.ASSUMPTION


def test_a_file_gives_the_same(tmp_path):
    path = tmp_path / "tasks.csv"
    text = "# source: made up\n# date: 2021\ntask,hours,theme,north; west,south\nCalls,2,,700,1400\n"
    path.write_text(text, encoding="utf-8")
    workload = Tasks.read(path).workload(productive_hours=HOURS)
    assert list(workload.parts) == [("north", "west"), ("south",)]
    assert workload.of("west") == workload.of("north")
    assert {figure.source for figure in workload.figures.values()} == {"made up"}
    pd.DataFrame([{"task": "Calls", "hours": 2, "north; west": 700, "south": 1400}]).to_excel(
        tmp_path / "tasks.xlsx", index=False
    )
    assert amounts(Tasks.read(tmp_path / "tasks.xlsx").workload(productive_hours=HOURS)) == amounts(workload)


def test_it_is_told_in_both_languages_and_hostile_names_stay_text():
    name = '<script>alert(1)</script> "=cmd()" {fte} ' + "x" * 300
    workload = tasks({**ROWS[0], "task": name}, ROWS[1]).workload(productive_hours=HOURS)
    assert name in workload.text("north", "nl")
    assert workload.text("south", "nl") == (
        f"De werklast van south is 2 fte: {name} 2. Daarvan valt 2 onder 'Overig werk'."
    )
    assert "0.5 is under 'Youth nuisance and crime'" in workload.text("north", "en")
    assert len(workload.figure("north").note) < 2_000
    none = tasks({"task": "Calls", "hours": 2, "north": 0, "south": 1}).workload(productive_hours=HOURS)
    assert none.text("north", "en") == "The workload of north is 0 fte: 0."


@pytest.fixture(scope="module")
def plan():
    """The reference case by workload and growth; every team has 100 calls, and 10 more than the team before it."""
    region = load_region("amsterdam-2022")
    volumes = {team.name: 100 + 10 * place for place, team in enumerate(region.teams)}
    table = tasks(
        {"task": "Calls", "hours": 2, **volumes}, {"task": "Watch", "hours": 100, **dict.fromkeys(volumes, 1)}
    )
    workload = table.workload(productive_hours=HOURS)
    policy = Policy.reference().set("wijkagent_area.state", "off")
    policy = policy.set("key.weights.workload", "1/2").set("key.weights.growth", "1/2").set("key.weights.safety", None)
    return allocate(with_measure(region, workload.measure), policy), table


def test_the_key_divides_by_it(plan):
    """Half of the 32.959 fte by hours: 2 x volume + 100, of 2 x (17 x 100 + 10 x 136) + 1700 = 7820 in all."""
    found, _ = plan
    growth = {team: fmpq_to(share) for team, share in found.case.criterion("growth").items()}
    for place, team in enumerate(found.teams):
        by_hours = Fraction(2 * (100 + 10 * place) + 100, 7820)
        assert team.layers["key"] == Fraction("32.959") * (by_hours + growth[team.id] / sum(growth.values())) / 2


def fmpq_to(number):
    return Fraction(int(number.p), int(number.q))


def test_doubling_the_hours_of_a_task_moves_fte_in_closed_form(plan):
    """Of 7820 hours 6120 are calls; twice as long, calls are 12,240 of 13,940. Nothing but the key moves."""
    found, table = plan
    calls, watch = table.tasks
    twice = Tasks(
        (type(calls)(calls.name, calls.theme, doubled(calls.hours), calls.weight, calls.volumes), watch), table.groups
    )
    measure = twice.workload(productive_hours=HOURS).measure
    other = allocate(with_measure(found.region, measure, overwrite=True), found.policy)
    for place, (team, after) in enumerate(zip(found.teams, other.teams, strict=True)):
        volume = 100 + 10 * place
        moved = Fraction("32.959") / 2 * (Fraction(4 * volume + 100, 13_940) - Fraction(2 * volume + 100, 7820))
        assert after.new_fte - team.new_fte == moved
    comparison = compare(found, other)
    assert comparison.parts == ("figures.workload",)
    assert all(team.effects["figures.workload"] == team.change for team in comparison.teams)
    assert "cijfers over werklast" in comparison.text("nl")
    assert "figures on workload" in comparison.text("en")


def doubled(figure):
    return Figure(figure.value * 2, figure.unit, figure.source, figure.date, figure.confidence, figure.note)


def test_an_explanation_says_what_a_workload_consists_of(plan):
    found, _ = plan
    assert "Zo is de werklast van Boven IJ opgebouwd: Calls 67%; Watch 33%." in explain(found, "Boven IJ").text("nl")
    assert (
        "This is what the workload of Boven IJ is made of: Calls 67%; Watch 33%." in explain(found, "boven-ij").text()
    )


def test_a_region_with_a_workload_can_be_written_and_read_again(plan):
    region = plan[0].region
    assert region_from_dict(region_to_dict(region)) == region


# ---- whatever the tasks are


@examples(60)
@given(task_tables(), TASK_AMOUNTS)
def test_parts_add_up_and_weights_scale_them(rows, weight):
    table = tasks(*rows)
    workload = table.workload(productive_hours=HOURS)
    for (team,), figure in workload.figures.items():
        assert sum(part.fte for part in workload.of(team)) == figure.value
    kinds = {kind_of(task.theme) for task in table.tasks}
    weighed = table.workload(productive_hours=HOURS, themes=dict.fromkeys(kinds, weight))
    assert amounts(weighed) == {team: fte * Fraction(weight) for team, fte in amounts(workload).items()}


@examples(60)
@given(task_tables(), st.sampled_from([Fraction(2), Fraction(1, 3), Fraction(5, 4)]))
def test_hours_scale_it_and_productive_hours_the_other_way(rows, times):
    plain = amounts(tasks(*rows).workload(productive_hours=HOURS))
    longer = [{**row, "hours": Fraction(row["hours"]) * times} for row in rows]
    assert amounts(tasks(*longer).workload(productive_hours=HOURS)) == {
        team: fte * times for team, fte in plain.items()
    }
    assert amounts(tasks(*longer).workload(productive_hours=HOURS * times)) == plain


@examples(60)
@given(task_tables(), st.data())
def test_a_task_split_in_two_gives_the_same(rows, data):
    first = rows[0]
    parts = [dict(first), {**first, "task": "its other half"}]
    for team in ("north", "south"):
        parts[0][team] = data.draw(st.integers(0, first[team]))
        parts[1][team] = first[team] - parts[0][team]
    again = amounts(tasks(*parts, *rows[1:]).workload(productive_hours=HOURS))
    assert again == amounts(tasks(*rows).workload(productive_hours=HOURS))


@examples(60)
@given(task_tables(), st.integers(1, 3))
def test_the_mean_of_one_year_and_of_equal_years_is_that_year(rows, years):
    dated = [{**row, "year": 2020 - place} for row in rows for place in range(years)]
    plain = amounts(tasks(*rows).workload(productive_hours=HOURS))
    assert amounts(tasks(*dated).workload(productive_hours=HOURS, years=years)) == plain
    assert amounts(tasks(*dated).workload(productive_hours=HOURS, years={2020: 1})) == plain


@examples(30)
@given(task_tables(), st.randoms(use_true_random=False))
def test_order_does_not_matter(rows, chance):
    shuffled = list(rows)
    chance.shuffle(shuffled)
    again = amounts(tasks(*shuffled).workload(productive_hours=HOURS))
    assert again == amounts(tasks(*rows).workload(productive_hours=HOURS))


# ---- what is wrong is told, all at once


def problems(call, error=InputError):
    with pytest.raises(error) as caught:
        call()
    return [(found.code, found.subject, found.field) for found in caught.value.problems]


def test_every_mistake_in_a_table_is_told():
    rows = [
        {"task": "Calls", "hours": 2, "year": 2020, "north": "many", "south": 1},
        {"task": "Youth", "hours": 2, "theme": "regional.yuoth", "year": 2020, "north": 1, "south": -1},
        {"task": "Events", "hours": 2, "year": 2020, "north": 1, "south": 1},
        {"task": "Events", "hours": 3, "year": 2020, "north": 1, "south": 1},
        {"task": "Events", "hours": 3, "north": 1, "south": 1},
        {"task": "Patrol", "hours": 2, "year": "20", "north": 1, "south": 1},
        {"task": "Watch", "hours": None, "year": 2020, "north": 1, "south": 1},
    ]
    table = pd.DataFrame(rows).astype(object).where(lambda frame: frame.notna(), None)
    assert problems(lambda: Tasks.read(table), RegionError) == [
        ("not_a_number", "Calls", "north"),
        ("not_a_number", "Watch", "hours"),
        ("unknown_theme", "Youth", "theme"),
        ("out_of_range", "Youth", "south, 2020"),
        ("double", "Events", "task"),
        ("missing", "Events", "year"),
        ("unclear", "Events", "hours"),
        ("bad_year", "Patrol", "year"),
    ]


def test_a_confidence_that_is_none_is_told():
    assert problems(lambda: tasks({**ROWS[0], "confidence": "sure"})) == [("not_allowed", "Calls", "confidence")]


@pytest.mark.parametrize(
    ("columns", "code"),
    [
        ({"task": ["a"], "north": [1]}, "missing_column"),
        ({"task": ["a"], "hours": [1]}, "no_team"),
        ({"task": ["a"], "hours": [1], "north": [1], "north; south": [1]}, "double"),
        ({"task": [], "hours": [], "north": []}, "empty"),
    ],
)
def test_what_is_wrong_with_columns_is_told(columns, code):
    assert [found[0] for found in problems(lambda: Tasks.read(pd.DataFrame(columns)), RegionError)] == [code]


@pytest.mark.parametrize(
    ("asked", "codes"),
    [
        ({"productive_hours": 0}, ["out_of_range"]),
        ({"productive_hours": "x"}, ["not_a_number"]),
        ({"productive_hours": 9000, "themes": {"national": 1, "local": -1, "regional": "x"}},
         ["out_of_range", "unknown_theme", "out_of_range", "not_a_number"]),
        ({"productive_hours": HOURS, "years": 2}, ["unclear"]),
        ({"productive_hours": HOURS, "themes": ["other"]}, ["not_an_object"]),
        ({"productive_hours": HOURS, "themes": {pd.NA: 1, 5: 1}}, ["unknown_theme"] * 2),
    ],
)  # fmt: skip
def test_what_is_asked_in_vain_is_told(asked, codes):
    assert [found[0] for found in problems(lambda: tasks().workload(**asked), RequestError)] == codes


@pytest.mark.parametrize(
    ("years", "codes"),
    [
        (None, ["unclear"]),
        (0, ["out_of_range"]),
        (4, ["out_of_range"]),
        (True, ["out_of_range"]),
        ({2018: 1}, ["unknown_year"]),
        ({2019: "1/2", 2020: "1/3"}, ["weights_not_one"]),
        ({2019: "2", 2020: "-1"}, ["out_of_range"]),
        ({2019: "half"}, ["not_a_number"]),
        ({pd.NA: 1}, ["unknown_year"]),
    ],
)
def test_which_years_count_is_never_guessed(years, codes):
    found = problems(lambda: three_years().workload(productive_hours=HOURS, years=years), RequestError)
    assert [code for code, *_ in found] == codes


def test_a_year_that_a_task_lacks_is_told():
    rows = [
        {"task": "Calls", "hours": 1, "year": 2020, "north": 1},
        {"task": "Youth", "hours": 1, "year": 2021, "north": 1},
    ]
    found = problems(lambda: tasks(*rows).workload(productive_hours=HOURS, years=2), RequestError)
    assert found == [("missing_figure", "Calls", "year"), ("missing_figure", "Youth", "year")]


def test_numbers_that_could_not_be_written_down_are_told():
    rows = [{"task": f"t{place}", "hours": f"1/{10**12 - place}", "north": 1} for place in range(1, 8)]
    found = problems(lambda: tasks(*rows).workload(productive_hours=HOURS), RequestError)
    assert found == [("out_of_range", "north", "workload")]


def test_a_measure_is_added_once_and_for_every_team():
    region = load_region("amsterdam-2022")
    one = measure_of_teams("workload", {team.name: 1 for team in region.teams}, kind="total", unit="fte")
    with_it = with_measure(region, one)
    assert with_it.measure("workload").values[0].teams == ("boven-ij",)  # noqa: PD011  (no DataFrame)
    assert with_measure(with_it, one, overwrite=True) == with_it
    assert problems(lambda: with_measure(with_it, one)) == [("exists", "workload", "")]
    few = measure_of_teams("workload", {"Boven IJ": 1, "Bovem IJ": 1}, kind="total")
    codes = [code for code, *_ in problems(lambda: with_measure(region, few), RegionError)]
    assert codes == ["unknown_team", "missing_figure"]
    assert problems(lambda: measure_of_teams("work load", {"a": "x"}, kind="sum"), RegionError) == [
        ("bad_id", "work load", "id"),
        ("not_allowed", "work load", "kind"),
        ("not_a_number", "a", "work load"),
    ]
    assert problems(lambda: tasks().workload(productive_hours=HOURS).of("west")) == [("unknown_team", "", "")]
