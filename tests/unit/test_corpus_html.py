"""A page gives the text a reader sees, in paragraphs, with its title and date."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compare.corpus.html import decode_page, read_page
from compare.corpus.markup import Tag, split_markup

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<p>One<p>Two", "One\n\nTwo"),
        ("<div>One<div>Two</div>Three</div>", "One\n\nTwo\n\nThree"),
        ("One <b>b</b>old, n<i>o</i>t", "One bold, not"),
        ("One<br>Two<br/>Three<br><br>Four", "One\nTwo\nThree\n\nFour"),
        (" white \n\t space&nbsp;&nbsp; folded ", "white space folded"),
        ("<ul><li>One</li><li><p>Two</p></li></ul>after", "• One\n\n• Two\n\nafter"),
        ("<table><tr><td>a</td><td>b</td></tr></table>", "a\n\nb"),
        ("<pre>one\ntwo\n\nthree</pre>", "one\ntwo\n\nthree"),
        (
            "<nav>Menu</nav><header>Top</header><p>a<aside>Read<p>also</aside>b<footer>End</footer>",
            "Top\n\na\n\nb",
        ),
        (
            "a<blockquote>b<footer>Ann</footer></blockquote><article>c<footer>d</footer></article>",
            "a\n\nb\n\nAnn\n\nc\n\nd",
        ),
        ("<p>a<p hidden>b <i>c</i><p>d", "a\n\nd"),
        ("<p>a <span style='color: red; Display : NONE'>b<span>c</span>d<br></span>e", "a e"),
        ("<p>a<div aria-hidden=TRUE>b<div>c</div>d</div>e<b aria-hidden=false>f</b>", "a\n\nef"),
        ("<ul><li>a<li hidden>b<li>c</ul><dl><dt hidden>d<dd>e</dl>", "• a\n\n• c\n\ne"),
        ("<table><tr hidden><td>a<td>b<tr><td hidden>c<td>d</table>", "d"),
        ("<div><aside>a</div>b<img hidden>c<input hidden>d<i hidden>e</p>f</div>", "bcd"),
        ("<p>a<i hidden/>b<span hidden=until-found>c</span>", "abc"),
        ("<body hidden><p>a</body>", "a"),
        ("<div style='display:none'><p>a</p><p>b</p></div>", "a\n\nb"),
        ("a<script>if (1<2) '</p>'</script>b<style>p{}</style>c", "abc"),
        ("a<noscript><p>x</p></noscript>b<template><p>x</p></template>c<svg><text>x</text></svg>d", "abcd"),
        ("<svg/>a<svg><svg></svg>x</svg>b", "ab"),
        ("<title>x</title><p>a</p>", "a"),
        ("&ldquo;a&rdquo; &amp; &#233;&#x2014;&copy &bogus;", "“a” & é—© &bogus;"),
        ("&#" + "9" * 5000 + ";", "\ufffd"),
        ("1 < 2 and a<3", "1 < 2 and a<3"),
        ("a<!-- <p>x</p> -->b<!doctype html><?php x ?>c<!-->d", "abcd"),
        ('<a title="x > y" href=\'a"b\' c>link</a> more', "link more"),
        ("a<p class='cut", "a"),
        ("<p =x ='y' \"=>a", "a"),
        ("", ""),
        ("<p><p><br>", ""),
    ],
)
def test_text_of_a_page(markup: str, text: str) -> None:
    """Blocks are paragraphs, breaks are line ends, and what is not shown is left out."""
    assert text == read_page(markup).text


@given(markup=st.text(alphabet=st.sampled_from("<>/!-ab pilrsvg='\"&#1; \n"), max_size=200))
def test_any_markup_is_read(markup: str) -> None:
    """No markup makes the reader fail."""
    assert isinstance(read_page(markup).text, str)


@given(words=st.lists(st.text(alphabet="abcé&<>\"'", min_size=1), min_size=1))
def test_escaped_text_comes_back(words: list[str]) -> None:
    """Text written with references is read as the text it was."""
    from html import escape  # noqa: PLC0415 - of use here alone

    assert " ".join(words) == read_page(f"<p>{escape(' '.join(words))}</p>").text


@pytest.mark.parametrize(
    "piece",
    [
        "<div>",
        "<b>",
        "<p><font size={}>x",
        "<",
        "<svg>",
        "<template></svg>",
        "<!--",
        "&#1",
        '<a b="',
        "<a b ='",
        "<aside>",
        "<div hidden><p>",
        "<p hidden></b>",
        "<ul><li hidden><div>",
        "<i hidden></div>",
    ],
)
def test_hostile_markup_takes_linear_work(
    piece: str, count_calls: Callable[[Callable[[], object]], int]
) -> None:
    """Markup that blows up trees is read with work that grows with its length."""

    def calls(pieces: int) -> int:
        markup = "".join(piece.format(number) for number in range(pieces))
        return count_calls(lambda: read_page(markup))

    assert calls(8_000) < 3 * calls(4_000) + 1000


def test_tags_are_read_with_their_attributes() -> None:
    """Names are lowered, values keep their case, and the first of two attributes counts."""
    pieces = list(split_markup("<A HREF=One title='two &amp; 2' TITLE=\"three\" checked/>x</A>"))

    assert [
        Tag("a", empty=True, attributes={"href": "One", "title": "two & 2", "checked": ""}),
        "x",
        Tag("a", closing=True),
    ] == pieces


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("<title>Bridge opens | The Star</title>", "Bridge opens | The Star"),
        ("<title>Bridge opens | The Star</title><h1>The Star</h1><h1>Bridge opens</h1>", "Bridge opens"),
        ("<title>x</title><meta property='og:title' content='Bridge &amp; road'>", "Bridge & road"),
        ("<h1>Bridge <i>opens</i></h1>", "Bridge opens"),
        ("<title> </title><p>Council agrees to repair the bridge</p>", "Council agrees to repair the bridge"),
        ("<p>One</p>", None),
    ],
)
def test_title_of_a_page(head: str, title: str | None) -> None:
    """The title for sharing wins, then the heading that the title holds, then title and heading."""
    assert title == read_page(head).title


@pytest.mark.parametrize(
    "head",
    [
        "<meta property='article:published_time' content='2011-03-31T10:00:00Z'>",
        "<meta name='Date' content='2011-03-31'>",
        "<span itemprop=datePublished content=2011-03-31>x</span>",
        '<script type="application/ld+json">{"datePublished": "2011-03-31T10:00"}</script>',
        "<time datetime='2011-03-31'>x</time><time datetime='2011-03-31T12:00'>y</time>",
        "<p>Published March 31, 2011</p>",
    ],
)
def test_date_of_a_page(head: str) -> None:
    """The usual fields for the date of publication are known, and a dateline does as well."""
    assert date(2011, 3, 31) == read_page(head).published


def test_what_is_hidden_names_and_dates_no_page() -> None:
    """A heading that is not shown is no title, and the times of teasers are theirs; hidden fields count."""
    page = read_page(
        "<h1 hidden>Site name is here</h1><h1>Bridge opens</h1>"
        "<div hidden><meta itemprop=datePublished content=2011-03-31></div>"
        "<aside><time datetime=2012-03-31>x</time></aside>"
    )

    assert ("Bridge opens", date(2011, 3, 31), "Bridge opens") == (page.title, page.published, page.text)


def test_times_that_differ_date_nothing() -> None:
    """Of several dates of `time` tags none is taken, since some may be other articles'."""
    page = read_page("<time datetime='2011-03-31'>x</time><time datetime='2012-03-31'>y</time>")

    assert page.published is None


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        ("<meta charset=utf-8><p>é".encode(), "utf-8"),
        ("<meta charset=iso-8859-1><p>é".encode(), "utf-8"),
        ("<meta charset='iso-8859-1'><p>é “x”".encode("cp1252"), "cp1252"),
        (
            "<meta http-equiv=x content='text/html; charset=windows-1250'><p>éęł".encode("cp1250"),
            "windows-1250",
        ),
        ("<?xml version='1.0' encoding='Shift_JIS'?><p>外務大臣".encode("cp932"), "cp932"),
        ("<meta charset=iso-2022-jp><p>外務大臣".encode("iso-2022-jp"), "iso-2022-jp"),
        ("<meta charset=utf-16><p>é".encode("cp1252"), "cp1252"),
        ("<meta charset=nonsense><p>é".encode("cp1252"), "cp1252"),
        ("<meta charset=unicode_escape><p>é".encode("cp1252"), "cp1252"),
        ("<meta charset=cp1251><p>é".encode("utf-16"), "utf-16"),
    ],
)
def test_charset_of_a_page(data: bytes, encoding: str) -> None:
    """A mark wins, then UTF-8 that is, then the charset the page names as browsers take it."""
    decoded = decode_page(data)

    assert encoding == decoded.encoding
    assert "\ufffd" not in decoded.text
