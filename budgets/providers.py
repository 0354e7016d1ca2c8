"""What budgets offer to the registries."""
