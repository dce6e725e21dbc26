//! Which URLs and addresses are refused before anything happens.

use std::fs;
use std::net::IpAddr;
use std::path::Path;

use super::super::{Guard, is_public};
use super::*;

const PUBLIC: Guard = Guard { mode: Mode::Public, allowed_ports: Vec::new() };
const LOOPBACK: Guard = Guard { mode: Mode::Loopback, allowed_ports: Vec::new() };

fn address(text: &str) -> IpAddr {
    text.parse().unwrap()
}

fn assert_refused(urls: &[&str]) {
    for text in urls {
        // What does not parse as a URL never reaches the client.
        if let Ok(url) = Url::parse(text) {
            assert!(matches!(PUBLIC.check_url(&url), Err(Error::Invalid(_))), "{text}");
        }
    }
}

#[test]
fn fet_01_02_this_machine_and_metadata_services() {
    assert_refused(&[
        "http://127.0.0.1/",
        "https://127.0.0.1/",
        "https://localhost/",
        "https://localhost./",
        "https://LOCALHOST/",
        "https://a.localhost/",
        "https://[::1]/",
        "https://169.254.169.254/latest/meta-data",
        "https://metadata.google.internal/",
        "https://printer.local/",
        "https://router.home.arpa/",
        "https://hidden.onion/",
        "https://intranet/",
        "https://8.8.8.8/",
        "https://[2606:4700::1111]/",
    ]);
    assert!(!is_public(address("169.254.169.254")));
}

/// First and last address of every IPv4 block in the registry that is not globally reachable, with the neighbours that are.
#[test]
fn fet_03_special_purpose_registry_of_ipv4() {
    for (first, last, before, after) in [
        ("0.0.0.0", "0.255.255.255", None, Some("1.0.0.0")),
        ("10.0.0.0", "10.255.255.255", Some("9.255.255.255"), Some("11.0.0.0")),
        ("100.64.0.0", "100.127.255.255", Some("100.63.255.255"), Some("100.128.0.0")),
        ("127.0.0.0", "127.255.255.255", Some("126.255.255.255"), Some("128.0.0.0")),
        ("169.254.0.0", "169.254.255.255", Some("169.253.255.255"), Some("169.255.0.0")),
        ("172.16.0.0", "172.31.255.255", Some("172.15.255.255"), Some("172.32.0.0")),
        ("192.0.0.0", "192.0.0.255", Some("191.255.255.255"), Some("192.0.1.0")),
        ("192.0.2.0", "192.0.2.255", Some("192.0.1.255"), Some("192.0.3.0")),
        ("192.88.99.0", "192.88.99.255", Some("192.88.98.255"), Some("192.88.100.0")),
        ("192.168.0.0", "192.168.255.255", Some("192.167.255.255"), Some("192.169.0.0")),
        ("198.18.0.0", "198.19.255.255", Some("198.17.255.255"), Some("198.20.0.0")),
        ("198.51.100.0", "198.51.100.255", Some("198.51.99.255"), Some("198.51.101.0")),
        ("203.0.113.0", "203.0.113.255", Some("203.0.112.255"), Some("203.0.114.0")),
        ("224.0.0.0", "255.255.255.255", Some("223.255.255.255"), None),
    ] {
        assert!(!is_public(address(first)) && !is_public(address(last)), "{first}");
        assert!(before.into_iter().chain(after).all(|neighbour| is_public(address(neighbour))), "{first}");
    }
}

#[test]
fn fet_04_only_global_unicast_of_ipv6() {
    for refused in [
        "::",
        "::1",
        "::ffff:127.0.0.1",
        "::ffff:8.8.8.8",
        "::127.0.0.1",
        "64:ff9b::7f00:1",
        "64:ff9b:1::1",
        "100::1",
        "100:0:0:1::1",
        "2001::1",
        "2001:1ff:ffff::1",
        "2001:db8::1",
        "2002:7f00:1::",
        "3fff::1",
        "3fff:fff::1",
        "4000::1",
        "5f00::1",
        "fc00::1",
        "fd12:3456::1",
        "fe80::1",
        "fec0::1",
        "ff02::1",
    ] {
        assert!(!is_public(address(refused)), "{refused}");
    }
    for allowed in ["2001:200::1", "2001:db7::1", "2003::1", "2606:4700::1111", "2a00::1", "3ffe::1", "3fff:1000::1"] {
        assert!(is_public(address(allowed)), "{allowed}");
    }
    assert_refused(&["https://[::ffff:127.0.0.1]/", "https://[fe80::1%25eth0]/", "https://[2002:7f00:1::]/"]);
}

#[test]
fn fet_05_addresses_in_odd_spellings() {
    assert_refused(&[
        "https://2130706433/",
        "https://0x7f.1/",
        "https://0177.0.0.1/",
        "https://127.1/",
        "https://0/",
        "https://127.0.0.1./",
        "https://%31%32%37.0.0.1/",
        "https://①②⑦.0.0.1/",
    ]);
}

#[test]
fn fet_14_ports() {
    let refused = [22, 25, 80, 5432, 8080, 8443].map(|port| format!("https://a.example.org:{port}/"));
    assert_refused(&refused.each_ref().map(String::as_str));
    assert!(PUBLIC.check_url(&url("https://a.example.org:443/")).is_ok());
    let guard = Guard { mode: Mode::Public, allowed_ports: vec![8443] };
    assert!(guard.check_url(&url("https://a.example.org:8443/")).is_ok());
    assert!(guard.check_url(&url("https://a.example.org:8080/")).is_err());
}

#[test]
fn fet_15_users_and_other_schemes() {
    assert_refused(&[
        "https://user:pw@a.example.org/",
        "https://user@a.example.org/",
        "https://:pw@a.example.org/",
        "http://a.example.org/",
        "ftp://a.example.org/",
        "file:///etc/passwd",
        "data:text/plain,x",
        "urn:x:y",
        "https://a.example.org./",
        &format!("https://a.example.org/{}", "x".repeat(2_048)),
    ]);
    for text in ["https://a.example.org/users/x?y=z#main-key", "https://xn--mnchen-3ya.example/", "https://müller.example/"] {
        assert!(PUBLIC.check_url(&url(text)).is_ok(), "{text}");
    }
}

#[test]
fn fet_25_hosts_of_handles() {
    for host in [
        "",
        "evil.example.org/../x",
        "127.0.0.1:8080",
        "[::1]",
        "b@c.example.org",
        "a.example.org:80",
        "a.example.org?x",
        "a.example.org#x",
        "a.example.org\\x",
        "a.exa mple.org",
        "a.example%2eorg",
        "localhost",
    ] {
        assert!(PUBLIC.url_of_host(host).is_err(), "{host}");
    }
    assert_eq!(PUBLIC.url_of_host("A.Example.ORG").unwrap().as_str(), "https://a.example.org/");
    assert_eq!(LOOPBACK.url_of_host("rudi.localhost:8081").unwrap().as_str(), "http://rudi.localhost:8081/");
}

#[test]
fn fet_01_loopback_mode_reaches_nothing_else() {
    for allowed in ["http://rudi.localhost:8081/", "http://localhost/", "https://127.0.0.1:9/", "http://127.9.9.9/", "http://[::1]:80/"] {
        assert!(LOOPBACK.check_url(&url(allowed)).is_ok(), "{allowed}");
    }
    for refused in
        ["https://a.example.org/", "http://10.0.0.1/", "http://[::ffff:127.0.0.1]/", "http://notlocalhost/", "http://169.254.169.254/"]
    {
        assert_eq!(text(LOOPBACK.check_url(&url(refused))), "error-remote-forbidden-address", "{refused}");
    }
    assert!(matches!(LOOPBACK.check_url(&url("http://user@localhost/")), Err(Error::Invalid(_))));
}

/// Whatever is fetched (documents, pictures, previews, push) goes through this module.
#[test]
fn fet_27_no_other_module_opens_connections() {
    fn visit(folder: &Path, found: &mut Vec<String>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                visit(&path, found);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let source = fs::read_to_string(&path).unwrap();
                if ["reqwest::", "hyper::client", "hyper_util::client", "reqwest_middleware"].iter().any(|name| source.contains(name)) {
                    found.push(path.display().to_string());
                }
            }
        }
    }
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut found = Vec::new();
    visit(&source, &mut found);
    assert!(found.iter().any(|path| path.ends_with("client.rs")));
    found.retain(|path| !Path::new(path).starts_with(source.join("http")));
    assert!(found.is_empty(), "{found:?}");
}
