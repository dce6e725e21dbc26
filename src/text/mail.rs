//! Mail addresses.

use lettre::Address;

/// The longest address that can be mailed to, in bytes (RFC 5321 §4.5.3.1.3).
const LONGEST: usize = 254;

/// A mail address in its normal form: one that the mailer can read, and whose name is not quoted. In a quoted name a further `@` may stand
/// (RFC 5321 §4.1.2), and mail programs do not agree on which of them comes before the domain. Numbers in place of a domain are none, either.
pub fn mail_address(typed: &str) -> Option<String> {
    let address: Address = typed.trim().parse().ok().filter(|address: &Address| AsRef::<str>::as_ref(address).len() <= LONGEST)?;
    let plain = !address.user().contains(|letter: char| letter.is_whitespace() || "\"\\@,;:<>()[]".contains(letter));
    (plain && !address.domain().starts_with('[')).then(|| typed.trim().to_lowercase())
}

#[cfg(test)]
mod tests {
    use super::mail_address;

    #[test]
    fn addresses_have_one_meaning() {
        assert_eq!(mail_address(" Kim.Berger+Amt@Stadt.example ").as_deref(), Some("kim.berger+amt@stadt.example"));
        for wrong in [
            "",
            "kim",
            "kim@",
            "@stadt.example",
            "\"x@evil.example\"@stadt.example",
            "\"kim\"@stadt.example",
            "\"a b\"@stadt.example",
            "x@evil.example@stadt.example",
            "kim@stadt.example, x@evil.example",
            "Kim <kim@stadt.example>",
            "kim@[127.0.0.1]",
            "kim\r\nBcc: x@evil.example",
        ] {
            assert_eq!(mail_address(wrong), None, "{wrong}");
        }
        assert_eq!(mail_address(&format!("{}@stadt.example", "x".repeat(250))), None);
    }
}
