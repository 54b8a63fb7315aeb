"""briefgen builds annotated article briefings: see model.py for the values, build.py for the recipe."""

__version__ = "0.1.0"
