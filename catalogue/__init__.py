"""What is known of the world, as CSV tables, and the one reader of them."""
