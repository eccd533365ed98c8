"""Commands that write the workbook of a plan, and read it where they take a region."""

import openpyxl


def test_round_writes_a_workbook_and_reads_it(run, tmp_path):
    path = tmp_path / "whole.xlsx"
    assert run("round", "amsterdam-2022", "--set", "ipga.cap=0.06", "--report", path)[0] == 0
    assert openpyxl.load_workbook(path).sheetnames[0] == "Whole_posts"
    code, out, _ = run("round", path, "--json")
    assert code == 0
    assert '"0.06"' in out


def test_years_writes_a_workbook_and_reads_it(run, tmp_path):
    path, again = tmp_path / "plan.xlsx", tmp_path / "again.xlsx"
    intake = ("--intake", "2023=40", "--intake", "2024=31")
    changed = ("--set", "development.total=15", "--lang", "nl")
    assert run("years", "amsterdam-2022", *intake, *changed, "--report", path)[0] == 0
    assert openpyxl.load_workbook(path).sheetnames[:3] == ["Plan", "Voorstel_2023", "Voorstel_2024"]
    assert run("years", path, *intake, "--lang", "nl", "--report", again)[0] == 0
    assert again.read_bytes() == path.read_bytes()
