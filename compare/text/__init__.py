"""Text itself: decoding, words, sentences, page furniture."""
