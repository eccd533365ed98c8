"""What a reader of a region is told: totals that differ, splits, weak figures."""

from fractions import Fraction

from rvp_alloc import differences, region_from_dict, remarks
from two_teams import SOURCE, full_region_data, region_data


def test_a_printed_total_that_differs_is_reported_and_not_an_error():
    region = region_from_dict(full_region_data(districts__0__printed_formation="157.8", printed_formation="161.8"))
    assert [str(found) for found in differences(region)] == [
        "City: printed formation 157.8, its lines add up to 157 (difference 0.8)"
    ]
    assert differences(region)[0].difference == Fraction(4, 5)


def test_totals_that_agree_are_not_reported():
    assert differences(region_from_dict(full_region_data(printed_formation=161))) == ()
    assert differences(region_from_dict(region_data())) == ()


def test_wijkagenten_and_the_unit_are_compared_too():
    region = region_from_dict(full_region_data(districts__0__printed_wijkagenten=16))
    assert [(found.of, found.what, found.difference) for found in differences(region)] == [
        ("City", "wijkagenten", 1),
        ("Two teams", "formation", Fraction(-1, 2)),
    ]


def test_remarks_tell_what_is_split_weak_or_without_source():
    data = region_data(pools=[{"id": "both", "teams": ["north", "south"], "inhabitants": 80_000}])
    data["measures"][0]["values"] = [{"teams": ["north", "south"], "value": 3, "source": SOURCE}]
    told = remarks(region_from_dict(data))
    assert "growth is known only together for north + south: split by formation" in told
    assert any("inhabitants of north + south are known only together" in remark for remark in told)
    assert "assumed, not published: growth of north + south" in told
    assert any(remark.startswith("no source is stated for the formation of North, South: say where") for remark in told)


def test_a_split_that_is_given_is_no_remark():
    assert not any("split by formation" in remark for remark in remarks(region_from_dict(full_region_data())))
