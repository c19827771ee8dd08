"""Twilio's REST API for Messages and Calls, as its OpenAPI description has it."""
