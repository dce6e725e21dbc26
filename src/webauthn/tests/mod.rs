//! An authenticator in software, and what is refused of its answers.

mod device;

pub(crate) use device::Device;

use super::{ALGORITHMS, Known, NewCredential, Refusal, RelyingParty, challenge_of, check_assertion, check_registration};

const PARTY: RelyingParty<'_> = RelyingParty { id: "rudi.localhost", origin: "http://rudi.localhost:8081" };
const QUESTION: &str = "Zm9yIG9uZSBwdXJwb3NlLCBvbmNlLCBmb3IgYSB3aGlsZQ";

fn device() -> Device {
    Device::new(PARTY, -7)
}

fn registered(device: &Device) -> NewCredential {
    check_registration(PARTY, QUESTION, &device.create(QUESTION)).unwrap()
}

fn asserted(device: &Device, known: &NewCredential) -> Result<u32, Refusal> {
    let given = device.get(QUESTION);
    check_assertion(PARTY, QUESTION, &given, &Known { public_key: &known.public_key, sign_count: known.sign_count })
}

#[test]
fn every_algorithm_that_is_offered_works() {
    for algorithm in ALGORITHMS {
        let mut device = Device::new(PARTY, algorithm);
        for format in ["none", "packed"] {
            device.format = format;
            let new = registered(&device);
            assert_eq!((new.id.as_slice(), new.sign_count), (device.id.as_slice(), 0), "{algorithm}");
            assert_eq!(asserted(&device, &new), Ok(0), "{algorithm}");
        }
        let new = registered(&device);
        // Somebody else's signature.
        assert_eq!(asserted(&Device::new(PARTY, algorithm), &new), Err(Refusal::Signature), "{algorithm}");
    }
}

#[test]
fn a_question_is_read_from_its_answer() {
    assert_eq!(challenge_of(&device().create(QUESTION).client_data), Ok(QUESTION.to_owned()));
    assert_eq!(challenge_of(b"{}"), Err(Refusal::Unreadable("client data")));
    let long = format!("{{\"type\":\"{}\",\"challenge\":\"\",\"origin\":\"\"}}", "x".repeat(5_000));
    assert_eq!(challenge_of(long.as_bytes()), Err(Refusal::Unreadable("client data")));
}

/// What differs, and why that is refused: of new passkeys and of those that are used.
#[test]
fn what_was_made_for_something_else_is_refused() {
    type Change = fn(&mut Device);
    let changes: [(Change, Refusal); 13] = [
        (|device| device.said_type = Some("webauthn.other"), Refusal::Type),
        (|device| device.origin = "https://rudi.localhost:8081".to_owned(), Refusal::Origin),
        (|device| device.origin = "http://rudi.localhost".to_owned(), Refusal::Origin),
        (|device| device.origin = "http://evil.rudi.localhost:8081".to_owned(), Refusal::Origin),
        (|device| device.origin = "http://rudi.localhost:8081/".to_owned(), Refusal::Origin),
        (|device| device.more_client_data = ",\"crossOrigin\":true", Refusal::Embedded),
        (|device| device.more_client_data = ",\"topOrigin\":\"https://evil.example\"", Refusal::Embedded),
        (|device| device.more_client_data = ",\"origin\":\"http://rudi.localhost:8081\"", Refusal::Unreadable("client data")),
        (|device| device.rp_id = "localhost".to_owned(), Refusal::RelyingParty),
        (|device| device.flags &= !0x01, Refusal::NotPresent),
        (|device| device.flags &= !0x04, Refusal::NotVerified),
        (|device| device.flags |= 0x10, Refusal::BackupState),
        (|device| device.behind = &[0], Refusal::Unreadable("authenticator data")),
    ];
    for (change, expected) in changes {
        let mut device = device();
        let new = registered(&device);
        change(&mut device);
        assert_eq!(check_registration(PARTY, QUESTION, &device.create(QUESTION)), Err(expected));
        assert_eq!(asserted(&device, &new), Err(expected));
    }
    let device = device();
    let new = registered(&device);
    let known = Known { public_key: &new.public_key, sign_count: 0 };
    for other in ["", "QUFBQQ", &QUESTION[1..]] {
        assert_eq!(check_registration(PARTY, other, &device.create(QUESTION)), Err(Refusal::Challenge), "{other}");
        assert_eq!(check_assertion(PARTY, other, &device.get(QUESTION), &known), Err(Refusal::Challenge), "{other}");
    }
    // A registration is no login, and a login no registration.
    let mut crossed = device.get(QUESTION);
    crossed.client_data = device.create(QUESTION).client_data;
    assert_eq!(check_assertion(PARTY, QUESTION, &crossed, &known), Err(Refusal::Type));
}

#[test]
fn copied_flags_and_extensions_that_belong_there_are_no_reason() {
    let mut device = device();
    device.flags |= 0x18;
    let new = registered(&device);
    assert_eq!(asserted(&device, &new), Ok(0));
    // {"credProtect": 2}
    device.flags |= 0x80;
    device.behind = b"\xa1\x6bcredProtect\x02";
    let new = registered(&device);
    assert_eq!(asserted(&device, &new), Ok(0));
    device.behind = b"\x02";
    assert_eq!(asserted(&device, &new), Err(Refusal::Unreadable("authenticator data")));
}

#[test]
fn new_passkeys_need_a_key_an_id_and_no_makers_word() {
    let refused = |change: fn(&mut Device)| {
        let mut device = device();
        change(&mut device);
        check_registration(PARTY, QUESTION, &device.create(QUESTION)).unwrap_err()
    };
    assert_eq!(refused(|device| device.flags &= !0x40), Refusal::Unreadable("authenticator data"));
    assert_eq!(refused(|device| device.id.clear()), Refusal::CredentialId);
    assert_eq!(refused(|device| device.id = vec![7; 1_024]), Refusal::CredentialId);
    assert_eq!(refused(|device| device.format = "tpm"), Refusal::Attestation);
    assert_eq!(refused(|device| device.format = "none with a statement"), Refusal::Attestation);
    assert_eq!(refused(|device| device.format = "packed with a certificate"), Refusal::Attestation);
    assert_eq!(refused(|device| device.format = "packed by somebody else"), Refusal::Attestation);
    // ES384 on the right curve, a point beside the curve, half a point, a key of another kind, none at all.
    assert_eq!(refused(|device| device.cose = Some(vec![0xa2, 1, 2, 3, 0x38, 34])), Refusal::Algorithm);
    let point = |x: u8, y: u8, length: u8| {
        let mut cose = vec![0xa5, 1, 2, 3, 0x26, 0x20, 1, 0x21, 0x58, length];
        cose.extend(vec![x; usize::from(length)]);
        cose.extend([0x22, 0x58, 32]);
        cose.extend([y; 32]);
        cose
    };
    for cose in [point(1, 1, 32), point(0xff, 0xff, 32), point(1, 1, 31), vec![0xa2, 1, 3, 3, 0x26], vec![0xa0]] {
        let mut device = device();
        device.cose = Some(cose.clone());
        assert_eq!(check_registration(PARTY, QUESTION, &device.create(QUESTION)), Err(Refusal::Key), "{cose:?}");
    }
    // RSA with a short modulus.
    let mut short = vec![0xa4, 1, 3, 3, 0x39, 1, 0, 0x20, 0x58, 128];
    short.extend([0xc5; 128]);
    short.extend([0x21, 0x43, 1, 0, 1]);
    let mut device = device();
    device.cose = Some(short);
    assert_eq!(check_registration(PARTY, QUESTION, &device.create(QUESTION)), Err(Refusal::Key));
}

#[test]
fn counters_only_go_up() {
    let mut device = device();
    let mut known = registered(&device);
    for (counter, before, expected) in [
        (0, 0, Ok(0)),
        (1, 0, Ok(1)),
        (7, 6, Ok(7)),
        (7, 7, Err(Refusal::Counter)),
        (6, 7, Err(Refusal::Counter)),
        (0, 7, Err(Refusal::Counter)),
    ] {
        device.sign_count = counter;
        known.sign_count = before;
        assert_eq!(asserted(&device, &known), expected, "{counter} after {before}");
    }
    // Without the right signature nobody learns of the counter.
    let mut stranger = Device::new(PARTY, -7);
    stranger.sign_count = 1;
    assert_eq!(asserted(&stranger, &known), Err(Refusal::Signature));
}

/// Cut off anywhere or with any byte changed, an answer is refused and nothing breaks.
#[test]
fn no_other_bytes_will_do() {
    let mut device = device();
    device.format = "packed";
    let (new, made, given) = (registered(&device), device.create(QUESTION), device.get(QUESTION));
    let known = Known { public_key: &new.public_key, sign_count: 0 };
    assert!(check_assertion(PARTY, QUESTION, &given, &known).is_ok());
    for at in 0..made.attestation_object.len() {
        let mut cut = made.clone();
        cut.attestation_object.truncate(at);
        assert!(check_registration(PARTY, QUESTION, &cut).is_err(), "{at}");
        let mut changed = made.clone();
        changed.attestation_object[at] ^= 0x20;
        assert!(check_registration(PARTY, QUESTION, &changed).is_err(), "{at}");
    }
    for at in 0..given.authenticator_data.len() {
        let mut changed = given.clone();
        changed.authenticator_data[at] ^= 0x08;
        assert!(check_assertion(PARTY, QUESTION, &changed, &known).is_err(), "{at}");
        changed.authenticator_data.truncate(at);
        assert!(check_assertion(PARTY, QUESTION, &changed, &known).is_err(), "{at}");
    }
    for at in 0..given.client_data.len() {
        let mut changed = given.clone();
        changed.client_data[at] ^= 0x01;
        assert!(check_assertion(PARTY, QUESTION, &changed, &known).is_err(), "{at}");
    }
}
