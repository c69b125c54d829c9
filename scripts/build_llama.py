"""Builds the wheel of llama-cpp-python once for all clones, and installs it into this Python.

The package comes as source only. Built by default it takes every instruction set that the processor
claims, and then dies on virtual machines that hide some of them. And pip takes a wheel from its own
cache whatever it was built with. So the wheel is built here, for a named set of instructions, into the
cache folder: wheels/llama_cpp_python-<version>-<build>/. Runs before anything is installed, hence on
the standard library alone.
"""

import argparse
import fcntl
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
# Reading a prompt is half as fast again with these; writing an answer is not.
AVX512_FLAGS = (
    *("avx512f", "avx512bw", "avx512vl", "avx512dq", "avx512cd"),
    *("avx512vbmi", "avx512_vnni", "avx512_bf16"),
)
DEFINES = {
    "portable": ("GGML_NATIVE=OFF",),
    "avx512": (
        *("GGML_NATIVE=OFF", "GGML_AVX512=ON", "GGML_AVX512_VBMI=ON"),
        *("GGML_AVX512_VNNI=ON", "GGML_AVX512_BF16=ON"),
    ),
}


class SetupError(Exception):
    """Something that the person at the terminal can mend."""


def cache_folder() -> Path:
    """The same folder as `index.paths.cache_folder`, which needs a package that is not there yet."""
    if chosen := os.environ.get("BELEG_CACHE"):
        return Path(chosen).expanduser()
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches" / "beleg"
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "beleg"


def chosen_build() -> str:
    """`LLAMA_BUILD` from the environment, else the build that suits this processor."""
    build = os.environ.get("LLAMA_BUILD") or suitable_build(Path("/proc/cpuinfo"))
    if build not in DEFINES:
        raise SetupError(f"LLAMA_BUILD is {build!r}; it can be {' or '.join(DEFINES)}.")
    return build


def suitable_build(cpuinfo: Path) -> str:
    """`avx512` if the first processor has every instruction set of that build, else `portable`."""
    try:
        found = re.search(r"^flags\s*:(.*)$", cpuinfo.read_text(), re.MULTILINE)
    except OSError:
        return "portable"
    flags = found[1].split() if found else []
    return "avx512" if set(AVX512_FLAGS) <= set(flags) else "portable"


def pinned_version() -> str:
    """The version of llama-cpp-python in requirements.txt."""
    found = re.search(r"^llama-cpp-python==(\S+)", (ROOT / "requirements.txt").read_text(), re.MULTILINE)
    if not found:
        raise SetupError("requirements.txt pins no llama-cpp-python.")
    return found[1]


def wheel(version: str, build: str, wheels: Path) -> Path:
    """The wheel of this version and build in the folder of wheels, built if it is not there."""
    wheels.mkdir(parents=True, exist_ok=True)
    folder = wheels / f"llama_cpp_python-{version}-{build}"
    with (wheels / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.is_dir():
            for left in wheels.glob("building-*"):
                shutil.rmtree(left)
            building = Path(tempfile.mkdtemp(dir=wheels, prefix="building-"))
            _build(version, build, building)
            building.rename(folder)
    return next(folder.glob("*.whl"))


def _build(version: str, build: str, folder: Path) -> None:
    if not any(map(shutil.which, (os.environ.get("CXX", "c++"), "g++", "clang++"))):
        raise SetupError(
            "A C++ compiler is needed to build llama-cpp-python, and none was found. "
            "On Debian or Ubuntu: apt-get install build-essential; on macOS: xcode-select --install."
        )
    say(f"Building llama-cpp-python {version} ({build}), once for all clones: five to ten minutes.")
    command = [sys.executable, "-m", "pip", "wheel", "--disable-pip-version-check", "--no-cache-dir"]
    command += ["--no-deps", "--no-binary=llama-cpp-python", f"--wheel-dir={folder}"]
    for define in DEFINES[build]:
        command += ["--config-settings", f"cmake.define.{define}"]
    if subprocess.run([*command, f"llama-cpp-python=={version}"], check=False).returncode:
        raise SetupError("llama-cpp-python could not be built; the reason stands above.")
    for file in folder.iterdir():
        with file.open("rb") as written:
            os.fsync(written.fileno())


def install(version: str, build: str, wheels: Path) -> None:
    """Installs exactly this wheel, and nothing from an index or from pip's cache."""
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    command += ["--no-index", "--no-deps", "--force-reinstall", str(wheel(version, build, wheels))]
    if subprocess.run(command, check=False).returncode:
        raise SetupError("The wheel of llama-cpp-python could not be installed; the reason stands above.")


def runs() -> bool:
    """Whether this processor can run the installed build; a missing instruction kills the process."""
    code = "import llama_cpp; llama_cpp.llama_backend_init(); llama_cpp.llama_print_system_info()"
    return subprocess.run([sys.executable, "-c", code], capture_output=True, check=False).returncode >= 0


def say(text: str) -> None:
    sys.stderr.write(f"{text}\n")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--check", action="store_true", help="try the installed build; fall back if it dies")
    arguments = parser.parse_args()
    version, wheels = pinned_version(), cache_folder() / "wheels"
    try:
        if not arguments.check:
            install(version, chosen_build(), wheels)
        elif not runs():
            say("The installed llama-cpp-python dies on this processor; taking the portable build.")
            install(version, "portable", wheels)
    except SetupError as error:
        say(str(error))
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
