"""Common given names, by the gender they mostly tell: enough to keep "she" from a man."""

from __future__ import annotations

_MEN = """
aaron abdul adam adrian ahmad ahmed alan albert alejandro alex alexander alfred ali allen andreas andrew
anders anthony antonio arnold arthur barack barry ben benjamin bernard bernie bill billy bob bobby boris
brad brendan brian bruce carl carlos charles charlie chris christian christopher chuck clarence claude
colin craig dan daniel dave david dean dennis diego dmitri don donald doug douglas edward emmanuel
enrique eric erik ernest eugene felix fernando francis francisco francois frank franz fred frederick
gary geoff george gerald gerard giovanni giuseppe glenn gordon graham greg gregory guy hans harold harry
hassan hector henry herbert howard hugh hugo hussein ian ibrahim igor isaac ivan jack jacob jacques
james jason javier jay jean jeff jeffrey jeremy jerry jim jimmy joe john johnny jon jonathan jorge jose
joseph josh joshua juan justin karl keith ken kenneth kevin khalid klaus kurt kyle larry laurent lars
lawrence lee leo leon leonard louis luca luis luke marc marcel marco mario mark markus martin matt
matteo matthew max mehdi michael michel miguel mike mitch mitt mohamed mohammad mohammed moussa muammar
muhammad mustafa nathan neil newt nicholas nick nicolas nigel noah oliver omar oscar otto pablo patrick
paul paulo pedro peter phil philip philippe pierre rafael rand ralph ray raymond reince ricardo richard
rick rob robert roberto rodrigo roger roland ron ronald rudy rupert russell ryan salvatore sam samuel
scott sean sebastian sergei sergey simon stefan stephen steve steven stuart ted terry theodore thomas
thorsten tim timothy tobias todd tom tommy tony trevor victor vincent vladimir walter warren wayne
werner will william wolfgang xavier yves
"""
_WOMEN = """
abigail agnes aisha alexandra alice alicia alison amanda amy ana andrea angela anita ann anna anne
annette annie antonia audrey ayesha barbara beatrice beth betty beverly bridget brigitte camille carla
carly carmen carol caroline catherine cathy cecile charlotte cheryl chiara christina christine cindy
claire claudia clara colleen condoleezza courtney cristina cynthia daniela danielle dawn deborah debbie
denise diana diane dolores donna dorothy edith eileen elaine eleanor elena elisabeth elise elizabeth
ella ellen emily emma erica erin esther eva evelyn fatima fiona florence frances francesca gabriela gail
georgia gina giorgia giulia gladys gloria grace gwen hannah heather heidi helen helena hilary hillary
hope huma ines ingrid irene isabel isabelle ivanka jackie jane janet janice jean-marie jeanne jennifer
jenny jessica jill joan joanna josephine joyce juanita judith judy julia julie juliet karen karin kate
katherine kathleen kathryn kathy katie katrina kellyanne kelly kim kimberly kirsten kristen laura lauren
leila leslie linda lisa liz loretta lori louise lucia lucy lydia lynn madeleine maggie margaret margot
maria marie marilyn marine marion marjorie martha martina mary maureen megan melania melissa mercedes
meredith michelle michele mildred miriam molly monica monika nancy naomi natalie natasha nicole nicola
nikki nina nora norma olga olivia pamela patricia patty paula pauline peggy penelope petra phyllis
rachel raquel rebecca regina renee rita roberta robin rosa rose rosemary ruth sabine sally samantha
sandra sara sarah sharon sheila shirley silvia simone sofia sonia sophia sophie stacy stella stephanie
sue susan susanne suzanne sylvia tamara tanya tara teresa theresa therese tiffany tina tracy ursula
valerie vanessa vera veronica victoria virginia vivian vivienne wanda wendy yolanda yvonne
"""
_GENDERS = dict.fromkeys(_MEN.split(), "m") | dict.fromkeys(_WOMEN.split(), "f")


def gender_of(given: str) -> str:
    """The gender a lower-cased given name mostly tells, m or f; '' when none."""
    return _GENDERS.get(given, "")
