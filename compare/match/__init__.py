"""Alignment: runs of words two texts share, word edits, similarity."""
