"""Reading and writing rows: snapshots out, decisions in. One file per group of words."""
