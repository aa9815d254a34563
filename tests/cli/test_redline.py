"""`treaty redline`, `treaty amend` and Word files, from the command line."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from tests.cli.conftest import BROKEN, CLEAN, Run
from tests.documents.redline.drafts import settled

LATER = CLEAN.replace("48 hours", "24 hours")

PROTOCOL = """
protocol P "Protocol" amends Pact {
  status  in-force from 2030-01-01;
  replace @consultation article "Talks" as consultation { the parties shall consult each other; }
  delete @reporting;
}
"""


@pytest.fixture
def pair(tmp_path: Path) -> Path:
    """Write an old draft, a new one, a broken one and a protocol."""
    texts = {"old": CLEAN, "new": LATER, "broken": BROKEN, "protocol": PROTOCOL}
    for name, text in texts.items():
        (tmp_path / f"{name}.treaty").write_text(text, encoding="utf-8")
    return tmp_path


def test_text(run: Run, pair: Path) -> None:
    done = run("redline", "old.treaty", "new.treaty")
    assert done.code == 0
    assert "[-forty-eight-]{+twenty-four+} hours" in " ".join(done.out.split())
    assert run("redline", "old.treaty", "new.treaty", "--exit-code").code == 1
    assert run("redline", "old.treaty", "old.treaty", "--exit-code").code == 0
    assert run("redline", "-", "new.treaty", stdin=CLEAN).out == done.out


def test_colours(run: Run, pair: Path) -> None:
    colored = run("redline", "old.treaty", "new.treaty", "--color", "always").out
    assert "\x1b[1;31mforty-eight\x1b[0m\x1b[1;32mtwenty-four\x1b[0m" in colored


def test_what_a_draft_says_is_never_taken_for_a_colour(run: Run, pair: Path) -> None:
    hostile = CLEAN.replace("Pact on", "Pact \u202e\u009b31m on")
    (pair / "new.treaty").write_text(hostile, encoding="utf-8")
    for color in ("always", "never"):
        out = run("redline", "old.treaty", "new.treaty", "--color", color).out
        assert "\u202e" not in out
        assert "\u009b" not in out


def test_word(run: Run, pair: Path) -> None:
    first = run("redline", "old.treaty", "new.treaty", "-o", "a.docx", "--date", "2026-11-22", "--author", "Legal & Co")
    assert first.code == 0
    assert "paragraphs: 1 changed" in first.err
    run("redline", "old.treaty", "new.treaty", "-o", "b.docx", "--date", "2026-11-22", "--author", "Legal & Co")
    data = (pair / "a.docx").read_bytes()
    assert data == (pair / "b.docx").read_bytes()
    assert any("twenty-four hours" in text for text in settled(data, accept=True))
    assert any("forty-eight hours" in text for text in settled(data, accept=False))


def test_html(run: Run, pair: Path) -> None:
    assert run("redline", "old.treaty", "new.treaty", "-o", "a.html").code == 0
    assert "<ins>twenty-four</ins>" in (pair / "a.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("old.treaty", "new.treaty", "--to", "docx"), "a Word document is written to a file"),
        (("old.treaty", "new.treaty", "--to", "pdf"), "`--to` cannot be `pdf`"),
        (("old.treaty", "new.treaty", "--date", "2026-02-30"), "`--date` cannot be `2026-02-30`"),
        (("old.treaty", "new.treaty", "-o", "a.docx", "--author", " "), "`--author` must be a name"),
        (("old.treaty", "nothing.treaty"), "there is no file or folder `nothing.treaty`"),
        (("old.treaty", "."), "is a folder"),
        (("-", "-"), "only one of the two drafts"),
        (("old.treaty", "broken.treaty", "-o", "a.docx"), "syntax-error"),
        (("old.treaty", "new.treaty", "-o", "no/a.docx"), "there is no folder"),
        (("old.treaty", "new.treaty", "--treaty", "Pakt"), "the file has no treaty `Pakt`"),
    ],
)
def test_refused(run: Run, pair: Path, arguments: tuple[str, ...], said: str) -> None:
    done = run("redline", *arguments)
    assert done.code == 2
    assert said in done.err
    assert not list(pair.glob("*.docx"))


def test_render_word(run: Run, pair: Path) -> None:
    assert run("render", "old.treaty", "-o", "pact.docx").code == 0
    assert zipfile.is_zipfile(pair / "pact.docx")
    assert any("forty-eight hours" in text for text in settled((pair / "pact.docx").read_bytes(), accept=True))
    assert "a Word document is written to a file" in run("render", "old.treaty", "--to", "docx").err


def test_amend(run: Run, pair: Path) -> None:
    done = run("amend", "old.treaty", "protocol.treaty")
    assert done.code == 1
    assert 'article "Talks" as consultation' in done.out
    assert "# not carried out: @reporting, because the treaty has no `reporting`" in done.out
    assert "protocol.treaty:5:10" in done.err
    early = run("amend", "old.treaty", "protocol.treaty", "--as-of", "2029-12-31")
    assert early.code == 0
    assert "not in force on 2029-12-31, left out: Protocol" in early.err
    assert early.out == run("fmt", "-", stdin=CLEAN).out


def test_amend_between(run: Run, pair: Path) -> None:
    done = run("amend", "--between", "old.treaty", "new.treaty", "-o", "made.treaty", "--name", "Second")
    assert done.code == 0
    assert "protocol Second " in (pair / "made.treaty").read_text(encoding="utf-8")
    again = run("amend", "old.treaty", "made.treaty")
    assert again.code == 0
    assert again.out == run("fmt", "-", stdin=LATER).out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("old.treaty", "new.treaty"), "has no protocol that amends `Pact`"),
        (("protocol.treaty", "old.treaty"), "has no treaty"),
        (("old.treaty", "broken.treaty"), "syntax-error"),
        (("old.treaty", "protocol.treaty", "--name", "P"), "`--name` and `--title` are for the protocol"),
        (("--between", "old.treaty", "new.treaty", "--name", "a b"), "`--name` cannot be `a b`"),
        (("old.treaty", "protocol.treaty", "--as-of", "soon"), "`--as-of` cannot be `soon`"),
    ],
)
def test_amend_refused(run: Run, pair: Path, arguments: tuple[str, ...], said: str) -> None:
    done = run("amend", *arguments)
    assert done.code == 2
    assert said in done.err
    assert done.out == ""


def test_a_protocol_may_take_out_an_article(run: Run, pair: Path) -> None:
    """What it takes out is not a broken reference, though the treaty as amended no longer has it."""
    protocol = 'protocol P "P" amends Pact { drawn-up on 2027-01-01; delete @consultation; }'
    (pair / "both.treaty").write_text(CLEAN + protocol, encoding="utf-8")
    assert "broken-reference" not in run("check", "both.treaty", "--format", "concise").out


LANGUAGES = """
treaty Pact "Pact" {
  status draft; drawn-up at "Paris" on 2026-11-22; languages en, fr;
  under law of parties;
  party France, Japan;
  preamble { recital en "Wishing peace,"; recital fr "Désirant la paix,"; }
  article "Help" as help {
    the parties shall consult each other within 48 hours;
    en "The Parties consult each other within 48 hours.";
    fr "Les Parties se consultent dans les 48 heures.";
  }
  council "Council" as council { members each party; }
  declaration "On help" as said by Japan on signature to @help { en "It notes it."; fr "Il le note."; }
  final-clauses { authentic en, fr; }
}
"""


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        ("48 heures", "24 heures", ["French (fr)", "[-48-]{+24+} heures", "nothing differs in this language"]),
        ("within 48 hours.", "within 24 hours.", ["English (en)", "[-48-]{+24+} hours"]),
        ("Il le note", "Il l’accepte", ["French (fr)", "l’accepte"]),
        ("by Japan on", "by France on", ["France", "Japan"]),
        ('council "Council"', 'council "Great Council"', ["Great"]),
        ("within 48 hours;", "within 24 hours;", ["not printed", "- the parties shall", "+ the parties shall"]),
        ("under law of parties;", "", ["not printed", "- under law of parties;"]),
        (
            'recital en "Wishing peace,"; recital fr "Désirant la paix,";',
            'recital fr "Désirant la paix,"; recital en "Wishing peace,";',
            ["not printed", "+ preamble { recital fr", "- preamble { recital en"],
        ),
        ("party France, Japan;", "party France, Japan from 2027-01-01;", ["not printed", "from 2027-01-01"]),
    ],
)
def test_every_language_and_what_is_not_printed(run: Run, tmp_path: Path, old: str, new: str, shown: list[str]) -> None:
    """Whatever differs is shown, in the language in which it differs, or listed below."""
    assert old in LANGUAGES
    (tmp_path / "old.treaty").write_text(LANGUAGES, encoding="utf-8")
    (tmp_path / "new.treaty").write_text(LANGUAGES.replace(old, new, 1), encoding="utf-8")
    text = run("redline", "old.treaty", "new.treaty").out
    assert all(words in text for words in shown), text
    page = run("redline", "old.treaty", "new.treaty", "-o", "-", "--to", "html").out
    assert "<del>" in page or "<ins>" in page
    assert "not printed" not in run("redline", "old.treaty", "old.treaty").out


def test_each_language_has_a_document_of_its_own(run: Run, tmp_path: Path) -> None:
    (tmp_path / "old.treaty").write_text(LANGUAGES, encoding="utf-8")
    (tmp_path / "new.treaty").write_text(LANGUAGES.replace("48 heures", "24 heures"), encoding="utf-8")
    done = run("redline", "old.treaty", "new.treaty", "-o", "a.docx")
    assert "a.docx, a.fr.docx" in done.err and (tmp_path / "a.fr.docx").exists()
    english = run("redline", "old.treaty", "new.treaty", "--lang", "en").out
    assert english.startswith("the printed texts are the same; 1 difference is not printed") and "24 heures" in english
    assert run("redline", "old.treaty", "new.treaty", "--exit-code").code == 1


def test_parties_and_final_clauses_in_a_bracket_are_shown_as_alternatives(run: Run, tmp_path: Path) -> None:
    text = """treaty T "T" { drawn-up on 2026-11-22; party Fiji, Tonga;
      bracket more { option A { party Samoa; } option B { party Palau; final-clauses { duration 10 years; } } }
      article 1 { when armed-attack on any party each other party shall assist the attacked party; } }"""
    (tmp_path / "open.treaty").write_text(text, encoding="utf-8")
    (tmp_path / "other.treaty").write_text(
        text.replace("Palau", "Nauru").replace("10 years", "12 years"), encoding="utf-8"
    )
    done = run("redline", "open.treaty", "other.treaty")
    assert not done.err and "not printed" not in done.out
    assert "[Alternative B: [-Palau-]{+Nauru+},]" in done.out
    assert "shall remain in force for [-ten-]{+twelve+} years.]" in " ".join(done.out.split())
    assert "the two drafts read the same" in run("redline", "open.treaty", "other.treaty", "--option", "more=A").out
    hidden = text.replace("party Samoa", "under law of parties; party Samoa from 2027-01-01")
    (tmp_path / "hidden.treaty").write_text(hidden, encoding="utf-8")
    told = run("redline", "open.treaty", "hidden.treaty").out
    assert "+ option A: under law of parties;" in told and "+ option A: party Samoa from 2027-01-01;" in told


FORCE = "when armed-attack on any party each other party shall use-force for the attacked party;"
TALKS = "the parties shall consult each other;"
BRACKET = f'article "How" as how {{ bracket force {{ option A by Japan {FORCE} option B by Australia {TALKS} }} }}'


@pytest.mark.parametrize(
    ("old", "new", "left"),
    [
        (BRACKET, BRACKET.replace("consult", "share-intelligence with"), []),
        (BRACKET, BRACKET.replace("by Australia", "by Philippines"), []),
        (BRACKET, f'article "How" as how {{ {FORCE} }}', []),
        (BRACKET, BRACKET.replace("bracket force", "bracket strength"), ["- bracket force", "+ bracket strength"]),
        (
            BRACKET,
            BRACKET.replace("bracket force", "bracket strength").replace("consult", "share-intelligence with"),
            ["- bracket force", "+ bracket strength"],
        ),
        # Agreed wording is printed for the sentences beside it, in an option too.
        (
            BRACKET.replace("by Japan", 'by Japan en "They fight.";'),
            BRACKET.replace("by Japan", 'by Japan en "They fight.";')
            .replace("use-force", "assist")
            .replace("consult", "share-intelligence with"),
            [f"- option A: {FORCE}", f"+ option A: {FORCE.replace('use-force', 'assist')}"],
        ),
    ],
)
def test_brackets_in_articles_are_printed_and_their_names_are_not(
    run: Run, tmp_path: Path, old: str, new: str, left: list[str]
) -> None:
    """What the alternatives show is not listed again; the name of the bracket, and what wording hides, are listed."""
    head = 'treaty Pact "Pact" { drawn-up at "Manila" on 2026-11-22; party Japan, Australia, Philippines;'
    for name, text in (("old", old), ("new", new)):
        (tmp_path / f"{name}.treaty").write_text(f"{head} {text} }}", encoding="utf-8")
    for pair, listed in ((("old", "new"), left), (("new", "old"), [_turned(line) for line in left])):
        done = run("redline", *(f"{name}.treaty" for name in pair)).out
        below = [line.strip() for line in done.partition("not printed, and so not shown above:")[2].splitlines()]
        assert sorted(filter(None, below)) == sorted(listed), done


def _turned(line: str) -> str:
    return ("+" if line[0] == "-" else "-") + line[1:]
