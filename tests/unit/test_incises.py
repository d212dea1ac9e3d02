"""Tags inside the marks of a quotation are cut out of it and tell who speaks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compare.extract.incises import cut_incises
from compare.extract.quotes import find_quotes

if TYPE_CHECKING:
    from collections.abc import Callable

    from compare.model import Document


@pytest.mark.parametrize(
    ("text", "parts", "speaker"),
    [
        (
            "Le maire est venu. « Nous partirons, a insisté M. Garnier, et nous reviendrons. »",
            ["Nous partirons", "et nous reviendrons."],
            "Garnier",
        ),
        (
            "Anne Roy dirige Lyon. « La digue est solide, a-t-elle ajouté, mais les pompes sont vieilles ».",
            ["La digue est solide", "mais les pompes sont vieilles"],
            "Anne Roy",
        ),
        (
            "« La digue est solide, explique Marie Dupont. Nous avons tout vérifié. »",
            ["La digue est solide", "Nous avons tout vérifié."],
            "Marie Dupont",
        ),
        (
            "« Nous irons au bout, s’est indigné le président de la région, c’est notre devoir ».",
            ["Nous irons au bout", "c’est notre devoir"],
            "le président de la région",
        ),
        ("« La digue est solide, dit-il », écrit le journal de la ville.", ["La digue est solide"], None),
        (
            "La ministra è qui. «Non lo faremo - ha spiegato Mario Rossi - finché non ci sarà un accordo».",
            ["Non lo faremo", "finché non ci sarà un accordo"],
            "Mario Rossi",
        ),
        (
            "El alcalde llegó el lunes. «No lo haremos —dijo Juan Pérez— porque no hay dinero».",
            ["No lo haremos", "porque no hay dinero"],
            "Juan Pérez",
        ),
    ],
)
def test_a_tag_inside_the_marks_is_no_part_of_the_words(
    text: str, parts: list[str], speaker: str | None, document: Callable[..., Document]
) -> None:
    """What the outlet puts between is left out, and its subject is the speaker."""
    (quote,) = find_quotes(document(text))

    assert parts == [part.text for part in quote.parts]
    assert speaker is None or speaker == quote.speaker


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Il dit, le pauvre, que tout va bien", "fr"),
        ("Le mur, a priori, est sûr, et la ville, dit le plan, est sèche", "de"),
        ("They say, said the mayor, that it holds", "en"),
        ("Il pleut, il vente, et le maire, un ami, dort", "fr"),
        ("Nous avons un plan - le meilleur - pour la ville", "fr"),
        ("Nous partirons, a dit, ou presque, le maire de la ville", "fr"),
    ],
)
def test_what_is_no_tag_stays(text: str, language: str) -> None:
    """Asides of the speaker, and languages that put their tags outside, are left as they are."""
    assert [(0, len(text))] == cut_incises(text, (0, len(text)), language)


@given(
    text=st.lists(
        st.sampled_from([", ", " - ", "a dit ", "M. Roy", "dit-il", "mur", ".", " ", "l’", "—"])
    ).map("".join),
    language=st.sampled_from(["fr", "it", "en"]),
)
def test_pieces_stand_in_order_inside(text: str, language: str) -> None:
    """Whatever the text, its own words are pieces of it that do not overlap."""
    last = 0
    for start, end in cut_incises(text, (0, len(text)), language):
        assert last <= start < end <= len(text)
        last = end


@pytest.mark.parametrize("flood", [", ", ", a dit M. ", " - ha detto ", ", dit-il", ", a a a a a a a"])
def test_work_grows_with_the_text_only(
    flood: str, count_calls: Callable[[Callable[[], object]], int]
) -> None:
    """Twice as much text takes about twice the work, whatever it holds."""

    def calls(size: int) -> int:
        text = flood * (size // len(flood))
        return count_calls(lambda: cut_incises(text, (0, len(text)), "fr"))

    calls(2000)

    assert calls(40_000) < 3 * calls(20_000)
