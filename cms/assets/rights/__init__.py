"""Rights in files (第7-2): who holds them, what they allow, until when."""
