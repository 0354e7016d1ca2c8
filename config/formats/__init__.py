"""How dates are written, per language, where that of Django is not what one writes here."""
