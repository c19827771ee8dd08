"""The rules, one table per module, and the laws that hold whatever is thrown at them."""
