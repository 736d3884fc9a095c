"""Finding out what happened: terms of reference, the report, and whether there is a case."""
