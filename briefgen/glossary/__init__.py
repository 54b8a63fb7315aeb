"""Files → glossary → links: what the built-in, starter and site layers know of names, and which stretch of an article names what.

`load` reads and merges the layers, `gazetteer` finds their names in a text in one pass, `link` joins that with what the annotator
found and with what the article itself says. Nothing here is cached with a document: a glossary edit re-runs no analysis.
"""
