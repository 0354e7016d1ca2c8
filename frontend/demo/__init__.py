"""The demo town: a made-up municipality, written by the same actions that everybody uses."""
