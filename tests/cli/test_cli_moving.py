"""The commands ``revise`` and ``reallocate``: what they print is what the library gives, and is verified as it is."""

import json
from fractions import Fraction

import pytest

from rvp_alloc import Policy, allocate, load_region, region_from_dict, region_to_dict, save_policy, save_region
from rvp_alloc.planning.reallocation import Cap
from rvp_alloc.planning.reallocation import reallocate as reallocate_formation
from rvp_alloc.planning.revision import Pin
from rvp_alloc.planning.revision import revise as revise_division
from rvp_alloc.planning.years import plan_years
from rvp_alloc.planning.years_revision import revise_years

pytestmark = pytest.mark.usefixtures("own_folder")
AMSTERDAM = "amsterdam-2022"
PIN = ["--pin", "Zuid-de Pijp=3", "--author", "driehoek", "--reason", "market days"]


@pytest.fixture
def problems(as_json):
    """Run it with what is wrong; return the code and the place of every problem."""

    def problems(*words):
        code, document = as_json(*words)
        assert (code, document["status"]) == (2, "bad_input")
        assert all(problem["remedy"] for problem in document["error"]["problems"])
        return [problem["code"] for problem in document["error"]["problems"]]

    return problems


def grown():
    document = region_to_dict(load_region(AMSTERDAM))
    pool = next(pool for pool in document["pools"] if pool["id"] == "amstelveen")
    pool["inhabitants"] = {"value": 95_000, "source": "made up", "date": "2025"}
    return region_from_dict(document)


def plain(answer):
    return json.loads(json.dumps(answer.to_dict()))


# ---- revise


def test_a_revision_is_that_of_the_library_and_is_verified_as_it_is_printed(as_json, run, tmp_path):
    save_region(grown(), "grown.csv")
    (tmp_path / "real.csv").write_text("team,fte\nBoven IJ,8.5\namstelveen,1\n", encoding="utf-8")
    words = ["revise", AMSTERDAM, "grown.csv", *PIN, "--realised", "real.csv", "--realised", "Amstelveen=2.5"]
    code, document = as_json(*words, "--new-fte", "72", "--set", "development.total=20")
    assert code == 0
    old = allocate(load_region(AMSTERDAM))
    rules = Policy.reference().set("development.total", 20, source="command line", note="given with --set")
    pins = {"Zuid-de Pijp": Pin("3", "driehoek", "market days")}
    realised = {"boven-ij": "8.5", "amstelveen": "2.5"}
    assert document == plain(revise_division(old, grown(), rules, new_fte="72", pins=pins, realised=realised))
    (tmp_path / "revision.json").write_text(json.dumps(document), encoding="utf-8")
    rounds = len(document["new"]["certificate"]["rounds"])
    code, out, _ = run("verify", "revision.json")
    assert code == 0
    assert out == f"accepted: every row holds, {rounds} rounds prove the division, and it is the only best one\n"
    document["comparison"]["teams"][0]["second"] = "1"
    (tmp_path / "revision.json").write_text(json.dumps(document), encoding="utf-8")
    code, out, _ = run("verify", "revision.json")
    assert (code, out) == (4, "rejected: boven-ij: not what the two divisions give\n")


def test_one_goes_on_with_what_was_printed(as_json, tmp_path):
    _, first = as_json("revise", AMSTERDAM, *PIN)
    (tmp_path / "first.json").write_text(json.dumps(first), encoding="utf-8")
    _, second = as_json("revise", "first.json")
    assert (second["movement"], second["comparison"]["differences"]) == ("0", [])
    pinned = next(team for team in second["new"]["teams"] if team["id"] == "zuid-de-pijp")
    assert pinned["new_fte_exact"] == "3"
    _, afresh = as_json("revise", "first.json", "--afresh")
    assert Fraction(afresh["movement"]) > 0
    (tmp_path / "result.json").write_text(allocate(load_region(AMSTERDAM), new_fte=80).to_json(), encoding="utf-8")
    assert as_json("revise", "result.json")[1]["new"]["new_fte"] == 80


def test_other_rules_from_a_file_or_those_of_the_old_division(as_json, tmp_path):
    asked = Policy.reference().set("priority_uplift.state", "off")
    (tmp_path / "old.json").write_text(json.dumps({"region": AMSTERDAM, "new_fte": 60}), encoding="utf-8")
    save_policy(asked, "rules.toml")
    save_region(grown(), "grown.csv")
    _, kept = as_json("revise", "old.json", "grown.csv")
    assert (kept["old"]["new_fte"], kept["new"]["new_fte"]) == (60, 60)
    _, other = as_json("revise", "old.json", "--policy", "rules.toml")
    assert other["new"]["new_fte"] == 71
    assert other["new"]["certificate"]["policy"]["rules"]["priority_uplift"]["state"] == "off"


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_a_revision_as_a_table_with_its_reasons_and_a_report(run, tmp_path, lang):
    code, out, err = run("revise", AMSTERDAM, *PIN, "--lang", lang, "--report", "r.html", "--report", "r.md")
    assert (code, err) == (0, "")
    assert {"nl": "Nieuwe formatie", "en": "New formation"}[lang] in out
    assert "driehoek (market days)" in out
    for name in ("r.html", "r.md"):
        assert "market days" in (tmp_path / name).read_text(encoding="utf-8")
    assert run("revise", AMSTERDAM, "--report", "r.html")[0] == 2
    assert run("revise", AMSTERDAM, "--report", "r.html", "--overwrite")[0] == 0


@pytest.mark.parametrize(
    ("words", "codes"),
    [
        (["--pin", "Amstelveen=3"], ["no_reason", "no_reason"]),
        (["--pin", "Amstelveen=3", "--author", "a", "--reason", " "], ["no_reason"]),
        (["--author", "a"], ["no_pin"]),
        (["--pin", "Amstelveen", "--author", "a", "--reason", "b"], ["bad_option"]),
        (["--realised", "Amstelveen", "--realised", "=3"], ["bad_option", "bad_option"]),
        (["--realised", "Amstelveen=1", "--realised", "Amstelveen=2"], ["double"]),
        (["--realised", "Amstelveen=1", "--realised", "amstelveen=2"], ["double"]),
        (["--realised", "nobody=1"], ["unknown_team"]),
        (["--realised", "missing.csv"], ["unreadable"]),
        (["--report", "r.pdf"], ["unknown_kind"]),
        (["nowhere"], ["unknown_region"]),
    ],
    ids=str,
)
def test_a_revision_that_cannot_be_asked(problems, words, codes):
    assert problems("revise", AMSTERDAM, *words) == codes


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("team\nAmstelveen\n", [("missing_column", "realised.csv", "fte")]),
        ("team,fte,when\nAmstelveen,1,2025\n", [("unknown_column", "realised.csv", "when")]),
        ("team,fte\nAmstelven,1\n", [("unknown_team", "row 2", "Amstelven")]),
        ("team,fte\nBoven IJ,1\nboven-ij,2\n", [("double", "row 3", "boven-ij")]),
        ("team,fte\nBoven IJ,-1\n", [("out_of_range", "row 2", "fte")]),
        ("team,fte\nBoven IJ,many\n", [("not_a_number", "row 2", "many")]),
        (
            "team,fte\n,1\n<b>,=cmd()\n",
            [("empty", "row 2", "team"), ("not_a_number", "row 3", "=cmd()")],
        ),
        ("team;fte\nBoven IJ;1;2\n", [("ragged", "realised.csv", "3")]),
    ],
    ids=repr,
)
def test_a_table_of_what_is_realised_is_told_with_row_column_and_remedy(as_json, tmp_path, text, told):
    (tmp_path / "realised.csv").write_text(text, encoding="utf-8")
    code, document = as_json("revise", AMSTERDAM, "--realised", "realised.csv")
    found = document["error"]["problems"]
    assert code == 2
    assert [(problem["code"], problem["where"], problem["value"] or problem["field"]) for problem in found] == told
    assert all(problem["remedy"] for problem in found)


def test_what_is_realised_and_pinned_can_clash(run, as_json):
    words = ["revise", AMSTERDAM, "--realised", "Zuid-de Pijp=4", *PIN]
    code, out, err = run(*words, "--lang", "nl")
    assert (code, out) == (3, "")
    assert "Vastgezet" in err
    code, document = as_json(*words)
    assert (code, document["status"]) == (3, "infeasible")


# ---- reallocate


def test_a_reallocation_is_that_of_the_library_and_is_verified_as_it_is_printed(as_json, run, tmp_path):
    words = ["reallocate", AMSTERDAM, "--new-fte", "0", "--set", "priority_uplift.state=off"]
    words += [
        "--set",
        "development.state=off",
        "--loss-cap",
        "0.02",
        "--loss-cap-team",
        "Amstelveen=0.01",
        "--share",
        "0.5",
    ]
    words += [
        "--hold-harmless",
        "Zuid-de Pijp=agreed",
        "--hold-harmless",
        "boven-ij",
        "--author",
        "us",
        "--reason",
        "care",
    ]
    code, document = as_json(*words)
    assert code == 0
    rules = Policy.reference()
    for rule in ("priority_uplift", "development"):
        rules = rules.set(f"{rule}.state", "off")
    stated = {"source": "us", "note": "care"}
    found = reallocate_formation(
        load_region(AMSTERDAM),
        rules,
        new_fte=0,
        share="0.5",
        loss_cap_team={"every": Cap(share="0.02", **stated), "Amstelveen": Cap(share="0.01", **stated)},
        hold_harmless={"Zuid-de Pijp": "agreed", "boven-ij": ""},
    )
    assert document == plain(found)
    (tmp_path / "moved.json").write_text(json.dumps(document), encoding="utf-8")
    assert run("verify", "moved.json")[1].startswith("accepted: every row holds")
    document["movement"] = "1"
    (tmp_path / "moved.json").write_text(json.dumps(document), encoding="utf-8")
    assert run("verify", "moved.json")[:2] == (4, "rejected: the movement is not that of the teams\n")


def test_a_reallocation_over_years_as_a_table_as_json_and_verified(run, as_json, tmp_path):
    words = ["reallocate", AMSTERDAM, "--year", "2025", "--year", "2026=5", "--loss-cap-per-year", "0.01"]
    code, out, _ = run(*words, "--lang", "nl", "--report", "r.html")
    assert code == 0
    assert "Eind 2026" in out
    assert out.index("verliezen") < out.index("Wie verliest") < out.index("Wie wint")
    assert "Wat gebeurt er per jaar?" in (tmp_path / "r.html").read_text(encoding="utf-8")
    _, document = as_json(*words)
    assert set(document["teams"][0]["by_year"]) == {"2025", "2026"}
    assert sum(Fraction(team["change"]) for team in document["teams"]) == 5
    (tmp_path / "moved.json").write_text(json.dumps(document), encoding="utf-8")
    assert run("verify", "moved.json")[1].startswith("accepted")


@pytest.mark.parametrize(
    ("words", "codes"),
    [
        (["--share", "2"], ["out_of_range"]),
        (["--share", "much"], ["bad_number"]),
        (["--loss-cap", "-1"], ["out_of_range"]),
        (["--loss-cap-team", "nobody=0.1"], ["unknown_team"]),
        (["--loss-cap-team", "Amstelveen"], ["bad_option"]),
        (["--hold-harmless", "=why"], ["bad_option"]),
        (["--hold-harmless", "nobody"], ["unknown_team"]),
        (["--loss-cap-per-year", "0.01"], ["no_years"]),
        (["--year", "soon", "--year", "\u0662\u0660"], ["bad_option", "bad_option"]),
        (["--year", "2025", "--year", "2025=3"], ["double"]),
        (["--year", "2025", "--new-fte", "3"], ["unclear"]),
        (["--report", "r.doc"], ["unknown_kind"]),
    ],
    ids=str,
)
def test_a_reallocation_that_cannot_be_asked(problems, words, codes):
    assert problems("reallocate", AMSTERDAM, *words) == codes


def test_a_pin_that_asks_more_than_comes_free_is_a_conflict(run, as_json, tmp_path):
    rules = Policy.reference().set("pins.amstelveen", 50, source="driehoek", note="agreed")
    save_policy(rules.set("priority_uplift.state", "off").set("development.state", "off"), "rules.toml")
    words = ["reallocate", AMSTERDAM, "--policy", "rules.toml", "--new-fte", "0", "--loss-cap", "0.001"]
    code, out, err = run(*words)
    assert (code, out) == (3, "")
    assert "Pins" in err
    assert as_json(*words)[0] == 3


# ---- a plan over years


@pytest.fixture
def plan(run, tmp_path):
    code, out, _ = run(
        "years", AMSTERDAM, "--intake", "2023=40", "--intake", "2024=20", "--intake", "2025=11", "--json"
    )
    assert code == 0
    (tmp_path / "plan.json").write_text(out, encoding="utf-8")
    return plan_years(load_region(AMSTERDAM), intake={2023: 40, 2024: 20, 2025: 11})


def test_a_plan_is_revised_as_the_library_does_and_verified_as_it_is_printed(run, as_json, plan, tmp_path):
    (tmp_path / "realised.csv").write_text("team,fte\nBoven IJ,3\n", encoding="utf-8")
    words = ["revise-years", "plan.json", 2024, "--realised", "realised.csv", "--intake", "2024=21", *PIN]
    _, document = as_json(*words, "--first", "later")
    pins = {"Zuid-de Pijp": Pin(3, "driehoek", "market days")}
    expected = revise_years(plan, 2024, realised={"Boven IJ": 3}, intake={2024: 21}, pins=pins, first="later")
    assert document == json.loads(json.dumps(expected.to_dict()))
    (tmp_path / "revision.json").write_text(json.dumps(document), encoding="utf-8")
    assert run("verify", "revision.json")[1].startswith("accepted")
    code, out, _ = run(
        *words, "--lang", "nl", "--report", "again.html", "--report", "again.xlsx", "--report", "again.md"
    )
    assert code == 0
    assert "Boven IJ" in out
    assert "driehoek (market days)" in out
    assert (tmp_path / "again.html").read_bytes().startswith(b"<!DOCTYPE html>")
    assert (tmp_path / "again.xlsx").read_bytes().startswith(b"PK")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["none.json", 2024], "none.json"),
        (["plan.json", 2030], "2030"),
        (["plan.json", 2024, "--intake", "2024"], "--intake"),
        (["plan.json", 2024, "--realised", "Nowhere=3"], "Nowhere"),
        (["plan.json", 2024, "--pin", "Boven IJ=3"], "--author"),
        (["plan.json", 2024, "--report", "again.doc"], "again.doc"),
    ],
    ids=str,
)
@pytest.mark.usefixtures("plan")
def test_what_is_wrong_with_a_plan_is_told(run, words, told):
    code, out, err = run("revise-years", *words)
    assert (code, out) == (2, "")
    assert told in err


@pytest.mark.usefixtures("plan")
def test_a_plan_that_cannot_be_is_a_conflict(run):
    pin = ["--pin", "Boven IJ=1", "--author", "driehoek", "--reason", "agreed"]
    code, _, err = run("revise-years", "plan.json", 2024, *pin, "--lang", "nl")
    assert code == 3
    assert "2024" in err
