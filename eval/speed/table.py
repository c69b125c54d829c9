"""What was measured, as JSON and as a table in Markdown."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from babel.numbers import format_decimal

from eval.markdown_table import markdown_table
from eval.report.texts import Language
from eval.speed.measure import STAGES, Measured
from eval.speed.texts import HEADINGS, MACHINE, NOTES, TITLE, YARDSTICKS
from eval.speed.texts import STAGES as STAGE_NAMES

SCHEMA = 1


def result(measured: Measured, machine: Mapping[str, Any]) -> dict[str, Any]:
    """Seconds cold and warm of each stage, bytes of memory, and ratios to the yardsticks (None without one)."""
    rows = {stage: _stage(measured, stage) for stage in STAGES}
    memory = {
        "own": measured.own_peak,
        "yardstick": measured.plain_peak,
        "ratio": _ratio(measured.own_peak, measured.plain_peak),
    }
    counts = measured.counts | {"questions": len(measured.own["answer"])}
    return {"schema": SCHEMA, "machine": dict(machine), **counts, "stages": rows, "memory": memory} | {
        "times": {name: times for name, times in asdict(measured).items() if name in ("own", "plain")}
    }


def markdown(result: Mapping[str, Any], language: Language) -> str:
    """The table with its notes; `result` is that of `result`."""
    machine = dict(result["machine"]) | {"memory": round(result["machine"]["memory"] / 1e9)}
    rows = [_row(name, _times(row, language), row["ratio"], language) for name, row in result["stages"].items()]
    memory = result["memory"]
    peaks = [_gigabytes(memory[side], language) for side in ("own", "yardstick")]
    rows.append(_row("memory", ["", peaks[0], "", peaks[1]], memory["ratio"], language))
    lines = [
        f"### {TITLE[language].format_map(result)}",
        "",
        MACHINE[language].format_map(machine | {"questions": result["questions"]}),
        "",
        *markdown_table(HEADINGS[language], rows),
        "",
        *(f"- {note}" for note in NOTES[language]),
    ]
    return "\n".join(lines) + "\n"


def _stage(measured: Measured, stage: str) -> dict[str, float | None]:
    (cold, plain_cold), (warm, plain_warm) = measured.cold(stage), measured.warm(stage)
    return {
        "cold": cold,
        "warm": warm,
        "yardstick_cold": plain_cold,
        "yardstick_warm": plain_warm,
        "ratio": _ratio(warm, plain_warm),
    }


def _ratio(own: float, plain: float | None) -> float | None:
    return own / plain if plain else None


def _row(name: str, cells: Sequence[str], ratio: float | None, language: Language) -> list[str]:
    """A line of the table; `cells` are Beleg's, cold and warm, then the yardstick's."""
    own, plain = cells[:2], cells[2:]
    written = "–" if ratio is None else format_decimal(ratio, "0.00", locale=language)
    return [STAGE_NAMES[name][language], *own, YARDSTICKS[name][language], *plain, written]


def _times(row: Mapping[str, float | None], language: Language) -> list[str]:
    return [_time(row[part], language) for part in ("cold", "warm", "yardstick_cold", "yardstick_warm")]


def _time(seconds: float | None, language: Language) -> str:
    """`4.1 s`, below a second in milliseconds; a dash where there is none."""
    if seconds is None:
        return "–"
    if seconds < 1:
        return f"{format_decimal(1000 * seconds, '0.0' if seconds < 0.01 else '0', locale=language)} ms"
    return f"{format_decimal(seconds, '0.0', locale=language)} s"


def _gigabytes(count: int, language: Language) -> str:
    return f"{format_decimal(count / 1e9, '0.0', locale=language)} GB"
