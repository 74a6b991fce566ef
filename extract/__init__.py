"""Files to raw tables: knows file formats and glyphs, no vocabulary of forms; never rewords."""
