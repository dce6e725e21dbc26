use super::super::*;

#[test]
fn jsn_17_usernames_have_one_form_and_none_is_reserved() {
    assert_eq!(check_username(" Anna.Schmidt-2_x "), Ok("anna.schmidt-2_x".to_owned()));
    for name in ["..", ".anna", "anna-", "an na", "an@na", "ＡＤＭＩＮ", "straße", "STRAẞE", "İbo", "🙂🙂", "a..b", "an/na", "анна"]
    {
        assert_eq!(check_username(name), Err("error-username-characters"), "{name}");
    }
    for name in ["", "a", &"a".repeat(41)] {
        assert_eq!(check_username(name), Err("error-username-length"), "{name}");
    }
    for name in ["admin", "ADMIN", "Ad.min", "root", "api", "ap", "inbox", "verwaltung", "no-reply", "noreply"] {
        assert_eq!(check_username(name), Err("error-username-reserved"), "{name}");
    }
    check_username(&"a".repeat(40)).unwrap();
}

#[test]
fn ori_15_hosts_have_one_form() {
    for host in ["example.org", "EXAMPLE.org.", "example。org", "%65xample.org", "ｅｘａｍｐｌｅ.org", " example.org "] {
        assert_eq!(normalize_host(host).as_deref(), Some("example.org"), "{host}");
    }
    assert_eq!(normalize_host("Bürger.example").as_deref(), Some("xn--brger-kva.example"));
    assert_eq!(normalize_host("xn--BRGER-kva.example").as_deref(), Some("xn--brger-kva.example"));
    for host in [
        "",
        ".",
        "a..b",
        "exa mple.org",
        "a/b",
        "a@b.org",
        "*.a.org",
        "127.0.0.1",
        "0x7f.1",
        "2130706433",
        "[::1]",
        "xn--example-.org",
        "a.org..",
        "a:1",
    ] {
        assert_eq!(normalize_host(host), None, "{host}");
    }
    assert_eq!(normalize_authority("Example.org:8443").as_deref(), Some("example.org:8443"));
    assert_eq!(normalize_authority("example.org:443").as_deref(), Some("example.org"));
    for authority in ["example.org:0", "example.org:99999", "example.org:", "example.org:+1", "a:1:2", "[::1]:80", "127.0.0.1:80"] {
        assert_eq!(normalize_authority(authority), None, "{authority}");
    }
}

#[test]
fn handles_are_read_in_every_spelling() {
    for text in
        ["@anna@b.example", "anna@b.example", "!anna@b.example", "acct:anna@b.example", "acct:@anna@B.example.", " @anna@b.example "]
    {
        assert_eq!(text.parse::<Handle>().unwrap().to_string(), "@anna@b.example", "{text}");
    }
    let local = Handle::parse("@Anna").unwrap();
    assert_eq!((local.name.as_str(), &local.host), ("anna", &None));
    assert_eq!(local.full("a.example"), "@anna@a.example");
    assert_eq!(local.acct("a.example:8081"), "acct:anna@a.example:8081");
    assert_eq!(Handle::parse("Anna@a.localhost:8081").unwrap().relative_to("a.localhost:8081"), local);
    assert_eq!(Handle::in_path("anna").unwrap(), local);
    assert_eq!(Handle::in_path("anna@b.example").unwrap().to_string(), "@anna@b.example");
    assert!(Handle::in_path("@anna").is_err() && Handle::in_path("").is_err());
    assert_eq!(Handle::parse("a@bürger.example").unwrap().host.as_deref(), Some("xn--brger-kva.example"));
}

#[test]
fn fet_25_bad_handles_are_errors() {
    for text in [
        "a@evil.com/../x",
        "a@127.0.0.1:8080",
        "a@127.0.0.1",
        "a@2130706433",
        "a@0x7f.0.0.1",
        "a@b@c",
        "a@b@c.example",
        "a@[::1]",
        "a@evil.com?x",
        "a@evil.com#x",
        "a@evil.com\\x",
        "a@user:pass@evil.com",
        "a@b.example:0",
        "a@b.example:x",
        "a@b",
        "a@",
        "@",
        "@@",
        "@b.example",
        "anna",
        "",
        "acct:",
        "a b@c.example",
        "a%40b@c.example",
        "ä@c.example",
        "a@b..example",
        "a@-",
        "a@b.example\r\nHost: x",
    ] {
        if text == "@b.example" {
            // A name with a dot on this server, not a host.
            assert_eq!(Handle::parse(text).unwrap().host, None);
            continue;
        }
        assert_eq!(Handle::parse(text), Err("error-handle"), "{text}");
    }
}
