//! Which addresses behind a good name are refused, at the moment of connecting.

use super::super::Guard;
use super::super::resolver::{GuardedResolver, LookupError};
use super::peer::{Act, Peer, answer};
use super::*;

fn guarded(mode: Mode, resolver: Arc<dyn Resolve>) -> GuardedResolver {
    GuardedResolver { guard: Guard { mode, allowed_ports: Vec::new() }, resolver, limit: Duration::from_millis(50) }
}

#[tokio::test]
async fn fet_06_name_with_inner_addresses_is_not_connected() {
    let canary = Peer::canary().await;
    for inside in [&["127.0.0.1"][..], &["::1", "127.0.0.1"], &["::ffff:127.0.0.1"], &["0.0.0.0"], &["10.0.0.1", "fc00::1"]] {
        let script = Script::new(&[inside]);
        let client = public_client(Arc::clone(&script), canary.port);
        let target = format!("https://trap.example.org:{}/", canary.port);
        assert_eq!(text(get(&client, &target).await), "error-remote-forbidden-address", "{inside:?}");
        let delivery = client.post(&url(&target), HeaderMap::new(), "{}".into()).await;
        assert_eq!(text(delivery), "error-remote-forbidden-address", "{inside:?}");
        assert_eq!(script.asked(), 2);
    }
    assert_eq!(canary.connections(), 0);
}

#[tokio::test]
async fn fet_06_only_the_public_addresses_of_a_name_are_used() {
    let script = Script::new(&[&["127.0.0.1", "9.9.9.9", "10.0.0.1", "2620:fe::fe"]]);
    let addresses = guarded(Mode::Public, script).addresses("mixed.example.org").await.unwrap();
    assert_eq!(addresses, ["9.9.9.9", "2620:fe::fe"].map(|address| address.parse::<IpAddr>().unwrap()));
}

#[tokio::test]
async fn fet_08_rebinding_gains_nothing() {
    let canary = Peer::canary().await;
    let script = Script::new(&[&["9.9.9.9"], &["127.0.0.1"]]);
    let client = public_client(Arc::clone(&script), canary.port);
    let target = format!("https://rebind.example.org:{}/", canary.port);
    // The first answer passes the guard; the socket tied to loopback cannot get there. There is no second look-up for the connection.
    assert!(matches!(text(get(&client, &target).await), "error-remote-unreachable" | "error-remote-timeout"));
    assert_eq!(script.asked(), 1);
    // The second time the name means this machine, and is checked again.
    assert_eq!(text(get(&client, &target).await), "error-remote-forbidden-address");
    assert_eq!(script.asked(), 2);
    assert_eq!(canary.connections(), 0);
}

#[tokio::test]
async fn fet_01_refused_urls_are_not_looked_up() {
    let script = Script::new(&[&["127.0.0.1"]]);
    let canary = Peer::canary().await;
    let client = public_client(Arc::clone(&script), canary.port);
    for host in ["127.0.0.1", "localhost", "[::1]", "2130706433", "user@a.example.org", "a.example.org:22"] {
        let target = if host.ends_with(":22") { format!("https://{host}/") } else { format!("https://{host}:{}/", canary.port) };
        assert_eq!(text(get(&client, &target).await), "error-url-invalid", "{host}");
        assert_eq!(text(client.post(&url(&target), HeaderMap::new(), "{}".into()).await), "error-url-invalid", "{host}");
    }
    assert_eq!((script.asked(), canary.connections()), (0, 0));
}

#[tokio::test]
async fn fet_01_localhost_names_need_no_resolver_in_loopback_mode() {
    let script = Script::new(&[&["10.0.0.1"]]);
    let guarded = guarded(Mode::Loopback, Arc::clone(&script) as Arc<dyn Resolve>);
    assert_eq!(guarded.addresses("rudi.localhost").await.unwrap(), [IpAddr::from([127, 0, 0, 1])]);
    assert_eq!(script.asked(), 0);
    assert!(matches!(guarded.addresses("a.example.org").await, Err(LookupError::Forbidden)));
}

#[tokio::test]
async fn fet_30_no_name_and_a_thousand_addresses() {
    let nothing = guarded(Mode::Public, Script::new(&[]));
    assert!(matches!(nothing.addresses("nothing.example.org").await, Err(LookupError::Failed(_))));
    let many: Vec<String> = (0..1_000).map(|number| format!("9.9.{}.{}", number / 250, number % 250)).collect();
    let many = Script::new(&[&many.iter().map(String::as_str).collect::<Vec<_>>()]);
    assert_eq!(guarded(Mode::Public, many).addresses("many.example.org").await.unwrap().len(), 16);
}

/// Never answers.
struct Silent;

impl Resolve for Silent {
    fn resolve(&self, _name: &str) -> BoxFuture<'static, io::Result<Vec<IpAddr>>> {
        Box::pin(std::future::pending())
    }
}

#[tokio::test]
async fn fet_30_slow_names_end_at_the_limit() {
    assert!(matches!(guarded(Mode::Public, Arc::new(Silent)).addresses("slow.example.org").await, Err(LookupError::Slow)));
    assert_eq!(Settings::new("", Mode::Public).connect_timeout, Duration::from_secs(5));
}

#[tokio::test]
async fn fet_30_slow_and_unknown_names_are_transient() {
    let client = Client::new(hasty(Mode::Public), Arc::new(Silent)).unwrap();
    let error = get(&client, "https://slow.example.org/").await.unwrap_err();
    assert!(error.is_transient());
    assert_eq!(text::<()>(Err(error)), "error-remote-timeout");
    let client = Client::new(settings(Mode::Public), Script::new(&[])).unwrap();
    assert_eq!(text(get(&client, "https://nothing.example.org/").await), "error-remote-unreachable");
}

#[tokio::test]
async fn fet_39_no_cookies_and_no_credentials() {
    let peer = Peer::start(|request| {
        let challenge = "set-cookie: spy=1; Path=/\r\nwww-authenticate: Basic realm=\"x\"\r\n";
        if request.starts_with("GET /first") { answer("401 Unauthorized", challenge, "") } else { answer("200 OK", challenge, "") }
    })
    .await;
    let client = loopback_client();
    assert_eq!(get(&client, &peer.url("/first")).await.unwrap().status, 401);
    assert_eq!(get(&client, &peer.url("/second")).await.unwrap().status, 200);
    let requests = peer.requests();
    assert_eq!(requests.len(), 2);
    for request in requests.iter().map(|request| request.to_lowercase()) {
        assert!(request.contains("user-agent: dienstweg tests\r\n") && request.contains("accept: application/activity+json\r\n"));
        assert!(!["cookie:", "authorization:", "referer:", "accept-encoding:"].iter().any(|header| request.contains(header)), "{request}");
    }
}

/// Runs the test above once more in a process whose environment names a proxy.
#[tokio::test]
async fn fet_39_proxies_of_the_environment_are_ignored() {
    let canary = Peer::start(|_| Act::SendAndClose(String::new())).await;
    let mut command = std::process::Command::new(std::env::current_exe().unwrap());
    command.args(["--exact", "http::tests::addresses::fet_39_no_cookies_and_no_credentials"]);
    for name in ["HTTP_PROXY", "http_proxy", "HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"] {
        command.env(name, format!("http://127.0.0.1:{}", canary.port));
    }
    command.env_remove("NO_PROXY").env_remove("no_proxy");
    let output = tokio::task::spawn_blocking(move || command.output()).await.unwrap().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
    assert!(String::from_utf8_lossy(&output.stdout).contains("1 passed"));
    assert_eq!(canary.connections(), 0);
}
