"""The command line: one JSON document for every outcome, exit codes, tables in two languages, and no file lost."""

import json

import pytest

from rvp_alloc import Policy, allocate, load_region, policy_to_toml, save_policy, save_region
from rvp_alloc.allocation.schema import FailureSchema, ResultSchema
from rvp_alloc.planning.rounding import round_posts
from rvp_alloc.planning.years import plan_years
from rvp_alloc.region.files import packaged_regions
from rvp_alloc.report.markdown import report_markdown
from rvp_alloc.report.page import report_html
from rvp_alloc.report.workbook import save_workbook
from rvp_alloc.request import RequestDocument
from two_teams import region_data, rule_data

pytestmark = pytest.mark.usefixtures("own_folder")
AMSTERDAM = "amsterdam-2022"


# ---- allocate


def test_the_printed_result_is_that_of_the_library_and_of_its_schema(as_json):
    code, document = as_json("allocate", AMSTERDAM)
    assert code == 0
    assert document == json.loads(allocate(load_region(AMSTERDAM)).to_json())
    assert ResultSchema.model_validate(document).unique


@pytest.mark.parametrize(
    ("words", "code", "status", "kind"),
    [
        (["--new-fte", "many"], 2, "bad_input", "bad_policy"),
        (["--new-fte", "-1"], 2, "bad_input", "bad_policy"),
        (["--set", "ipga.cap"], 2, "bad_input", "bad_request"),
        (["--set", "=3"], 2, "bad_input", "bad_policy"),
        (["--set", "ipga.capp=3"], 2, "bad_input", "bad_policy"),
        (["--set", "key.state=off"], 2, "bad_input", "bad_policy"),
        (["--set", "pins.amstelven=3"], 2, "bad_input", "bad_policy"),
        (["--time-limit", "-1"], 2, "bad_input", "bad_request"),
        (["--time-limit", "nan"], 2, "bad_input", "bad_request"),
        (["--time-limit", "soon"], 2, "bad_input", "usage"),
        (["--lang", "de"], 2, "bad_input", "usage"),
        (["--nope"], 2, "bad_input", "usage"),
        (["another"], 2, "bad_input", "usage"),
        (["--policy", "missing.toml"], 2, "bad_input", "bad_request"),
        (["--output", "no/such/folder.json"], 2, "bad_input", "bad_request"),
        (["--plugin", "no_such_module"], 2, "bad_input", "bad_request"),
        (["--plugin", ""], 2, "bad_input", "bad_request"),
        (["--plugin", ".relative"], 2, "bad_input", "bad_request"),
        (["--solver", "CPSAT"], 2, "solver", "solver"),
        (["--solver", "GLPK_CMD"], 2, "solver", "solver"),
        (["--new-fte", "38"], 3, "infeasible", "infeasible"),
        (["--time-limit", "1e-9"], 4, "not_proven", "not_proven"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else str(value),
)
def test_every_failure_is_one_document_of_its_schema(as_json, run, words, code, status, kind):
    found, document = as_json("allocate", AMSTERDAM, *words)
    assert (found, document["status"], document["error"]["code"]) == (code, status, kind)
    assert FailureSchema.model_validate(document)
    found, out, err = run("allocate", AMSTERDAM, *words)
    assert (found, out) == (code, "")
    assert err.startswith("rvp-alloc: ")
    assert "Traceback" not in err
    assert "Value error" not in err


@pytest.mark.parametrize(
    "source", ["", "amsterdam-2023", "missing.json", "missing.csv", ".", "bad.json", "teams.txt", "\udcff", "n" * 5_000]
)
def test_a_source_that_cannot_be_read(as_json, tmp_path, source):
    (tmp_path / "bad.json").write_text('{"region": "\\ud800"}', encoding="utf-8")
    code, document = as_json("check", source)
    assert (code, document["status"]) == (2, "bad_input")
    assert document["error"]["problems"][0]["remedy"]


def test_all_changes_that_cannot_be_carried_out_are_told(as_json):
    _, document = as_json("allocate", AMSTERDAM, "--set", "ipga.cap", "--set", "ipga.capp=1", "--set", "ipga.cap=7")
    assert [problem["code"] for problem in document["error"]["problems"]] == [
        "bad_option",
        "unknown_parameter",
        "out_of_range",
    ]


def test_changes_and_new_fte(as_json):
    words = ["--set", "development.total = 20", "--set", "ipga.state=off", "--new-fte", "75.5"]
    _, document = as_json("allocate", AMSTERDAM, *words)
    policy = Policy.reference().set("development.total", 20).set("ipga.state", "off")
    plan = allocate(load_region(AMSTERDAM), policy, 75.5)
    assert [team["new_fte_exact"] for team in document["teams"]] == [
        team["new_fte_exact"] for team in plan.to_dict()["teams"]
    ]
    changed = document["certificate"]["policy"]["rules"]["development"]["parameters"]["total"]
    assert changed["source"] == "command line"


@pytest.mark.parametrize("ending", [".toml", ".json"])
def test_a_policy_from_a_file(as_json, tmp_path, ending):
    save_policy(Policy.reference().set("priority_uplift.state", "off"), tmp_path / f"mine{ending}")
    _, document = as_json("allocate", AMSTERDAM, "--policy", f"mine{ending}", "--set", "ipga.cap=0.06")
    states = {rule["rule"]: rule["state"] for rule in document["rules"]}
    assert states["priority_uplift"] == "off"
    assert document["certificate"]["policy"]["rules"]["ipga"]["parameters"]["cap"]["value"] == "0.06"


def test_a_request_from_a_file(as_json, tmp_path):
    request = {"region": AMSTERDAM, "policy": rule_data("ipga", "off"), "new_fte": 70.5}
    assert RequestDocument.model_validate(request)
    (tmp_path / "request.json").write_text(json.dumps(request), encoding="utf-8")
    code, document = as_json("allocate", "request.json")
    assert (code, document["new_fte"]) == (0, 70.5)
    _, document = as_json("allocate", "request.json", "--new-fte", "71")
    assert document["new_fte"] == 71


@pytest.mark.parametrize("ending", [".json", ".csv", ".xlsx"])
def test_a_region_from_a_file(as_json, tmp_path, ending):
    save_region(load_region(AMSTERDAM), tmp_path / f"region{ending}")
    _, document = as_json("allocate", f"region{ending}")
    assert document == as_json("allocate", AMSTERDAM)[1]


# ---- what is written


def test_output_holds_what_is_printed_and_is_not_overwritten_unasked(run, tmp_path):
    path = tmp_path / "result.json"
    code, out, _ = run("allocate", AMSTERDAM, "--json", "--output", path)
    assert (code, path.read_text(encoding="utf-8")) == (0, out)
    path.write_text("mine", encoding="utf-8")
    code, out, err = run("allocate", AMSTERDAM, "--output", path)
    assert (code, out) == (2, "")
    assert "result.json: exists already and is left as it was" in err
    assert path.read_text(encoding="utf-8") == "mine"
    code, _, _ = run("allocate", AMSTERDAM, "--output", path, "--overwrite")
    assert code == 0
    assert json.loads(path.read_text(encoding="utf-8"))["status"] == "proven_optimal"


def test_a_failure_writes_no_output(run, tmp_path):
    assert run("allocate", AMSTERDAM, "--new-fte", "38", "--output", "result.json")[0] == 3
    assert list(tmp_path.iterdir()) == []


# ---- what people read


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("en", ["71 new fte over 17 teams", "proven optimal", "Team", "2,204.1", "Wijkagent norm per area: binding"]),
        (
            "nl",
            [
                "71 nieuwe fte over 17 teams",
                "bewezen optimaal",
                "Basisteam",
                "2.204,1",
                "Norm wijkagenten per gebied: knelt",
            ],
        ),
    ],
)
def test_the_table_in_two_languages(run, lang, words):
    code, out, err = run("allocate", AMSTERDAM, "--lang", lang)
    assert (code, err) == (0, "")
    text = " ".join(out.split())
    for word in words:
        assert word in text
    for team in load_region(AMSTERDAM).teams:
        assert team.name in out


def test_the_annex_stands_below_the_table(run):
    _, plain, _ = run("allocate", AMSTERDAM, "--lang", "nl")
    code, out, _ = run("allocate", AMSTERDAM, "--lang", "nl", "--annex")
    assert code == 0
    assert out.startswith(plain)
    assert "Waaronder wijkagenten" in out[len(plain) :]


def test_a_pin_is_shown_beside_what_the_rules_alone_give(run, tmp_path):
    policy = Policy.reference().set("pins.amstelveen", 5, source="driehoek", note="agreed")
    (tmp_path / "pinned.toml").write_text(policy_to_toml(policy), encoding="utf-8")
    code, out, _ = run("allocate", AMSTERDAM, "--policy", "pinned.toml")
    assert code == 0
    assert "pinned: amstelveen at 5 by driehoek (agreed); the rules alone give 4.152" in out


# ---- the other commands


def test_check_reports_differences_and_remarks(run, as_json):
    code, out, _ = run("check", AMSTERDAM)
    assert code == 0
    assert "17 teams in 4 districts, valid" in out
    assert out.count("difference 0.8") == 4
    code, document = as_json("check", AMSTERDAM, "--new-fte", "70")
    assert (code, document["status"], document["teams"]) == (0, "valid", 17)
    assert len(document["differences"]) == 4


def test_check_divides_nothing_but_checks_the_policy_against_the_region(as_json):
    assert as_json("check", AMSTERDAM, "--new-fte", "38")[0] == 0
    code, document = as_json("check", AMSTERDAM, "--set", "key.weights.safety=0.6")
    assert (code, document["error"]["problems"][0]["code"]) == (2, "weights_not_one")


@pytest.mark.parametrize("name", ["request", "result"])
def test_the_schemas_are_json_schemas_whose_references_lead_somewhere(run, name):
    code, out, _ = run("schema", name)
    assert code == 0
    schema = json.loads(out)

    def references(part):
        if isinstance(part, dict):
            yield from ([part["$ref"]] if "$ref" in part else [])
            part = list(part.values())
        if isinstance(part, list):
            for entry in part:
                yield from references(entry)

    found = set(references(schema))
    assert found
    for reference in found:
        place = schema
        for step in reference.removeprefix("#/").split("/"):
            place = place[int(step) if isinstance(place, list) else step]
        assert isinstance(place, dict)


def test_the_schema_of_a_request_knows_the_example(run):
    schema = json.loads(run("schema", "request")[1])
    assert set(schema["properties"]) == {"region", "policy", "new_fte"}
    assert schema["required"] == ["region"]
    assert schema["additionalProperties"] is False
    assert RequestDocument.model_validate(
        {"region": region_data(), "policy": rule_data("ipga", cap=0.06), "new_fte": 71}
    )


@pytest.mark.parametrize("text", ["[]", "5", "null", "{}", '{"schema_version": 1, "status": "bad_input", "error": {}}'])
def test_verify_rejects_what_is_no_result(as_json, tmp_path, text):
    (tmp_path / "result.json").write_text(text, encoding="utf-8")
    code, document = as_json("verify", "result.json")
    assert (code, document["accepted"]) == (4, False)
    assert document["reason"]


def test_verify_tells_people_too(run, tmp_path):
    run("allocate", AMSTERDAM, "--output", "result.json")
    code, out, _ = run("verify", "result.json")
    assert code == 0
    assert out.startswith("accepted: every row holds")
    assert "only best one" in out
    (tmp_path / "other.json").write_text("{}", encoding="utf-8")
    code, out, _ = run("verify", "other.json")
    assert code == 4
    assert out.startswith("rejected: ")


@pytest.mark.parametrize("words", [[], ["--json"], ["nope", "--json"], ["schema", "nope", "--json"]])
def test_a_call_that_makes_no_sense(run, words):
    code, out, err = run(*words)
    assert code == 2
    assert "Traceback" not in err
    if "--json" in words:
        assert json.loads(out)["error"]["code"] == "usage"


def test_help(run):
    code, out, _ = run("--help")
    assert code == 0
    for command in ("new", "check", "allocate", "explain", "compare", "verify", "schema"):
        assert command in out


def test_the_help_names_every_packaged_region(run):
    for command in ("allocate", "check", "explain"):
        _, out, _ = run(command, "--help")
        assert all(name in " ".join(out.split()) for name in packaged_regions())


def test_what_nobody_foresaw_is_one_document_too(as_json, monkeypatch, caplog):
    def fail(*_):
        raise ZeroDivisionError("not foreseen")

    monkeypatch.setattr("rvp_alloc.cli.allocate.request_of", fail)
    code, document = as_json("allocate", AMSTERDAM)
    assert (code, document["status"]) == (4, "error")
    assert document["error"] == {"code": "unexpected", "message": "ZeroDivisionError: not foreseen"}
    assert FailureSchema.model_validate(document)


@pytest.mark.parametrize(("lang", "words"), [("en", "Clash 1 of 2"), ("nl", "Botsing 1 van 2")])
def test_a_conflict_speaks_the_language_that_is_asked(run, lang, words):
    code, out, err = run("allocate", AMSTERDAM, "--set", "ipga.cap=0.04", "--lang", lang)
    assert (code, out) == (3, "")
    assert words in err
    assert "970/22751" in err


def test_a_workbook_of_a_division_brings_its_policy(as_json):
    policy = Policy.reference().set("development.total", 20)
    save_workbook(allocate(load_region(AMSTERDAM), policy), "proposal.xlsx")
    _, document = as_json("allocate", "proposal.xlsx")
    assert document["certificate"]["policy"]["rules"]["development"]["parameters"]["total"]["value"] == "20"
    _, changed = as_json("allocate", "proposal.xlsx", "--set", "development.total=18")
    assert changed["certificate"]["policy"]["rules"]["development"]["parameters"]["total"]["value"] == "18"
    save_region(load_region(AMSTERDAM), "figures.xlsx")  # without a policy, the reference policy it is
    _, plain = as_json("allocate", "figures.xlsx")
    assert plain["certificate"]["policy"]["name"] == "reference"


# ---- explain and compare


def test_explaining_one_team_in_two_languages(run, as_json):
    code, out, _ = run("explain", AMSTERDAM, "Amstelveen", "--lang", "nl")
    assert code == 0
    assert out.startswith("Amstelveen krijgt 4,152 nieuwe fte")
    assert run("explain", AMSTERDAM, "amstelveen")[1].startswith("Amstelveen gets 4.152 new fte")
    _, document = as_json("explain", AMSTERDAM, "amstelveen")
    assert document["new_fte"] == "4.152"
    assert {"effects", "bindings", "steps", "limits"} <= document.keys()


def test_explaining_all_teams_is_a_table_that_adds_up(run, as_json):
    code, out, _ = run("explain", AMSTERDAM, "--lang", "nl")
    assert code == 0
    assert "Sleutel alleen" in out
    assert "Oost-Watergraafsmeer" in out
    _, document = as_json("explain", AMSTERDAM)
    assert len(document["teams"]) == 17


def test_explaining_a_team_there_is_none_of(as_json):
    code, document = as_json("explain", AMSTERDAM, "amstelven")
    assert code == 2
    assert "amstelveen" in json.dumps(document)


def test_explaining_a_conflict_tells_the_conflict(run, as_json):
    code, out, err = run("explain", AMSTERDAM, "--set", "ipga.cap=0.04", "--lang", "nl")
    assert (code, out) == (3, "")
    assert "Botsing" in err
    assert as_json("explain", AMSTERDAM, "--set", "ipga.cap=0.04")[1]["status"] == "infeasible"


def test_comparing_a_result_with_another_division(run, as_json):
    run("allocate", AMSTERDAM, "--output", "result.json")
    code, out, _ = run("compare", "result.json", AMSTERDAM, "--second-new-fte", "80", "--lang", "nl")
    assert code == 0
    assert "het aantal nieuwe fte: van 71 naar 80" in out
    _, document = as_json("compare", "result.json", AMSTERDAM, "--second-set", "development.total=20")
    assert document["parts"] == ["development"]
    assert as_json("compare", "result.json", "result.json")[1]["differences"] == []


# ---- report


@pytest.mark.parametrize(
    ("kind", "start"),
    [("html", b"<!DOCTYPE html>"), ("xlsx", b"PK"), ("md", b"# "), ("register", b"{")],
)
def test_a_report_of_each_kind_is_what_the_library_makes(run, tmp_path, kind, start):
    name = f"report.{kind}"
    code, out, _ = run("report", AMSTERDAM, "--new-fte", "71", "--lang", "nl", "--format", kind, "--output", name)
    assert code == 0
    assert name in out
    written = (tmp_path / name).read_bytes()
    assert written.lower().startswith(start.lower())
    code, _, err = run("report", AMSTERDAM, "--format", kind, "--output", name)
    assert (code, (tmp_path / name).read_bytes()) == (2, written)
    assert "overwrite" in err


def test_a_report_of_a_conflict_tells_the_conflict_and_writes_nothing(run, tmp_path):
    code, out, err = run("report", AMSTERDAM, "--set", "ipga.cap=0.04", "--output", "report.html")
    assert (code, out) == (3, "")
    assert "Botsing" in err
    assert not list(tmp_path.iterdir())


# ---- whole posts and years


def test_whole_posts_as_a_table_as_json_and_verified(run, as_json, tmp_path):
    code, out, _ = run("round", AMSTERDAM, "--new-fte", "71", "--lang", "nl")
    assert code == 0
    assert "bewezen het dichtst bij de exacte verdeling" in out
    _, document = as_json("round", AMSTERDAM, "--step", "0.5")
    assert (document["kind"], document["new_fte"], document["within_one_step"]) == ("whole_posts", "71", True)
    (tmp_path / "whole.json").write_text(json.dumps(document))
    assert run("verify", "whole.json")[1].startswith("accepted")
    document["teams"][0]["new_fte"] = "3"
    (tmp_path / "forged.json").write_text(json.dumps(document))
    assert run("verify", "forged.json")[0] == 4


def test_that_no_whole_posts_are_possible_is_told_and_proven(run, as_json, tmp_path):
    words = ["round", AMSTERDAM, "--set", "ipga.cap=0.044"]
    code, out, err = run(*words, "--lang", "nl")
    assert (code, out) == (3, "")
    assert "IPGA" in err
    code, document = as_json(*words)
    assert (code, document["status"]) == (3, "no_rounding")
    assert FailureSchema.model_validate(document)
    (tmp_path / "none.json").write_text(json.dumps(document))
    assert run("verify", "none.json")[1].startswith("accepted")


@pytest.mark.parametrize("method", ["hamilton", "sainte-lague"])
def test_methods_that_know_no_rules_tell_which_they_break(run, method):
    code, out, _ = run("round", AMSTERDAM, "--method", method, "--set", "bounds.growth_cap.team.every=0.055")
    assert code == 0
    assert "breaks hard rules" in out


def test_a_plan_of_two_years_as_a_table_as_json_and_verified(run, as_json, tmp_path):
    words = ["years", AMSTERDAM, "--intake", "2023=40", "--intake", "2024=31"]
    code, out, _ = run(*words, "--lang", "nl")
    assert code == 0
    assert "Erbij 2024" in out
    _, document = as_json(*words, "--growth-cap", "0.05", "--first", "later")
    assert [year["year"] for year in document["years"]] == [2023, 2024]
    (tmp_path / "years.json").write_text(json.dumps(document))
    assert run("verify", "years.json")[1].startswith("accepted")


def test_years_that_clash_are_told_with_their_year_and_proven(run, as_json, tmp_path):
    words = ["years", AMSTERDAM, "--intake", "2023=20", "--intake", "2024=51", "--layers", "as_stated"]
    code, out, err = run(*words)
    assert (code, out) == (3, "")
    assert "2023" in err
    (tmp_path / "clash.json").write_text(json.dumps(as_json(*words)[1]))
    assert run("verify", "clash.json")[1].startswith("accepted")


def test_what_comes_in_is_worked_out_from_who_finishes_and_who_leaves(run, as_json):
    staff = ["--aspiranten", "2023=80", "--attrition", "2023=25", "--lateral", "2023=2", "--completion", "0.9"]
    _, document = as_json("years", AMSTERDAM, *staff)
    assert document["years"][0]["intake"] == 49  # 80 x 0.9 + 2 - 25
    code, out, _ = run("years", AMSTERDAM, *staff, "--lang", "nl")
    assert code == 0
    assert "80 fte aspiranten" in out
    for words, told in (
        ([], "--intake"),
        ([*staff, "--intake", "2023=4"], "beside --intake"),
        (["--aspiranten", "2023=5"], "attrition"),
        (["--aspiranten", "x", "--attrition", "2023=1"], "--aspiranten"),
    ):
        code, _, err = run("years", AMSTERDAM, *words)
        assert code == 2
        assert told in err


@pytest.mark.parametrize("ending", ["html", "md"])
def test_whole_posts_and_years_are_written_as_reports_beside_the_table(run, tmp_path, ending):
    write = {"html": report_html, "md": report_markdown}[ending]
    rounded = round_posts(allocate(load_region(AMSTERDAM), new_fte=71))
    plan = plan_years(load_region(AMSTERDAM), intake={2023: 40, 2024: 31})
    asked = {
        "round": (["--new-fte", "71"], rounded),
        "years": (["--intake", "2023=40", "--intake", "2024=31"], plan),
    }
    for command, (words, answer) in asked.items():
        name = f"{command}.{ending}"
        code, out, _ = run(command, AMSTERDAM, *words, "--lang", "nl", "--report", name)
        assert (code, bool(out)) == (0, True)
        assert (tmp_path / name).read_text(encoding="utf-8") == write(answer, "nl")
        code, _, err = run(command, AMSTERDAM, *words, "--report", name)
        assert code == 2
        assert "overwrite" in err


def test_an_intake_that_makes_no_sense_is_told_with_every_mistake(run):
    code, _, err = run("years", AMSTERDAM, "--intake", "2023:40", "--intake", "2024=1", "--intake", "2024=2")
    assert code == 2
    assert "'2023:40' is no year with an amount" in err
    assert "2024 is given twice" in err
