"""Small secrets in the operating system's own store, never in plain text."""

from app.adapters.secrets_keyring.keyring_secrets import ALLOWED_BACKENDS, KeyringSecrets

__all__ = ["ALLOWED_BACKENDS", "KeyringSecrets"]
