"""What goes in and out of the participation API, field by field."""
