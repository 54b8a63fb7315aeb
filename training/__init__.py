"""Trains, measures and exports the language packs."""
