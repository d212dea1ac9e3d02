"""Forms of address and offices: what stands before a name without being part of it."""

from __future__ import annotations

HONORIFICS = frozenset(
    "mr mrs ms miss mx dr prof professor sir dame lord lady rev reverend fr father sister brother st hon "
    "messrs mme madame mlle monsieur herr frau senor senora signor signora capt captain cmdr commander "
    "col colonel gen general lt lieutenant maj major sgt sergeant cpl corporal pvt adm admiral brig "
    "brigadier marshal gov sen rep reps sens pres supt insp det amb atty cllr king queen prince princess "
    "pope  emperor sultan sheikh sheik ayatollah imam rabbi cardinal bishop archbishop duke duchess baron "
    "baroness earl count countess".split()
)

# What stands behind a name and tells father from son.
NAME_SUFFIXES = frozenset("jr sr ii iii iv".split())

# The head nouns of offices; what stands before them (foreign, prime, deputy ...) belongs to the office.
OFFICES = frozenset(
    "president minister secretary chancellor premier senator congressman congresswoman representative "
    "governor mayor chief chairman chairwoman chair chairperson director head leader spokesman "
    "spokeswoman spokesperson ambassador diplomat envoy official officer commissioner commander general "
    "admiral colonel judge justice prosecutor attorney lawyer solicitor sheriff inspector detective "
    "superintendent councillor councilman councilwoman lawmaker legislator delegate speaker whip adviser "
    "advisor aide strategist pollster candidate nominee incumbent rival opponent ceo cfo executive "
    "manager founder co-founder owner partner investor banker economist analyst expert researcher "
    "scientist professor historian author writer journalist reporter correspondent columnist editor "
    "anchor host critic activist campaigner organiser organizer coach captain striker player manager "
    "driver pilot teacher principal dean student doctor nurse surgeon physician confidant ally deputy "
    "treasurer staff counsel counselor counsellor veteran dictator ruler king queen prince princess pope "
    "bishop archbishop cardinal rabbi imam "
    "kanzler kanzlerin bundeskanzler bundeskanzlerin bundespräsident präsident präsidentin ministerin "
    "ministerpräsident ministerpräsidentin außenminister außenministerin innenminister innenministerin "
    "finanzminister finanzministerin bürgermeister bürgermeisterin oberbürgermeister "
    "oberbürgermeisterin sprecher sprecherin regierungssprecher regierungssprecherin chefin "
    "vorsitzender vorsitzende abgeordneter abgeordnete ingenieur ingenieurin".split()
)

# Words that stand before an office and belong to it.
OFFICE_MODIFIERS = frozenset(
    "foreign prime deputy vice assistant associate acting interim former ex then-president ex-president "
    "former late chief senior top junior first second third executive managing general attorney home "
    "interior defense defence finance justice health education transport energy immigration intelligence "
    "security press white house state national federal local regional state police fire military army "
    "navy rebel opposition party campaign government union company board council committee presidential "
    "republican democratic conservative labour liberal house senate majority minority cabinet shadow "
    "under permanent commerce treasury veteran retired longtime long-time surgeon lord major lieutenant "
    "independent communications".split()
)

# Nouns that make a run of capitalised words the name of a body or a thing, whatever stands before them.
BODIES = frozenset(
    "department party council committee house senate parliament congress court board commission agency "
    "bureau office ministry bank university college school institute institution association federation "
    "union league club society foundation fund trust company corp corporation inc ltd group airlines "
    "airways motors electric assembly army navy force forces guard police hospital church centre center "
    "museum street avenue road square park river lake mountain island islands sea ocean bay county state "
    "city republic kingdom emirates states nations organization organisation alliance coalition movement "
    "front brigade act bill treaty agreement award awards prize cup championship olympics times post "
    "journal news press tribune herald guardian telegraph magazine review television radio network "
    "reserve exchange index services administration campaign conference convention summit forum day week "
    "year war airport station bridge tower building palace project program programme system industries "
    "international holdings partners capital".split()
)

# Nouns for people and bodies that news tells events of without a name.
PEOPLE = frozenset(
    "rebel protester demonstrator militant insurgent terrorist fighter soldier troop gunman shooter "
    "attacker bomber suspect defendant victim survivor hostage prisoner inmate detainee migrant refugee "
    "worker striker student pupil passenger crew pilot driver police policeman army navy military "
    "government opposition regime cabinet parliament court jury judge company firm bank airline union "
    "party team club man woman boy girl child baby couple family teenager resident villager voter "
    "lawmaker minister president king queen pope train plane aircraft jet helicopter ship ferry boat bus "
    "truck building bridge tower dam factory plant bill law measure merger".split()
)
