"""How the shipped recogniser of scans was made; nothing of this runs when forms are read."""
