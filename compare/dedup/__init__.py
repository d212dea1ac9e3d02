"""Which rows of a table go, and because of which others: the rule, without files and without click."""
