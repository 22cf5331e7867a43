"""Proof that nothing private is public: what is secret, and a crawl that looks for it."""
