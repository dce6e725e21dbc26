//! Names of accounts, communities and servers, each in one normal form.

use url::Host;

/// Names that could be mistaken for the instance itself or collide with a path.
const RESERVED: [&str; 68] = [
    "abuse",
    "account",
    "accounts",
    "actor",
    "admin",
    "administration",
    "administrator",
    "ap",
    "api",
    "app",
    "assets",
    "auth",
    "behoerde",
    "bot",
    "dienstweg",
    "datenschutz",
    "everyone",
    "followers",
    "following",
    "group",
    "groups",
    "health",
    "help",
    "hilfe",
    "hostmaster",
    "impressum",
    "inbox",
    "info",
    "instance",
    "kontakt",
    "local",
    "login",
    "logout",
    "mail",
    "media",
    "metrics",
    "mod",
    "moderation",
    "moderator",
    "news",
    "nodeinfo",
    "noreply",
    "no-reply",
    "oauth",
    "official",
    "operator",
    "outbox",
    "owner",
    "postmaster",
    "presse",
    "privacy",
    "public",
    "register",
    "registrierung",
    "root",
    "security",
    "server",
    "settings",
    "shared",
    "signup",
    "static",
    "support",
    "system",
    "tags",
    "user",
    "verwaltung",
    "webmaster",
    "www",
];

/// The normal form of a new local name: lower case, 2 to 40 ASCII letters, digits, `_`, `-` and `.`, the last three not at the ends.
///
/// # Errors
/// The id of the text that says what is wrong: `error-username-length`, `error-username-characters` or `error-username-reserved`.
pub fn check_username(name: &str) -> Result<String, &'static str> {
    let name = name.trim();
    if !(2..=40).contains(&name.chars().count()) {
        return Err("error-username-length");
    }
    let allowed = name.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.'));
    let sign = |letter: char| matches!(letter, '_' | '-' | '.');
    if !allowed || name.starts_with(sign) || name.ends_with(sign) || name.contains("..") {
        return Err("error-username-characters");
    }
    let name = name.to_ascii_lowercase();
    // `ad.min` and `ad_min` read like `admin`.
    let letters = name.replace(sign, "");
    if RESERVED.iter().any(|reserved| *reserved == name || reserved.replace('-', "") == letters) {
        return Err("error-username-reserved");
    }
    Ok(name)
}

/// The normal form of a host name: lower case, IDNA in ASCII, percent-encoding resolved, no trailing dot. `None` for IP addresses and for
/// what is no host name.
pub fn normalize_host(host: &str) -> Option<String> {
    let Ok(Host::Domain(name)) = Host::parse(host.trim()) else { return None };
    let name = name.strip_suffix('.').unwrap_or(&name);
    // The URL standard forbids only what breaks URLs; the DNS knows letters, digits, hyphens and, in practice, underscores.
    let plain = name.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_'));
    let valid = plain && !name.is_empty() && name.len() <= 253 && name.split('.').all(|label| !label.is_empty() && label.len() <= 63);
    valid.then(|| name.to_owned())
}

/// Whether a host name, without port, is `localhost` or below it (RFC 6761 §6.3).
pub fn is_local_name(host: &str) -> bool {
    host == "localhost" || host.ends_with(".localhost")
}

/// The normal form of `host` or `host:port`, as peers are named in handles, rules and the database. Port 443 is left out.
pub fn normalize_authority(authority: &str) -> Option<String> {
    let Some((host, port)) = authority.trim().rsplit_once(':') else { return normalize_host(authority) };
    let host = normalize_host(host)?;
    if !port.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    match port.parse::<u16>().ok()? {
        0 => None,
        443 => Some(host),
        port => Some(format!("{host}:{port}")),
    }
}
