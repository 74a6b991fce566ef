"""Reads pictures of pages: turns and cleans them, finds grids and lines, recognises the text."""
