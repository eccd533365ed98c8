"""Streaming to Parquet: the same as in memory, never over another file, and nothing half done left behind."""

import json

import pandas as pd
import pyarrow.parquet as pq
import pytest

from rvp_alloc import MissingPackageError, Policy, RequestError, extras, load_region, policy_from_dict, region_from_dict
from rvp_alloc.analysis.sweep import dirichlet, lognormal, sweep
from rvp_alloc.analysis.sweep.drawing import BLOCK
from rvp_alloc.analysis.sweep.running import BLOCKS_AT_ONCE
from rvp_alloc.policy.document import policy_to_dict
from rvp_alloc.region.document import region_to_dict

REGION, REFERENCE = load_region("amsterdam-2022"), Policy.reference()
VARY = {"inhabitants.*": lognormal(0.1), "key.weights.*": dirichlet(20), "budget.new_fte": lognormal(0.5)}
SCENARIOS = BLOCKS_AT_ONCE * BLOCK + 5


@pytest.fixture(scope="module")
def in_memory():
    return sweep(REGION, REFERENCE, VARY, scenarios=SCENARIOS, seed=1)


def test_a_file_holds_what_memory_holds(in_memory, tmp_path):
    found = sweep(REGION, REFERENCE, VARY, scenarios=SCENARIOS, seed=1, to=tmp_path / "sweep.parquet")
    pd.testing.assert_frame_equal(found.frame(), in_memory.frame())
    pd.testing.assert_frame_equal(found.scenarios(), in_memory.scenarios(), check_categorical=False)
    pd.testing.assert_frame_equal(found.summary(), in_memory.summary())
    assert found.about() == in_memory.about()
    assert [path.name for path in tmp_path.iterdir()] == ["sweep.parquet"]


def test_another_tool_reads_it_and_it_says_what_it_is(tmp_path):
    path = tmp_path / "sweep.parquet"
    sweep(REGION, REFERENCE, VARY, scenarios=20, seed=1, to=path)
    frame = pd.read_parquet(path)
    assert frame.columns[:5].tolist() == ["scenario", "status", "engine", "reason", "clipped"]
    assert frame["new_fte.amstelveen"].notna().sum() == (frame.status == "proven").sum()
    about = json.loads(pq.read_schema(path).metadata[b"rvp_alloc.sweep"])
    assert (about["seed"], about["scenarios"], about["vary"]["budget.new_fte"][:6]) == ("1", 20, "Spread")
    assert region_to_dict(region_from_dict(json.loads(about["region"]))) == region_to_dict(REGION)
    assert policy_to_dict(policy_from_dict(json.loads(about["policy"]))) == policy_to_dict(REFERENCE)


def test_a_file_that_is_there_is_left_alone_unless_asked(tmp_path):
    path = tmp_path / "sweep.parquet"
    path.write_text("mine")
    with pytest.raises(RequestError, match="exists already"):
        sweep(REGION, REFERENCE, VARY, scenarios=20, seed=1, to=path)
    assert path.read_text() == "mine"
    sweep(REGION, REFERENCE, VARY, scenarios=20, seed=1, to=path, overwrite=True)
    assert len(pd.read_parquet(path)) == 20


def test_a_sweep_that_fails_halfway_leaves_nothing_behind(tmp_path, monkeypatch):
    monkeypatch.setattr("rvp_alloc.analysis.sweep.settling.Settler.settle", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        sweep(REGION, REFERENCE, VARY, scenarios=20, seed=1, to=tmp_path / "sweep.parquet")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["sweep.csv", "sweep", "nowhere/sweep.parquet"])
def test_a_place_that_cannot_be_written_to_is_told(tmp_path, name):
    with pytest.raises(RequestError):
        sweep(REGION, REFERENCE, VARY, scenarios=20, seed=1, to=tmp_path / name)


def without(package):
    def load(module, extra):
        if module.partition(".")[0] == package:
            raise MissingPackageError(package, extra)
        return real(module, extra)

    real = extras.load
    return load


@pytest.mark.parametrize("package", ["numba", "pyarrow", "tqdm"])
def test_a_package_that_is_missing_is_named_with_the_command_that_brings_it(package, tmp_path, monkeypatch):
    monkeypatch.setattr(extras, "load", without(package))
    with pytest.raises(MissingPackageError, match=rf'{package} is not installed: .*pip install "rvp-alloc\[sweep\]"'):
        sweep(REGION, REFERENCE, VARY, scenarios=20, seed=1, to=tmp_path / "sweep.parquet", progress=True)


def test_a_module_that_does_not_exist_is_our_own_error():
    with pytest.raises(MissingPackageError, match="no_such_package"):
        extras.load("no_such_package.part", "sweep")


def test_a_bar_is_shown_where_asked_and_else_not(capsys):
    sweep(REGION, REFERENCE, VARY, scenarios=20, seed=1)
    assert capsys.readouterr().err == ""
    sweep(REGION, REFERENCE, VARY, scenarios=20, seed=1, progress=True)
    assert "20.0/20.0" in capsys.readouterr().err
