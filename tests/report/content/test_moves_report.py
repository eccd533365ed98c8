"""What every report of a revision or a reallocation has, and that any can be made."""

import pytest
from hypothesis import assume, given

from report_moves import MOVES, move, report
from report_parts import parts_of
from rvp_alloc import Allocation, RequestError, try_allocate
from rvp_alloc.planning.reallocation import reallocate
from rvp_alloc.planning.revision import revise
from rvp_alloc.report.markdown import report_markdown
from rvp_alloc.report.page import report_html
from rvp_alloc.report.parts import Command, Section, Table
from strategies import cases, examples

LANGUAGES = ("nl", "en")
PROVEN = {"revision": ("old", "new"), "plan revised": ("new",), "reallocation": ("plan",)}


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", MOVES)
def test_every_row_has_a_cell_for_every_column_and_no_place_is_left_open(name, lang):
    found = report(name, lang)
    for one in parts_of(found, Table):
        assert all(len(row.cells) == (1 if row.tone == "group" else len(one.columns)) for row in one.rows), one.caption
        assert len(one.rows) > 0, one.caption
    assert len({part.anchor for part in parts_of(found, Section)}) == len(list(parts_of(found, Section)))
    assert "{" not in report_markdown(move(name), lang).replace("\\{", "")


@pytest.mark.parametrize("name", MOVES)
def test_the_record_has_the_hashes_and_how_to_check(name):
    answer = move(name)
    told = report_markdown(answer, "en")
    plans = [getattr(answer, part) for part in PROVEN[name.partition(":")[0]]]
    for plan in plans:
        record = plan.to_dict()["record"]
        assert record["region_sha256"] in told
        assert record["policy_sha256"] in told
    (command,) = parts_of(report(name), Command)
    assert command.text.startswith("python -m rvp_alloc verify ")


@pytest.mark.parametrize("name", ["revision: everything", "reallocation: capped"])
def test_an_unknown_language_is_told(name):
    with pytest.raises(RequestError, match="no words"):
        report_html(move(name), "fr")


@examples(6)
@given(cases(most_teams=5))
def test_any_revision_and_reallocation_can_be_reported(case):
    old = try_allocate(*case)
    assume(isinstance(old, Allocation))
    page = report_html(revise(old), "nl")
    assert page.endswith("</html>\n")
    region, policy = case
    if not policy.is_on("pins"):
        free = policy.set("ipga.state", "off").set("bounds.state", "off").set("basic_care.state", "off")
        free = free.set("waterline.state", "off").set("reach.state", "off")
        assert report_html(reallocate(region, free, share="0.1"), "en").endswith("</html>\n")
