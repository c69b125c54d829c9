"""Which module may know of which, and which one alone knows a heavy library: read from the sources."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PROGRAM = [
    path.relative_to(ROOT)
    for package in ("index", "qa", "eval", "web")
    for path in sorted((ROOT / package).rglob("*.py"))
] + [Path("app.py")]


def imported(path: Path) -> Iterator[str]:
    """The full names of all modules that a file imports, wherever in it."""
    for node in ast.walk(ast.parse((ROOT / path).read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path} imports by a relative name"
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def top_names(path: Path) -> set[str]:
    return {name.partition(".")[0] for name in imported(path)}


@pytest.mark.parametrize(
    ("package", "forbidden"),
    [
        ("index", {"qa", "eval", "app", "web", "scripts"}),
        ("qa", {"eval", "app", "web", "scripts"}),
        ("eval", {"app", "web"}),
        ("web", {"app"}),
    ],
)
def test_data_flows_one_way(package, forbidden):
    found = {str(path): top_names(path) & forbidden for path in PROGRAM if path.parts[0] == package}
    assert found
    assert {path: names for path, names in found.items() if names} == {}


def test_the_page_knows_of_the_evaluation_only_question_sets_how_they_are_made_and_which_run_is_the_latest():
    found = {name for path in PROGRAM if path.parts[0] == "web" for name in imported(path) if name.startswith("eval")}
    known = {"eval.latest", "eval.propose", "eval.rated", "eval.sets", "eval.types"}
    assert {".".join(name.split(".")[:2]) for name in found} <= known


@pytest.mark.parametrize(
    ("library", "owner"),
    [
        ("faiss", "index/vectors.py"),
        ("sentence_transformers", "index/embed.py"),
        ("torch", "index/embed.py"),
        ("bm25s", "index/lexical.py"),
        ("sqlite3", "index/database.py"),
        ("sentencex", "index/segment.py"),
        ("docx", "index/read/docx.py"),
    ],
)
def test_one_file_imports_a_heavy_library(library, owner):
    """Beside it, only what measures how fast these libraries are by themselves, and what teaches a model."""
    importers = [path.as_posix() for path in PROGRAM if library in top_names(path)]
    apart = ("eval/speed/yardsticks.py", "eval/tune/")
    assert [path for path in importers if not path.startswith(apart)] == [owner]


def test_only_the_package_that_teaches_the_model_knows_how():
    importers = {path.parent.as_posix() for path in PROGRAM if {"peft", "transformers", "gguf"} & top_names(path)}
    assert importers - {"index"} == {"eval/tune"}


def test_other_pipelines_know_nothing_of_beleg():
    """They run in an environment of their own, which has little of what Beleg needs."""
    for name in ("txtai", "llamaindex"):
        ours = {module for module in imported(Path(f"eval/peers/pipelines/{name}.py")) if module.startswith("eval")}
        assert ours == {"eval.workers.serve", "eval.workers.serve.serve"}
    serve = top_names(Path("eval/workers/serve.py"))
    assert serve <= sys.stdlib_module_names


def test_one_package_knows_llama():
    importers = [path for path in PROGRAM if "llama_cpp" in top_names(path)]
    assert {path.parent.as_posix() for path in importers if path.as_posix() != "eval/speed/yardsticks.py"} == {
        "qa/llama"
    }


def test_pdfium_is_known_where_pages_are_read_and_where_they_are_drawn():
    """And where its speed is measured."""
    assert [path.as_posix() for path in PROGRAM if "pypdfium2" in top_names(path)] == [
        "index/read/pdf.py",
        "eval/speed/yardsticks.py",
        "web/pdf_page.py",
    ]


def test_only_the_web_package_knows_gradio():
    assert {path.parts[0] for path in PROGRAM if "gradio" in top_names(path)} == {"web"}


def test_the_vocabulary_stands_on_nothing_of_ours():
    for path in (Path("index/types.py"), Path("index/reasons.py"), Path("qa/reasons.py")):
        assert top_names(path).isdisjoint({"index", "qa", "eval", "web"})


@pytest.mark.parametrize(
    ("path", "reasons"),
    [
        ("index/errors.py", {"index.reasons", "index.reasons.Cause", "index.reasons.Reason"}),
        ("qa/types.py", {"qa.reasons", "qa.reasons.WrittenReason"}),
    ],
)
def test_errors_and_claims_know_of_ours_only_their_reasons(path, reasons):
    assert {name for name in imported(Path(path)) if name.startswith(("index", "qa", "eval", "web"))} == reasons


def test_few_files_read_the_environment():
    readers = {
        path.as_posix()
        for path in PROGRAM
        for node in ast.walk(ast.parse((ROOT / path).read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute) and node.attr in {"environ", "getenv"}
    }
    assert readers <= {"app.py", "index/paths.py", "index/bundled.py", "index/embed.py", "eval/workers/worker.py"}
