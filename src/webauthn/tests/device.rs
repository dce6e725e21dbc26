//! The authenticator: it makes keys, counts and signs as the standard says, or as the test wants.

use crate::webauthn::{Assertion, Registration, RelyingParty};
use aws_lc_rs::digest::{SHA256, digest};
use aws_lc_rs::rand::{SystemRandom, fill};
use aws_lc_rs::rsa::KeySize;
use aws_lc_rs::signature::{
    ECDSA_P256_SHA256_ASN1_SIGNING, EcdsaKeyPair, Ed25519KeyPair, KeyPair, RSA_PKCS1_SHA256, RsaKeyPair, RsaPublicKeyComponents,
};

enum Pair {
    Ed25519(Ed25519KeyPair),
    Es256(EcdsaKeyPair),
    Rs256(RsaKeyPair),
}

/// One passkey, and the browser it is used in.
pub(crate) struct Device {
    /// The origin of the page, as the browser sees it.
    pub(crate) origin: String,
    /// The RP ID.
    pub(crate) rp_id: String,
    /// Its id.
    pub(crate) id: Vec<u8>,
    /// Whose it is, as it was told.
    pub(crate) user: Vec<u8>,
    /// The flags: present, verified, and in registrations attested.
    pub(crate) flags: u8,
    /// The counter it says.
    pub(crate) sign_count: u32,
    /// The kind of statement it makes about itself.
    pub(crate) format: &'static str,
    /// Another `type` than the right one.
    pub(crate) said_type: Option<&'static str>,
    /// More members of the client data.
    pub(crate) more_client_data: &'static str,
    /// What stands behind everything in the authenticator data.
    pub(crate) behind: &'static [u8],
    /// Another public key than its own.
    pub(crate) cose: Option<Vec<u8>>,
    pair: Pair,
}

impl Device {
    /// A new passkey for this page.
    pub(crate) fn new(party: RelyingParty<'_>, algorithm: i64) -> Self {
        let pair = match algorithm {
            -8 => Pair::Ed25519(Ed25519KeyPair::generate().unwrap()),
            -257 => Pair::Rs256(RsaKeyPair::generate(KeySize::Rsa2048).unwrap()),
            _ => Pair::Es256(EcdsaKeyPair::generate(&ECDSA_P256_SHA256_ASN1_SIGNING).unwrap()),
        };
        let mut id = vec![0; 16];
        fill(&mut id).unwrap();
        Self {
            origin: party.origin.to_owned(),
            rp_id: party.id.to_owned(),
            id,
            user: Vec::new(),
            flags: 0x45,
            sign_count: 0,
            format: "none",
            said_type: None,
            more_client_data: "",
            behind: &[],
            cose: None,
            pair,
        }
    }

    fn client_data(&self, ceremony: &str, challenge: &str) -> Vec<u8> {
        let (kind, origin, more) = (self.said_type.unwrap_or(ceremony), &self.origin, self.more_client_data);
        format!("{{\"type\":\"{kind}\",\"challenge\":\"{challenge}\",\"origin\":\"{origin}\"{more}}}").into_bytes()
    }

    fn authenticator_data(&self, flags: u8) -> Vec<u8> {
        let mut data = digest(&SHA256, self.rp_id.as_bytes()).as_ref().to_vec();
        data.push(flags);
        data.extend(self.sign_count.to_be_bytes());
        if flags & 0x40 != 0 {
            data.extend([0; 16]);
            data.extend(u16::try_from(self.id.len()).unwrap().to_be_bytes());
            data.extend(&self.id);
            data.extend(self.cose.clone().unwrap_or_else(|| self.cose_key()));
        }
        data.extend(self.behind);
        data
    }

    fn algorithm(&self) -> i64 {
        match self.pair {
            Pair::Ed25519(_) => -8,
            Pair::Es256(_) => -7,
            Pair::Rs256(_) => -257,
        }
    }

    fn cose_key(&self) -> Vec<u8> {
        let (kind, parts): (i64, Vec<(i64, Vec<u8>)>) = match &self.pair {
            Pair::Ed25519(pair) => (1, vec![(-1, integer(6)), (-2, bytes(pair.public_key().as_ref()))]),
            Pair::Es256(pair) => {
                let point = pair.public_key().as_ref();
                (2, vec![(-1, integer(1)), (-2, bytes(&point[1..33])), (-3, bytes(&point[33..]))])
            }
            Pair::Rs256(pair) => {
                let key = RsaPublicKeyComponents::<Vec<u8>>::from(pair.public_key());
                (3, vec![(-1, bytes(&key.n)), (-2, bytes(&key.e))])
            }
        };
        let entries = [(1, integer(kind)), (3, integer(self.algorithm()))].into_iter().chain(parts);
        map(&entries.map(|(label, value)| (integer(label), value)).collect::<Vec<_>>())
    }

    fn sign(&self, message: &[u8]) -> Vec<u8> {
        match &self.pair {
            Pair::Ed25519(pair) => pair.sign(message).as_ref().to_vec(),
            Pair::Es256(pair) => pair.sign(&SystemRandom::new(), message).unwrap().as_ref().to_vec(),
            Pair::Rs256(pair) => {
                let mut signature = vec![0; pair.public_modulus_len()];
                pair.sign(&RSA_PKCS1_SHA256, &SystemRandom::new(), message, &mut signature).unwrap();
                signature
            }
        }
    }

    /// The answer to `navigator.credentials.create()`.
    pub(crate) fn create(&self, challenge: &str) -> Registration {
        let client_data = self.client_data("webauthn.create", challenge);
        let data = self.authenticator_data(self.flags);
        let signed = [data.as_slice(), digest(&SHA256, &client_data).as_ref()].concat();
        let own_word = |signature: &[u8]| vec![(text("alg"), integer(self.algorithm())), (text("sig"), bytes(signature))];
        let statement = match self.format {
            "packed" => own_word(&self.sign(&signed)),
            "packed with a certificate" => [own_word(&self.sign(&signed)), vec![(text("x5c"), vec![0x80])]].concat(),
            "packed by somebody else" => own_word(&self.sign(&data)),
            "none with a statement" => vec![(text("alg"), integer(-7))],
            _ => Vec::new(),
        };
        let format = self.format.split(' ').next().unwrap();
        let object = [(text("fmt"), text(format)), (text("attStmt"), map(&statement)), (text("authData"), bytes(&data))];
        Registration { client_data, attestation_object: map(&object) }
    }

    /// The answer to `navigator.credentials.get()`.
    pub(crate) fn get(&self, challenge: &str) -> Assertion {
        let client_data = self.client_data("webauthn.get", challenge);
        let authenticator_data = self.authenticator_data(self.flags & !0x40);
        let signature = self.sign(&[authenticator_data.as_slice(), digest(&SHA256, &client_data).as_ref()].concat());
        Assertion { credential_id: self.id.clone(), client_data, authenticator_data, signature, user_handle: self.user.clone() }
    }
}

fn head(kind: u8, number: u64) -> Vec<u8> {
    let kind = kind << 5;
    match u8::try_from(number) {
        Ok(small @ 0..24) => vec![kind | small],
        Ok(byte) => vec![kind | 24, byte],
        Err(_) => [&[kind | 25], u16::try_from(number).unwrap().to_be_bytes().as_slice()].concat(),
    }
}

fn integer(number: i64) -> Vec<u8> {
    if number < 0 { head(1, (-1 - number).unsigned_abs()) } else { head(0, number.unsigned_abs()) }
}

fn bytes(bytes: &[u8]) -> Vec<u8> {
    [head(2, bytes.len() as u64), bytes.to_vec()].concat()
}

fn text(text: &str) -> Vec<u8> {
    [head(3, text.len() as u64), text.as_bytes().to_vec()].concat()
}

fn map(entries: &[(Vec<u8>, Vec<u8>)]) -> Vec<u8> {
    let parts = entries.iter().flat_map(|(key, value)| [key.clone(), value.clone()]);
    std::iter::once(head(5, entries.len() as u64)).chain(parts).collect::<Vec<_>>().concat()
}
