"""Known phrasings of page furniture: what sites of any kind write around an article.

Patterns are matched at the start of a short line whose bullets and brackets are stripped. They hold
bounded gaps only, so that no line can make them slow.
"""

from __future__ import annotations

import re

LONGEST_NOTICE = 260
"""Characters beyond which a line is taken for text, whatever it begins with."""

_LABELLED = 160  # characters of a line that is a label and another article's headline
_SHORT = 90  # characters of a line that holds a credit and little else
_CREDIT_WORDS = 9  # words of a photo credit; more, and it is a caption that tells something
_QUOTE_MARKS = "\"'“”„«»"
_EDGES = " \t\u00a0•·*-–—>›»►▶#[](){}" + _QUOTE_MARKS

# Reason -> what such a line begins with, a pattern a line. English first, then de, fr, es, it, pt, nl.
_BEGINNINGS = {
    "navigation": r"""
    skip to\b
    skip (?:navigation|advert|ad|main|past)\b
    jump to (?:content|main|navigation|search)\b
    (?:back|return) to (?:top|the top|home ?page|index|main page|previous)\b
    (?:home|main) ?page$
    site (?:map|index|navigation|search|footer|header)$
    (?:main|primary|secondary|site|user|toggle|show|hide|open|close) (?:menu|navigation|search)$
    you are here\b
    (?:previous|next|older|newer) (?:article|story|stories|post|page|paragraph|slide|photo)s?$
    (?:log|sign) ?(?:in|out)(?: or (?:register|sign up|subscribe))?$
    zum (?:inhalt|hauptinhalt|seitenanfang)\b
    (?:aller au|passer au|retour au?) (?:contenu|menu|haut)\b
    (?:ir|saltar|pular|ir direto) (?:al|ao|para o) (?:contenido|conteúdo)\b
    vai al contenuto\b
    (?:naar de|ga naar de?) (?:inhoud|hoofdinhoud)\b
    """,
    "pagination": r"""
    (?:page|seite|página|pagina) \d{1,4} (?:of|von|de|di|van|sur|/) \d{1,4}$
    \d{1,4} of \d{1,4}$
    (?:next|previous) page\b
    single page$
    continue(?:d)? (?:reading|on (?:next )?page)\b
    """,
    "comment link": r"""
    (?:read|view|see|show|hide|load|post|join) (?:all |reader |more |the )?(?:comments|discussion)\b
    (?:leave|post|add|write) (?:a |your )?comment\b
    (?:join|join in) the (?:conversation|discussion|debate)\b
    (?:comment|comments|comment on this (?:story|article)|be the first to comment)$
    \d{1,6} comments?$
    comments? (?:are|have been) (?:closed|disabled|turned off)\b
    comments? \(?\d{1,6}\)?$
    (?:kommentare?|commentaires?|comentarios?|commenti|comentários?|reacties)(?: \(?\d{1,6}\)?)?$
    """,
    "share link": r"""
    (?:share|tweet|pin|like|e-?mail|print|bookmark|save)$
    (?:share|tweet|pin|like|e-?mail|print|save|send) (?:this|it|article|story|page|post)\b.{0,40}$
    share (?:on|via|with|to) (?:facebook|twitter|linkedin|whatsapp|reddit|pinterest|e-?mail|friends)\b
    (?:share|copy|get) (?:the |this )?link$
    share and comment\b
    follow .{2,40} on (?:twitter|facebook|instagram|x|tiktok|google|linkedin|youtube)\b
    (?:like|find|join) us on (?:twitter|facebook|instagram)\b
    (?:twitter|facebook|instagram|tiktok|linkedin|whatsapp|youtube|pinterest|reddit)\.?$
    (?:twitter|facebook|instagram|e-?mail): ?@?[\w.@+-]{2,60}$
    (?:teilen|partager|compartir|condividi|compartilhar|delen)(?: (?:auf|sur|en|su|no|op) \w{2,20})?$
    """,
    "related link": r"""
    (?:related|recommended|trending) (?:story|stories|articles?|reading|links?|topics?|content|now):?$
    (?:related|recommended|trending|see also|read also|read more|read next|up next)(?: here| now)?:?\.?$
    more (?:on this (?:story|topic)|from (?:this section|around the web|the web|our partners))\b
    most (?:read|popular|viewed|shared)(?: (?:stories|articles|now|today|in \w{2,20})){0,2}$
    you (?:may|might) also (?:like|be interested)\b
    (?:don.t miss|editors?.{0,2} picks?)$
    related(?: (?:story|stories|articles?|reading|content|coverage|video|links?))? ?[:|>–—]
    (?:see also|read also|also read|read more|read next|recommended(?: reading)?|further reading) ?[:|>–—]
    (?:(?:lesen|lies) (?:sie )?auch|mehr zum thema|siehe auch) ?[:|>–—]
    (?:(?:à )?lire (?:aussi|également)|voir aussi|lees (?:ook|meer)) ?[:|>–—]
    (?:lea (?:también|además)|lee también|ver también) ?[:|>–—]
    (?:leggi anche|leia (?:também|mais)|veja também) ?[:|>–—]
    (?:for more|to read more),? (?:click|visit|see our|go to|download|sign up)\b
    (?:click|tap) here\b
    watch (?:the|a)\b.{0,20}\b(?:video|clip|ad|interview|speech)\b.{0,40}\b(?:above|below|here)\W{0,3}$
    watch (?:above|below)$
    """,
    "advertisement": r"""
    advertisements?$
    advertisement (?:-|continue|story continues)\b
    (?:sponsored|promoted|paid)(?: (?:content|by|links?|post|stories))$
    (?:article|story|text) continues (?:below|after)\b
    (?:anzeige|werbung|publicité|publicidad|publicidade|pubblicità|advertentie)$
    """,
    "sign-up": r"""
    sign up (?:now|here|for|to|today|below|with)\b
    (?:please )?subscribe (?:to|now|today|here|for|via|with)\b
    subscribe$
    (?:already a|become a) (?:subscriber|member)\b
    (?:this (?:content|article|story) is|available) (?:only )?(?:for|to) (?:subscribers|members)\b
    to (?:continue|keep) reading\b
    start your (?:free |subscription)
    get (?:our|the|this|your|all) .{0,40}\b(?:newsletters?|e-?mail alerts?|app|inbox|delivered)\b
    get breaking news$
    (?:please )?enter (?:your|a valid) e-?mail\b
    want (?:more|to (?:receive|get|read))\b.{0,60}(?:sign up|subscribe|updates|newsletter)
    stay (?:up to date|up-to-date|connected|informed|in touch)\b
    if this was forwarded to you\b
    if you have subscribed\b
    subscribers (?:get|receive) an? e-?mail\b
    (?:our |the )?newsletters?$
    thank you for (?:subscribing|signing up|registering|reading)\b
    (?:jetzt )?newsletter (?:abonnieren|bestellen)\b
    (?:abonnez-vous|inscrivez-vous|suscríbete|suscríbase|iscriviti|inscreva-se|abonneer je|schrijf je in)\b
    """,
    "app link": r"""
    download (?:our|the|now|on|it|\w{2,20}'s)\b.{0,40}\b(?:app|apps|app store|google play|ios|android)\b
    (?:available|get it|download) (?:on|in|from) (?:the )?(?:app store|google play|itunes)\b
    (?:app store|google play)$
    for more from .{2,50}, download\b
    """,
    "cookie notice": r"""
    we (?:and our partners )?use cookies\b
    (?:this|our) (?:web ?)?sites? uses? cookies\b
    by (?:continuing|using|clicking|browsing|signing)\b.{0,80}\b(?:cookies?|terms|privacy|you agree)\b
    (?:accept|reject|manage|allow)(?: all)? cookies\b
    cookies? (?:policy|settings|preferences|notice|on)\b
    (?:privacy|terms)(?: (?:policy|of (?:use|service)|and conditions|& conditions|notice|statement))$
    (?:diese (?:web)?seite verwendet|wir verwenden|nous utilisons des|utilizamos|usamos) cookies\b
    questo sito utilizza (?:i )?cookies?\b
    """,
    "disclaimer": r"""
    (?:the |any |all )?(?:views|opinions)\b.{0,60}\bexpressed\b
    (?:this|it|nothing)\b.{0,60}\bno[t ].{0,40}\b(?:financial|investment|legal|tax)\b.{0,30}\badvice\b
    (?:this|the) (?:material|article|information|content|site)\b.{0,60}\binformational? .{0,20}\bpurposes\b
    past performance (?:is|does)\b
    """,
    "browser notice": r"""
    (?:please )?(?:make sure|enable|turn on|check that|ensure)\b.{0,40}\b(?:javascript|cookies)\b
    (?:javascript|flash|adobe flash)\b.{0,30}\b(?:is|must|required|disabled|needs?|appears)\b
    (?:your|this) browser (?:does not|doesn.t|is|may)\b
    you (?:need|must|have to)\b.{0,30}\bjavascript\b
    we(?: are|.re) sorry,? ?this video\b
    (?:this )?(?:video|media|content) (?:is|requires)\b.{0,20}\b(?:restricted|unavailable|flash)\b
    (?:loading|please wait)\W{0,3}$
    """,
    "photo credit": r"""
    (?:photo|photos|image|images|picture|photograph|foto|fotos|bild) ?(?:credits?)? ?[:/©].{1,70}$
    (?:photo|photos|image|images|photograph|foto|fotos|bild) (?:by|von|par|di|de|courtesy)\b.{1,70}$
    (?:photo|image|picture) credits?$
    (?:enlarge|hide|toggle|view) (?:this |larger )?(?:image|photo|caption)s?$
    """,
    "copyright": r"""
    (?:\(?tm\) ?(?:&|and) ?)?(?:©|\(c\)|c\)|&copy;|copyright) ?(?:\(c\)|©)? ?(?:of|by|\d{4}|the)\b
    copyright$
    all rights reserved\b
    this (?:material|article|story|content|report|page) (?:may|must) not be\b
    this (?:material|article|story|content|report|page) is (?:subject to|protected by) copyright\b
    (?:alle rechte vorbehalten|tous droits réservés|todos (?:los derechos|os direitos) reservados)\b
    (?:tutti i diritti riservati|alle rechten voorbehouden)\b
    """,
    "syndication notice": r"""
    this (?:article|story|post|piece|column|report|essay) is from the archive\b
    this (?:article|story|post|piece|essay) (?:was|is) (?:also |first |originally )?(?:published|posted)\b
    this (?:article|story|post|piece|column|essay) (?:also |first |originally )?(?:appeared|originated|ran)\b
    this (?:article|story|post|piece|column|report|essay) (?:was|is) (?:syndicated|republished|reprinted)\b
    (?:originally|first) published (?:on|by|in|at)\b
    a version of this (?:article|story|post|review|column|report)\b
    (?:republished|reprinted|reproduced) (?:with|by) (?:the )?(?:kind )?permission\b
    as (?:originally |first )?published in\b
    """,
    "contributors": r"""
    .{2,120}\bcontributed (?:reporting|to (?:this|the) (?:report|story|article|post|piece))\b.{0,40}$
    -*(?:additional )?reporting by [A-Z]
    (?:written|edited|compiled|curated|writing|editing) by [A-Z]
    .{2,120}\b(?:can|may) be reached at .{3,60}$
    (?:got a|have a|send us a?|send) (?:news )?(?:tips?|confidential)\b
    (?:(?:feedback|questions|tips|comments|suggestions)\? ){1,3}(?:e-?mail|contact|tell|write to) (?:us|me)\b
    """,
}

# Reason -> what gives a short line away wherever it stands in it.
_ANYWHERE = {
    "sign-up": r"""
    \b(?:delivered|straight|right|directly|get it|get this)\b.{0,30}\b(?:to|in|into) your in-?box\b
    \bsign up(?: for free)? here\b
    \bsign up for (?:our|her|his|the)\b.{0,40}\b(?:newsletter|e-?mails?|updates|alerts)\b
    """,
    "copyright": r"""
    \ball rights reserved\b
    """,
    "cookie notice": r"""
    \bterms of (?:service|use) and (?:cookie|privacy) policy\b
    """,
}

# Labels that only capitals make one: "Also: ..." may open a sentence, "ALSO: ..." points elsewhere.
_LABELS = re.compile(
    r"(?:RELATED|ALSO|MORE|READ|SEE|WATCH|LISTEN|VIDEO|PHOTOS?|GALLERY|SLIDESHOW|RECOMMENDED|PODCAST)"
    r"(?: (?:ALSO|MORE|NOW|NEXT|THIS|STORIES|STORY|ARTICLES?|HERE|READING)){0,3} ?[:>|] ?\S"
)
_PHOTO_AGENCY = (
    r"(?:getty(?: images)?|istock(?:photo)?|shutterstock|unsplash|alamy|flickr|pixabay|ap photo|ap images|"
    r"wireimage|filmmagic|corbis|instagram|wikimedia(?: commons)?|wikipedia)"
)
_NEWS_AGENCY = r"(?:ap|afp|epa|reuters|bloomberg|pa|dpa|upi|zuma|xinhua|ansa|efe|the associated press)"
_CREDIT = re.compile(
    rf"{_PHOTO_AGENCY}\W{{0,3}}$"
    rf"|.{{0,80}}(?:/|\bvia |\bby |\bcourtesy of |/ ){_PHOTO_AGENCY}\W{{0,3}}$"
    rf"|.{{2,60}}/ ?{_NEWS_AGENCY}\W{{0,3}}$"
    r"|.{2,60}\bcourtesy of [^.]{2,40}$",
    re.IGNORECASE,
)


def _compile(patterns: dict[str, str]) -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((reason, _compile_lines(lines)) for reason, lines in patterns.items())


def _compile_lines(lines: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{line.strip()})" for line in lines.strip().splitlines()), re.IGNORECASE)


_STARTS = _compile(_BEGINNINGS)
_PLACES = _compile(_ANYWHERE)


def find_notice(line: str, *, headline: bool = False) -> str | None:
    """Why the line is a notice of the page, or None; a *headline* may begin with a label such as VIDEO."""
    bare = line.strip(_EDGES)
    if not bare or len(line) > LONGEST_NOTICE:
        return None
    if not headline and len(line) <= _LABELLED and line[0] not in _QUOTE_MARKS and _LABELS.match(bare):
        return "related link"
    if is_photo_credit(bare):
        return "photo credit"
    for reason, pattern in _STARTS:
        if pattern.match(bare):
            return reason
    return next((reason for reason, pattern in _PLACES if pattern.search(bare)), None)


def is_photo_credit(line: str) -> bool:
    """Whether the line is but the name of a photographer and an agency."""
    if len(line) > _SHORT or len(line.split()) > _CREDIT_WORDS:
        return False
    return _CREDIT.match(line) is not None
