"""名入れ: the words of a town's own office on a poster, drawn when they are asked for, never kept."""
