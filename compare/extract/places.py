"""Countries, what their people are called, and their chief cities: London is in Britain.

A closed list of general knowledge, for two questions only: is this word an adjective of nationality,
and does one place hold the other.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

# country (other names) | adjectives and peoples | cities
_GAZETTEER = """
Afghanistan|Afghan|Kabul, Kandahar, Herat
Albania|Albanian|Tirana
Algeria|Algerian|Algiers, Oran
Argentina|Argentine, Argentinian|Buenos Aires
Armenia|Armenian|Yerevan
Australia|Australian|Canberra, Sydney, Melbourne, Brisbane, Perth
Austria|Austrian|Vienna, Salzburg
Azerbaijan|Azerbaijani, Azeri|Baku
Bahrain|Bahraini|Manama
Bangladesh|Bangladeshi|Dhaka, Chittagong
Belarus|Belarusian|Minsk
Belgium|Belgian|Brussels, Antwerp
Bolivia|Bolivian|La Paz
Bosnia|Bosnian|Sarajevo
Brazil|Brazilian|Brasilia, Sao Paulo, Rio de Janeiro
Britain, United Kingdom, UK, U.K., England, Scotland, Wales|British, Briton, English, Scottish, Welsh|\
London, Manchester, Birmingham, Liverpool, Leeds, Edinburgh, Glasgow, Cardiff, Belfast, Bristol
Bulgaria|Bulgarian|Sofia
Cambodia|Cambodian|Phnom Penh
Cameroon|Cameroonian|Yaounde
Canada|Canadian|Ottawa, Toronto, Montreal, Vancouver, Calgary
Chad|Chadian|N'Djamena
Chile|Chilean|Santiago
China|Chinese|Beijing, Shanghai, Hong Kong, Guangzhou, Wuhan
Colombia|Colombian|Bogota, Medellin
Congo|Congolese|Kinshasa
Croatia|Croatian|Zagreb
Cuba|Cuban|Havana
Cyprus|Cypriot|Nicosia
Czech Republic, Czechia|Czech|Prague
Denmark|Danish, Dane|Copenhagen
Ecuador|Ecuadorian|Quito
Egypt|Egyptian|Cairo, Alexandria
Estonia|Estonian|Tallinn
Ethiopia|Ethiopian|Addis Ababa
Finland|Finnish|Helsinki
France|French|Paris, Marseille, Lyon, Nice, Strasbourg
Georgia|Georgian|Tbilisi
Germany|German|Berlin, Munich, Hamburg, Frankfurt, Cologne
Ghana|Ghanaian|Accra
Greece|Greek|Athens, Thessaloniki
Guatemala|Guatemalan|Guatemala City
Haiti|Haitian|Port-au-Prince
Honduras|Honduran|Tegucigalpa
Hungary|Hungarian|Budapest
Iceland|Icelandic|Reykjavik
India|Indian|New Delhi, Delhi, Mumbai, Kolkata, Bangalore, Chennai
Indonesia|Indonesian|Jakarta
Iran|Iranian|Tehran
Iraq|Iraqi|Baghdad, Basra, Mosul
Ireland|Irish|Dublin, Cork
Israel|Israeli|Jerusalem, Tel Aviv, Haifa
Italy|Italian|Rome, Milan, Naples, Turin
Ivory Coast|Ivorian|Abidjan
Jamaica|Jamaican|Kingston
Japan|Japanese|Tokyo, Osaka, Kyoto, Fukushima
Jordan|Jordanian|Amman
Kazakhstan|Kazakh|Astana, Almaty
Kenya|Kenyan|Nairobi
Kosovo|Kosovar|Pristina
Kuwait|Kuwaiti|Kuwait City
Latvia|Latvian|Riga
Lebanon|Lebanese|Beirut
Libya|Libyan|Tripoli, Benghazi, Misrata, Sirte
Lithuania|Lithuanian|Vilnius
Malaysia|Malaysian|Kuala Lumpur
Mali|Malian|Bamako
Mexico|Mexican|Mexico City, Tijuana
Moldova|Moldovan|Chisinau
Mongolia|Mongolian|Ulaanbaatar
Morocco|Moroccan|Rabat, Casablanca
Myanmar, Burma|Burmese|Yangon, Naypyidaw
Nepal|Nepalese, Nepali|Kathmandu
Netherlands, Holland|Dutch|Amsterdam, The Hague, Rotterdam
New Zealand|New Zealander|Wellington, Auckland, Christchurch
Nicaragua|Nicaraguan|Managua
Niger|Nigerien|Niamey
Nigeria|Nigerian|Abuja, Lagos
North Korea|North Korean|Pyongyang
Norway|Norwegian|Oslo, Bergen
Oman|Omani|Muscat
Pakistan|Pakistani|Islamabad, Karachi, Lahore
Palestine|Palestinian|Gaza, Ramallah
Panama|Panamanian|Panama City
Peru|Peruvian|Lima
Philippines|Filipino, Philippine|Manila
Poland|Polish|Warsaw, Krakow, Gdansk
Portugal|Portuguese|Lisbon, Porto
Qatar|Qatari|Doha
Romania|Romanian|Bucharest
Russia|Russian|Moscow, St. Petersburg
Rwanda|Rwandan|Kigali
Saudi Arabia|Saudi|Riyadh, Jeddah
Senegal|Senegalese|Dakar
Serbia|Serbian, Serb|Belgrade
Singapore|Singaporean|
Slovakia|Slovak|Bratislava
Slovenia|Slovenian|Ljubljana
Somalia|Somali|Mogadishu
South Africa|South African|Pretoria, Cape Town, Johannesburg, Durban
South Korea|South Korean, Korean|Seoul, Busan
Spain|Spanish, Spaniard|Madrid, Barcelona, Valencia
Sri Lanka|Sri Lankan|Colombo
Sudan|Sudanese|Khartoum
Sweden|Swedish|Stockholm, Gothenburg
Switzerland|Swiss|Bern, Geneva, Zurich
Syria|Syrian|Damascus, Aleppo, Homs
Taiwan|Taiwanese|Taipei
Tanzania|Tanzanian|Dar es Salaam
Thailand|Thai|Bangkok
Tunisia|Tunisian|Tunis
Turkey|Turkish|Ankara, Istanbul
Uganda|Ugandan|Kampala
Ukraine|Ukrainian|Kyiv, Kiev, Kharkiv, Odesa, Mariupol, Lviv
United Arab Emirates, UAE|Emirati|Abu Dhabi, Dubai
United States, United States of America, U.S., US, USA, U.S.A., America|American|Washington, New York, \
Los Angeles, Chicago, Houston, Philadelphia, San Francisco, Boston, Dallas, Miami, Atlanta, \
Seattle, Detroit, Denver
Uruguay|Uruguayan|Montevideo
Uzbekistan|Uzbek|Tashkent
Venezuela|Venezuelan|Caracas
Vietnam|Vietnamese|Hanoi, Ho Chi Minh City
Yemen|Yemeni|Sanaa, Aden
Zimbabwe|Zimbabwean|Harare
Europe|European|
Africa|African|
Asia|Asian|
Latin America|Latin American|
"""

_MORE_ADJECTIVES = (
    "Western Eastern Northern Southern Arab Islamic Muslim Christian Jewish Catholic Protestant Hispanic "
    "Latino Soviet Kurdish Tibetan Chechen Catalan Democrat Democratic Republican Conservative Labour "
    "Liberal"
).split()


_POSSESSIVE = re.compile(r"['’]s?$")
_CONTINENTS = frozenset(("europe", "africa", "asia", "latin america"))  # a European may be French
_CODES = frozenset(("U.S.", "US", "U.S", "U.K.", "UK", "U.K"))


@dataclass(frozen=True, slots=True)
class _Tables:
    """The gazetteer in lower case."""

    country_of: dict[str, str]
    countries: frozenset[str]
    country_of_people: dict[str, str]
    adjectives: frozenset[str]


@cache
def _tables() -> _Tables:
    country_of: dict[str, str] = {}
    countries: set[str] = set()
    people: dict[str, str] = {}
    adjectives = {form for word in _MORE_ADJECTIVES for form in (word.lower(), word.lower() + "s")}
    for row in _GAZETTEER.strip().splitlines():
        names, peoples, cities = (
            [item.strip().lower() for item in part.split(",")] for part in row.split("|")
        )
        country_of |= {place: names[0] for place in (*names, *cities) if place}
        countries.update(names)
        people |= {form: names[0] for word in peoples if word for form in (word, word + "s")}
    return _Tables(country_of, frozenset(countries), people, frozenset(adjectives | people.keys()))


def is_place(text: str) -> bool:
    """Whether this is a country or city of the list."""
    return text.lower() in _tables().country_of


def is_nationality(word: str) -> bool:
    """Whether this word says of what country or camp something is (Libyan, Western)."""
    return word.lower() in _tables().adjectives


def is_country_code(word: str) -> bool:
    """Whether this is a country as it stands before an office: U.S. Senator Lee."""
    return word in _CODES


def country_of(place: str) -> str | None:
    """The country a place is, or lies in, in lower case."""
    return _tables().country_of.get(place.lower())


def of_other_countries(left: str, right: str) -> bool:
    """Whether two descriptions name countries, and none in common: the French, the British minister."""
    countries = _countries_in(left), _countries_in(right)
    return all(countries) and countries[0].isdisjoint(countries[1])


def _countries_in(text: str) -> set[str]:
    tables = _tables()
    words = [_POSSESSIVE.sub("", word.strip(",.")).lower() for word in text.split()]
    pairs = [f"{one} {other}" for one, other in pairwise(words)]
    found = {tables.country_of.get(word) or tables.country_of_people.get(word) for word in (*words, *pairs)}
    return {country for country in found if country and country not in _CONTINENTS}


def places_agree(left: str, right: str) -> bool:
    """Whether two names may mean one place: the same, two names of a country, a city and its country."""
    country = country_of(left)
    if country is None or country != country_of(right):
        return False
    countries = _tables().countries
    return left.lower() == right.lower() or left.lower() in countries or right.lower() in countries
