//! What may be asked: which URLs, and behind a name which addresses. Pure, so that it can be tested as a table.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use ipnet::{Ipv4Net, Ipv6Net};
use url::{Host, Url};

use crate::error::{Error, Result};

/// Longest URL that is asked, in bytes.
const MAX_URL: usize = 2_048;

/// Which part of the network the client may reach.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// Everything but special-purpose addresses, over HTTPS. The only mode for real operation.
    Public,
    /// Demo and tests: this machine alone (`localhost`, `*.localhost`, `127.0.0.0/8`, `::1`), also over plain HTTP and on any port.
    Loopback,
}

/// The rules for one client.
#[derive(Debug, Clone)]
pub struct Guard {
    /// Which part of the network may be reached.
    pub mode: Mode,
    /// Ports that may be used beside 443 in [`Mode::Public`].
    pub allowed_ports: Vec<u16>,
}

/// IPv4 blocks of the IANA special-purpose registry, with multicast and the reserved block.
const SPECIAL_V4: [Ipv4Net; 15] = [
    Ipv4Net::new_assert(Ipv4Addr::new(0, 0, 0, 0), 8),
    Ipv4Net::new_assert(Ipv4Addr::new(10, 0, 0, 0), 8),
    Ipv4Net::new_assert(Ipv4Addr::new(100, 64, 0, 0), 10),
    Ipv4Net::new_assert(Ipv4Addr::new(127, 0, 0, 0), 8),
    Ipv4Net::new_assert(Ipv4Addr::new(169, 254, 0, 0), 16),
    Ipv4Net::new_assert(Ipv4Addr::new(172, 16, 0, 0), 12),
    Ipv4Net::new_assert(Ipv4Addr::new(192, 0, 0, 0), 24),
    Ipv4Net::new_assert(Ipv4Addr::new(192, 0, 2, 0), 24),
    Ipv4Net::new_assert(Ipv4Addr::new(192, 88, 99, 0), 24),
    Ipv4Net::new_assert(Ipv4Addr::new(192, 168, 0, 0), 16),
    Ipv4Net::new_assert(Ipv4Addr::new(198, 18, 0, 0), 15),
    Ipv4Net::new_assert(Ipv4Addr::new(198, 51, 100, 0), 24),
    Ipv4Net::new_assert(Ipv4Addr::new(203, 0, 113, 0), 24),
    Ipv4Net::new_assert(Ipv4Addr::new(224, 0, 0, 0), 4),
    Ipv4Net::new_assert(Ipv4Addr::new(240, 0, 0, 0), 4),
];

/// Global unicast (RFC 4291): everything outside is refused, so mapped, compatible, translated (NAT64), local and multicast forms are too.
const GLOBAL_V6: Ipv6Net = Ipv6Net::new_assert(Ipv6Addr::new(0x2000, 0, 0, 0, 0, 0, 0, 0), 3);

/// Blocks inside global unicast that lead elsewhere: protocol assignments (Teredo among them), documentation, 6to4.
const SPECIAL_V6: [Ipv6Net; 4] = [
    Ipv6Net::new_assert(Ipv6Addr::new(0x2001, 0, 0, 0, 0, 0, 0, 0), 23),
    Ipv6Net::new_assert(Ipv6Addr::new(0x2001, 0x0db8, 0, 0, 0, 0, 0, 0), 32),
    Ipv6Net::new_assert(Ipv6Addr::new(0x2002, 0, 0, 0, 0, 0, 0, 0), 16),
    Ipv6Net::new_assert(Ipv6Addr::new(0x3fff, 0, 0, 0, 0, 0, 0, 0), 20),
];

/// Last labels that never name a server on the internet (RFC 6761, 6762, 7686, 8375, 9476, and ICANN's reservation of `internal`).
const INSIDE_NAMES: [&str; 7] = ["localhost", "local", "internal", "onion", "arpa", "alt", "invalid"];

/// Whether the address is on the public internet, by the IANA special-purpose registries (RFC 6890).
pub fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => !SPECIAL_V4.iter().any(|net| net.contains(&address)),
        IpAddr::V6(address) => GLOBAL_V6.contains(&address) && !SPECIAL_V6.iter().any(|net| net.contains(&address)),
    }
}

/// Whether the name is `localhost` or below it (RFC 6761): it always means this machine.
pub(super) fn is_localhost(name: &str) -> bool {
    name == "localhost" || name.ends_with(".localhost")
}

impl Guard {
    /// Whether a connection to the address may be opened.
    pub fn allows_address(&self, address: IpAddr) -> bool {
        match self.mode {
            Mode::Public => is_public(address),
            Mode::Loopback => address.is_loopback(),
        }
    }

    /// Checks a URL before it is asked. The addresses behind its name are checked later, when the connection is opened.
    ///
    /// # Errors
    /// [`Error::Invalid`] for `url` if it may never be asked; [`Error::Remote`] if only the loopback mode forbids it.
    pub fn check_url(&self, url: &Url) -> Result<()> {
        let has_user = !url.username().is_empty() || url.password().is_some();
        let (Some(host), Some(port)) = (url.host(), url.port_or_known_default()) else { return Err(unusable()) };
        if has_user || url.as_str().len() > MAX_URL || !matches!(url.scheme(), "https" | "http") {
            return Err(unusable());
        }
        match self.mode {
            Mode::Public => {
                let right_port = port == 443 || self.allowed_ports.contains(&port);
                if url.scheme() == "https" && right_port && is_public_name(&host) { Ok(()) } else { Err(unusable()) }
            }
            Mode::Loopback => {
                let is_here = match host {
                    Host::Domain(name) => is_localhost(name),
                    Host::Ipv4(address) => address.is_loopback(),
                    Host::Ipv6(address) => address.is_loopback(),
                };
                if is_here { Ok(()) } else { Err(Error::remote(url.as_str(), "error-remote-forbidden-address", "loopback mode")) }
            }
        }
    }

    /// The root URL of a bare `host` or `host:port` as it stands in a handle: `https`, or `http` in loopback mode.
    ///
    /// # Errors
    /// As for [`Guard::check_url`]; also if the text is more than a host and a port.
    pub fn url_of_host(&self, authority: &str) -> Result<Url> {
        if authority.contains(|letter: char| letter.is_whitespace() || letter.is_control() || "/\\?#@%".contains(letter)) {
            return Err(unusable());
        }
        let scheme = if self.mode == Mode::Loopback { "http" } else { "https" };
        let url = Url::parse(&format!("{scheme}://{authority}/")).map_err(|_| unusable())?;
        self.check_url(&url)?;
        Ok(url)
    }
}

/// A name of two labels or more that is not reserved for the inside of a network; never an address in any spelling.
fn is_public_name(host: &Host<&str>) -> bool {
    let Host::Domain(name) = host else { return false };
    let mut labels = name.rsplit('.');
    let last = labels.next().unwrap_or_default();
    labels.next().is_some() && !name.split('.').any(str::is_empty) && !INSIDE_NAMES.contains(&last)
}

/// The answer to a URL that may never be asked.
fn unusable() -> Error {
    Error::invalid("url", "error-url-invalid")
}
