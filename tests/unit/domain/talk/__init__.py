"""The rules of conversation, on lines that are left as the shell would leave them."""
