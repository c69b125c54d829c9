"""A small German-English glossary of research funding, so that BM25 and name checks work across languages."""

import re
from functools import cache

from index.lexical import is_stop_word, stem

_PAIRS = """
Abkommen, Vereinbarung, Verwaltungsabkommen = agreement
Adresse, Anschrift = address
Anteil = share
Anzahl, Zahl = number
Arbeitsgruppe = working group
Aufgabe = task
Ausschreibung = call, call for proposals
ausgewählt, Auswahl = selected, selection, chosen
Bewilligung, bewilligt = grant, approved
Beteiligte, beteiligen, teilnehmen = take part, participate
Betrag, Summe = amount, sum
betreiben, betrieben = run, operate
Biobank = biobank
Bund = federal government
Bundesland, Bundesländer, Länder = states
Bundesministerium, Ministerium = ministry
Bundesministerin, Bundesminister, Ministerin, Minister = minister
Bundestag = bundestag
dauerhaft, unbefristet, verstetigt = permanent
Datenintegrationszentrum, Datenintegrationszentren = data integration centre, data integration center
Einrichtung = institution
Entscheidung, Beschluss = decision
Ergebnis = result
Fachhochschule = university of applied sciences
Fakultät = faculty
Förderer, Förderung, gefördert, fördern = funding, funded
Förderphase, Förderperiode = funding period, funding phase
Fördermittel, Geld, Mittel = funds, money
Forschung = research
Forschungsinfrastruktur = research infrastructure
Fortsetzung = continuation
Gemeinsame Wissenschaftskonferenz = joint science conference
Gesellschafter = shareholder
Gesundheit = health
Gesundheitsversorgung = health care
gegründet, Gründung, entstanden, ins Leben gerufen = founded, foundation, set up, established
Grundlage = basis
Gutachter = reviewer
Haushalt, Budget, Etat = budget
Infrastruktur = infrastructure
Jahr = year
Klinik, Krankenhaus = hospital
Koordination, koordiniert = coordination, coordinated
Koordinationsstelle, Geschäftsstelle = office, coordination office
Konsortium, Konsortien = consortium, consortia
Konzeptphase = concept phase, conceptual phase
Krankenkasse = health insurer, health insurance
Krankenversorgung, Patientenversorgung = patient care
Land = state, country
Lehrstuhl = chair
Leitung, leiten = lead, head
medizinisch = medical
Medizininformatik = medical informatics
Medizininformatik-Initiative = medical informatics initiative
Millionen, Mio. = million
Milliarden, Mrd. = billion
Mitglied = member
Nachwuchsgruppe = junior group
Netzwerk = network
Netzwerk Universitätsmedizin = network of university medicine
Ort, Stadt, Städte = town, city
Partner = partner
Patient = patient
Pandemie = pandemic
Phase = phase
Präsident = president
Pressemitteilung = press release
Projekt = project
Rechtsform = legal form
Sitz = seat
Sitzung = meeting
Sprecher = speaker
Standort = site
Start, Beginn, begann = start, began, beginning
stellvertretend = deputy
Symposium = symposium
Teilprojekt = sub-project
Telefon, Telefonnummer = telephone, phone
tragen, getragen, Träger = bear, borne, carried
Universität = university
Universitätsklinik, Universitätsklinikum, Universitätsklinika = university hospital
Universitätsmedizin = university medicine
Unternehmen = company
Verband, Verein = association
verlängert = extended
Vernetzung = networking
Versorgung = care
Vorsitz, Vorsitzende, Vorsitzender = chair, chaired
Wissenschaft = science
Wirtschaft, Industrie = industry
Ziel, Zweck = aim, purpose, goal
zuständig = responsible
zusammen, insgesamt = together, total, combined
"""

_JOINED = (("de", "en"), ("en", "de"))
Phrase = tuple[str, ...]
_WORD = re.compile(r"\w+")


def translate(text: str, source: str, target: str) -> str:
    """The text with every word and phrase that the glossary knows replaced by its translations.

    What it does not know, names and numbers above all, stays. The result is for matching words, not for
    reading. A text whose languages the glossary does not join is returned as it is.
    """
    if (source, target) not in _JOINED:
        return text
    return " ".join(word for wordings in phrases(text, source, target) for word in wordings)


def phrases(text: str, source: str, target: str) -> list[list[str]]:
    """What a text says, phrase by phrase, each with the wordings it may have in the other language.

    A word that the glossary does not know is its own only wording; function words are left out.
    """
    if (source, target) not in _JOINED:
        return [[word] for word in _WORD.findall(text)]
    table, longest = _table(source)
    words = _WORD.findall(text)
    stems = _stems(text, source)
    result: list[list[str]] = []
    at = 0
    while at < len(words):
        for length in range(min(longest, len(words) - at), 0, -1):
            if translations := table.get(stems[at : at + length]):
                result.append(translations)
                at += length
                break
        else:
            # Left in, a function word would count as a rare word of the other language.
            if not is_stop_word(words[at], source):
                result.append([words[at]])
            at += 1
    return result


@cache
def _table(source: str) -> tuple[dict[Phrase, list[str]], int]:
    """Stemmed phrases of one language with their translations, and the length of the longest phrase."""
    table: dict[Phrase, list[str]] = {}
    for line in _PAIRS.strip().splitlines():
        german, english = ([phrase.strip() for phrase in side.split(",")] for side in line.split("="))
        sides = (german, english) if source == "de" else (english, german)
        for phrase in sides[0]:
            known = table.setdefault(_stems(phrase, source), [])
            known += [translation for translation in sides[1] if translation not in known]
    return table, max(map(len, table))


def _stems(text: str, language: str) -> Phrase:
    return tuple(stem(word, language) for word in _WORD.findall(text.casefold()))
