"""What follows from what a person says: the same rules by text and by key, one file per family.

`text` and `call` are the two roads in. Each turns what came into a `Meaning` and hands it to the
one table in `verbs`, with a `Scene` that knows the line, the road and the moment.
"""
