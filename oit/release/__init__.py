"""Releases: forms without what a profile withholds, with all outputs made from them again."""
