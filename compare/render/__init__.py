"""A comparison for a reader: terminal tables and diffs, JSON."""
