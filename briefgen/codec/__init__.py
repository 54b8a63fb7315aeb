"""Untyped data ↔ model values: YAML, TOML and front matter with the place of every key, validation that reports all errors at
once as `Problem`s with file:line:column, and the compact JSON of the store. The only doorway of pydantic and ruamel.yaml.
"""

from briefgen.codec.dump import dump_yaml
from briefgen.codec.json import decode, digest, encode
from briefgen.codec.places import Row, Table, locate, position
from briefgen.codec.toml import load_toml
from briefgen.codec.validation import REFUSE_UNKNOWN, json_schema, validate
from briefgen.codec.yaml import load_yaml, split_front_matter

__all__ = [
    "REFUSE_UNKNOWN",
    "Row",
    "Table",
    "decode",
    "digest",
    "dump_yaml",
    "encode",
    "json_schema",
    "load_toml",
    "load_yaml",
    "locate",
    "position",
    "split_front_matter",
    "validate",
]
