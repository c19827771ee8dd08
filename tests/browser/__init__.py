"""A person's own way: a real browser on the page of phones and on the coordinators' page."""
