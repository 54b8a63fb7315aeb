"""Source files → `Article`s: find them, decode them, take the boilerplate out, and recover title, byline and date with receipts."""
