"""The wheel of llama-cpp-python suits the processor, is built once, and is whole or not there."""

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

from index.paths import cache_folder

SCRIPT = Path(__file__).parents[2] / "scripts" / "build_llama.py"


@pytest.fixture
def script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("build_llama", SCRIPT)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(
    ("missing", "build"),
    [(None, "avx512"), ("avx512_bf16", "portable"), ("avx512vl", "portable")],
)
def test_the_fast_build_needs_every_one_of_its_instructions(script, tmp_path, missing, build) -> None:
    flags = [flag for flag in ("fpu", "sse", *script.AVX512_FLAGS) if flag != missing]
    cpuinfo = tmp_path / "cpuinfo"
    cpuinfo.write_text(f"processor\t: 0\nflags\t\t: {' '.join(flags)}\nbugs\t\t: none\n")
    assert script.suitable_build(cpuinfo) == build


def test_a_machine_that_tells_no_flags_gets_the_portable_build(script, tmp_path) -> None:
    assert script.suitable_build(tmp_path / "missing") == "portable"


def test_another_build_can_be_asked_for_but_no_unknown_one(script, monkeypatch) -> None:
    monkeypatch.setenv("LLAMA_BUILD", "portable")
    assert script.chosen_build() == "portable"
    monkeypatch.setenv("LLAMA_BUILD", "fastest")
    with pytest.raises(script.SetupError, match=r"'fastest'.*portable or avx512"):
        script.chosen_build()


def test_the_script_and_the_program_use_the_same_cache_folder(script, monkeypatch, tmp_path) -> None:
    monkeypatch.delenv("BELEG_CACHE", raising=False)
    assert script.cache_folder() == cache_folder()
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert script.cache_folder() == cache_folder()
    monkeypatch.setenv("BELEG_CACHE", "~/elsewhere")
    assert script.cache_folder() == cache_folder()


def test_a_build_that_dies_is_begun_anew_and_a_finished_one_is_kept(script, monkeypatch, tmp_path) -> None:
    tries = []

    def build(version: str, name: str, folder: Path) -> None:
        tries.append(name)
        (folder / f"llama_cpp_python-{version}-py3-none-any.whl").write_bytes(b"half")
        if len(tries) == 1:
            raise KeyboardInterrupt

    monkeypatch.setattr(script, "_build", build)
    with pytest.raises(KeyboardInterrupt):
        script.wheel("1.0", "portable", tmp_path)
    assert not (tmp_path / "llama_cpp_python-1.0-portable").exists()
    first = script.wheel("1.0", "portable", tmp_path)
    assert script.wheel("1.0", "portable", tmp_path) == first
    assert script.wheel("1.0", "avx512", tmp_path) != first
    assert tries == ["portable", "portable", "avx512"]
    assert not list(tmp_path.glob("building-*"))


def test_without_a_compiler_the_message_names_what_to_install(script, monkeypatch, tmp_path) -> None:
    monkeypatch.setattr(script.shutil, "which", lambda name: None)
    with pytest.raises(script.SetupError, match=r"C\+\+ compiler.*build-essential"):
        script.wheel("1.0", "portable", tmp_path)
    assert not (tmp_path / "llama_cpp_python-1.0-portable").exists()


@pytest.mark.parametrize(("returncode", "installed"), [(-4, ["portable"]), (0, []), (1, [])])
def test_a_build_that_the_processor_cannot_run_is_replaced(script, monkeypatch, capsys, returncode, installed) -> None:
    done = []
    result = script.subprocess.CompletedProcess([], returncode)
    monkeypatch.setattr(script.subprocess, "run", lambda *command, **options: result)
    monkeypatch.setattr(script, "install", lambda version, build, wheels: done.append(build))
    monkeypatch.setattr(script.sys, "argv", ["build_llama.py", "--check"])
    assert script.main() == 0
    assert done == installed
    assert ("dies on this processor" in capsys.readouterr().err) == bool(installed)
