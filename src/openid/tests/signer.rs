//! A provider's key: it signs what the test wants.

use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::rsa::KeySize;
use aws_lc_rs::signature::{
    ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, Ed25519KeyPair, KeyPair, RSA_PKCS1_SHA256, RSA_PSS_SHA256, RsaKeyPair,
    RsaPublicKeyComponents,
};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Value, json};

enum Pair {
    Ed25519(Ed25519KeyPair),
    Es256(EcdsaKeyPair),
    Rsa(RsaKeyPair),
}

pub(crate) struct Signer {
    pair: Pair,
    pub(crate) algorithm: &'static str,
    pub(crate) kid: &'static str,
}

pub(crate) fn encoded(bytes: impl AsRef<[u8]>) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

impl Signer {
    pub(crate) fn new(algorithm: &'static str, kid: &'static str) -> Self {
        let pair = match algorithm {
            "EdDSA" => Pair::Ed25519(Ed25519KeyPair::generate().unwrap()),
            "ES256" => Pair::Es256(EcdsaKeyPair::generate(&ECDSA_P256_SHA256_FIXED_SIGNING).unwrap()),
            _ => Pair::Rsa(RsaKeyPair::generate(KeySize::Rsa2048).unwrap()),
        };
        Self { pair, algorithm, kid }
    }

    /// As the provider publishes it.
    pub(crate) fn jwk(&self) -> Value {
        let mut key = match &self.pair {
            Pair::Ed25519(pair) => json!({"kty": "OKP", "crv": "Ed25519", "x": encoded(pair.public_key())}),
            Pair::Es256(pair) => {
                let point = pair.public_key().as_ref();
                json!({"kty": "EC", "crv": "P-256", "x": encoded(&point[1..33]), "y": encoded(&point[33..])})
            }
            Pair::Rsa(pair) => {
                let parts: RsaPublicKeyComponents<Vec<u8>> = pair.public_key().into();
                json!({"kty": "RSA", "n": encoded(parts.n), "e": encoded(parts.e)})
            }
        };
        key["kid"] = self.kid.into();
        key["use"] = "sig".into();
        key
    }

    fn signature(&self, message: &[u8]) -> Vec<u8> {
        let random = SystemRandom::new();
        match &self.pair {
            Pair::Ed25519(pair) => pair.sign(message).as_ref().to_vec(),
            Pair::Es256(pair) => pair.sign(&random, message).unwrap().as_ref().to_vec(),
            Pair::Rsa(pair) => {
                let padding: &dyn aws_lc_rs::signature::RsaEncoding =
                    if self.algorithm == "PS256" { &RSA_PSS_SHA256 } else { &RSA_PKCS1_SHA256 };
                let mut signature = vec![0; pair.public_modulus_len()];
                pair.sign(padding, &random, message, &mut signature).unwrap();
                signature
            }
        }
    }

    /// Signs exactly this header and payload.
    pub(crate) fn sign_text(&self, header: &str, payload: &str) -> String {
        let signed = format!("{}.{}", encoded(header), encoded(payload));
        let signature = encoded(self.signature(signed.as_bytes()));
        format!("{signed}.{signature}")
    }

    pub(crate) fn sign(&self, claims: &Value) -> String {
        self.sign_as(json!({}), claims)
    }

    /// With other members of the header.
    pub(crate) fn sign_as(&self, more: Value, claims: &Value) -> String {
        let mut header = json!({"alg": self.algorithm, "kid": self.kid, "typ": "JWT"});
        for (name, value) in more.as_object().unwrap() {
            header[name] = value.clone();
        }
        self.sign_text(&header.to_string(), &claims.to_string())
    }
}
