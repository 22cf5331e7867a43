"""Fields of the admin that take what people in Japan type and neither replace nor cut it."""
