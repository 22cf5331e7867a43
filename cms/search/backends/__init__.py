"""Search backends: modelsearch's own database backends, fed with our analysis and ranking."""
