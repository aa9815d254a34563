"""Tables in agreed wording stay tables: one line for each row, in every format."""

from __future__ import annotations

from tests.documents.rendering import rendered
from tests.worlds import library, world_of
from treatylang.documents import outline
from treatylang.documents.paragraphs import paragraphs
from treatylang.model.question import Question

_DRAFT = '''treaty P "Pact" {
  languages en;
  party Ghana, Togo;
  article "Fleet" as fleet {
    en """The Parties keep no more ships than these.
| Party | Ships |
|:---|---:|
| Ghana | 4 |
| Togo | <b>12</b> |

The Parties inform each other.""";
  }
  annex "Ceilings" as ceilings {
    1 { en """| Ghana | guns \\| 10 |
| Togo | none |"""; }
  }
}'''


def test_rows_stay_rows_in_text() -> None:
    text, _ = rendered(_DRAFT)
    assert "Party  Ships\n    -----  ---------\n    Ghana  4\n    Togo   <b>12</b>\n" in text
    assert "2. The Parties inform each other." in text
    assert "\n    Togo   none\n" in text


def test_rows_stay_rows_in_markdown_and_html() -> None:
    markdown, _ = rendered(_DRAFT, form="markdown")
    assert "| Party | Ships |\n| --- | --- |\n| Ghana | 4 |\n| Togo | \\<b\\>12\\</b\\> |\n" in markdown
    page, _ = rendered(_DRAFT, form="html")
    assert "<tr><th>Party</th><th>Ships</th></tr>" in page
    assert "<tr><td>Togo</td><td>&lt;b&gt;12&lt;/b&gt;</td></tr>" in page


def test_rows_are_paragraphs_of_their_own_in_word() -> None:
    world, _ = world_of(_DRAFT, beside=library())
    text, _ = outline(world, world.instruments["P"], Question(), language="en")
    rows = [paragraph.text for paragraph in paragraphs(text)]
    assert "Ghana\t4" in rows
    assert "Togo\tnone" in rows


def test_a_wide_table_goes_on_in_further_lines() -> None:
    wide = _DRAFT.replace("| Ghana | 4 |", f"| Ghana | {'very many ships ' * 8}|")
    text, _ = rendered(wide)
    assert all(len(line) <= 76 for line in text.splitlines())
    assert "Togo; <b>12</b>" in text
