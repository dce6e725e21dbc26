//! Public keys of passkeys, as authenticators write them: `COSE_Key` (RFC 9052 §7, RFC 9053 §7, RFC 8230 §4).

use super::cbor::{self, Value};
use super::refusal::Refusal;
use aws_lc_rs::signature::{ECDSA_P256_SHA256_ASN1, ED25519, ParsedPublicKey, RSA_PKCS1_2048_8192_SHA256, RsaPublicKeyComponents};

const ED_DSA: i64 = -8;
const ES256: i64 = -7;
const RS256: i64 = -257;

/// The signatures that are taken (IANA COSE Algorithms), the one we like best first.
pub const ALGORITHMS: [i64; 3] = [ED_DSA, ES256, RS256];

/// Labels and values of `COSE_Key`.
const KEY_TYPE: i64 = 1;
const ALGORITHM: i64 = 3;
const CURVE: i64 = -1;
const X: i64 = -2;
const Y: i64 = -3;
const MODULUS: i64 = -1;
const EXPONENT: i64 = -2;
const OCTET_KEY_PAIR: i64 = 1;
const ELLIPTIC_CURVE: i64 = 2;
const RSA: i64 = 3;
const P_256: i64 = 1;
const CURVE_25519: i64 = 6;

/// A modulus has 2,048 to 4,096 bits here, an exponent at most 32.
const MODULUS_BYTES: std::ops::RangeInclusive<usize> = 256..=512;
const LONGEST_EXPONENT: usize = 4;

/// A public key that can check signatures.
#[derive(Debug)]
pub struct PublicKey {
    /// The algorithm, one of [`ALGORITHMS`].
    pub algorithm: i64,
    key: ParsedPublicKey,
}

impl PublicKey {
    /// Reads a `COSE_Key`.
    ///
    /// # Errors
    /// `Algorithm` for those that were not offered; `Key` for what is no key of its algorithm, such as a point beside the curve.
    pub fn from_cose(bytes: &[u8]) -> Result<Self, Refusal> {
        let value = cbor::read_all(bytes)?;
        let number = |label| value.at(label).and_then(Value::integer).ok_or(Refusal::Key);
        let part = |label| value.at(label).and_then(Value::bytes).ok_or(Refusal::Key);
        let is = |label, expected| if number(label)? == expected { Ok(()) } else { Err(Refusal::Key) };
        let algorithm = number(ALGORITHM)?;
        let key = match algorithm {
            ED_DSA => {
                is(KEY_TYPE, OCTET_KEY_PAIR)?;
                is(CURVE, CURVE_25519)?;
                let x = part(X)?;
                if x.len() != 32 {
                    return Err(Refusal::Key);
                }
                ParsedPublicKey::new(&ED25519, x)
            }
            ES256 => {
                is(KEY_TYPE, ELLIPTIC_CURVE)?;
                is(CURVE, P_256)?;
                let (x, y) = (part(X)?, part(Y)?);
                if x.len() != 32 || y.len() != 32 {
                    return Err(Refusal::Key);
                }
                // The uncompressed point of SEC 1 §2.3.3.
                ParsedPublicKey::new(&ECDSA_P256_SHA256_ASN1, [&[4], x, y].concat())
            }
            RS256 => {
                is(KEY_TYPE, RSA)?;
                let (n, e) = (part(MODULUS)?, part(EXPONENT)?);
                if !MODULUS_BYTES.contains(&n.len()) || e.len() > LONGEST_EXPONENT {
                    return Err(Refusal::Key);
                }
                RsaPublicKeyComponents { n, e }.to_parsed_public_key(&RSA_PKCS1_2048_8192_SHA256)
            }
            _ => return Err(Refusal::Algorithm),
        };
        Ok(Self { algorithm, key: key.map_err(|_| Refusal::Key)? })
    }

    /// Checks a signature.
    ///
    /// # Errors
    /// `Signature`.
    pub fn verify(&self, message: &[u8], signature: &[u8]) -> Result<(), Refusal> {
        self.key.verify_sig(message, signature).map_err(|_| Refusal::Signature)
    }
}
