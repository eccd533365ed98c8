"""What pydantic finds is told in our own words: which team, which field, which value, and what to do."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rvp_alloc import PolicyError, RegionError, region_from_dict
from rvp_alloc.border import (
    LONGEST_TEXT,
    MOST_ENTRIES,
    MOST_PROBLEMS,
    Document,
    FigureDocument,
    Id,
    Many,
    Name,
    Text,
    Version,
    looked_at,
    suggestion,
    validated,
)
from rvp_alloc.errors import Problem
from rvp_alloc.stand_in import with_stand_ins
from rvp_alloc.telling import place, visible
from two_teams import region_data


class Entry(Document):
    """A document with every kind of field."""

    version: Version = 1
    id: Id = "entry"
    name: Name = "Entry"
    note: Text = ""
    figure: FigureDocument | None = None
    entries: Many[FigureDocument] = []


def problem_of(**fields) -> Problem:
    with pytest.raises(RegionError) as caught:
        validated(Entry, fields, RegionError, "document")
    [problem] = caught.value.problems
    return problem


@pytest.mark.parametrize(
    ("fields", "code", "what"),
    [
        ({"name": 5}, "not_text", "'5' is not text"),
        ({"name": None}, "not_text", "is not text"),
        ({"name": ""}, "empty", "is empty"),
        ({"name": " \u3000"}, "empty", "is empty"),
        ({"name": " a"}, "bad_name", "begins or ends with a space"),
        ({"name": "a\u00a0b"}, "bad_name", "U+00A0"),
        ({"name": "a\u202eb"}, "bad_name", "U+202E"),
        ({"name": "a\0b"}, "bad_name", "U+0000"),
        ({"name": "a\nb"}, "bad_name", "U+000A"),
        ({"name": "a\ud800"}, "not_text", "is not text that can be written"),
        ({"name": "a" * 501}, "too_long", "is too long"),
        ({"note": "a\0b"}, "bad_text", "U+0000"),
        ({"note": "a\rb"}, "bad_text", "U+000D"),
        ({"note": "a\ufffeb"}, "bad_text", "U+FFFE"),
        ({"note": "a" * (LONGEST_TEXT + 1)}, "too_long", "is too long"),
        ({"note": 2022}, "not_text", "'2022' is not text"),
        ({"id": "a b"}, "bad_id", "'a b' is not an id"),
        ({"id": "a:b"}, "bad_id", "is not an id"),
        ({"id": "a\n"}, "bad_id", r"'a\n' is not an id"),
        ({"id": ""}, "empty", "is empty"),
        ({"id": "a" * 101}, "too_long", "is too long"),
        ({"version": 2}, "unknown_version", "'2' is not a version"),
        ({"version": "1"}, "unknown_version", "'1' is not a version"),
        ({"version": True}, "unknown_version", "'True' is not a version"),
        ({"version": None}, "unknown_version", "is not a version"),
        ({"figure": "NaN"}, "not_a_number", "'NaN' is not a finite number"),
        ({"figure": {}}, "missing", "is missing"),
        ({"figure": {"value": 1, "confidence": "sure"}}, "not_allowed", "'sure' is not allowed here"),
        ({"figure": {"value": {"value": 1}}}, "not_a_number", "of the kind dict"),
        ({"entries": 5}, "not_a_list", "'5' is not a list"),
        ({"entries": {}}, "not_a_list", "is not a list"),
        ({"entries": [1] * (MOST_ENTRIES + 1)}, "too_long", "too many entries"),
        ({"nam": "a"}, "unknown_field", "is not a field"),
        ({"name": "a", "x" * 1_000_000: 1}, "unknown_field", "is not a field"),
    ],
)
def test_each_fault_of_form_is_told_in_our_own_words(fields, code, what):
    problem = problem_of(**fields)
    assert problem.code == code
    assert what in problem.what
    assert problem.remedy
    for foreign in ("input should", "string should", "pattern", "dictionary", "instance", "pydantic", "value error"):
        assert foreign not in str(problem).lower()
    assert len(str(problem)) < 600
    assert str(problem).isprintable()


@pytest.mark.parametrize("data", [None, 5, "text", [], b"{}", 1.5, object()])
def test_a_document_must_be_an_object(data):
    with pytest.raises(PolicyError, match="is not an object with fields"):
        validated(Entry, data, PolicyError, "document")


def test_an_unknown_field_comes_with_the_nearest_that_exists():
    assert problem_of(nam="a").remedy == "Did you mean name?"
    assert problem_of(wholly_else="a").remedy == "Take it away"
    assert problem_of(confidence="sure").remedy == "Take it away"  # it exists, but not here


def test_a_number_of_thousands_of_digits_is_told_too():
    assert "far too long" in str(problem_of(name=10**5_000))


def test_a_bare_number_is_an_assumption_without_a_source():
    document = validated(Entry, {"figure": "1/3"}, RegionError, "document")
    assert document.figure.figure("fte").to_dict() == {"value": "1/3", "unit": "fte", "confidence": "assumption"}


def test_space_around_a_text_is_nothing_but_space():
    assert validated(Entry, {"note": "  a\n b\t"}, RegionError, "document").note == "a\n b"


def test_all_problems_are_shown_and_the_rest_is_looked_at_with_stand_ins():
    data = {"version": 2, "id": "a b", "figure": "x", "entries": [1, "y", True], "nam": 1}
    document, problems = looked_at(Entry, data)
    assert [problem.where for problem in problems] == [
        "version",
        "id",
        "figure.value",
        "entries[1].value",
        "entries[2].value",
        "nam",
    ]
    assert document is None  # nothing can stand in for an id
    document, _ = looked_at(Entry, {"figure": "x", "entries": [2, "y"], "nam": 1, "name": " "})
    assert document is None
    document, _ = looked_at(Entry, {"figure": "x", "entries": [2, "y"], "nam": 1})
    assert [entry.value for entry in document.entries] == [2, 1]


def test_a_stand_in_leaves_the_document_itself_as_it_was():
    data = region_data(teams__0__formation="x", measures__0__values__1__value=None, teams__1__name="")
    errors = [
        {"loc": ("teams", 0, "formation", "value"), "type": "not_a_number"},
        {"loc": ("measures", 0, "values", 1, "value"), "type": "not_a_number"},
        {"loc": ("teams", 1, "name"), "type": "string_too_short"},
    ]
    mended = with_stand_ins(data, errors)
    assert mended == region_data(teams__0__formation=1, measures__0__values__1__value=1, teams__1__name="south")
    assert data["teams"][0]["formation"] == "x"


def test_a_thousand_problems_are_told_and_then_that_there_are_more():
    with pytest.raises(RegionError) as caught:
        validated(Entry, {"entries": ["x"] * (MOST_PROBLEMS + 500)}, RegionError, "document")
    assert len(caught.value.problems) == MOST_PROBLEMS + 1
    assert caught.value.problems[-1].code == "more"


@pytest.mark.parametrize(
    ("location", "subject", "field"),
    [
        (("teams", 0, "formation", "value"), "North", "formation"),
        (("teams", 0), "North", "teams"),
        (("teams",), "Two teams", "teams"),
        (("pools", 1, "inhabitants", "value"), "south", "inhabitants"),
        (("pools", 1, "teams", 0), "south", "teams"),
        (("measures", 0, "values", 1, "value"), "south", "Growth"),
        (("measures", 0, "values", 1, "split", "south"), "south", "split.south"),
        (("measures", 0, "kind"), "Growth", "kind"),
        (("teams", 0, "authorities", "A", "[key]"), "North", "authorities.A"),
        (("name",), "Two teams", "name"),
    ],
)
def test_a_place_in_a_document_is_told_by_the_names_in_it(location: Sequence[str | int], subject, field):
    assert place(location, region_data()) == (subject, field)


def test_a_team_without_a_proper_name_is_told_by_its_id():
    assert place(("teams", 0, "name"), region_data(teams__0__name=5)) == ("north", "name")
    assert place(("teams", 0, "name"), region_data(teams__0__name=" ")) == ("north", "name")
    assert place(("teams", 0, "name"), {"teams": [{}]}) == ("", "name")


@given(st.text() | st.integers() | st.floats() | st.binary() | st.none() | st.lists(st.text()))
def test_what_is_visible_can_be_printed_anywhere(value):
    text = visible(value)
    assert text.isprintable()
    text.encode()
    assert len(text) <= 80 * len(r"\U0010ffff")


@pytest.mark.parametrize(
    ("word", "known", "remedy"),
    [
        ("develpment.total", ["development.total", "ipga.cap"], "Did you mean development.total?"),
        ("zzz", ["a", "b"], "Known are a, b"),
        ("zzz", [], "There is none to choose from"),
        ("zzz", [f"n{number}" for number in range(40)], "n29 and others"),
        ("x" * 1_000_000, ["a"], "Known are a"),
        ("a-team", [f"team-{number}" for number in range(5_000)], "Known are team-0"),
    ],
    ids=lambda value: visible(value, 20),
)
def test_a_suggestion_names_the_nearest_or_what_there_is(word, known, remedy):
    assert remedy in suggestion(word, known)


def test_many_unknown_names_do_not_take_long():
    pools = [{"id": f"p{number}", "teams": [f"nort{number}"], "inhabitants": 5} for number in range(9_000)]
    with pytest.raises(RegionError) as caught:
        region_from_dict(region_data(pools=pools))
    assert len(caught.value.problems) == MOST_PROBLEMS + 1
