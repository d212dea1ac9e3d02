"""What one text says: quotes and their speakers, names, numbers, dates, claims."""
