"""Danger in a text: the engine on rules made for it, and the rules that ship."""
