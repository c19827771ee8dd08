"""The version of Twilio's API that is simulated."""

API_VERSION = "2010-04-01"
