"""Paths in, documents out."""

from compare.corpus.read import read_documents

__all__ = ["read_documents"]
