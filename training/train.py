"""Trains the parts of a pack, each with Stanza's own trainer and the options of the config: `python -m training.train
CONFIG.toml --work WORK [PART ...]`.

A part is a table of the config: `module` is the trainer, `start` a model to go on from, every other key an option of it
(`true` gives a bare flag); `{work}` in a value is the work folder. A part runs in a process of its own on one thread
(Stanza's trainers keep global state, and more threads wait on each other); its output goes to WORK/log/PART.log, its wall
time and options to WORK/log/PART.json, from which the model card is written.
"""

import argparse
import json
import os
import subprocess
import sys
import time
import tomllib
from pathlib import Path
from typing import Any

THREADS = dict.fromkeys(("OMP_NUM_THREADS", "MKL_NUM_THREADS"), "1")
WITHOUT_LANG = ("ner_tagger", "lemmatizer", "charlm")
"""Trainers that take the language from the treebank's short name alone."""
OFFLINE = {"HF_HUB_OFFLINE": "1", "TRANSFORMERS_OFFLINE": "1"}


def arguments(options: dict[str, Any], work: Path) -> list[str]:
    """Command-line arguments of a trainer: `key = value` becomes `--key value`."""
    found: list[str] = []
    for key, value in options.items():
        if value is True:
            found.append(f"--{key}")
        elif value is not False:
            found.extend((f"--{key}", str(value).replace("{work}", str(work))))
    return found


def train_part(name: str, part: dict[str, Any], config: dict[str, Any], work: Path, device: str = "cpu") -> None:
    """Runs one trainer; raises CalledProcessError when it fails."""
    options = {key: value for key, value in part.items() if key not in {"module", "start"}}
    before = ["training.anneal", part["start"].replace("{work}", str(work))] if "start" in part else []
    command = [sys.executable, "-m", *before, part["module"], *arguments(options, work)]
    if part["module"].startswith("stanza."):
        command += ["--mode", "train", "--device", device, "--seed", str(config["seed"]), "--shorthand", f"{config['lang']}_news"]
        command += ["--save_dir", str(work / "model"), "--save_name", f"{name}.pt"]
        if not part["module"].endswith(WITHOUT_LANG):
            command += ["--lang", config["lang"]]
    logs = work / "log"
    logs.mkdir(exist_ok=True)
    began = time.time()
    with (logs / f"{name}.log").open("w", encoding="utf-8") as log:
        subprocess.run(command, check=True, stdout=log, stderr=subprocess.STDOUT, env={**os.environ, **THREADS, **OFFLINE})
    record = {"part": name, "module": part["module"], "options": options, "seconds": round(time.time() - began)}
    (logs / f"{name}.json").write_text(json.dumps(record, indent=1) + "\n", encoding="utf-8")
    print(f"{name}: {record['seconds']} s", flush=True)


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("config", type=Path)
    parser.add_argument("parts", nargs="*", help="which parts, in this order; all of the config when none is named")
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--device", default="cpu", help="cpu or cuda")
    options = parser.parse_intermixed_args()
    config = tomllib.loads(options.config.read_text(encoding="utf-8"))
    for name in options.parts or config["part"]:
        train_part(name, config["part"][name], config, options.work, options.device)


if __name__ == "__main__":
    main()
