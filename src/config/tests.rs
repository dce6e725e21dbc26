use super::*;
use std::path::PathBuf;

fn env(variables: &[(&str, &str)]) -> impl Iterator<Item = (String, String)> {
    variables.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect::<Vec<_>>().into_iter()
}

fn file(text: &str) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("dienstweg.toml");
    std::fs::write(&path, text).unwrap();
    (folder, path)
}

fn load(text: &str, variables: &[(&str, &str)]) -> Result<Config, ConfigError> {
    let (_folder, path) = file(text);
    Config::load(Some(&path), env(variables))
}

fn refused(text: &str, variables: &[(&str, &str)]) -> String {
    load(text, variables).expect_err(text).to_string()
}

#[test]
fn the_default_file_is_the_default() {
    let written: toml::Table = Config::default_toml().parse().unwrap();
    let default = toml::Table::try_from(Config::default()).unwrap();
    assert_eq!(written, default, "config/default.toml and Config::default() must hold the same settings and values");
    assert_eq!(toml::from_str::<Config>(Config::default_toml()).unwrap(), Config::default());
    Config::default().validate().unwrap();
}

#[test]
fn every_setting_of_the_default_file_has_a_comment() {
    let lines: Vec<&str> = Config::default_toml().lines().collect();
    for pair in lines.windows(2) {
        assert!(!pair[1].contains(" = ") || pair[1].starts_with('#') || pair[0].starts_with('#'), "no comment above {}", pair[1]);
    }
}

#[test]
fn nothing_set_is_the_default() {
    assert_eq!(Config::load(None, env(&[("PATH", "/bin"), ("DIENSTWEG_CONFIG", "x")])).unwrap(), Config::default());
}

#[test]
fn the_environment_wins_over_the_file() {
    let text = "[instance]\nname = 'A'\n[database]\nurl = 'sqlite:a.db'\n[federation]\nmode = 'network'";
    let config = load(
        text,
        &[
            ("DIENSTWEG_DATABASE__URL", "postgres://u:p@localhost/d"),
            ("DIENSTWEG_INSTANCE__REGISTRATION", "domains"),
            ("DIENSTWEG_INSTANCE__REGISTRATION_DOMAINS", "essen.example, dortmund.example"),
            ("DIENSTWEG_DATABASE__READERS", "9"),
            ("DIENSTWEG_FEDERATION__ALLOW", "a.example, b.example"),
            ("DIENSTWEG_SERVER__TRUSTED_PROXIES", "10.0.0.0/8,::1"),
        ],
    )
    .unwrap();
    assert_eq!(config.instance.name, "A");
    assert_eq!(config.database.url, "postgres://u:p@localhost/d");
    assert_eq!(config.database.readers, 9);
    assert_eq!(config.instance.registration, Registration::Domains);
    assert_eq!(config.instance.registration_domains, ["essen.example", "dortmund.example"]);
    assert!(config.says("instance.name") && config.says("instance.registration") && !config.says("instance.language"));
    assert_eq!(config.federation.mode, Mode::Network);
    assert_eq!(config.federation.allow, ["a.example", "b.example"]);
    assert_eq!(config.server.trusted_proxies, ["10.0.0.0/8".parse().unwrap(), "::1/128".parse().unwrap()]);
}

#[test]
fn what_is_said_in_so_many_words_counts_even_if_it_is_the_default() {
    let config = load("[instance]\nname = 'Dienstweg'", &[("DIENSTWEG_MAIL__URL", "")]).unwrap();
    assert!(config.says("instance.name") && config.says("mail.url") && !config.says("mail.from"));
    assert!(!Config::default().says("instance.name"));
}

#[test]
fn colours_addresses_and_domains_are_checked() {
    for (text, expected) in [
        ("accent = 'blau'", "instance.accent: must be a colour"),
        ("accent = '#12345ü'", "instance.accent: must be a colour"),
        ("contact = 'niemand'", "instance.contact: must be a mail address"),
        ("registration = 'domains'", "instance.registration: `domains` needs names"),
        ("registration_domains = ['a b']", "instance.registration_domains: `a b` is not a domain"),
    ] {
        let message = refused(&format!("[instance]\n{text}"), &[]);
        assert!(message.contains(expected), "{text}: {message}");
    }
}

#[test]
fn unknown_settings_name_the_nearest() {
    let message = refused("[server]\nlisten_on = '127.0.0.1:1'", &[]);
    assert!(message.contains("dienstweg.toml: server.listen_on: ") && message.contains("`server.listen`"), "{message}");
    let message = refused("[databse]\nurl = 'sqlite:a'", &[]);
    assert!(message.contains("`[database]`"), "{message}");
    let message = refused("", &[("DIENSTWEG_DATABASE__URI", "sqlite:a")]);
    assert!(message.contains("`DIENSTWEG_DATABASE__URL`"), "{message}");
    let message = refused("server = 3", &[]);
    assert!(message.contains("write `[server]`"), "{message}");
}

#[test]
fn wrong_values_name_the_setting() {
    for (text, expected) in [
        ("[server]\nlisten = 'here'", "server.listen: "),
        ("[server]\nmax_connections = -1", "server.max_connections: "),
        ("[server]\nmax_connections = 0", "server.max_connections: must be 1 or more"),
        ("[server]\ntrusted_proxies = ['x']", "`x` is not an IP address or network"),
        ("[federation]\nmode = 'opne'", "federation.mode: unknown variant `opne`, expected one of `open`, `cautious`"),
        ("[instance]\nlanguage = 'fr'", "`de-formal`"),
        ("[instance]\nname = ' '", "instance.name: "),
        ("[instance]\norigin = 'example.org'", "instance.origin: not an address"),
        ("[instance]\norigin = 'https://example.org/path'", "without user name, path"),
        ("[instance]\norigin = 'https://192.0.2.1'", "not an IP address"),
        ("[instance]\norigin = 'http://example.org'", "use https"),
        ("[database]\nurl = 'mysql://x'", "database.url: must be `sqlite:<file>`"),
        ("[federation]\nallow = ['*.example.org']", "federation.allow: `*.example.org` is not a domain"),
        ("[federation]\nblock = ['192.0.2.1']", "federation.block: `192.0.2.1` is not a domain"),
        ("[log]\nfilter = 'a=b=c'", "log.filter: "),
        ("[server\n", "line 1: not valid TOML"),
    ] {
        let message = refused(text, &[]);
        assert!(message.contains(expected), "{text}: {message}");
    }
    assert!(refused("", &[("DIENSTWEG_DATABASE__READERS", "many")]).contains("database.readers: must be a whole number"));
    assert!(Config::load(Some("/nowhere/at/all.toml".as_ref()), env(&[])).unwrap_err().to_string().contains("cannot be read"));
}

#[test]
fn modes_to_come_are_understood_and_refused() {
    for mode in ["cautious", "closed"] {
        assert!(refused(&format!("[federation]\nmode = '{mode}'"), &[]).contains("not available yet"));
    }
}

#[test]
fn the_loopback_mode_is_refused_on_public_addresses() {
    let local = "[federation]\nloopback = true\n[instance]\norigin = 'http://rudi.localhost:8081'\n";
    load(local, &[]).unwrap();
    for origin in ["https://example.org", "https://localhost.example.org", "https://notlocalhost"] {
        let text = format!("[federation]\nloopback = true\n[instance]\norigin = '{origin}'");
        assert!(refused(&text, &[]).starts_with("federation.loopback: "), "{origin}");
    }
    for listen in ["0.0.0.0:80", "[::]:80", "192.0.2.1:80"] {
        assert!(refused(local, &[("DIENSTWEG_SERVER__LISTEN", listen)]).contains("loopback address"), "{listen}");
    }
    load(local, &[("DIENSTWEG_SERVER__LISTEN", "[::1]:80")]).unwrap();
}

#[test]
fn no_error_and_no_display_shows_the_password() {
    let url = "postgres://dienstweg:geheim@db/dienstweg?password=geheim";
    let config = Config { database: Database { url: url.to_owned(), readers: 1 }, ..Config::default() };
    assert!(!format!("{config:?}").contains("geheim"));
    assert!(!config.to_toml().contains("geheim"));
    assert!(config.to_toml().contains("@db/dienstweg"));
    for text in ["[database]\nurl = 'postgres://a:geheim@b", "[database]\nurl = ['geheim']", "[database]\nurl = 'mysql://a:geheim@b'"] {
        assert!(!refused(text, &[]).contains("geheim"));
    }
}

#[test]
fn mail_needs_a_server_protection_and_a_sender() {
    for (text, expected) in [
        ("url = 'mail.example.org'", "mail.url: must be `smtps://"),
        ("url = 'http://mail.example.org'", "mail.url: must be `smtps://"),
        ("url = 'smtp://a:geheim@mail.example.org?tls=none'\nfrom = 'a@example.org'", "mail.url: `tls=none` would send"),
        ("url = 'smtp://mail.example.org?tls=maybe'", "mail.url: the only thing"),
        ("url = 'smtps://mail.example.org'", "mail.from: must be an address"),
        ("url = 'smtps://mail.example.org'\nfrom = 'nobody'", "mail.from: must be an address"),
    ] {
        let message = refused(&format!("[mail]\n{text}"), &[]);
        assert!(message.contains(expected) && !message.contains("geheim"), "{text}: {message}");
    }
    let config = load("[mail]\nurl = 'smtps://a:geheim@mail.example.org'\nfrom = 'Amt <amt@example.org>'", &[]).unwrap();
    assert!(config.mail.is_on() && !Config::default().mail.is_on());
    assert!(!format!("{config:?}").contains("geheim") && !config.to_toml().contains("geheim"));
}

#[test]
fn origins_have_one_normal_form() {
    let origin: Origin = "HTTPS://Bürger.Example.:443/".parse().unwrap();
    assert_eq!(origin.to_string(), "https://xn--brger-kva.example");
    assert_eq!((origin.scheme(), origin.host(), origin.port()), ("https", "xn--brger-kva.example", None));
    let origin: Origin = "http://rudi.localhost:8081".parse().unwrap();
    assert_eq!(origin.authority(), "rudi.localhost:8081");
    assert_eq!(origin.url("/ap/actors/1?page=2"), "http://rudi.localhost:8081/ap/actors/1?page=2");
    assert!(origin.is_local());
}

#[test]
fn ori_13_origins_are_scheme_host_and_port() {
    let origin: Origin = "https://example.org".parse().unwrap();
    assert!(origin.contains("https://EXAMPLE.org.:443/x"));
    for other in [
        "http://example.org/x",
        "https://example.org:8443/x",
        "https://example.org@evil.example/",
        "https://evil.example",
        "example.org",
        "",
    ] {
        assert!(!origin.contains(other), "{other}");
    }
    assert!("https://user@example.org".parse::<Origin>().is_err());
    assert!("ftp://example.org".parse::<Origin>().is_err());
}

#[test]
fn a_bucket_is_checked_and_its_key_is_shown_nowhere() {
    let section = |more: &str| format!("[media.s3]\nendpoint = 'https://s3.example.org'\nbucket = 'bilder'\nkey_id = 'AKIA'\n{more}");
    let secret = [("DIENSTWEG_MEDIA__S3__SECRET", "geheim+/=")];
    let config = load(&section("path_style = false"), &secret).unwrap();
    assert!(config.media.s3.is_on() && !config.media.s3.path_style);
    assert_eq!((config.media.s3.secret.as_str(), config.media.s3.region.as_str()), ("geheim+/=", "us-east-1"));
    assert!(!config.to_toml().contains("geheim") && !format!("{config:?}").contains("geheim"), "{}", config.to_toml());
    assert!(config.to_toml().contains("[media.s3]") && toml::from_str::<Config>(&config.to_toml()).is_ok());
    let by_environment = [("DIENSTWEG_MEDIA__S3__ENDPOINT", "http://127.0.0.1:9000"), ("DIENSTWEG_MEDIA__S3__PATH_STYLE", "false")];
    for (message, expected) in [
        (refused(&section(""), &[]), "media.s3.secret: is missing"),
        (refused("[media.s3]\nsecret = 'geheim'", &[]), "media.s3.secret: is of no use without media.s3.endpoint"),
        (refused(&section("secret = 7"), &[]), "media.s3.secret: must be a text in quotation marks"),
        (refused(&section("adress = 'x'"), &secret), "media.s3.adress: unknown setting"),
        (refused("[media]\ns3 = 'https://s3.example.org'", &[]), "write `[media.s3]`"),
        (refused(&section("").replace("https://", "ftp://"), &secret), "media.s3.endpoint: must be an address"),
        (refused(&section("").replace("example.org", "example.org?x=1"), &secret), "media.s3.endpoint: must be an address"),
        (refused(&section("").replace("bilder", "a/b"), &secret), "media.s3.bucket: must be a name"),
        (
            refused("[media.s3]\nbucket = 'b'\nkey_id = 'k'", &[secret.as_slice(), &by_environment].concat()),
            "media.s3.path_style: must be true",
        ),
        (refused("", &[("DIENSTWEG_MEDIA__S3__SECRT", "geheim")]), "`DIENSTWEG_MEDIA__S3__SECRET`"),
        (refused("", &[("DIENSTWEG_MEDIA__S3", "geheim")]), "unknown setting"),
    ] {
        assert!(message.contains(expected) && !message.contains("geheim"), "{expected}: {message}");
    }
}

#[test]
fn providers_of_single_sign_on_are_checked_one_by_one() {
    let good =
        "[oidc.amt]\nname = 'Amt'\nissuer = 'https://login.amt.example/realms/a'\nclient_id = 'dienstweg'\nclient_secret = 'gänsefuß'\n";
    let claim = "organisation_claim = 'groups'\norganisations = { '/a.b' = '05113000', 'x' = 'Werke' }\n";
    let config = load(&format!("{good}{claim}"), &[]).unwrap();
    let provider = &config.oidc["amt"];
    assert_eq!((provider.staff_days, provider.register, provider.organisations["/a.b"].as_str()), (30, false, "05113000"));
    assert!(!config.to_toml().contains("gänsefuß") && !format!("{config:?}").contains("gänsefuß"));
    // The environment wins, and can be all there is.
    let variables = [
        ("DIENSTWEG_OIDC__AMT__NAME", "Amt"),
        ("DIENSTWEG_OIDC__AMT__ISSUER", "https://login.amt.example"),
        ("DIENSTWEG_OIDC__AMT__CLIENT_ID", "d"),
        ("DIENSTWEG_OIDC__AMT__CLIENT_SECRET", "geheim"),
        ("DIENSTWEG_OIDC__AMT__REGISTER", "true"),
        ("DIENSTWEG_OIDC__AMT__STAFF_DAYS", "7"),
    ];
    let config = load("", &variables).unwrap();
    assert_eq!(
        (config.oidc["amt"].client_secret.as_str(), config.oidc["amt"].register, config.oidc["amt"].staff_days),
        ("geheim", true, 7)
    );
    assert_eq!(load(good, &variables).unwrap().oidc["amt"].client_secret, "geheim");
    let with = |from: &str, to: &str| good.replace(from, to);
    for (text, expected) in [
        (with("name = 'Amt'\n", ""), "oidc.amt.name: is missing"),
        (with("client_secret = 'gänsefuß'", ""), "oidc.amt.client_secret: is missing"),
        (with("client_secret = 'gänsefuß'", "client_secret = 7"), "oidc.amt.client_secret: must be a text"),
        (with("https://login", "http://login"), "oidc.amt.issuer: must begin with https://"),
        (with("/realms/a", "/realms/a?x=1"), "oidc.amt.issuer: must be an address"),
        (with("https://login.amt.example", "login"), "oidc.amt.issuer: must be an address"),
        (with("[oidc.amt]", "[oidc.Amt]"), "oidc.Amt: the name must be"),
        (with("[oidc.amt]", "[oidc.'a b']"), "the name must be"),
        (format!("{good}scopes = 'email'"), "oidc.amt.scopes: must hold `openid`"),
        (format!("{good}staff_days = 0"), "oidc.amt.staff_days: must be 1 to 366"),
        (format!("{good}organisation_claim = 'groups'"), "oidc.amt.organisations: must say which value"),
        (format!("{good}organisations = {{ 'a' = 'b' }}"), "oidc.amt.organisation_claim: must say in which claim"),
        (format!("{good}{claim}organisation = 'x'"), "oidc.amt.organisation: is for everybody there"),
        (format!("{good}organisations = {{ 'a' = 7 }}"), "oidc.amt.organisations: "),
        (format!("{good}isuer = 'x'"), "oidc.amt.isuer: unknown setting"),
        ("[oidc]\namt = 7".to_owned(), "write `[oidc.amt]`"),
        (format!("{good}{}", with("[oidc.amt]", "[oidc.werke]")), "oidc.werke.issuer: is that of oidc.amt already"),
    ] {
        let message = refused(&text, &[]);
        assert!(message.contains(expected) && !message.contains("gänsefuß"), "{text}: {message}");
    }
}
