"""Where a German or English sentence ends, beyond what the general splitter knows."""

import re
from collections.abc import Sequence

# Before a capital or a figure.
_ABBREVIATION = re.compile(
    r"(?:^|[\s(\[„“\"/-])(?:inkl|exkl|dt|ges|gem|bzgl|ggf|evtl|sog|zzgl|vgl|insb|insbes|einschl|hrsg|geb|kath|ev|univ"
    r"|prof|dr|med|rer|nat|phil|h\. ?c|dipl|ing|st|bzw|ca|rd|approx|incl|excl|cf|mr|mrs|ms|gov|sen|rep"
    r"|e\. ?g|i\. ?e|z\. ?b|d\. ?h|u\. ?a|v\. ?a|o\. ?g|i\. ?d\. ?r)\.$",
    re.IGNORECASE,
)
_ABBREVIATION_BEFORE_FIGURE = re.compile(
    r"(?:^|[\s(\[„“\"/-])(?:nr|art|abs|ziff|kap|abb|tab|aufl|bd|s|f|ff|max|min|mind|tel|no|nos|vol|pp?|fig|ed|vs"
    r"|jan|feb|febr|apr|aug|sep|sept|okt|nov|dez|oct|dec)\.$",
    re.IGNORECASE,
)
# The longest end of a sentence that any of the patterns looks at.
_REACH = 40
_LETTERED_ITEM = re.compile(r"[a-z]\)\s")
# "[2]", "[citation needed]" behind a full stop.
_REMARK = re.compile(r"\[[^\]]*\]")
_MOTTO = re.compile(r"[^\W\d_]+\.")
_ORDINAL = re.compile(r"(?:^|\s)\(?\d{1,2}\.$")
_BEFORE_ORDINAL = re.compile(
    r"(?:^|[,(„“]|\b(?:de[rmns]|die|das|ein|eine[rmns]?|im|am|zum|zur|vom|bis|seit|ab|jede[rmns]?|und|oder|beim|als|ist"
    r"|ihre[rmns]?|seine[rmns]?|diese[rmns]?|zu|in|auf|unter))\s*\(?\d{1,2}\.$",
    re.IGNORECASE,
)
_AFTER_ORDINAL = re.compile(
    r"(?:\d{1,2}\.|Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember|Jänner"
    r"|(?:stellvertretende\w*\s+)?Vorsitz\w*|Vorstand\w*|Quartal\w*|Halbjahr\w*|Jahrhundert\w*|Jahr(?:es|estag)?\b|Platz\b|Sitzung\w*"
    r"|Förder\w+|Phase\w*|Auflage\w*|Ausgabe\w*|Etage|Stock|Klasse|Legislatur\w*|Bundes\w+|Welle\w*|Stufe\w*|Runde\w*"
    r"|Mal\b|Teil\w*|Absatz\w*|Kapitel\w*|Semester\w*|Lesung|Nachtrag\w*|Rang\b)"
)
_STARTER = (
    r"[„“\"»]?(?:Der|Die|Das|Dem|Den|Des|Dies\w*|Ein|Eine[rmns]?|Er|Sie|Es|Wir|Ich|Im|In|Am|An|Auf|Aus|Bei|Mit|Von|Vom|Zu"
    r"|Zum|Zur|Für|Nach|Seit|Ab|Auch|Aber|Alle|Danach|Dabei|Damit|Dafür|Dann|Darin|Dort|Hier|Hierzu|Hiervon|Insgesamt"
    r"|Insbesondere|Diese|Diesen|Neben|Nun|Seither|Sowohl|Und|Während|Wenn|Zudem|Außerdem|Weitere|Mehr"
    r"|The|This|These|Those|It|He|She|They|We|You|There|Then|At|On|For|From|With|After|Since|However|Also|But|And|All"
    r"|Its|Their|Further|More)\b"
)
_SENTENCE_START = re.compile(_STARTER)
# Abbreviations that often end a sentence, and whole words before a figure, both of which sentencex runs over.
_MISSED_END = re.compile(
    rf"(?:\b(?:e\. ?V|usw|etc|u\. ?a|Mio|Mrd|Co|Inc|Ltd|[IVX]+|U\.S|a\.m|p\.m)\.(?=\s+{_STARTER})"
    r"|(?<=[a-zäöüß]{5})\.(?=\s+\d+\s+[^\W\d_]{2}))"
)


def missed_ends(plain: str) -> list[int]:
    """Ends behind a word that is mostly an abbreviation, and before a sentence that opens with a figure."""
    ends = [match.end() for match in _MISSED_END.finditer(plain)]
    return [end for end in ends if not _ABBREVIATION.search(plain[max(0, end - _REACH) : end])]


def ends_sentence(left: str, right: str) -> bool:
    """Whether `left` and `right`, which a splitter parted, are two sentences."""
    opening = right.lstrip('„“”"»«‚‘([')
    if not opening or opening[0] in ",;:)" or (opening[0].islower() and not _LETTERED_ITEM.match(opening)):
        return False
    if _REMARK.fullmatch(right):
        return False
    left = left[-_REACH:]
    if _ABBREVIATION.search(left) or (opening[0].isdigit() and _ABBREVIATION_BEFORE_FIGURE.search(left)):
        return False
    if _ORDINAL.search(left):
        return not (_AFTER_ORDINAL.match(opening) or _BEFORE_ORDINAL.search(left))
    return True


def rejoin_mottoes(paragraph: str, spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Puts sentences of one word in a row ("Vernetzen. Forschen. Heilen.") back into what they stand in."""
    done: list[tuple[int, int]] = []
    inside = False
    for number, (start, end) in enumerate(spans):
        following = spans[number + 1] if number + 1 < len(spans) else None
        words = paragraph[start:end]
        motto = bool(_MOTTO.fullmatch(words))
        after = bool(following and _MOTTO.fullmatch(paragraph[slice(*following)]))
        opens = motto and after
        if done and (inside or (opens and not _SENTENCE_START.match(words))):
            done[-1] = (done[-1][0], end)
        else:
            done.append((start, end))
        inside = motto and (inside or after) and not (following and _SENTENCE_START.match(paragraph, following[0]))
    return done
