"""Regions on disk: what is written is read back, and a file that is no region is told."""

import json

import pytest
from hypothesis import given, settings

from rvp_alloc import RegionError, RequestError, load_region, read_region, region_from_dict, save_region
from strategies import regions
from two_teams import SOURCE, csv, full_region_data, region_data

ENDINGS = (".json", ".csv", ".xlsx")
NORTH = "North,City,100,10,50000"


@pytest.mark.parametrize("ending", ENDINGS)
def test_the_packaged_region_is_read_back_as_it_was_saved(tmp_path, ending):
    region = load_region("amsterdam-2022")
    path = save_region(region, tmp_path / f"saved{ending}")
    assert read_region(path) == region
    assert read_region(str(path.rename(path.with_suffix(ending.upper())))) == region


@pytest.mark.parametrize("ending", ENDINGS)
def test_everything_a_region_can_hold_is_read_back(tmp_path, ending):
    region = region_from_dict(full_region_data(name="007", teams__0__name="=SUM(A1)", teams__1__name="1e5"))
    assert read_region(save_region(region, tmp_path / f"saved{ending}")) == region


@pytest.mark.parametrize("ending", ENDINGS)
@settings(max_examples=25)
@given(region=regions())
def test_any_region_is_read_back_as_it_was_saved(tmp_path_factory, ending, region):
    path = tmp_path_factory.mktemp("regions") / f"saved{ending}"
    assert read_region(save_region(region, path)) == region


@pytest.mark.parametrize("ending", [".json", ".csv"])
def test_the_same_region_gives_the_same_bytes(tmp_path, ending):
    region = load_region("amsterdam-2022")
    first = save_region(region, tmp_path / f"a{ending}").read_bytes()
    again = save_region(read_region(tmp_path / f"a{ending}"), tmp_path / f"b{ending}").read_bytes()
    assert first == again


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_file_that_exists_is_left_alone_unless_asked(tmp_path, ending):
    region, path = load_region("amsterdam-2022"), tmp_path / f"saved{ending}"
    path.write_bytes(b"mine")
    with pytest.raises(RequestError, match="exists already and is left as it was"):
        save_region(region, path)
    assert path.read_bytes() == b"mine"
    assert read_region(save_region(region, path, overwrite=True)) == region


@pytest.mark.parametrize("name", ["region.xls", "region.txt", "region", "region.csv.gz", ""])
def test_other_kinds_of_file_are_not_guessed_at(tmp_path, name):
    for call in (read_region, lambda path: save_region(load_region("amsterdam-2022"), path)):
        with pytest.raises(RequestError, match=r"Use one of \.json, \.csv, \.xlsx"):
            call(tmp_path / name if name else "")


def test_the_name_of_the_file_is_that_of_the_region(tmp_path):
    path = tmp_path / "Made up.csv"
    path.write_text(csv(NORTH), encoding="utf-8")
    assert (read_region(path).id, read_region(path).name) == ("made-up", "Made up")


def test_a_source_is_stated_in_the_file_or_beside_it(tmp_path):
    path = tmp_path / "teams.csv"
    path.write_text(f"# source: {SOURCE}\n# date: 2022\n{csv(NORTH)}", encoding="utf-8")
    assert read_region(path).team("North").formation.source == SOURCE
    assert read_region(path, source="another").team("North").formation.source == "another"
    assert read_region(path, source="another").team("North").formation.date == "2022"


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_source_for_figures_that_have_their_own_is_not_dropped(tmp_path, ending):
    path = save_region(load_region("amsterdam-2022"), tmp_path / f"saved{ending}")
    with pytest.raises((RegionError, RequestError), match="a source or date is stated"):
        read_region(path, source=SOURCE)


def test_a_byte_order_mark_is_no_part_of_the_first_column(tmp_path):
    path = tmp_path / "teams.csv"
    path.write_bytes(b"\xef\xbb\xbf" + csv(NORTH).encode())
    assert read_region(path).team("North")


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "latin-1"])
def test_another_encoding_is_told(tmp_path, encoding):
    path = tmp_path / "teams.csv"
    path.write_bytes(csv(NORTH.replace("North", "Café")).encode(encoding))
    with pytest.raises(RequestError) as caught:
        read_region(path)
    assert caught.value.problems[0].code == "encoding"


def test_a_decimal_comma_is_told_and_not_guessed_at(tmp_path):
    path = tmp_path / "teams.csv"
    path.write_text(csv("North,City,100,10,50000").replace(",", ";").replace("100", "98,4"), encoding="utf-8")
    with pytest.raises(RegionError, match=r"North, formation: '98,4' is text, not a number \(write a point"):
        read_region(path)


def test_json_without_the_library_is_read_too(tmp_path):
    path = tmp_path / "region.json"
    path.write_text(json.dumps(region_data()), encoding="utf-8")
    assert read_region(path) == region_from_dict(region_data())


def test_a_region_that_is_not_packaged():
    with pytest.raises(RequestError, match=r"Did you mean amsterdam-2022\?"):
        load_region("amsterdam-2023")
    with pytest.raises(RequestError):
        load_region("../amsterdam-2022")
