"""Words that most news uses: to share one says less than its rarity among a few texts makes believe."""

from __future__ import annotations

from functools import cache

from compare.text.stopwords import stem

COMMONPLACE = 0.6  # what such a word counts beside another, which counts 1

_WORDS = """
able absolutely accept according account act action activity actual actually add address administration
admit afraid afternoon age agency ago agree aim air allegedly allow american amid amount angry announce
answer apart apparently appear apply approach approximately april area argue arrive article attack
attempt attention august authority autumn available average avoid baby back bad base basically basis beat
beautiful begin beginning belief best better bid big billion body book bottom boy break brief bring
british brother build building business buy campaign care career careful carefully carry case catch cause
cent center central centre century ceremony certain certainly challenge chance change chief child choice
choose circumstance citizen city claim class clear clearly close college combine comment committee common
community company complete completely complex concern concerning condition conference confirm conflict
congress connect connection consequence consider consist contact contain continue control cost council
country couple course cover create crisis critical cross crowd culture current currently cut danger data
date daughter day deal death decade december decide decision declare decrease deep defend degree deliver
demand democrat deny department describe deserve despite detail determine develop development die
different difficult difficulty direct directly director discover discuss display distance divide document
dollar domestic door double doubt dozen drink drive drop due duty early earn earth easily easy eat edge
education effect effective effort eight eleven empty enable end enjoy enormous enter entire entirely
especially establish european evening event eventual eventually evidence exactly example exit expand
expect experience explain extend extent eye face fact fair fall false family famous far fast father fear
february federal feel feeling fifth fight figure fill final finally fine finish fire firm first five fix
floor focus follow following force foreign forget form former four fourth free friday friend front full
fully future gain general generally girl goal good government governor great ground group grow guess
guide half hand handful handle happen happy hard hate head health hear hearing heart heavy help high
history hit hold home hope hour house huge hundred hurt husband idea identify imagine immediate
immediately impact important impossible improve incident include including increase indicate indirect
industry information initial initially inside insist instance intend interest interesting international
interview involve issue january job join journalist judge july june keep key kid kill kind label land
large largely last late later launch law lay lead leader learn leave length letter level lie life lift
light likely limit line link list listen little live local long lose lot love low lower main mainly
maintain major majority man manage manner march market massive matter meanwhile measure media meet
meeting member mention message method middle midnight million mind minister minor minority minute model
moment monday money month moreover morning mostly mother move multiple name nation national nearly
necessary neighbour new news next nice night nine noon normal notable note november number obvious occur
october offer office officer official officially old ongoing open operate opinion opportunity oppose
option order original originally otherwise outside page pair paper parent parliament part particular
particularly partly party pass past pay peace people percent perfect perform period permit person photo
pick picture place plan play plenty point policy political politics popular population position possible
possibly potential power prefer prepare present president press prevent previous previously price
privately probably problem process produce product program project prominent promise proper propose
protect proud provide public publicly pull purpose push quarter question quick quickly raise range rare
rarely rate read ready real realize reason receive recent recently recognize record reduce refer reflect
regarding region regular relation relationship remain remember repair reply report reportedly reporter
represent representative republican require research respond responsible rest result return reveal ride
right rise risk road role room rough roughly rule run sad safety saturday save scale school science
search second secretary security seek sell senator send sense separate september series serious serve
service session set seven severe shape share short show side sign significant similar simple simply
single sister sit situation six size skill sky sleep slow slowly small society soft solution sometimes
son sort source speak special specific speech spend spokesman spokeswoman spread spring stand start state
statement states stay step stop story strange street strike strong student study style successful sudden
suddenly suggest summer sun sunday supply support suppose sure surprising system talk tall target task
team ten term terrible test therefore third thousand threat three throw thursday time tiny tomorrow
tonight top total touch tough town trade tradition travel treat trip trouble true try tuesday turn twelve
twenty two type typical unable understand united university unlikely urge usual usually variety various
version video view village visit walk wall war warn watch water weak wear wednesday week weekend white
wide wife win window winter wish woman wonder word work worker world worry worse worst write wrong year
young
"""


@cache
def _stems() -> frozenset[str]:
    return frozenset(map(stem, _WORDS.split()))


def is_commonplace(key: str) -> bool:
    """Whether a stem is that of a word most news uses."""
    return key in _stems()
