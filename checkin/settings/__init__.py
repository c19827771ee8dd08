"""The only reader of the environment: every setting, checked, or one message naming every fault.

A command loads the smallest of the three that it needs: `DatabaseSettings` for migrations,
`StorageSettings` for what touches people's data, `Settings` for the service itself. Built from
arguments, none of them looks at the environment.
"""

from checkin.settings.environment import SettingsError
from checkin.settings.organisation import Organisation, OrganisationError
from checkin.settings.service import Settings
from checkin.settings.storage import DEMO_PREFIX, DatabaseSettings, StorageSettings

__all__ = [
    "DEMO_PREFIX",
    "DatabaseSettings",
    "Organisation",
    "OrganisationError",
    "Settings",
    "SettingsError",
    "StorageSettings",
]
