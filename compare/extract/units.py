"""Units of measure: how they are written, and what they come to in a unit they can be compared in."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

_S = r"[^\S\n]{0,2}\n?"


class Unit(NamedTuple):
    """A unit: its name, what kind of quantity it measures, and how to get to the kind's base."""

    name: str
    kind: str
    factor: Decimal = Decimal(1)
    shift: Decimal = Decimal(0)


# Name, kind, size in the base of the kind, and spellings, with _ for a space.
_ROWS = (
    ("km", "length", "1000", "km kms kilometre kilometer kilometres kilometers"),
    ("m", "length", "1", "metre meter metres meters"),
    ("cm", "length", "0.01", "cm centimetre centimeter centimetres centimeters"),
    ("mm", "length", "0.001", "mm millimetre millimeter millimetres millimeters"),
    ("mile", "length", "1609.344", "mile miles mi"),
    ("nautical mile", "length", "1852", "nautical_mile nautical_miles"),
    ("foot", "length", "0.3048", "foot feet ft"),
    ("yard", "length", "0.9144", "yard yards"),
    ("inch", "length", "0.0254", "inch inches"),
    ("kg", "mass", "1", "kg kgs kilo kilos kilogram kilograms kilogramme kilogrammes"),
    ("g", "mass", "0.001", "gram grams gramme grammes"),
    ("lb", "mass", "0.45359237", "lb lbs pound pounds"),
    ("ounce", "mass", "0.028349523", "oz ounce ounces"),
    ("stone", "mass", "6.35029318", "stone"),
    ("tonne", "mass", "1000", "tonne tonnes metric_ton metric_tons"),
    ("ton", "ton", "1", "ton tons"),
    ("km²", "area", "1000000", "km² sq_km square_km square_kilometre square_kilometer"),
    ("km²", "area", "1000000", "square_kilometres square_kilometers"),
    ("square mile", "area", "2589988.11", "sq_mile sq_miles square_mile square_miles"),
    ("m²", "area", "1", "m² sq_m square_metre square_meter square_metres square_meters"),
    ("square foot", "area", "0.09290304", "sq_ft square_foot square_feet"),
    ("acre", "area", "4046.8564", "acre acres"),
    ("hectare", "area", "10000", "hectare hectares"),
    ("litre", "volume", "1", "litre liter litres liters"),
    ("gallon", "volume", "3.785411784", "gallon gallons"),
    ("barrel", "barrel", "1", "barrel barrels"),
    ("km/h", "speed", "1", "km/h kph kmh km_per_hour kilometres_per_hour kilometers_per_hour"),
    ("km/h", "speed", "1", "kilometres_an_hour kilometers_an_hour"),
    ("mph", "speed", "1.609344", "mph miles_per_hour miles_an_hour"),
    ("knot", "speed", "1.852", "knot knots"),
    ("MW", "power", "1", "MW megawatt megawatts"),
    ("GW", "power", "1000", "GW gigawatt gigawatts"),
    ("second", "time", "1", "second seconds sec secs"),
    ("minute", "time", "60", "minute minutes min mins"),
    ("hour", "time", "3600", "hour hours hr hrs"),
    ("day", "time", "86400", "day days"),
    ("week", "time", "604800", "week weeks"),
    ("month", "months", "1", "month months"),
    ("year", "months", "12", "year years"),
    ("decade", "months", "120", "decade decades"),
    ("%", "%", "1", "% percent per_cent pct"),
    ("percentage point", "point", "1", "percentage_point percentage_points"),
    ("basis point", "point", "0.01", "basis_point basis_points bps"),
    ("times", "times", "1", "times"),
    ("degree", "degree", "1", "degree degrees °"),
    ("°C", "temperature", "1", "°C ºC degrees_Celsius degrees_celsius degree_Celsius degrees_centigrade"),
    ("USD", "USD", "1", "dollar dollars USD US_dollars US_dollar U.S._dollars"),
    ("cent", "USD", "0.01", "cent cents"),
    ("EUR", "EUR", "1", "euro euros EUR €"),
    ("GBP", "GBP", "1", "GBP pounds_sterling"),
    ("JPY", "JPY", "1", "yen JPY"),
    ("INR", "INR", "1", "rupee rupees INR"),
    ("CNY", "CNY", "1", "yuan renminbi CNY"),
    ("CHF", "CHF", "1", "CHF Swiss_francs"),
    ("RUB", "RUB", "1", "ruble rubles rouble roubles RUB"),
    ("AUD", "AUD", "1", "AUD Australian_dollars"),
    ("HKD", "HKD", "1", "HKD"),
    ("NZD", "NZD", "1", "NZD"),
    ("CAD", "CAD", "1", "CAD Canadian_dollars"),
)  # fmt: skip


def _units() -> dict[str, Unit]:
    """Every spelling, as it stands in a text, of every unit."""
    table = {
        spelling.replace("_", " "): Unit(name, kind, Decimal(factor))
        for name, kind, factor, spellings in _ROWS
        for spelling in spellings.split()
    }
    fahrenheit = Unit("°F", "temperature", Decimal(5) / Decimal(9), Decimal(-32))
    spellings = ("°F", "ºF", "degrees Fahrenheit", "degrees fahrenheit", "degree Fahrenheit", "Fahrenheit")
    return {**table, **dict.fromkeys(spellings, fahrenheit)}


SPELLINGS = _units()
"""Units by every spelling."""

BY_NAME = {unit.name: unit for unit in SPELLINGS.values()}
"""Units by their name."""

SIGNS = {
    "$": "USD", "US$": "USD", "A$": "AUD", "HK$": "HKD", "NZ$": "NZD", "C$": "CAD",
    "€": "EUR", "£": "GBP", "¥": "JPY", "₹": "INR",
    "Rs": "INR", "Rs.": "INR",
    **{code: code for code in ("USD", "EUR", "GBP", "RUB", "CHF", "JPY", "INR", "CNY", "AUD", "CAD")},
}  # fmt: skip
"""Signs of money that stand before the number."""

_SIGN_BEFORE = re.compile(
    r"(?<![^\W_])(?:(?:US|A|C|HK|NZ)?\$|[€£¥₹]|(?:USD|EUR|GBP|RUB|CHF|JPY|INR|CNY|AUD|CAD|Rs\.?))[^\S\n]?$"
)
_TAIL = re.compile(r"[^\S\n]{1,2}\n?|\n|-")
_WORDS = re.compile(r"[°º%€£]?[^\W\d_]*²?(?:[./][^\W\d_]+)*\.?")
_MOST_WORDS = 3  # "square kilometres", "miles per hour"
_WINDOW = 6


def sign_before(text: str, start: int) -> tuple[str, int]:
    """The currency whose sign stands just before *start*, and where the sign begins ('' without one)."""
    window = max(0, start - _WINDOW)
    match = _SIGN_BEFORE.search(text[window:start])
    if match is None:
        return "", start
    return SIGNS[match.group().strip()], window + match.start()


def unit_after(text: str, end: int) -> tuple[Unit | None, int]:
    """The unit written just after a number that ends at *end*, and where it ends."""
    best, best_end = None, end
    position, words = end, ""
    for count in range(_MOST_WORDS):
        gap = _TAIL.match(text, position)
        if gap is None and count:
            break
        first = gap.end() if gap else position
        match = _WORDS.match(text, first)
        if match is None or not match.group():
            break
        words = f"{words} {match.group()}" if words else match.group()
        position = match.end()
        for spelling, last in ((words, position), (words.rstrip("."), position - 1)):
            unit = SPELLINGS.get(spelling)
            if unit and best_end < last and not _is_sign_of_next(text, spelling, last):
                best, best_end = unit, last
                break
    return best, best_end


def _is_sign_of_next(text: str, spelling: str, end: int) -> bool:
    """Whether a sign or code of money belongs to the number after it: "5 or \u20ac 6"."""
    after = text[end : end + 2].lstrip()[:1]
    return text[end : end + 1].isdecimal() or (spelling in SIGNS and after.isdecimal())


def to_base(value: Decimal, unit: Unit) -> Decimal:
    """The value in the base of the unit's kind."""
    return (value + unit.shift) * unit.factor
