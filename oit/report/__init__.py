"""What people look at: progress, the summary of a run, raw tables."""
