//! Keys: SIG-29, 31, 33.

use super::*;

const RSA_1024: &str = "-----BEGIN PUBLIC KEY-----
MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQCcOIxmNrhcIHcy2EdJBRzximKk
G2ULPHajyVprc8WMzrYGM0OtHFzfTAuC370tTUsg6A1VmkzXanTGJN0Zk5EW2muT
zKQ1GFp2kU3Jgo4kupIWGDFJ/HSHXsLAyL+3Te2CAVKJGTBWqFg0pkY+Qw63E6SO
fHWvuynC1Tswk5EzPwIDAQAB
-----END PUBLIC KEY-----";

const P_256: &str = "-----BEGIN PUBLIC KEY-----
MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEnBqNVZSiglKuloagS74VWt6gBPeV
GouQnl2RoTinKitqr55PGW+jnmKB8ajXScpBEPuXMNxyoVhAaLEFbUx/sw==
-----END PUBLIC KEY-----";

const CERTIFICATE: &str = "-----BEGIN CERTIFICATE-----
MIIBLDCB36ADAgECAhQjPc3s3r+NwijdFGTqViWn94u2OjAFBgMrZXAwDDEKMAgG
A1UEAwwBeDAeFw0yNjExMjEyMjE4MzdaFw0yNjExMjIyMjE4MzdaMAwxCjAIBgNV
BAMMAXgwKjAFBgMrZXADIQAcBlhhaV35gbPErrCkWN+ci/G9OB+ZKWEV5kQiXs/5
lKNTMFEwHQYDVR0OBBYEFP9BIDVC2GZUWGvLew6vfsa9VjNxMB8GA1UdIwQYMBaA
FP9BIDVC2GZUWGvLew6vfsa9VjNxMA8GA1UdEwEB/wQFMAMBAf8wBQYDK2VwA0EA
Cc/rMxolDGF5Pe3Ig9Jaw9IiQFCcoC0XiQqre9XjbK4QkdyzH0YkZt0wrFcoRq5e
UgtDy68iw1sTdTK3KZnRBw==
-----END CERTIFICATE-----";

/// The DER inside a PEM text of ours.
fn der(text: &str) -> Vec<u8> {
    let body: String = text.lines().filter(|line| !line.starts_with('-')).collect();
    STANDARD.decode(body).unwrap()
}

#[test]
fn sig_29_small_rsa_key() {
    assert_eq!(PublicKey::from_pem(RSA_1024).err(), Some(KeyError::Size));
}

#[test]
fn sig_31_spki_and_pkcs1_pass() {
    for key in [&*RSA, &*ED25519] {
        let pem = key.public_key().to_pem();
        let read = PublicKey::from_pem(&pem).unwrap();
        assert_eq!((&read, read.algorithm(), read.to_pem()), (key.public_key(), key.algorithm(), pem.clone()));
        // Line ends and surroundings differ between servers.
        for other in [pem.replace('\n', "\r\n"), format!("\n  {pem}\n\n"), pem.trim().to_owned()] {
            assert_eq!(PublicKey::from_pem(&other).as_ref(), Ok(key.public_key()), "{other}");
        }
    }
    let pkcs1 = PublicKey::from_pem(vectors::RFC_9421_RSA_PUBLIC).unwrap();
    assert_eq!(pkcs1.algorithm(), Algorithm::RsaSha256);
    assert!(pkcs1.to_pem().starts_with("-----BEGIN PUBLIC KEY-----\nMIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8A"));
    assert_eq!(PublicKey::from_pem(&pkcs1.to_pem()), Ok(pkcs1));
}

#[test]
fn sig_31_everything_else_is_refused() {
    let spki = RSA.public_key().to_pem();
    let ed25519 = ED25519.public_key().to_pem();
    let private = pem::encode("PRIVATE KEY", &RSA.to_pkcs8_der().unwrap());
    let disguised = pem::encode("PUBLIC KEY", &RSA.to_pkcs8_der().unwrap());
    let trailing = pem::encode("PUBLIC KEY", &[der(&spki), vec![0]].concat());
    let trailing_ed25519 = pem::encode("PUBLIC KEY", &[der(&ed25519), vec![0]].concat());
    let wrong_label = pem::encode("RSA PUBLIC KEY", &der(&spki));
    let wrong_label_ed25519 = pem::encode("RSA PUBLIC KEY", &der(&ed25519));
    let pkcs1_as_spki = vectors::RFC_9421_RSA_PUBLIC.replace("RSA PUBLIC", "PUBLIC");
    let huge = spki.replace('\n', &"\n".repeat(4096));
    let broken = spki.replace("MII", "MI");
    let bad = [
        CERTIFICATE,
        P_256,
        &private,
        &disguised,
        &trailing,
        &trailing_ed25519,
        &wrong_label,
        &wrong_label_ed25519,
        &pkcs1_as_spki,
        &huge,
        &broken,
        &spki.replace("MII", "MII\0"),
        &spki.replacen("BEGIN", "begin", 1),
        &format!("{spki}{ed25519}"),
        &format!("{private}{spki}"),
        &spki.replace("-----END PUBLIC KEY-----", "-----END RSA PUBLIC KEY-----"),
        &spki.replace("-----END PUBLIC KEY-----", ""),
        "-----BEGIN PUBLIC KEY-----",
        "-----BEGIN PUBLIC KEY----------END PUBLIC KEY-----",
        "",
        "ü",
    ];
    for text in bad {
        assert_eq!(PublicKey::from_pem(text).err(), Some(KeyError::Unreadable), "{text}");
    }
}

#[test]
fn sig_33_keys_sign_with_their_own_algorithm_only() {
    for key in [&*RSA, &*ED25519] {
        let signature = key.sign(b"message").unwrap();
        assert!(key.public_key().verify(b"message", &signature));
        assert!(!key.public_key().verify(b"massage", &signature));
        assert!(!key.public_key().verify(b"message", &[]));
    }
    assert!(!RSA.public_key().verify(b"message", &ED25519.sign(b"message").unwrap()));
    assert!(!ED25519.public_key().verify(b"message", &RSA.sign(b"message").unwrap()));
}

#[test]
fn multibase_goes_both_ways() {
    for key in [&*RSA, &*ED25519] {
        let text = key.public_key().to_multibase();
        assert_eq!(PublicKey::from_multibase(&text).as_ref(), Ok(key.public_key()));
    }
    assert!(ED25519.public_key().to_multibase().starts_with("z6Mk"));
}

#[test]
fn other_multibase_is_refused() {
    let text = ED25519.public_key().to_multibase();
    let encode = |bytes: &[u8]| format!("z{}", bs58::encode(bytes).into_string());
    let raw = bs58::decode(&text[1..]).into_vec().unwrap();
    let rsa = bs58::decode(&RSA.public_key().to_multibase()[1..]).into_vec().unwrap();
    let bad = [
        String::new(),
        "z".to_owned(),
        text[1..].to_owned(),
        format!("m{}", base64(&raw)),
        format!("{text}0"),
        encode(&raw[..33]),
        encode(&[raw.as_slice(), &[0]].concat()),
        encode(&[&[0x80, 0x26], &raw[2..]].concat()),
        encode(&[rsa.as_slice(), &[0]].concat()),
        encode(&[&rsa[..2], &der(&RSA.public_key().to_pem())].concat()),
        // A private key, as FEP-8b32's test vector writes it.
        "z3u2en7t5LR2WtQH5PfFqMqwVHBeXouLzo6haApm8XHqvjxq".to_owned(),
        format!("z{}", "1".repeat(3000)),
    ];
    for text in bad {
        assert_eq!(PublicKey::from_multibase(&text).err(), Some(KeyError::Unreadable), "{text}");
    }
}

#[test]
fn private_keys_go_through_pkcs8() {
    for key in [&*RSA, &*ED25519] {
        let der = key.to_pkcs8_der().unwrap();
        let read = PrivateKey::from_pkcs8_der(&der).unwrap();
        assert_eq!(read.public_key(), key.public_key());
        assert!(key.public_key().verify(b"x", &read.sign(b"x").unwrap()));
        assert!(PrivateKey::from_pkcs8_der(&der[1..]).is_err());
    }
    assert!(PrivateKey::from_pkcs8_der(&[]).is_err());
    assert!(PrivateKey::from_pkcs8_der(&der(&RSA.public_key().to_pem())).is_err());
}

#[test]
fn debug_shows_the_public_half_only() {
    for key in [&*RSA, &*ED25519] {
        assert_eq!(format!("{key:?}"), format!("PrivateKey of PublicKey({})", key.public_key().to_multibase()));
    }
}

#[test]
fn keys_are_shared_between_threads() {
    fn is_shared<T: Clone + Send + Sync + 'static>() {}
    is_shared::<PrivateKey>();
    is_shared::<PublicKey>();
}
