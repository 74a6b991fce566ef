"""PDF files: characters and what they print, ruled tables, links, the kind of each page."""
