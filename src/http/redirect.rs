//! Which redirects of a fetch are followed.

use http::{HeaderMap, StatusCode, header};
use url::Url;

use super::guard::Guard;
use crate::error::{Error, Result};

/// Where the answer sends us, or nothing if it is not a redirect. `seen` holds the URLs asked so far, the one of this answer last.
///
/// # Errors
/// [`Error::Remote`] with `error-remote-redirect`: too many, in a circle, unreadable, or to where we never go.
pub(super) fn next(guard: &Guard, seen: &[Url], max: usize, status: StatusCode, headers: &HeaderMap) -> Result<Option<Url>> {
    let Some(current) = seen.last() else { return Ok(None) };
    let (301..=303 | 307 | 308, Some(location)) = (status.as_u16(), headers.get(header::LOCATION)) else { return Ok(None) };
    let refused = |cause: &str| Error::remote(current.as_str(), "error-remote-redirect", cause);
    let target = location.to_str().ok().and_then(|location| current.join(location).ok());
    let mut target = target.ok_or_else(|| refused("unreadable Location"))?;
    target.set_fragment(None);
    guard.check_url(&target).map_err(|_| refused("redirect to a forbidden URL"))?;
    if seen.len() > max {
        return Err(refused("too many redirects"));
    }
    if seen.contains(&target) {
        return Err(refused("redirect in a circle"));
    }
    Ok(Some(target))
}

#[cfg(test)]
mod tests {
    use super::super::Mode;
    use super::*;

    fn next_in_public(location: &str, status: u16) -> Result<Option<Url>> {
        let guard = Guard { mode: Mode::Public, allowed_ports: Vec::new() };
        let seen = [Url::parse("https://a.example.org/x").unwrap()];
        let headers = HeaderMap::from_iter([(header::LOCATION, location.parse().unwrap())]);
        next(&guard, &seen, 2, StatusCode::from_u16(status).unwrap(), &headers)
    }

    #[test]
    fn fet_09_redirect_from_public_to_private_is_refused() {
        for status in [301, 302, 303, 307, 308] {
            for location in [
                "https://127.0.0.1/",
                "https://[::1]/",
                "http://b.example.org/",
                "https://localhost/",
                "//10.0.0.1/",
                "https://b.example.org:8443/",
            ] {
                assert!(matches!(next_in_public(location, status), Err(Error::Remote { .. })), "{status} {location}");
            }
        }
    }

    #[test]
    fn fet_09_good_redirects_are_followed() {
        assert_eq!(next_in_public("/y#part", 301).unwrap().unwrap().as_str(), "https://a.example.org/y");
        assert_eq!(next_in_public("https://b.example.org/", 308).unwrap().unwrap().as_str(), "https://b.example.org/");
        for status in [200, 300, 304, 305, 306, 404] {
            assert_eq!(next_in_public("https://127.0.0.1/", status).unwrap(), None, "{status}");
        }
    }
}
