//! A second factor: codes of an app that change every half minute (RFC 6238), and codes on paper for when the app is lost.

use super::passkey::{self, Proof};
use super::password;
use super::secret::digest;
use crate::actor::account::Account;
use crate::app::App;
use crate::error::{Error, Result};
use crate::store::schema::{recovery_codes, second_factors};
use crate::store::types::Timestamp;
use crate::store::{BothExt, Conn};
use diesel::prelude::*;
use std::sync::Arc;
use totp_rs::{Builder, Secret, Totp};

/// How many codes on paper there are.
const RECOVERY_CODES: usize = 10;
/// Letters and digits that are not mistaken for each other; 32 of them, so that five bits choose one.
const LETTERS: &[u8; 32] = b"abcdefghijkmnpqrstuvwxyz23456789";

/// How a login stands to its second factor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Factor {
    /// There is none.
    Off,
    /// Asked for at every login.
    On {
        /// How many codes on paper are left.
        recovery_codes: i64,
    },
}

/// How this login stands to its second factor.
pub fn state(conn: &mut Conn, account_id: i64) -> Result<Factor> {
    if !is_on(conn, account_id)? {
        return Ok(Factor::Off);
    }
    let left = recovery_codes::table.filter(recovery_codes::account_id.eq(account_id)).count().get_result(conn)?;
    Ok(Factor::On { recovery_codes: left })
}

/// Whether a code is asked for at login.
pub(super) fn is_on(conn: &mut Conn, account_id: i64) -> Result<bool> {
    let confirmed = second_factors::table.find(account_id).filter(second_factors::confirmed_at.is_not_null());
    Ok(diesel::select(diesel::dsl::exists(confirmed)).get_result(conn)?)
}

fn totp(secret: &[u8]) -> Result<Totp> {
    // SHA-1, six digits, thirty seconds, one step early or late: what every app understands (RFC 6238 §5.2).
    Builder::new().with_secret(Secret::from(secret.to_vec())).build().map_err(Error::internal)
}

/// The secret that an app has to learn before the factor can be switched on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Setup {
    /// In groups of four letters, for typing.
    pub secret: String,
    /// `otpauth://totp/…` (the key URI format), for a QR code.
    pub uri: String,
}

/// The secret to learn; made at the first call, the same until it is confirmed.
///
/// # Errors
/// `Conflict` when the factor is on already.
pub async fn set_up(app: &Arc<App>, account: &Account) -> Result<Setup> {
    let (id, login) = (account.id, account.login.clone());
    let secret = app
        .write(move |conn, app| {
            let fresh: [u8; 20] = app.random_bytes();
            let row = (
                second_factors::account_id.eq(id),
                second_factors::secret.eq(fresh.to_vec()),
                second_factors::confirmed_at.eq(None::<Timestamp>),
                second_factors::last_step.eq(0_i64),
            );
            diesel::insert_into(second_factors::table).values(row).on_conflict_do_nothing().both().execute(conn)?;
            if is_on(conn, id)? {
                return Err(Error::conflict("error-factor-is-on"));
            }
            Ok(second_factors::table.find(id).select(second_factors::secret).first::<Vec<u8>>(conn)?)
        })
        .await?;
    let plain = totp(&secret)?.secret().to_base32();
    let encode = |text: &str| url::form_urlencoded::byte_serialize(text.as_bytes()).collect::<String>().replace('+', "%20");
    let issuer = encode(&app.settings().name.replace(':', " "));
    let uri = format!("otpauth://totp/{issuer}:{}?secret={plain}&issuer={issuer}", encode(&login));
    let grouped: Vec<String> = plain.as_bytes().chunks(4).map(|group| String::from_utf8_lossy(group).into_owned()).collect();
    Ok(Setup { secret: grouped.join(" "), uri })
}

/// A QR code as an SVG picture.
pub fn picture(text: &str) -> Result<String> {
    let code = qrcode::QrCode::new(text).map_err(Error::internal)?;
    Ok(code.render::<qrcode::render::svg::Color<'_>>().min_dimensions(220, 220).build())
}

/// Switches the factor on with a first code, after showing who one is: a stranger at an open session would lock its owner out. Returns the
/// codes for paper; only their digests are kept.
///
/// # Errors
/// `Invalid` at the fields `current`, `passkey` and `code`; `Conflict` when it is on already; `TooMany`.
pub async fn switch_on(app: &Arc<App>, account: &Account, code: &str, proof: Proof) -> Result<Vec<String>> {
    passkey::confirm(app, account, proof).await?;
    let (id, code) = (account.id, code.to_owned());
    app.write(move |conn, app| {
        let found = second_factors::table.find(id).select((second_factors::secret, second_factors::confirmed_at)).first(conn);
        let Some((secret, confirmed)) = found.optional()? else { return Err(Error::invalid("code", "error-code")) };
        if Option::<Timestamp>::is_some(&confirmed) {
            return Err(Error::conflict("error-factor-is-on"));
        }
        let secret: Vec<u8> = secret;
        let Some(step) = step_of(&secret, &code, app.now())? else { return Err(Error::invalid("code", "error-code")) };
        diesel::update(second_factors::table.find(id))
            .set((second_factors::confirmed_at.eq(app.now()), second_factors::last_step.eq(step)))
            .execute(conn)?;
        let codes: Vec<String> = (0..RECOVERY_CODES).map(|_| paper_code(app.random_bytes())).collect();
        for code in &codes {
            let row = (recovery_codes::account_id.eq(id), recovery_codes::code_digest.eq(digest(&plain(code))));
            diesel::insert_into(recovery_codes::table).values(row).on_conflict_do_nothing().both().execute(conn)?;
        }
        Ok(codes)
    })
    .await
}

/// Switches the factor off; needs the password, and nothing of it is kept.
///
/// # Errors
/// `Invalid` at the field `current`; `TooMany`.
pub async fn switch_off(app: &Arc<App>, account: &Account, current: &str) -> Result<()> {
    password::confirm(app, account, current).await?;
    let id = account.id;
    app.write(move |conn, _| remove(conn, id)).await
}

/// Takes the factor away, as an administrator does for somebody who lost both app and paper.
pub fn remove(conn: &mut Conn, account_id: i64) -> Result<()> {
    diesel::delete(second_factors::table.find(account_id)).execute(conn)?;
    diesel::delete(recovery_codes::table.filter(recovery_codes::account_id.eq(account_id))).execute(conn)?;
    Ok(())
}

/// The step whose code this is.
fn step_of(secret: &[u8], code: &str, now: Timestamp) -> Result<Option<i64>> {
    let code: String = code.chars().filter(|letter| !letter.is_whitespace()).collect();
    let seconds = u64::try_from(now.seconds()).unwrap_or_default();
    Ok(totp(secret)?.check(&code, seconds).and_then(|step| i64::try_from(step).ok()))
}

/// Whether a code fits. A code of the app fits once and none older than it fits any more (RFC 6238 §5.2); a code on paper is used up.
pub(super) fn accept(conn: &mut Conn, account_id: i64, code: &str, now: Timestamp) -> Result<bool> {
    let secret: Vec<u8> = second_factors::table.find(account_id).select(second_factors::secret).first(conn)?;
    if let Some(step) = step_of(&secret, code, now)? {
        let newer = second_factors::table.find(account_id).filter(second_factors::last_step.lt(step));
        return Ok(diesel::update(newer).set(second_factors::last_step.eq(step)).execute(conn)? > 0);
    }
    let used = recovery_codes::table.find((account_id, digest(&plain(code))));
    Ok(diesel::delete(used).execute(conn)? > 0)
}

/// A code on paper as it is compared: without hyphens and blanks, in small letters.
fn plain(code: &str) -> String {
    code.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).take(40).collect()
}

/// Two groups of five letters: fifty bits.
fn paper_code(bytes: [u8; 10]) -> String {
    let letters: String = bytes.iter().map(|byte| char::from(LETTERS[usize::from(byte % 32)])).collect();
    format!("{}-{}", &letters[..5], &letters[5..])
}

#[cfg(test)]
mod tests {
    use super::*;

    /// RFC 6238 appendix B, SHA-1, the last six of eight digits.
    #[test]
    fn codes_of_the_standard() {
        let secret = b"12345678901234567890";
        for (seconds, code) in [(59, "287082"), (1_111_111_109, "081804"), (1_234_567_890, "005924"), (20_000_000_000, "353130")] {
            assert_eq!(step_of(secret, code, Timestamp::from_seconds(seconds)).unwrap(), Some(seconds / 30), "{seconds}");
            assert_eq!(step_of(secret, code, Timestamp::from_seconds(seconds + 61)).unwrap(), None, "{seconds}");
        }
        assert_eq!(step_of(secret, "287 082", Timestamp::from_seconds(59)).unwrap(), Some(1));
        for wrong in ["", "287083", "+87082", "28708", "2870820", "٢٨٧٠٨٢"] {
            assert_eq!(step_of(secret, wrong, Timestamp::from_seconds(59)).unwrap(), None, "{wrong}");
        }
    }

    #[test]
    fn codes_on_paper_are_read_however_they_are_typed() {
        let code = paper_code(std::array::from_fn(|index| index as u8 * 7));
        assert_eq!((code.len(), code.matches('-').count()), (11, 1));
        assert_eq!(plain(&code.to_uppercase().replace('-', " ")), plain(&code));
    }

    #[test]
    fn pictures_hold_nothing_that_runs() {
        let svg = picture("otpauth://totp/RUDI:anna?secret=GEZDGNBV&issuer=RUDI").unwrap();
        assert!(svg.contains("<svg") && !svg.contains("script") && !svg.contains("style"));
    }
}
