//! Keys: RSA (PKCS#1 v1.5 with SHA-256) and Ed25519, parsed once and cheap to clone.

use std::fmt;
use std::sync::Arc;

use aws_lc_rs::encoding::{AsDer, Pkcs8V1Der, PublicKeyX509Der};
use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::rsa::KeySize;
use aws_lc_rs::signature::{
    ED25519, Ed25519KeyPair, KeyPair, ParsedPublicKey, RSA_PKCS1_2048_8192_SHA256, RSA_PKCS1_SHA256, RsaKeyPair, RsaParameters,
    RsaSubjectPublicKey,
};

use super::pem;

/// Size of the RSA keys we make, in bits: what every peer accepts, and a third of the signing cost of 3072.
const RSA_SIZE: KeySize = KeySize::Rsa2048;
/// Fewest bits of an RSA modulus that is accepted.
const RSA_MIN_BITS: u32 = 2048;
/// Most bits of an RSA modulus that is accepted.
const RSA_MAX_BITS: u32 = 8192;

/// DER before the 32 bytes of an Ed25519 key in a `SubjectPublicKeyInfo` (RFC 8410 §4).
const ED25519_SPKI_PREFIX: [u8; 12] = [0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00];
/// Multicodec `ed25519-pub` as a variable-length integer.
const ED25519_MULTICODEC: [u8; 2] = [0xed, 0x01];
/// Multicodec `rsa-pub` as a variable-length integer; the key follows as PKCS#1 DER.
const RSA_MULTICODEC: [u8; 2] = [0x85, 0x24];
/// Longest multibase text that is read, in bytes: an 8192-bit RSA key needs about 1420.
const MULTIBASE_MAX_LENGTH: usize = 2048;

const SPKI_LABEL: &str = "PUBLIC KEY";
const PKCS1_LABEL: &str = "RSA PUBLIC KEY";

/// The signature algorithms we speak.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Algorithm {
    /// RSASSA-PKCS1-v1_5 with SHA-256.
    RsaSha256,
    /// Ed25519 (RFC 8032).
    Ed25519,
}

/// Why a key is refused or cannot be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeyError {
    /// Not a public key in a form we read.
    Unreadable,
    /// An RSA key of fewer than 2048 or more than 8192 bits.
    Size,
    /// The cryptographic library failed, for instance for lack of randomness.
    Failed,
}

impl fmt::Display for KeyError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Unreadable => "the key cannot be read",
            Self::Size => "the RSA key is not of 2048 to 8192 bits",
            Self::Failed => "the key operation failed",
        })
    }
}

impl std::error::Error for KeyError {}

/// A public key, parsed once; clones share it.
#[derive(Clone)]
pub struct PublicKey(Arc<PublicParts>);

struct PublicParts {
    algorithm: Algorithm,
    parsed: ParsedPublicKey,
    /// PKCS#1 DER for RSA, the 32 bytes for Ed25519.
    raw: Vec<u8>,
    /// `SubjectPublicKeyInfo` in DER.
    spki: Vec<u8>,
}

impl PublicKey {
    /// Reads a `publicKeyPem`: a `SubjectPublicKeyInfo` of either algorithm or a PKCS#1 `RSA PUBLIC KEY`.
    ///
    /// # Errors
    /// [`KeyError::Unreadable`] for anything else (certificates, private keys, several blocks, more than 16 KiB), [`KeyError::Size`].
    pub fn from_pem(text: &str) -> Result<Self, KeyError> {
        let (label, der) = pem::decode(text, &[SPKI_LABEL, PKCS1_LABEL]).ok_or(KeyError::Unreadable)?;
        if label == SPKI_LABEL
            && let Some(raw) = der.strip_prefix(&ED25519_SPKI_PREFIX)
        {
            return Self::from_ed25519(raw);
        }
        let key = Self::from_rsa_der(&der)?;
        // Comparing with our own encoding of the key refuses trailing bytes and a label that does not say what is inside.
        let expected = if label == SPKI_LABEL { &key.0.spki } else { &key.0.raw };
        if *expected == der { Ok(key) } else { Err(KeyError::Unreadable) }
    }

    /// Reads a `publicKeyMultibase` of a Multikey (FEP-521a): base58btc of `ed25519-pub` or `rsa-pub`.
    ///
    /// # Errors
    /// [`KeyError::Unreadable`] for anything else, [`KeyError::Size`].
    pub fn from_multibase(text: &str) -> Result<Self, KeyError> {
        if text.len() > MULTIBASE_MAX_LENGTH {
            return Err(KeyError::Unreadable);
        }
        let encoded = text.strip_prefix('z').ok_or(KeyError::Unreadable)?;
        let bytes = bs58::decode(encoded).into_vec().map_err(|_| KeyError::Unreadable)?;
        if let Some(raw) = bytes.strip_prefix(&ED25519_MULTICODEC) {
            return Self::from_ed25519(raw);
        }
        let der = bytes.strip_prefix(&RSA_MULTICODEC).ok_or(KeyError::Unreadable)?;
        let key = Self::from_rsa_der(der)?;
        if key.0.raw == der { Ok(key) } else { Err(KeyError::Unreadable) }
    }

    fn from_ed25519(raw: &[u8]) -> Result<Self, KeyError> {
        if raw.len() != 32 {
            return Err(KeyError::Unreadable);
        }
        let parsed = ParsedPublicKey::new(&ED25519, raw).map_err(|_| KeyError::Unreadable)?;
        let spki = [ED25519_SPKI_PREFIX.as_slice(), raw].concat();
        Ok(Self(Arc::new(PublicParts { algorithm: Algorithm::Ed25519, parsed, raw: raw.to_vec(), spki })))
    }

    /// Reads PKCS#1 or `SubjectPublicKeyInfo` DER of an RSA key and normalises it.
    fn from_rsa_der(der: &[u8]) -> Result<Self, KeyError> {
        let key = RsaSubjectPublicKey::from_der(der).map_err(|_| KeyError::Unreadable)?;
        let raw = key.as_ref().to_vec();
        let bits = RsaParameters::public_modulus_len(&raw).map_err(|_| KeyError::Unreadable)?;
        if !(RSA_MIN_BITS..=RSA_MAX_BITS).contains(&bits) {
            return Err(KeyError::Size);
        }
        let spki: PublicKeyX509Der<'_> = key.as_der().map_err(|_| KeyError::Unreadable)?;
        let spki = spki.as_ref().to_vec();
        let parsed = ParsedPublicKey::new(&RSA_PKCS1_2048_8192_SHA256, &raw).map_err(|_| KeyError::Unreadable)?;
        Ok(Self(Arc::new(PublicParts { algorithm: Algorithm::RsaSha256, parsed, raw, spki })))
    }

    /// The key as `SubjectPublicKeyInfo` in PEM, for `publicKeyPem`.
    pub fn to_pem(&self) -> String {
        pem::encode(SPKI_LABEL, &self.0.spki)
    }

    /// The key as base58btc multibase, for `publicKeyMultibase`.
    pub fn to_multibase(&self) -> String {
        let multicodec = match self.0.algorithm {
            Algorithm::RsaSha256 => RSA_MULTICODEC,
            Algorithm::Ed25519 => ED25519_MULTICODEC,
        };
        format!("z{}", bs58::encode([multicodec.as_slice(), &self.0.raw].concat()).into_string())
    }

    /// The one algorithm this key is used with.
    pub fn algorithm(&self) -> Algorithm {
        self.0.algorithm
    }

    /// Whether `signature` is this key's signature of `message`.
    pub fn verify(&self, message: &[u8], signature: &[u8]) -> bool {
        self.0.parsed.verify_sig(message, signature).is_ok()
    }
}

impl PartialEq for PublicKey {
    fn eq(&self, other: &Self) -> bool {
        self.0.spki == other.0.spki
    }
}

impl Eq for PublicKey {}

impl fmt::Debug for PublicKey {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "PublicKey({})", self.to_multibase())
    }
}

/// A private key with its public half, parsed once; clones share it. Parsing RSA costs almost a millisecond, so callers keep it.
#[derive(Clone)]
pub struct PrivateKey(Arc<PrivateParts>);

struct PrivateParts {
    pair: Pair,
    public: PublicKey,
}

enum Pair {
    Rsa(Box<RsaKeyPair>),
    Ed25519(Box<Ed25519KeyPair>),
}

impl PrivateKey {
    /// Makes a new key. RSA takes a noticeable fraction of a second: not for an async task.
    ///
    /// # Errors
    /// [`KeyError::Failed`] if there is no randomness.
    pub fn generate(algorithm: Algorithm) -> Result<Self, KeyError> {
        match algorithm {
            Algorithm::RsaSha256 => Self::from_rsa(RsaKeyPair::generate(RSA_SIZE).map_err(|_| KeyError::Failed)?),
            Algorithm::Ed25519 => Self::from_ed25519(Ed25519KeyPair::generate().map_err(|_| KeyError::Failed)?),
        }
    }

    /// Reads an unencrypted PKCS#8 key (RFC 5208) of either algorithm.
    ///
    /// # Errors
    /// [`KeyError::Unreadable`], [`KeyError::Size`].
    pub fn from_pkcs8_der(der: &[u8]) -> Result<Self, KeyError> {
        match Ed25519KeyPair::from_pkcs8(der) {
            Ok(pair) => Self::from_ed25519(pair),
            Err(_) => Self::from_rsa(RsaKeyPair::from_pkcs8(der).map_err(|_| KeyError::Unreadable)?),
        }
    }

    fn from_rsa(pair: RsaKeyPair) -> Result<Self, KeyError> {
        let public = PublicKey::from_rsa_der(pair.public_key().as_ref())?;
        Ok(Self(Arc::new(PrivateParts { pair: Pair::Rsa(Box::new(pair)), public })))
    }

    fn from_ed25519(pair: Ed25519KeyPair) -> Result<Self, KeyError> {
        let public = PublicKey::from_ed25519(pair.public_key().as_ref())?;
        Ok(Self(Arc::new(PrivateParts { pair: Pair::Ed25519(Box::new(pair)), public })))
    }

    /// The key as unencrypted PKCS#8 version 1. The bytes are secret.
    ///
    /// # Errors
    /// [`KeyError::Failed`] if the library cannot encode it.
    pub fn to_pkcs8_der(&self) -> Result<Vec<u8>, KeyError> {
        let der: Pkcs8V1Der<'_> = match &self.0.pair {
            Pair::Rsa(pair) => pair.as_der(),
            Pair::Ed25519(pair) => pair.as_der(),
        }
        .map_err(|_| KeyError::Failed)?;
        Ok(der.as_ref().to_vec())
    }

    /// Signs `message` with the key's one algorithm.
    ///
    /// # Errors
    /// [`KeyError::Failed`] if the library cannot sign.
    pub fn sign(&self, message: &[u8]) -> Result<Vec<u8>, KeyError> {
        match &self.0.pair {
            Pair::Rsa(pair) => {
                let mut signature = vec![0; pair.public_modulus_len()];
                pair.sign(&RSA_PKCS1_SHA256, &SystemRandom::new(), message, &mut signature).map_err(|_| KeyError::Failed)?;
                Ok(signature)
            }
            Pair::Ed25519(pair) => Ok(pair.try_sign(message).map_err(|_| KeyError::Failed)?.as_ref().to_vec()),
        }
    }

    /// The public half.
    pub fn public_key(&self) -> &PublicKey {
        &self.0.public
    }

    /// The one algorithm this key is used with.
    pub fn algorithm(&self) -> Algorithm {
        self.0.public.algorithm()
    }
}

impl fmt::Debug for PrivateKey {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "PrivateKey of {:?}", self.0.public)
    }
}
