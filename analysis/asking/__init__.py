"""What may be asked of the public record: parameters, filters and orders, one implementation for pages and the API."""
