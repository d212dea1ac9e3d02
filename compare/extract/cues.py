"""Words that say somebody spoke: verbs, nouns and phrases of attribution in seven languages.

English verbs are listed in their base form and inflected here; those of other languages stand in the forms
that news uses (third person, past, participle).
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache
from itertools import chain

from compare.text.remembered import Remembered

# Verbs that may stand behind or before a whole quoted sentence, and before their subject: said X.
_SPEECH = """
acknowledge add admit advise affirm agree allege announce answer argue ask assert assure bark believe bemoan
blog boast brag caution chant cheer chime claim clarify comment complain concede conclude confess
confirm contend continue correct counter crack crow cry deadpan declare demand demur deny detail
disclose elaborate emphasise emphasize enthuse estimate exclaim exhort explain fear fret fume gloat
grouse grumble guess gush hedge hint hope hypothesise hypothesize implore imply indicate inform inquire
insist instruct interject interpose interrupt intone joke lament maintain marvel murmur muse mutter note
observe offer opine plead pledge point ponder post predict press proclaim promise pronounce protest
question quip react read recall recite recommend recount reiterate rejoin remark remind repeat reply
report respond retort retweet reveal riff say scoff scream shout sigh snap snarl sneer speculate state
stress suggest summarise summarize swear tease testify theorise theorize think thunder tweet urge
venture volunteer vow warn whisper wonder worry write yell
"""
# Verbs behind which a clause is somebody's words retold: said that ...
_RETELLING = """
acknowledge add admit affirm allege announce argue assert assure claim complain concede conclude confirm
contend declare deny disclose estimate explain hint imply indicate inform insist maintain note point
predict pledge promise recall reiterate remind reply report respond reveal say state stress suggest tell
testify vow warn write
"""
# Verbs of speech that never stand before their subject, or take the hearer or the thing as object.
_ADDRESS = """
accuse address advocate aim apologise apologize assail attack attribute bash belittle bellow blame blast
boil brand call challenge champion chant characterise characterize charge chide cite coin compare
complain condemn congratulate consider credit criticise criticize declare decry deem defend deliver
denigrate denounce depict deride describe determine discuss dismiss disparage dub echo embrace endorse
envision excoriate expect express favor favour find hail insult intimate invite invoke joke label
lambast lambaste lampoon lash laud liken list mention mock name nickname oppose outline paint portray
praise preach prefer promote pronounce propose put quote rail rebuke refer regard reject
ridicule rip roar savage scold seek skewer slam speak stipulate sum summon support tag taunt tease tell
term thank threaten tout trash view voice want welcome
"""
_IRREGULAR = {
    "say": "said",
    "tell": "told",
    "write": "wrote written",
    "read": "read",
    "swear": "swore sworn",
    "think": "thought",
    "feel": "felt",
    "speak": "spoke spoken",
    "find": "found",
    "see": "saw seen",
    "mean": "meant",
    "sing": "sang sung",
    "hit": "hit",
    "cast": "cast",
    "begin": "began begun",
    "shoot": "shot",
    "go": "went gone",
    "deem": "deemed",
    "rip": "ripped",
    "quip": "quipped",
    "brag": "bragged",
    "refer": "referred",
    "admit": "admitted",
    "slam": "slammed",
    "dub": "dubbed",
    "snap": "snapped",
    "tag": "tagged",
    "put": "put",
    "blog": "blogged",
    "chide": "chided",
}
_NOUNS = """
admission allegation allegations announcement answer argument assertion assertions attack attacks belief
boast boasts call calls characterization claim claims column comment comments complaint complaints
contention criticism critique declaration demand demands description e-mail email essay explanation
insistence insult insults interview joke jokes letter memo message motto note op-ed opinion phrase
pledge post promise promises question questions quip remark remarks reply report reports response
retort rhetoric ruling slogan slur speech statement statements suggestion testimony tweet tweets view vow vows
warning warnings word words
"""
# Verbs whose base and s-forms are as often nouns: claims, calls, an offer.
_HOMOGRAPHS = """
address advocate aim answer attack attribute bark blame blast blog boast brand call challenge chant charge
cheer claim comment compliment correct counter crack credit cry demand detail echo estimate
express favor favour fear fume guess hail hint hope insult joke label lament mention mock muse murmur
name note offer outline paint pledge point post praise press promise protest question quip quote rebuke
remark repeat reply report retort riff savage scream shout sigh snap sneer state stress support
tag tease term tweet urge venture view voice volunteer vow want welcome whisper wonder worry yell
"""
_FOREIGN = {
    "de": """
        sagt sagte sagten gesagt erklärt erklärte erklärten meint meinte betont betonte berichtet
        berichtete schreibt schrieb geschrieben fügte ergänzte warnt warnte fordert forderte kündigte
        kritisierte nannte nennt behauptet behauptete antwortete fragte fragt teilte bestätigte
        versicherte räumte verkündete twitterte zitierte heißt hieß mahnte urteilte verwies lobte rief
        spricht sprach so bekräftigte unterstrich entgegnete erwiderte widersprach äußerte erläuterte
        klagte beklagte schilderte bezeichnete bezeichnet kommentierte resümierte schimpfte scherzte
        forderten berichteten dementierte appellierte argumentierte beteuerte konstatierte bilanzierte
        monierte betonten warf
    """,
    "fr": """
        dit disait ajoute ajouté ajoutait déclare déclaré affirme affirmé affirmait explique expliqué
        expliquait estime estimé souligne souligné précise précisé indique indiqué assure assuré
        annonce annoncé écrit lance lancé lâche lâché raconte raconté répond répondu demande demandé
        rappelle rappelé note noté confie confié reconnaît reconnu insiste insisté martèle martelé
        poursuit poursuivi conclut conclu dénonce dénoncé juge jugé promet promis prévient prévenu
        regrette regretté avertit averti rapporte rapporté qualifié qualifie résume réagi réagit rétorque
        rétorqué réplique répliqué renchérit renchéri plaide plaidé soutient soutenu témoigne témoigné
        commente commenté indigne indigné réjouit réjoui tranché glisse glissé admet admis accuse accusé
        déplore déploré détaille détaillé fustige fustigé signale signalé prétend prétendu confirme
        confirmé garantit garanti
    """,
    "es": """
        dijo dice dicho dijeron añadió agregó afirmó afirma afirmado explicó explica declaró declara
        señaló señala aseguró asegura indicó indica manifestó sostuvo sostiene apuntó recordó insistió
        advirtió advierte comentó escribió respondió preguntó reconoció subrayó destacó concluyó
        anunció denunció precisó expresó relató contó cuenta calificó informó confirmó pidió reiteró
        lamentó prometió admitió agrega añade añadido replicó contestó contesta aclaró aclara matizó zanjó
        recalcó recalca criticó acusó defendió defiende opinó opina consideró considera exigió remarcó
        puntualizó tuiteó comenta escribe recuerda insiste decía avisó alertó garantizó describió tildó
        reclamó asegurado explicado señalado declarado indicado manifestado advertido reconocido
    """,
    "it": """
        detto dice disse ha aggiunto aggiunge spiegato spiega spiegò dichiarato dichiara affermato
        afferma sottolineato sottolinea scritto scrive scrisse ricordato ricorda commentato commenta
        risposto risponde chiesto annunciato annuncia ribadito ribadisce precisato precisa concluso
        conclude osservato osserva ammesso ammette raccontato racconta riferito riferisce assicurato
        avvertito definito definisce replicato replica ribatte ribattuto attaccato tuona sostiene
        sostenuto denunciato evidenzia evidenziato avverte confermato ironizza chiarito chiarisce
        auspica assicura twitta accusato promette promesso rivela rivelato ripete ripetuto insiste chiede
    """,
    "pt": """
        disse diz disseram acrescentou acrescenta afirmou afirma explicou explica declarou declara
        escreveu escreve garantiu assegurou salientou sublinhou destacou lembrou comentou respondeu
        perguntou anunciou concluiu reconheceu admitiu alertou ressaltou contou conta criticou pediu
        informou defendeu confirmou observou completou completa ressalta destaca classificou classifica
        considerou prometeu reiterou defende relatou relata acusou acusa garante escreve revelou revela
        comenta avaliou avalia negou esclareceu reforçou finalizou exigiu lamentou apontou aponta indicou
        referiu refere adiantou frisou salienta sublinha contestou rebateu
    """,
    "nl": """
        zegt zei zeiden gezegd verklaart verklaarde vertelt vertelde verteld schrijft schreef
        geschreven vindt vond meldt meldde benadrukt benadrukte waarschuwt waarschuwde antwoordde
        vroeg vraagt stelt stelde noemt noemde liet aldus voegde reageert reageerde twitterde erkent
        erkende concludeert concludeerde bevestigt bevestigde voegt oordeelt oordeelde klaagt klaagde
        betoogt betoogde riep roept herhaalt herhaalde hoopt hoopte belooft beloofde ontkent ontkende
        vreest vreesde eist eiste beschrijft beschreef twittert grapt grapte vervolgt vervolgde
        bekritiseert bekritiseerde prijst
    """,
}
_ACCORDING = {
    "en": ("according to", "in the words of"),
    "de": ("laut", "nach angaben von", "nach angaben der", "nach angaben des", "zufolge"),
    "fr": ("selon", "d'après", "d’après"),
    "es": ("según", "de acuerdo con"),
    "it": ("secondo",),
    "pt": ("segundo", "de acordo com", "conforme"),
    "nl": ("volgens",),
}
_AUXILIARIES = {
    "en": """
        again all already also always angrily are be been being bluntly both can could did didn't do
        does doesn't don't even ever famously first flatly had hadn't has hasn't have herself himself
        however instead is isn't itself just later may might must n't never not now often once
        previously publicly quickly recently repeatedly reportedly should simply since soon still
        themselves then too was wasn't were who've will would
    """,
    "de": "hat hatte haben hatten ist war wurde dann auch später zudem weiter",
    "fr": "a avait ont avaient est aussi ensuite également encore t s'est s’est s'était s’était",
    "es": "ha había han habían también luego además le les",
    "it": "ha aveva hanno avevano anche poi inoltre",
    "pt": "tem tinha têm tinham também depois ainda",
    "nl": "heeft had hebben hadden is was ook later dan",
}
LANGUAGES = ("en", *_FOREIGN)
FUNCTION_WORDS = {
    "en": "a an the of and to in that is was for with he she said on it as his by at are has who",
    "de": "der die das und ist nicht mit den von ein eine für auf dem des sich auch im wird",
    "fr": "le la les des et est un une du que pour dans qui sur au avec pas par ce",
    "es": "el la los las y que de en un una por con se del para su al es lo",
    "it": "il la che di e un una per del della è con non sono gli nel alla si ha",
    "pt": "o a os as que de e um uma do da em para com não por no na se",
    "nl": "de het een en van is dat op te in voor met niet zijn aan er ook bij hij",
}
"""Words by which the languages are told apart."""

_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Cues:
    """What attributes words to somebody in one language; all in lower case."""

    speech: frozenset[str]
    """Forms that may follow a quote, before or behind their subject."""

    address: frozenset[str]
    """Forms that only lead up to a quote: told X that, called it."""

    verbs: frozenset[str]
    """Every form of a cue verb."""

    retelling: frozenset[str]
    """Finite forms that may lead a retold clause."""

    homographs: frozenset[str]
    """Forms that are as often nouns."""

    nouns: frozenset[str]
    according: tuple[tuple[str, ...], ...]
    helpers: frozenset[str]
    """Auxiliaries and adverbs that may stand between subject and verb."""


def inflect(verb: str) -> frozenset[str]:
    """The forms of an English verb: say, says, saying, said."""
    if verb.endswith("y") and verb[-2:-1] not in tuple("aeou"):
        forms = {verb, verb[:-1] + "ies", verb[:-1] + "ied", verb + "ing"}
    elif verb.endswith("e"):
        forms = {verb, verb + "s", verb + "d", (verb if verb.endswith("ee") else verb[:-1]) + "ing"}
    else:
        plural = "es" if verb.endswith(("s", "sh", "ch", "x", "o")) else "s"
        forms = {verb, verb + plural, verb + "ed", verb + "ing"}
    if past := _IRREGULAR.get(verb):
        forms -= {verb + "ed", verb + "d"}
        forms.update(past.split())
        if past.split()[-1].endswith(verb[-1] * 2 + "ed"):
            forms.add(verb + verb[-1] + "ing")
    return frozenset(forms)


def _retelling() -> frozenset[str]:
    forms = {form for verb in _RETELLING.split() for form in inflect(verb) if not form.endswith("ing")}
    return frozenset(forms)


def _homographs() -> set[str]:
    return {
        form for verb in _HOMOGRAPHS.split() for form in inflect(verb) if not form.endswith(("ed", "ing"))
    }


@cache
def find_cues(language: str) -> Cues:
    """The cues of a language, named by its two letters."""
    if language == "en":
        speech = frozenset(form for verb in _SPEECH.split() for form in inflect(verb))
        address = frozenset(form for verb in _ADDRESS.split() for form in inflect(verb)) - speech
    else:
        speech, address = frozenset(_FOREIGN[language].split()), frozenset[str]()
    return Cues(
        speech,
        address,
        speech | address,
        _retelling() if language == "en" else speech,
        frozenset(_homographs() if language == "en" else ()),
        frozenset(_NOUNS.split() if language == "en" else ()),
        tuple(tuple(phrase.split()) for phrase in _ACCORDING[language]),
        frozenset(_AUXILIARIES[language].split()),
    )


def guess_language(text: str) -> str:
    """The language, of those known here, whose function words are the most frequent; en when in doubt."""
    votes = Counter(chain.from_iterable(map(_VOTES.__getitem__, text.split())))
    return max(LANGUAGES, key=lambda language: (votes[language], language == "en"))


def _find_votes(piece: str) -> tuple[str, ...]:
    """The languages, once for each word, whose function words stand in a run without white space."""
    return tuple([language for word in _WORD.findall(piece.lower()) for language in _USERS.get(word, ())])


_USERS = {
    word: tuple(language for language in LANGUAGES if word in FUNCTION_WORDS[language].split())
    for words in FUNCTION_WORDS.values()
    for word in words.split()
}
_VOTES = Remembered(_find_votes)
