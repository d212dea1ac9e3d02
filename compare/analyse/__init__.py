"""What texts say together: overlap, renderings of one utterance, facts, what one alone has."""
