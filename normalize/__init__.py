"""Raw tables to records: knows the forms; opens nothing."""
