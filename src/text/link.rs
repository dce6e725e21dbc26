//! Addresses in links: which ones are allowed, and whether a link's text tells the truth about its target.

use url::Url;

/// Longer addresses are not links any more.
const MAX_ADDRESS: usize = 2048;

/// The address as it may stand in `href`: `http`, `https` or `mailto`, absolute, without user name and password.
pub(super) fn link_address(text: &str) -> Option<String> {
    if text.len() > MAX_ADDRESS {
        return None;
    }
    let mut url = Url::parse(text.trim()).ok()?;
    match url.scheme() {
        "http" | "https" => {
            url.host_str().filter(|host| !host.is_empty())?;
            url.set_username("").ok()?;
            url.set_password(None).ok()?;
        }
        // The URL standard leaves these as they are here; in an address of mail (RFC 6068 §2) they cannot stand.
        "mailto" if !url.as_str().contains(|letter: char| letter.is_whitespace() || "<>\"".contains(letter)) => {}
        _ => return None,
    }
    let address = url.to_string();
    // A second reading must find the same: some odd addresses change again.
    (address.len() <= MAX_ADDRESS && Url::parse(&address).is_ok_and(|again| again.as_str() == address)).then_some(address)
}

/// The text to show instead, when a link's text names another host than the link leads to, or one that only looks the same.
pub(super) fn honest_text(shown: &str, address: &str) -> Option<String> {
    let claimed = claimed_host(shown)?;
    let url = Url::parse(address).ok()?;
    let real = url.host_str()?;
    let claimed_ascii = super::normalize_host(&claimed).unwrap_or_default();
    let bare = |host: &str| host.strip_prefix("www.").unwrap_or(host).to_owned();
    let (claimed_bare, real_bare) = (bare(&claimed_ascii), bare(real));
    let same =
        claimed_bare == real_bare || real_bare.ends_with(&format!(".{claimed_bare}")) || claimed_bare.ends_with(&format!(".{real_bare}"));
    // Letters of Western European languages cannot be mistaken for others; those of other scripts can.
    let plain = claimed.chars().all(|letter| letter.is_ascii() || ('\u{df}'..='\u{ff}').contains(&letter));
    if same && plain && !claimed_ascii.is_empty() {
        return None;
    }
    let mut text: String = address.chars().take(200).collect();
    if text.len() < address.len() {
        text.push('…');
    }
    Some(text)
}

/// The host a link's text claims to lead to, if it looks like an address.
fn claimed_host(shown: &str) -> Option<String> {
    let shown = shown.trim();
    let lower = shown.to_lowercase();
    let (explicit, rest) = match lower.strip_prefix("https://").or_else(|| lower.strip_prefix("http://")) {
        Some(rest) => (true, rest.to_owned()),
        None => (lower.starts_with("www."), lower),
    };
    if !explicit && rest.contains(char::is_whitespace) {
        return None;
    }
    let authority = rest.split(|letter: char| letter.is_whitespace() || "/?#\\…".contains(letter)).next().unwrap_or_default();
    let host = authority.rsplit('@').next().unwrap_or_default();
    let host = host.split(':').next().unwrap_or_default();
    let (_, last) = host.trim_end_matches('.').rsplit_once('.')?;
    let known =
        ["de", "eu", "com", "org", "net", "info", "gov", "at", "ch", "bund", "nrw", "bayern", "berlin", "hamburg", "koeln", "social"];
    ((explicit || known.contains(&last)) && !authority.starts_with('@')).then(|| host.to_owned())
}

/// An address for logs and for eyes other than the reader's: what is long enough to be the secret of a link is left out, wherever it stands.
pub fn without_secrets(path: &str) -> String {
    let of_secrets = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '-' | '_');
    let mut told = String::with_capacity(path.len());
    for run in path.split_inclusive(|letter| !of_secrets(letter)) {
        let word = run.trim_end_matches(|letter| !of_secrets(letter));
        told.push_str(if word.len() >= 40 { "***" } else { word });
        told.push_str(run.get(word.len()..).unwrap_or_default());
    }
    told
}
