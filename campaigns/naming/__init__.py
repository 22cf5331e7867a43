"""名入れ: the words of a town's own office on a poster, drawn when asked for, never kept."""
