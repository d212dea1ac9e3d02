"""Sketches: shingles, MinHash signatures, bands and candidate pairs."""
