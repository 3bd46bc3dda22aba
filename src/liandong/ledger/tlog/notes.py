"""Signed notes (c2sp.org/signed-note): a text, and under it lines that say who stands by it."""

import base64
import re
from binascii import Error
from dataclasses import dataclass
from hashlib import sha256

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from liandong.ledger.tlog.merkle import Unproven

ED25519 = 1
COSIGNATURE = 4
MOST_SIGNATURES = 64
LINE = re.compile(r"— (?P<name>[^\s+]+) (?P<data>[A-Za-z0-9+/=]+)\n")
CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f]")


@dataclass(frozen=True, slots=True)
class Signature:
    """One signature line: whose key, and what it made of the text."""

    name: str
    key_id: bytes
    data: bytes

    def __str__(self) -> str:
        return f"— {self.name} {base64.b64encode(self.key_id + self.data).decode()}\n"


@dataclass(frozen=True, slots=True)
class Note:
    """A text that ends in a newline, and its signatures, not yet verified."""

    text: str
    signatures: tuple[Signature, ...]


@dataclass(frozen=True, slots=True)
class Verifier:
    """A public key with its name; `kind` is 1 for a log, 4 for a witness."""

    name: str
    public: bytes
    kind: int = ED25519

    @property
    def key_id(self) -> bytes:
        return sha256(f"{self.name}\n".encode() + bytes([self.kind]) + self.public).digest()[:4]

    def __str__(self) -> str:
        """The verifier key ("vkey") in one line."""
        encoded = base64.b64encode(bytes([self.kind]) + self.public).decode()
        return f"{self.name}+{self.key_id.hex()}+{encoded}"

    @classmethod
    def parse(cls, vkey: str) -> "Verifier":
        """Read a vkey. Raises `ValueError` when it is none."""
        name, _, rest = vkey.strip().partition("+")
        key_id, _, encoded = rest.partition("+")
        material = decode(encoded)
        verifier = cls(name, material[1:], material[0] if material else 0)
        if not name or re.search(r"\s", name) or verifier.kind not in (ED25519, COSIGNATURE):
            raise ValueError("not a verifier key of a kind known here")
        if len(verifier.public) != 32 or verifier.key_id.hex() != key_id:
            raise ValueError("the parts of this verifier key do not belong together")
        return verifier

    def made(self, signature: Signature) -> bool:
        """Whether this key's name and id stand on the signature."""
        return (signature.name, signature.key_id) == (self.name, self.key_id)

    def verify(self, text: str, signature: Signature) -> None:
        """Raise `Unproven` unless this key signed this text."""
        data, message = signature.data, text.encode()
        if self.kind == COSIGNATURE:
            data, message = data[8:], _cosigned(text, time_of(signature))
        try:
            Ed25519PublicKey.from_public_bytes(self.public).verify(data, message)
        except InvalidSignature as wrong:
            raise Unproven(f"the signature of {self.name} does not fit") from wrong


@dataclass(frozen=True, slots=True)
class Signer:
    """A private key with its name. Its line is that of Go's `note` package."""

    name: str
    seed: bytes
    kind: int = ED25519

    @classmethod
    def generate(cls, name: str, kind: int = ED25519) -> "Signer":
        if not re.fullmatch(r"[^\s+]+", name):
            raise ValueError("a key's name has neither spaces nor a plus sign")
        return cls(name, Ed25519PrivateKey.generate().private_bytes_raw(), kind)

    @classmethod
    def parse(cls, line: str) -> "Signer":
        """Read a private key. Raises `ValueError` when it is none, without quoting it."""
        words = line.strip().split("+", 4)
        if words[:2] != ["PRIVATE", "KEY"] or len(words) != 5:
            raise ValueError("not a private key of a signed note")
        material = decode(words[4])
        signer = cls(words[2], material[1:], material[0] if material else 0)
        if len(signer.seed) != 32 or signer.verifier.key_id.hex() != words[3]:
            raise ValueError("the parts of this private key do not belong together")
        return signer

    @property
    def verifier(self) -> Verifier:
        public = Ed25519PrivateKey.from_private_bytes(self.seed).public_key().public_bytes_raw()
        return Verifier(self.name, public, self.kind)

    def __str__(self) -> str:
        encoded = base64.b64encode(bytes([self.kind]) + self.seed).decode()
        return f"PRIVATE+KEY+{self.name}+{self.verifier.key_id.hex()}+{encoded}"

    def __repr__(self) -> str:
        return f"Signer({self.name!r})"

    def sign(self, text: str, time: int = 0) -> Signature:
        """Sign a text; a witness also says when (`time`, seconds since 1970)."""
        message, stamp = text.encode(), b""
        if self.kind == COSIGNATURE:
            message, stamp = _cosigned(text, time), time.to_bytes(8, "big")
        data = Ed25519PrivateKey.from_private_bytes(self.seed).sign(message)
        return Signature(self.name, self.verifier.key_id, stamp + data)


def time_of(signature: Signature) -> int:
    """When a witness cosigned, in seconds since 1970."""
    return int.from_bytes(signature.data[:8], "big")


def _cosigned(text: str, time: int) -> bytes:
    return f"cosignature/v1\ntime {time}\n{text}".encode()


def sign_note(text: str, *signers: Signer) -> bytes:
    """A note with one signature line for each signer."""
    return format_note(text, [signer.sign(text) for signer in signers])


def format_note(text: str, signatures: list[Signature] | tuple[Signature, ...]) -> bytes:
    """The bytes of a note. Raises `ValueError` for a text that no note can hold."""
    if not text.endswith("\n") or CONTROL.search(text):
        raise ValueError("a note's text ends in a newline and has no other control character")
    return (text + "\n" + "".join(map(str, signatures))).encode()


def parse_note(data: bytes) -> Note:
    """Read a note without verifying it. Raises `Unproven` when it is none."""
    try:
        whole = data.decode()
    except UnicodeDecodeError as broken:
        raise Unproven("a note is UTF-8") from broken
    body, blank, below = whole.rpartition("\n\n")
    lines = below.splitlines(keepends=True)
    if not blank or not lines or len(lines) > MOST_SIGNATURES or CONTROL.search(whole):
        raise Unproven("not a signed note")
    return Note(body + "\n", tuple(parse_signature(line) for line in lines))


def parse_signature(line: str) -> Signature:
    """Read one signature line, with its newline. Raises `Unproven` when it is none."""
    found = LINE.fullmatch(line)
    if found is None:
        raise Unproven("not a signature line")
    data = decode(found["data"])
    if len(data) < 5:
        raise Unproven("a signature is longer than its key's id")
    return Signature(found["name"], data[:4], data[4:])


def verify_note(data: bytes, *verifiers: Verifier) -> Note:
    """Read a note; keep the signatures of these keys, all verified, at least one.

    Raises `Unproven` when one of them does not fit, or none is there.
    """
    note = parse_note(data)
    known = []
    for signature in note.signatures:
        for verifier in verifiers:
            if verifier.made(signature):
                verifier.verify(note.text, signature)
                known.append(signature)
    if not known:
        raise Unproven("no key known here has signed this")
    return Note(note.text, tuple(known))


def decode(text: str) -> bytes:
    """Strict base64. Raises `Unproven`."""
    try:
        data = base64.b64decode(text, validate=True)
    except Error as broken:
        raise Unproven("not base64") from broken
    if base64.b64encode(data).decode() != text:
        raise Unproven("not base64 as it is written")
    return data
