"""Source files → `Article`s: find them, decode them, take the boilerplate out, recover title, byline and date."""
