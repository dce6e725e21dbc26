//! Keys of actors: RSA for HTTP signatures (`publicKey`), Ed25519 for signatures and proofs (`assertionMethod`, FEP-521a).

use super::model::Actor;
use crate::error::{Error, Result};
use crate::peer::SignatureForm;
use crate::signature::{Algorithm, PrivateKey, PublicKey};
use crate::small_enum;
use crate::store::schema::{actors, keys};
use crate::store::types::Timestamp;
use crate::store::{Conn, MultiBackend, on_each};
use diesel::prelude::*;

small_enum! {
    /// What a key is for.
    pub enum KeyKind {
        /// RSA, PEM, for HTTP signatures everybody understands.
        Rsa = 0,
        /// Ed25519, multibase, for proofs and for peers that can.
        Ed25519 = 1,
    }
}

/// A key of an actor. `private_key` (PKCS#8) only for actors of this instance.
#[derive(Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = keys, check_for_backend(MultiBackend))]
pub struct Key {
    /// The key's id, a URL.
    pub id: String,
    /// Whose it is.
    pub actor_id: i64,
    /// RSA or Ed25519.
    pub algorithm: KeyKind,
    /// PEM (RSA) or multibase (Ed25519).
    pub public_key: String,
    /// PKCS#8, DER.
    pub private_key: Option<Vec<u8>>,
    /// Since when.
    pub created_at: Timestamp,
    /// Replaced by a newer one; verifies no new requests, but old proofs.
    pub retired_at: Option<Timestamp>,
}

impl Key {
    /// Parses the public half.
    pub fn public(&self) -> Result<PublicKey> {
        let parsed = match self.algorithm {
            KeyKind::Rsa => PublicKey::from_pem(&self.public_key),
            KeyKind::Ed25519 if self.public_key.starts_with("-----") => PublicKey::from_pem(&self.public_key),
            KeyKind::Ed25519 => PublicKey::from_multibase(&self.public_key),
        };
        parsed.map_err(|error| Error::internal(format!("stored key {}: {error}", self.id)))
    }

    /// Parses the private half; expensive for RSA, so callers cache it.
    pub fn private(&self) -> Result<PrivateKey> {
        let der = self.private_key.as_deref().ok_or_else(|| Error::internal(format!("no private key for {}", self.id)))?;
        PrivateKey::from_pkcs8_der(der).map_err(|error| Error::internal(format!("stored key {}: {error}", self.id)))
    }

    /// Whether it is the same key as this one, however it is written.
    pub fn is_same_key(&self, other: &Self) -> bool {
        let spelled_alike = |(one, other): (PublicKey, PublicKey)| one.to_pem() == other.to_pem();
        self.public_key == other.public_key || self.public().ok().zip(other.public().ok()).is_some_and(spelled_alike)
    }

    /// A new key of a local actor.
    pub fn new_local(id: String, actor_id: i64, private: &PrivateKey, now: Timestamp) -> Result<Self> {
        let public = private.public_key();
        let (algorithm, public_key) = match public.algorithm() {
            Algorithm::RsaSha256 => (KeyKind::Rsa, public.to_pem()),
            Algorithm::Ed25519 => (KeyKind::Ed25519, public.to_multibase()),
        };
        Ok(Self {
            id,
            actor_id,
            algorithm,
            public_key,
            private_key: Some(private.to_pkcs8_der().map_err(Error::internal)?),
            created_at: now,
            retired_at: None,
        })
    }
}

/// The two private keys with which a local actor speaks.
#[derive(Debug, Clone)]
pub struct SigningKeys {
    /// Id of the RSA key.
    pub rsa_id: String,
    /// The RSA key.
    pub rsa: PrivateKey,
    /// Id of the Ed25519 key.
    pub ed25519_id: String,
    /// The Ed25519 key.
    pub ed25519: PrivateKey,
}

impl SigningKeys {
    /// The key for this form of signatures, with its id.
    pub fn for_form(&self, form: SignatureForm) -> (&str, &PrivateKey) {
        match form {
            SignatureForm::Ed25519 => (&self.ed25519_id, &self.ed25519),
            SignatureForm::Cavage | SignatureForm::Rfc9421 => (&self.rsa_id, &self.rsa),
        }
    }
}

/// Makes key pairs; tests put in a cheaper one.
pub trait KeyMaker: Send + Sync {
    /// A new key pair. RSA takes up to half a second: call it outside of transactions.
    fn make(&self, algorithm: Algorithm) -> Result<PrivateKey>;
}

/// Makes fresh keys.
#[derive(Debug, Clone, Copy)]
pub struct FreshKeys;

impl KeyMaker for FreshKeys {
    fn make(&self, algorithm: Algorithm) -> Result<PrivateKey> {
        PrivateKey::generate(algorithm).map_err(Error::internal)
    }
}

/// The key with this id.
pub fn find(conn: &mut Conn, id: &str) -> Result<Option<Key>> {
    Ok(keys::table.find(id).select(Key::as_select()).first(conn).optional()?)
}

/// All keys of an actor, current ones first, newest first.
pub fn of_actor(conn: &mut Conn, actor_id: i64) -> Result<Vec<Key>> {
    let mut all: Vec<Key> = keys::table.filter(keys::actor_id.eq(actor_id)).select(Key::as_select()).load(conn)?;
    all.sort_by_key(|key| (key.retired_at.is_some(), std::cmp::Reverse(key.created_at)));
    Ok(all)
}

/// The keys of an actor that verify requests.
pub fn current(conn: &mut Conn, actor_id: i64) -> Result<Vec<Key>> {
    let current = keys::table.filter(keys::actor_id.eq(actor_id)).filter(keys::retired_at.is_null());
    Ok(on_each!(conn, |each| current.select(Key::as_select()).load(each))?)
}

/// Retires the keys of everybody on another server, so that those they publish now are believed: somebody made sure whose they are.
pub fn retire_all_of(conn: &mut Conn, host: &str, now: Timestamp) -> Result<usize> {
    let people = actors::table.filter(actors::host.eq(host)).filter(actors::local.eq(false)).select(actors::id);
    let theirs = keys::table.filter(keys::actor_id.eq_any(people)).filter(keys::retired_at.is_null());
    Ok(diesel::update(theirs).set(keys::retired_at.eq(now)).execute(conn)?)
}

/// The private keys of a local actor.
pub fn signing_keys(conn: &mut Conn, actor_id: i64) -> Result<SigningKeys> {
    let all = of_actor(conn, actor_id)?;
    let current = |algorithm| {
        all.iter()
            .find(|key| key.algorithm == algorithm && key.retired_at.is_none() && key.private_key.is_some())
            .ok_or_else(|| Error::internal(format!("actor {actor_id} has no {algorithm:?} key")))
    };
    let (rsa, ed25519) = (current(KeyKind::Rsa)?, current(KeyKind::Ed25519)?);
    Ok(SigningKeys { rsa_id: rsa.id.clone(), rsa: rsa.private()?, ed25519_id: ed25519.id.clone(), ed25519: ed25519.private()? })
}

/// Stores the keys an actor publishes now; keys it no longer publishes are retired, so that requests signed with them are refused while old
/// proofs still verify.
pub fn replace(conn: &mut Conn, actor_id: i64, published: &[Key], now: Timestamp) -> Result<()> {
    let known = of_actor(conn, actor_id)?;
    for key in &known {
        if key.retired_at.is_none() && !published.iter().any(|new| new.id == key.id) {
            diesel::update(keys::table.find(&key.id)).set(keys::retired_at.eq(now)).execute(conn)?;
        }
    }
    for key in published {
        match known.iter().find(|old| old.id == key.id) {
            Some(old) if old.public_key == key.public_key && old.retired_at.is_none() => {}
            Some(_) => {
                diesel::update(keys::table.find(&key.id).filter(keys::actor_id.eq(actor_id)))
                    .set((
                        keys::public_key.eq(&key.public_key),
                        keys::algorithm.eq(key.algorithm),
                        keys::created_at.eq(now),
                        keys::retired_at.eq(None::<Timestamp>),
                    ))
                    .execute(conn)?;
            }
            // A key id belongs to one actor for ever; who else of that server claims it goes without.
            None if find(conn, &key.id)?.is_some() => tracing::info!(key = key.id, "a key of another actor was claimed"),
            None => insert(conn, &Key { actor_id, ..key.clone() })?,
        }
    }
    Ok(())
}

/// Stores a key. A key id belongs to one actor for ever.
pub fn insert(conn: &mut Conn, key: &Key) -> Result<()> {
    diesel::insert_into(keys::table).values(key).execute(conn)?;
    Ok(())
}

/// The ids for the first two keys of a local actor.
pub fn first_key_ids(actor: &Actor) -> (String, String) {
    (format!("{}#main-key", actor.ap_id), format!("{}#ed25519-key", actor.ap_id))
}
