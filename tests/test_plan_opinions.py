"""`liandong plan opinions`: a conversation from files, told in words and drawn as a map."""

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from liandong.planning.tallying import tests as tallying_tests
from liandong.planning.tallying.opinions.tables import read_statements, read_votes

SEATTLE = Path(tallying_tests.__file__).parent / "data" / "seattle_votes.csv"
STATEMENTS = "statement,text,moderated\n3,Wages <rise>,1\n4,hidden,-1\n"


@pytest.fixture
def plan(tmp_path, capsys):
    def run(*words, text, name="votes.csv"):
        file = tmp_path / name
        file.write_text(text, "utf-8")
        call_command("plan", "opinions", str(file), *words)
        return capsys.readouterr().out, file.with_suffix(".svg")

    return run


def camps(size):
    """Two camps that agree on the statement `both`, are against `none`, and differ on the rest."""
    rows = [
        (f"{camp}{number}", statement, {"both": "agree", "none": "disagree"}.get(statement, own))
        for camp, own in (("p", "1"), ("c", "-1"))
        for number in range(size + (camp == "c"))
        for statement in ("both", "none", "s1", "s2", "s3", "s4", "s5", f"s{6 + number % 3}")
    ]
    return "voter,statement,vote\n" + "\n".join(map(",".join, rows)) + "\nlone,s1,pass\n"


def test_groups_what_they_hold_and_what_unites_them(plan):
    said, picture = plan("--language", "en", "--names", "Careful", "Bold <new>", text=camps(12))
    lines = said.splitlines()
    assert lines[0] == "26 participants, 10 statements, 201 votes"
    assert "A Careful · 13 people" in lines
    assert "B Bold <new> · 12 people" in lines
    assert "  both  (agree: A 93%, B 93%)" in lines
    assert "  none  (disagree: A 93%, B 93%)" in lines
    assert "  s1  (agree: A 7%, B 93%)" in lines
    assert "  disagrees 93%  s1" in lines
    assert "  12 / 13 / 1  s1" in lines
    assert lines[-1] == str(picture)
    drawn = picture.read_text("utf-8")
    assert ">B Bold &lt;new&gt; · 12 people</text>" in drawn
    assert ">A</text>" in drawn
    assert "lone" not in drawn


def test_too_few_show_no_groups(plan):
    said, picture = plan("--language", "en", text=camps(8))
    assert "Too few votes for groups, so only counts are shown: 20 participants with 7" in said
    assert "What unites" not in said
    assert "  17 / 0 / 0  both" in said
    assert 'font-size="28"' not in picture.read_text("utf-8")


def test_nothing_was_said(plan):
    said, picture = plan("--language", "en", text="voter,statement,vote\n")
    assert said.startswith("0 participants, 0 statements, 0 votes")
    assert "<circle" not in picture.read_text("utf-8")


def test_a_real_conversation_in_chinese(plan, tmp_path):
    statements = tmp_path / "statements.csv"
    statements.write_text(STATEMENTS, "utf-8")
    text = SEATTLE.read_text("utf-8")
    said, picture = plan("--statements", str(statements), "--without", "5", text=text)
    assert "共识" in said
    assert "分歧" in said
    assert "Wages <rise>" in said
    assert "hidden" not in said
    published = read_votes(text).without({"4", "5"})
    assert f"{len(published.statements)} 条观点" in said
    assert "人</text>" in picture.read_text("utf-8")


def test_the_heads_of_polis_are_read():
    text = "timestamp,comment-id,voter-id,vote\n1,0,7,1\n\n2,0,8,-1\n3,0,7,0\n"
    votes = read_votes(text)
    assert (votes.participants, votes.statements) == (("7", "8"), ("0",))
    assert votes.values.tolist() == [0, -1]
    held = read_statements("\ufeffcomment-id,comment-body,moderated\n0,hello,0\n1,rude,-1\n")
    assert (held.texts["0"], held.hidden) == ("hello", {"1"})


@pytest.mark.parametrize(
    ("text", "words", "message"),
    [
        ("voter,vote\n1,1\n", (), "no column statement"),
        ("", (), "no column voter, statement, vote"),
        ("voter,statement,vote\n1,1,yes\n", (), "not yes"),
        ("voter,statement,vote\n1,1,1\n", ("--names", "A"), "fewer groups than names"),
    ],
)
def test_what_is_no_conversation_is_refused(plan, text, words, message):
    with pytest.raises(CommandError, match=message):
        plan(*words, "--language", "en", text=text)
