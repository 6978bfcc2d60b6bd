"""A county root that issues signing certificates: for the demo hall, for trials and for tests."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, Encoding, pkcs12
from cryptography.x509.oid import NameOID

_ROOT_LIFE = timedelta(days=20 * 365)
_SIGNER_LIFE = timedelta(days=5 * 365)
_LEAST_PASS_PHRASE = 32
_SIGNS_PAPERS = ("digital_signature", "content_commitment")
_SIGNS_CERTIFICATES = ("key_cert_sign", "crl_sign")
_KEY_USAGES = (
    *_SIGNS_PAPERS,
    *_SIGNS_CERTIFICATES,
    "key_encipherment",
    "data_encipherment",
    "key_agreement",
    "encipher_only",
    "decipher_only",
)


@dataclass(frozen=True, slots=True)
class CountyAuthority:
    """The root key of a county centre; `certificate` (DER) is what clients pin."""

    key: ec.EllipticCurvePrivateKey
    root: x509.Certificate

    @property
    def certificate(self) -> bytes:
        """The root certificate, DER."""
        return self.root.public_bytes(Encoding.DER)

    def issue(self, unit: str, at: datetime, pass_phrase: str) -> bytes:
        """Return a new signing key with its certificate as PKCS#12, sealed under `pass_phrase`.

        The pass phrase is random and kept by the caller in the system's keyring. PKCS#12 stretches it
        too little to stand up to guessing, so anything a person could remember is refused (ValueError).
        """
        if len(pass_phrase) < _LEAST_PASS_PHRASE:
            raise ValueError("a PKCS#12 file needs a random pass phrase of at least 32 characters")
        key = ec.generate_private_key(ec.SECP256R1())
        draft = _draft(unit, self.root.subject, key.public_key(), at, at + _SIGNER_LIFE)
        draft = draft.add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        draft = draft.add_extension(_usage(_SIGNS_PAPERS), critical=True)
        signed = draft.sign(self.key, SHA256())
        sealing = BestAvailableEncryption(pass_phrase.encode())
        return pkcs12.serialize_key_and_certificates(b"paper", key, signed, [self.root], sealing)


def make_authority(name: str, at: datetime) -> CountyAuthority:
    """Return a new self-signed P-256 root under `name`, valid from `at` for twenty years."""
    key = ec.generate_private_key(ec.SECP256R1())
    draft = _draft(name, _named(name), key.public_key(), at, at + _ROOT_LIFE)
    draft = draft.add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
    draft = draft.add_extension(_usage(_SIGNS_CERTIFICATES), critical=True)
    return CountyAuthority(key, draft.sign(key, SHA256()))


def _draft(
    subject: str, issuer: x509.Name, public_key: ec.EllipticCurvePublicKey, start: datetime, end: datetime
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(_named(subject))
        .issuer_name(issuer)
        .public_key(public_key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(start)
        .not_valid_after(end)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(public_key), critical=False)
    )


def _named(common_name: str) -> x509.Name:
    return x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "CN"),
            x509.NameAttribute(NameOID.COMMON_NAME, common_name),
        ]
    )


def _usage(granted: tuple[str, ...]) -> x509.KeyUsage:
    return x509.KeyUsage(**{name: name in granted for name in _KEY_USAGES})
