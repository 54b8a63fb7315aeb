"""Runs one of Stanza's trainers from the weights of a saved model: `python -m training.anneal START MODULE [TRAINER
OPTIONS]`.

Stanza's trainers start afresh (or, for entities, keep the saved learning rate). A second run over the same data at a lower
rate gains more than the same steps at the first rate, and it must start from the first run's weights.
"""

import importlib
import sys
from pathlib import Path
from typing import Any

import torch


def warm(trainer: type, start: Path) -> type:
    """The trainer class, whose first new model takes over every weight of `start` that has its name and shape."""
    weights = torch.load(start, map_location="cpu", weights_only=True)["model"]
    fresh = [True]

    class Warm(trainer):  # type: ignore[misc, valid-type]
        """The same trainer, warm."""

        def __init__(self, *args: Any, **options: Any) -> None:
            super().__init__(*args, **options)
            if fresh and options.get("model_file") is None:
                fresh.clear()
                state = self.model.state_dict()
                taken = {name: value for name, value in weights.items() if name in state and state[name].shape == value.shape}
                self.model.load_state_dict(taken, strict=False)
                print(f"{len(taken)} of {len(weights)} tensors taken from {start.name}", flush=True)

    return Warm


def main() -> None:
    """Command line."""
    start, name, *options = sys.argv[1:]
    torch.set_num_threads(1)
    module = importlib.import_module(name)
    module.Trainer = warm(module.Trainer, Path(start))  # type: ignore[attr-defined]
    module.main(options)


if __name__ == "__main__":
    main()
