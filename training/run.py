"""The one command: trains the whole family, exports it and writes RESULTS.md.

    python training/run.py [--preset smoke|cpu|gpu] [--data DIR] [--work DIR]

The smoke preset checks the pipeline in minutes; give it its own --work, --models and --results.
Interrupted, it continues where it was. Finished stages are kept; delete `<work>/<stage>` to train one again.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path

import torch

from data import DEFAULT_DATA, DEFAULT_WORK, ROOT
from export import MODELS, export
from stages import PRESETS, STAGES
from train import run_stage


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--preset", choices=list(PRESETS), default="gpu" if torch.cuda.is_available() else "cpu")
    parser.add_argument("--data", type=Path, default=DEFAULT_DATA)
    parser.add_argument("--work", type=Path, default=DEFAULT_WORK)
    parser.add_argument("--models", type=Path, default=MODELS, help="where the exported models go")
    parser.add_argument("--results", type=Path, default=ROOT / "RESULTS.md")
    arguments = parser.parse_args()
    for name in STAGES:
        run_stage(name, arguments.data, arguments.work, arguments.preset)
    export(arguments.work, arguments.data, arguments.models, snapshot=False)
    items = PRESETS[arguments.preset].items
    limit = [] if items is None else ["--limit", str(items)]
    command = [sys.executable, str(ROOT / "results.py"), "--data", str(arguments.data), "--work", str(arguments.work)]
    subprocess.run([*command, "--models", str(arguments.models), "--output", str(arguments.results), *limit], check=True)


if __name__ == "__main__":
    main()
