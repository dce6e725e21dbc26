//! Official keys of German authorities: the AGS (Amtlicher Gemeindeschlüssel, up to 8 digits) and the ARS (Amtlicher Regionalschlüssel, up
//! to 12), as the Federal Statistical Office gives them: state (2), region (1), district (2), in the ARS association (4), municipality (3).

use super::organisation::Level;

/// How many digits a key can have: state, region, district, AGS of a municipality, association, ARS of a municipality.
const LENGTHS: [usize; 6] = [2, 3, 5, 8, 9, 12];
/// How many states there are; their numbers begin at 1. 00 stands for the federation.
const STATES: u8 = 16;

/// A key without spaces, if its digits can belong to an organisation of this level.
pub(super) fn normalized(typed: &str, level: Level) -> Option<String> {
    let key: String = typed.chars().filter(|letter| !letter.is_whitespace()).collect();
    if !LENGTHS.contains(&key.len()) || !key.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let state: u8 = key.get(..2)?.parse().ok()?;
    let rest_is_zero = |from: usize| key.bytes().skip(from).all(|byte| byte == b'0');
    let fits = match level {
        Level::Federal => rest_is_zero(0),
        Level::State => state > 0 && rest_is_zero(2),
        Level::District => state > 0 && key.len() >= 5 && rest_is_zero(5),
        Level::Municipality => state > 0 && key.len() >= 8,
        Level::PublicCompany | Level::University | Level::Other => true,
    };
    (fits && state <= STATES).then_some(key)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_judged_by_their_digits() {
        for (typed, level, expected) in [
            ("05113000", Level::Municipality, Some("05113000")),
            (" 05 1 13 000 ", Level::Municipality, Some("05113000")),
            ("051130000000", Level::Municipality, Some("051130000000")),
            ("05113", Level::District, Some("05113")),
            ("05113000", Level::District, Some("05113000")),
            ("05113001", Level::District, None),
            ("05", Level::State, Some("05")),
            ("050000000000", Level::State, Some("050000000000")),
            ("05113", Level::State, None),
            ("00", Level::Federal, Some("00")),
            ("05", Level::Federal, None),
            ("00000000", Level::Municipality, None),
            ("05113", Level::Municipality, None),
            ("05113000", Level::University, Some("05113000")),
            ("17113000", Level::Municipality, None),
            ("99", Level::Other, None),
            ("0511300", Level::Municipality, None),
            ("0511300a", Level::Municipality, None),
            ("０５１１３０００", Level::Municipality, None),
            ("-5113000", Level::Municipality, None),
            ("", Level::Other, None),
        ] {
            assert_eq!(normalized(typed, level).as_deref(), expected, "{typed} {level}");
        }
    }
}
