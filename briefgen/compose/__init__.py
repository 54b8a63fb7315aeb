"""Facts → what is worth showing: one briefing an article, then the site of them all. Pure functions; no I/O."""
