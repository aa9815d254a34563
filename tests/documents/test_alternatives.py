"""Open brackets that hold more than articles are printed: every option with its name, in each format and language."""

from __future__ import annotations

import pytest

from tests.worlds import world_of
from treatylang.documents import FORMS, outline, render
from treatylang.documents.paragraphs import sections
from treatylang.model.question import Question

TEXT = """treaty Pact "Pact" {
  languages en, fr;
  party Norway, Denmark;
  bracket membership {
    option A by Norway { party Sweden, Finland; preamble { recital en "Recalling old ties,"; } }
    option B by Denmark {
      party Iceland;
      party Estonia observer;
      bracket inner { option C { party Latvia; } option D { } }
    }
  }
  article "Help" as help { when armed-attack on any party each other party shall assist the attacked party; }
  final-clauses { ratification; withdrawal after 1 year; }
  bracket ends {
    option A by Norway {
      final-clauses { withdrawal after 5 years; }
      council "Board" as board { members each party; quorum 2 members; }
    }
    option B by Denmark { final-clauses { duration 10 years; accession; } drawn-up at "Oslo" on 2026-12-01; }
  }
}
"""
SAID = {
    "en": (
        "Denmark and Norway,", "[Alternative A (Norway): Finland and Sweden,]", "[Alternative B (Denmark): Iceland,]",
        "[Alternative B (Denmark): Alternative C: Latvia,]", "[Alternative A (Norway): Recalling old ties,]",
        "[2. Alternative A (Norway): Any Party may withdraw from this Pact after five years.]",
        "[2 bis. Alternative B (Denmark): This Pact shall remain in force for ten years.]",
        "[Alternative B (Denmark): This Pact shall be open to accession.]",
        "[Alternative B (Denmark): DONE at Oslo on 1 December 2026",
        "[Alternative A (Norway): For the Kingdom of Sweden:]",
        "[Alternative B (Denmark): Alternative C: For the Republic of Latvia:]",
        "Alternative A (Norway): 1. A Board is",
    ),
    "fr": (
        "Le Danemark et la Norvège,", "[Variante A (Norvège) : La Finlande et la Suède,]",
        "[Variante B (Danemark) : L’Islande,]", "[2 bis. Variante B (Danemark) : Le présent Pacte demeure en vigueur",
        "[Variante A (Norvège) : Pour le Royaume de Suède :]",
    ),
}  # fmt: skip
"""What has to be read in each language."""


def _even(text: str) -> str:
    return " ".join(text.replace("\u00a0", " ").replace("\\", "").replace("*", "").replace("#", "").split())


@pytest.mark.parametrize("language", SAID)
@pytest.mark.parametrize("form", [form for form in FORMS if form != "html"])
def test_every_option_is_printed_with_its_name(form: str, language: str) -> None:
    world, _ = world_of(TEXT)
    text, _ = render(world, world.instruments["Pact"], Question(), form=form, language=language)
    for said in SAID[language]:
        assert said in _even(text), said


@pytest.mark.parametrize("language", SAID)
def test_the_page_the_word_document_and_the_redline_read_the_same(language: str) -> None:
    world, _ = world_of(TEXT)
    draft = world.instruments["Pact"]
    whole, _ = outline(world, draft, Question(), language=language)
    read = _even(" ".join(p.text for section in sections(whole) for p in section.paragraphs))
    for said in SAID[language]:
        assert said in read, said


def test_articles_and_annexes_of_an_option_are_numbered_and_bracketed_each_by_themselves() -> None:
    world, _ = world_of("""treaty Pact "Pact" { party Fiji, Palau;
      bracket first {
        option A { annex "Lists" as lists { "Ten ships."; } }
        option B { article "Visits" as visits { each party shall consult; } annex "Maps" as maps { "Two maps."; } }
        option C { article "Talks" as talks { each party may consult; } }
      }
      article "End" as ending { each party may consult; } }""")
    text, _ = render(world, world.instruments["Pact"], Question(), form="text", language="en")
    read = _even(text)
    assert "[Article 1 Visits Alternative B: Each Party shall consult.]" in read
    assert "[Article 1 bis Talks Alternative C: Each Party may consult.]" in read and "Article 2 End" in read
    assert "[Annex 1 Lists Alternative A: Ten ships.]" in read and "[Annex 1 bis Maps Alternative B: Two maps.]" in read


def test_an_option_that_is_chosen_is_printed_without_brackets() -> None:
    options = {"membership": "A", "ends": "B"}
    world, _ = world_of(TEXT, options=options)
    text, _ = render(world, world.instruments["Pact"], Question(options=options), form="text", language="en")
    assert "[" not in text and "Alternative" not in text
    assert "Denmark, Finland, Norway and Sweden," in _even(text) and "remain in force for ten years" in _even(text)


def test_parties_that_stand_in_brackets_alone_are_alternatives_to_the_parties_in_general() -> None:
    world, _ = world_of('treaty Pact "Pact" { bracket members { option A { party Fiji; } option B { party Palau; } } }')
    text, _ = render(world, world.instruments["Pact"], Question(), form="text", language="en")
    assert "The Parties to this Pact, [Alternative A: Fiji,] [Alternative B: Palau,]" in _even(text)
