//! Public keys of providers (RFC 7517, RFC 7518 §6, RFC 8037 §2), and the signatures that are taken.

use aws_lc_rs::signature::{
    ECDSA_P256_SHA256_FIXED, ED25519, RSA_PKCS1_2048_8192_SHA256, RSA_PSS_2048_8192_SHA256, RsaPublicKeyComponents, UnparsedPublicKey,
};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

/// A modulus has 2,048 to 8,192 bits, an exponent at most 32.
const MODULUS_BYTES: std::ops::RangeInclusive<usize> = 256..=1_024;
const LONGEST_EXPONENT: usize = 4;

/// A signature that is taken (RFC 7518 §3.1, RFC 8037 §3.1). Those that are missing are missing on purpose: `none`, and those with a secret
/// that this instance knows as well, or with a public key taken for a secret.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Algorithm {
    Rs256,
    Ps256,
    Es256,
    EdDsa,
}

impl Algorithm {
    pub(super) fn parse(name: &str) -> Option<Self> {
        match name {
            "RS256" => Some(Self::Rs256),
            "PS256" => Some(Self::Ps256),
            "ES256" => Some(Self::Es256),
            // RFC 9864 gives it a name of its own.
            "EdDSA" | "Ed25519" => Some(Self::EdDsa),
            _ => None,
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Material {
    Rsa { n: Vec<u8>, e: Vec<u8> },
    P256(Vec<u8>),
    Ed25519(Vec<u8>),
}

/// A public key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Jwk {
    /// What the provider calls it.
    pub(super) id: Option<String>,
    algorithm: Option<String>,
    material: Material,
}

impl Jwk {
    /// A key of these members; `None` for kinds that nobody here needs, and for what is no key.
    pub(super) fn new(kind: &str, curve: &str, [n, e, x, y]: [&str; 4], id: Option<String>, algorithm: Option<String>) -> Option<Self> {
        let bytes = |text: &str| URL_SAFE_NO_PAD.decode(text).ok();
        let of_length = |text: &str, length: usize| bytes(text).filter(|bytes| bytes.len() == length);
        let material = match (kind, curve) {
            ("RSA", _) => {
                let (n, e) = (bytes(n)?, bytes(e)?);
                let fits = MODULUS_BYTES.contains(&n.len()) && (1..=LONGEST_EXPONENT).contains(&e.len());
                fits.then_some(Material::Rsa { n, e })?
            }
            // The uncompressed point of SEC 1 §2.3.3.
            ("EC", "P-256") => Material::P256([&[4_u8][..], &of_length(x, 32)?, &of_length(y, 32)?].concat()),
            ("OKP", "Ed25519") => Material::Ed25519(of_length(x, 32)?),
            _ => return None,
        };
        Some(Self { id, algorithm, material })
    }

    /// Whether signatures of this kind can be by this key.
    pub(super) fn fits(&self, algorithm: Algorithm) -> bool {
        let kind = match self.material {
            Material::Rsa { .. } => matches!(algorithm, Algorithm::Rs256 | Algorithm::Ps256),
            Material::P256(_) => algorithm == Algorithm::Es256,
            Material::Ed25519(_) => algorithm == Algorithm::EdDsa,
        };
        kind && self.algorithm.as_deref().is_none_or(|stated| Algorithm::parse(stated) == Some(algorithm))
    }

    /// Whether this key made the signature.
    pub(super) fn verifies(&self, algorithm: Algorithm, message: &[u8], signature: &[u8]) -> bool {
        if !self.fits(algorithm) {
            return false;
        }
        let verified = match &self.material {
            Material::Rsa { n, e } => {
                let parameters = if algorithm == Algorithm::Ps256 { &RSA_PSS_2048_8192_SHA256 } else { &RSA_PKCS1_2048_8192_SHA256 };
                RsaPublicKeyComponents { n, e }.verify(parameters, message, signature)
            }
            Material::P256(point) => UnparsedPublicKey::new(&ECDSA_P256_SHA256_FIXED, point).verify(message, signature),
            Material::Ed25519(point) => UnparsedPublicKey::new(&ED25519, point).verify(message, signature),
        };
        verified.is_ok()
    }
}
