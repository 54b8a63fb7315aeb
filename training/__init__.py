"""Trains, measures and exports language packs: `prepare` data, `train` parts, `evaluate` and `export` a pack, one command each.

`base`, `vectors`, `encoder` and `silver` make what the parts are trained with; the recipe and its figures are in README.md.
"""
