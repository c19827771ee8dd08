"""Twilio's REST API for Messages, Calls and Recordings, as its OpenAPI description has it."""
