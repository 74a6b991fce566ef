"""Commands of `oit` that do not fit into `cli.py`."""
