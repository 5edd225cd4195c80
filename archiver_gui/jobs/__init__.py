"""Long operations as values, and the queue that lets one run per target; no Qt."""
