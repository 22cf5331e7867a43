"""Files in buckets: one that nobody else reads, one for renditions that everybody reads."""

from typing import Any

BACKEND = "storages.backends.s3.S3Storage"
YEAR = 365 * 24 * 60 * 60


def bucket_storages(
    *,
    access_key: str,
    secret_key: str,
    private_bucket: str,
    public_bucket: str,
    endpoint: str | None = None,
    public_domain: str | None = None,
) -> dict[str, Any]:
    """``STORAGES["default"]`` and ``STORAGES["public"]``. No object is ever overwritten."""
    from botocore.config import Config  # of the optional packages of pyproject.toml's "s3"

    # Checksums of newer AWS clients are unknown to stores of the same interface (Ceph 16).
    client = Config(
        signature_version="s3v4",
        request_checksum_calculation="when_required",
        response_checksum_validation="when_required",
    )
    shared = {
        "endpoint_url": endpoint,
        "access_key": access_key,
        "secret_key": secret_key,
        "client_config": client,
        "file_overwrite": False,
    }
    public = {
        **shared,
        "bucket_name": public_bucket,
        "querystring_auth": False,
        "custom_domain": public_domain,
        "object_parameters": {"CacheControl": f"public, max-age={YEAR}, immutable"},
    }
    return {
        "default": {"BACKEND": BACKEND, "OPTIONS": {**shared, "bucket_name": private_bucket}},
        "public": {"BACKEND": BACKEND, "OPTIONS": public},
    }
