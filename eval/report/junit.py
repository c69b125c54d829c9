"""The outcomes as JUnit XML, which CI systems show: each question is a test case."""

import re
from collections.abc import Sequence
from xml.etree import ElementTree as Tree

from eval.report.case import Scored
from eval.report.gold import expected
from eval.report.texts import Language, text

_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def junit(name: str, scored: Sequence[Scored], language: Language) -> str:
    """One suite for each kind of question; a question that is not right has failed."""
    root = Tree.Element("testsuites", _numbers(scored) | {"name": _clean(name)})
    for kind in sorted({one.item.kind for one in scored}):
        members = [one for one in scored if one.item.kind == kind]
        suite = Tree.SubElement(root, "testsuite", _numbers(members) | {"name": _clean(kind)})
        for one in members:
            _case(suite, f"{name}.{kind}", one, language)
    Tree.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + Tree.tostring(root, encoding="unicode") + "\n"


def _numbers(scored: Sequence[Scored]) -> dict[str, str]:
    return {
        "tests": str(len(scored)),
        "failures": str(sum(one.outcome.failure is not None for one in scored)),
        "errors": "0",
        "time": f"{sum(one.outcome.seconds.total for one in scored):.3f}",
    }


def _case(suite: Tree.Element, classname: str, one: Scored, language: Language) -> None:
    seconds = f"{one.outcome.seconds.total:.3f}"
    case = Tree.SubElement(suite, "testcase", classname=_clean(classname), name=_clean(one.item.id), time=seconds)
    if one.outcome.failure is None:
        return
    why = text(f"why_{one.outcome.failure}", language)
    said = {"question": one.item.question, "answer": one.answer.text, "gold": expected(one.item, language)}
    failed = Tree.SubElement(case, "failure", type=one.outcome.failure, message=why)
    failed.text = _clean("\n".join(f"{text(label, language)}: {words}" for label, words in said.items()))


def _clean(words: str) -> str:
    """Without the characters that XML cannot hold, even escaped."""
    return _NOT_XML.sub("\N{REPLACEMENT CHARACTER}", words)
