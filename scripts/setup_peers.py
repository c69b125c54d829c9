"""Installs the pipelines that `python -m eval peers` compares Beleg with; does nothing when they are there.

They get an environment of their own in the cache folder, peers/<hash of the requirements>. What
`eval.peers.environment` looks for, the file `ready`, is written last, so that an interrupted run is begun anew.
"""

import hashlib
import sys

from build_llama import SetupError, cache_folder, say
from setup_environment import ROOT, install_requirements, make_environment

REQUIREMENTS = ROOT / "eval" / "peers" / "requirements.txt"


def main() -> int:
    folder = cache_folder() / "peers" / hashlib.sha256(REQUIREMENTS.read_bytes()).hexdigest()[:12]
    if (folder / "ready").is_file():
        return 0
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        make_environment(folder)
        install_requirements(folder / "bin" / "python", [REQUIREMENTS])
        (folder / "ready").touch()
    except (SetupError, OSError) as error:
        say(str(error))
        return 1
    except KeyboardInterrupt:
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main())
