"""Article → Document: sentences, tokens and mentions (annotate), then times, quantities, people, events and the lead.

Every stage is a pure function of what came before it and the language pack; only build.py knows their order.
"""
