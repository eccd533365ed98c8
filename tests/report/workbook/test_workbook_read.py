"""Reading back: what is not a policy is told by its row, and damage in our own words."""

import random

import office
import pytest
from workbook_scenarios import reference

from rvp_alloc import InputError, Policy
from rvp_alloc.policy.document import policy_from_dict, policy_to_dict
from rvp_alloc.report.workbook import read_workbook, save_workbook, workbook_bytes
from rvp_alloc.report.workbook.policy_table import headings, policy_from_rows, policy_rows

GOOD = workbook_bytes(reference())


def changed(tmp_path, change, lang="nl"):
    book = office.opened(reference(), lang)
    change(book)
    book.save(tmp_path / "changed.xlsx")
    return tmp_path / "changed.xlsx"


def problems_of(path):
    with pytest.raises(InputError) as caught:
        read_workbook(path)
    return caught.value.problems


def set_policy(place, value):
    def change(book):
        book["Beleid"][place] = value

    return change


@pytest.mark.parametrize(
    ("change", "code", "field"),
    [
        (lambda book: book.remove(book["Beleid"]), "missing", ""),
        (lambda book: book["Beleid"].delete_cols(2), "missing", ""),
        (lambda book: book["Beleid"].delete_rows(1), "missing", ""),
        (set_policy("J7", "nonsense"), "unknown_row", ""),
        (set_policy("I6", "rule:none"), "unknown_rule", "rules.none"),
        (set_policy("B7", "veel"), "not_a_number", "budget.new_fte"),
        (set_policy("B7", None), "not_a_number", "budget.new_fte"),
        (set_policy("B6", "zacht"), "not_allowed", "budget.state"),
        (set_policy("G7", "zeker"), "not_allowed", "budget.new_fte.confidence"),
        (set_policy("B3", "no_aim"), "unknown_aim", "aims"),
    ],
)
def test_what_is_wrong_with_the_policy_is_told(tmp_path, change, code, field):
    problems = problems_of(changed(tmp_path, change))
    assert (code, field) in {(problem.code, problem.field) for problem in problems}


def test_a_figure_that_is_wrong_is_told(tmp_path):
    def change(book):
        book["figures"]["C79"] = "many"

    [problem] = problems_of(changed(tmp_path, change))
    assert problem.code == "not_a_number"


def test_states_and_names_may_be_changed_in_words(tmp_path):
    def change(book):
        for row in book["Beleid"].iter_rows():
            if (row[8].value, row[9].value) == ("rule:ipga", "state"):
                row[1].value = "uit"
            if row[9].value == "name":
                row[1].value = "voorstel B"

    _, policy = read_workbook(changed(tmp_path, change))
    assert policy.name == "voorstel B"
    assert not policy.is_on("ipga")


def test_rows_and_columns_may_stand_elsewhere(tmp_path):
    def change(book):
        book["Policy"].insert_cols(1)
        book["Policy"].insert_rows(5, 3)

    assert read_workbook(changed(tmp_path, change, "en")) == (reference().region, reference().policy)


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_a_policy_with_everything_in_it_comes_back(lang):
    document = policy_to_dict(
        Policy.reference().with_aims("key", "area_norm").with_fallback("ipga.cap", "wijkagent_unit")
    )
    document["name"] = "=naam"
    document["rules"]["key"]["parameters"] = {
        "weights.safety": {"value": "1/3", "source": "a\n\tb", "note": "=1", "confidence": "inferred", "date": "2022"},
        "weights.growth": {"value": "2/3", "unit": "weight"},
    }
    document["rules"]["bounds"] = {
        "state": "off",
        "parameters": {"cap.team.every": "1e-12", "floor.district.x.y": "999999999999"},
    }
    policy = policy_from_dict(document)
    rows = [headings(lang)]
    for row in policy_rows(policy, lang):
        figure = row.figure
        parts = (figure.unit, figure.source, figure.date, "", figure.note) if figure else ("",) * 5
        texts = [row.what, row.value, "", *parts, row.of, row.part]
        if figure:
            texts[6] = {
                "inferred": {"nl": "afgeleid", "en": "inferred"},
                "published": {"nl": "gepubliceerd", "en": "published"},
            }.get(figure.confidence, {"nl": "aanname", "en": "assumption"})[lang]
        rows.append(texts)
    assert policy_from_rows(rows, "t") == policy


@pytest.mark.parametrize("seed", range(30))
def test_damage_is_told_in_our_own_words(tmp_path, seed):
    chance, content = random.Random(seed), bytearray(GOOD)
    for _ in range(chance.choice((1, 3, 10))):
        content[chance.randrange(len(content))] = chance.randrange(256)
    path = tmp_path / "damaged.xlsx"
    path.write_bytes(content)
    try:
        read_workbook(path)
    except InputError as error:
        assert str(error)


def test_the_name_of_the_file_plays_no_part(tmp_path):
    path = save_workbook(reference(), tmp_path / "any name.XLSX")
    assert read_workbook(path)[0].id == "amsterdam-2022"
