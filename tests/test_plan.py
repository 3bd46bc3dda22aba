"""`liandong plan tally`: files in, words and a picture out."""

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from liandong.planning.tallying import tests as tallying_tests

DATA = Path(tallying_tests.__file__).parent / "data"
VOTE = (DATA / "community.pb").read_text("utf-8")
PROJECTS = "project,cost,name\nb,300,Bench\nl,500.50,Lamp <new>\n"
VOTES = "voter,project\n1,b\n1,l\n2,l\n3,\n"


@pytest.fixture
def tally(tmp_path, capsys):
    def run(*words, text=VOTE, name="vote.pb"):
        file = tmp_path / name
        file.write_text(text, "utf-8")
        call_command("plan", "tally", str(file), *words)
        return capsys.readouterr().out, file.with_suffix(".svg")

    return run


def test_a_pb_file_is_counted_and_drawn(tally):
    said, picture = tally("--rule", "mes", "--completion", "add1", "--language", "en")
    assert said.startswith("8 of 12 projects, 83,500.50 of 90,000.00; 240 voters")
    assert "+ 楼道照明改造  12,000.00  156  paid for by its supporters, 76.92 each" in said
    assert "- 无人投票的项目  500.00  0  no votes" in said
    assert said.endswith(f"{picture}\n")
    drawn = picture.read_text("utf-8")
    assert drawn.count("<rect") == 1 + 12
    assert "76.92 each</text>" in drawn


def test_in_chinese_without_being_asked(tally):
    said, picture = tally("--rule", "greedy")
    assert "按票数依次列入" in said
    assert "按票数依次列入" in picture.read_text("utf-8")


@pytest.mark.parametrize("completion", ["none", "add1-compare", "utilitarian", "add1-utilitarian"])
def test_completions(tally, completion):
    said, _ = tally("--completion", completion, "--language", "en")
    assert ("comparison: " in said) is (completion == "add1-compare")


def test_other_rules(tally):
    stopped, _ = tally("--rule", "greedy-no-skip", "--language", "en")
    assert "after a project that did not fit" in stopped
    few, _ = tally("--rule", "greedy", "--minimum", "80", "--language", "en")
    assert "fewer votes than required" in few


def test_csv_tables(tally, tmp_path):
    votes = tmp_path / "votes.csv"
    votes.write_text(VOTES, "utf-8")
    words = ["--votes", str(votes), "--budget", "600", "--language", "en"]
    said, picture = tally(*words, text=PROJECTS, name="projects.csv")
    assert said.splitlines()[0] == "1 of 2 projects, 500.50 of 600.00; 3 voters"
    assert "Lamp &lt;new&gt;" in picture.read_text("utf-8")
    votes.write_text("voter,project,points\n1,b,3\n2,b,1\n", "utf-8")
    said, _ = tally(*words, text=PROJECTS, name="projects.csv")
    assert "+ Bench  300.00  4  paid for by its supporters, 75.00 for each point" in said


@pytest.mark.parametrize(
    ("text", "name", "message"),
    [
        ("nothing", "vote.pb", "no part META"),
        (PROJECTS, "projects.csv", "--votes and --budget"),
    ],
)
def test_what_is_no_vote_is_refused(tally, text, name, message):
    with pytest.raises(CommandError, match=message):
        tally(text=text, name=name)


def test_a_table_without_its_columns_is_refused(tally, tmp_path):
    votes = tmp_path / "votes.csv"
    votes.write_text("who\n1\n", "utf-8")
    with pytest.raises(CommandError, match="no column voter, project"):
        tally("--votes", str(votes), "--budget", "1", text=PROJECTS, name="projects.csv")


def test_long_names_are_cut_by_their_width(tally):
    _, picture = tally(text=VOTE.replace("凉亭修缮", "很长的项目名称" * 5))
    assert f">{('很长的项目名称' * 5)[:18]}…<" in picture.read_text("utf-8")
