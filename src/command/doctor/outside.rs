//! The instance as others see it: asked at its own public address, through the proxy.

use super::super::Failure;
use super::clock;
use super::finding::Findings;
use crate::app::SERVER_USERNAME;
use crate::client::CLIENT_ADDRESS;
use crate::config::Config;
use crate::error::{Error, Result};
use crate::http::{Client, Response};
use crate::store::Timestamp;
use http::{HeaderMap, HeaderName, HeaderValue, header};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use url::Url;

const FORWARDED_FOR: HeaderName = HeaderName::from_static("x-forwarded-for");
/// An address nobody has (RFC 5737): who claims it must not be believed.
const CLAIMED: &str = "192.0.2.66";

/// Looks at the public address. Answers what time its server says it is.
pub(super) async fn check(config: &Config, client: &Client, server_actor: Option<&str>, findings: &mut Findings) -> Option<Timestamp> {
    address(config, findings);
    let asker = Asker { config, client };
    let health = match asker.get("/health", HeaderMap::new()).await {
        Ok(health) => health,
        Err(error) => {
            findings.bad(
                "reachable",
                Failure::from(error).to_string(),
                "check that the name leads to this machine, that the proxy listens there with a valid certificate, and that the firewall lets this machine ask it",
            );
            return None;
        }
    };
    let time = clock::date(&health);
    if !answered(&health, findings) {
        return time;
    }
    asker.page(findings).await;
    asker.client_address(findings).await;
    asker.webfinger(server_actor, findings).await;
    asker.nodeinfo(findings).await;
    time
}

fn address(config: &Config, findings: &mut Findings) {
    let (origin, shown) = (config.origin(), config.origin().url(""));
    if origin.is_local() {
        let todo = "set instance.origin to the public address before anybody uses it; it cannot be changed afterwards";
        findings.attention("address", format!("{shown} can be reached from this machine only"), todo);
    } else {
        findings.good("address", shown);
    }
}

/// Whether it is this program that answers `/health`, and that it is well.
fn answered(health: &Response, findings: &mut Findings) -> bool {
    let ours = health.is_success() && health.body.starts_with(b"ok");
    match health.status {
        _ if ours => findings.good("reachable", "the public address answers"),
        502..=504 if !health.body.starts_with(b"not ready") => findings.bad(
            "reachable",
            format!("the proxy answers with status {}: it does not reach the server behind it", health.status),
            "start `dienstweg serve`, and let the proxy pass requests on to server.listen",
        ),
        503 => findings.bad("reachable", "the server says that it is not ready", "look at the database and into the log"),
        status => findings.bad(
            "reachable",
            format!("something else answers (status {status})"),
            "let the proxy pass all paths of this name on to server.listen",
        ),
    }
    ours
}

/// Asks our own address.
struct Asker<'a> {
    config: &'a Config,
    client: &'a Client,
}

impl Asker<'_> {
    async fn get(&self, path: &str, headers: HeaderMap) -> Result<Response> {
        self.get_url(&self.config.origin().url(path), headers).await
    }

    async fn get_url(&self, url: &str, headers: HeaderMap) -> Result<Response> {
        let url = Url::parse(url).map_err(|_| Error::invalid("url", "error-url-invalid"))?;
        self.client.get(&url, "*/*", &|_| Ok(headers.clone())).await
    }

    async fn json<T: DeserializeOwned>(&self, url: &str) -> std::result::Result<T, String> {
        let response = self.get_url(url, HeaderMap::new()).await.map_err(|error| Failure::from(error).to_string())?;
        if !response.is_success() {
            return Err(format!("{url} answers with status {}", response.status));
        }
        serde_json::from_slice(&response.body).map_err(|_| format!("{url} does not answer with what it should"))
    }

    /// A page as browsers get it: whether the proxy passes on the name, and what it makes of the headers.
    async fn page(&self, findings: &mut Findings) {
        let page = match self.get("/anmelden", HeaderMap::new()).await {
            Ok(page) => page,
            Err(error) => return findings.bad("pages", Failure::from(error).to_string(), "look into the log of the proxy"),
        };
        if page.status == 421 {
            let todo = "let the proxy pass on the Host header (nginx: proxy_set_header Host $host)";
            return findings.bad("host name", "the server hears another name than the proxy was asked for", todo);
        }
        if !page.is_success() {
            return findings.bad("pages", format!("the login page answers with status {}", page.status), "look into the log of the server");
        }
        findings.good("host name", "the proxy passes it on");
        let has = |name: &HeaderName, part: &str| {
            let mut values = page.headers.get_all(name).iter().filter_map(|value| value.to_str().ok());
            values.any(|value| value.contains(part))
        };
        let policies = page.headers.get_all(header::CONTENT_SECURITY_POLICY).iter().count();
        if has(&header::CONTENT_SECURITY_POLICY, "default-src 'none'") && has(&header::X_CONTENT_TYPE_OPTIONS, "nosniff") && policies == 1 {
            findings.good("security headers", "browsers get them as the server sends them");
        } else {
            let todo = "let the proxy neither remove nor add Content-Security-Policy and X-Content-Type-Options";
            findings.bad("security headers", "the proxy changes the headers that protect browsers", todo);
        }
        if self.config.origin().scheme() == "https" {
            if has(&header::STRICT_TRANSPORT_SECURITY, "max-age=") {
                findings.good("TLS", "browsers are told to use TLS only");
            } else {
                let todo = "let the proxy send: Strict-Transport-Security: max-age=31536000";
                findings.attention("TLS", "the header Strict-Transport-Security is missing", todo);
            }
        }
    }

    /// Whose address the server sees, and whether it believes what a client claims.
    async fn client_address(&self, findings: &mut Findings) {
        let claim: HeaderMap = [(FORWARDED_FOR, HeaderValue::from_static(CLAIMED))].into_iter().collect();
        let seen = match self.get(CLIENT_ADDRESS, claim).await {
            Ok(answer) if answer.is_success() => String::from_utf8_lossy(&answer.body).trim().to_owned(),
            _ => return findings.bad("client address", format!("{CLIENT_ADDRESS} does not answer"), "let the proxy pass on all paths"),
        };
        let public = !self.config.origin().is_local();
        if seen == CLAIMED {
            findings.bad(
                "client address",
                "whoever sends the header X-Forwarded-For can claim any address and get around all limits",
                "let the proxy append the address it sees (nginx: proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for), and name it alone in server.trusted_proxies",
            );
        } else if public && (seen.starts_with("127.") || seen == "::/64") {
            findings.bad(
                "client address",
                "the server takes the proxy for the client: limits would hold for all people together",
                format!("add {} to server.trusted_proxies", if seen == "::/64" { "::1" } else { &seen }),
            );
        } else {
            findings.good("client address", "the server sees whom the proxy hears, and believes no claims");
        }
    }

    async fn webfinger(&self, server_actor: Option<&str>, findings: &mut Findings) {
        #[derive(Deserialize)]
        struct Found {
            links: Vec<Link>,
        }
        #[derive(Deserialize)]
        struct Link {
            rel: String,
            href: Option<String>,
        }
        let origin = self.config.origin();
        let url = origin.url(&format!("/.well-known/webfinger?resource=acct:{SERVER_USERNAME}@{}", origin.authority()));
        let todo = "let the proxy pass on /.well-known/ (some keep it for certificates: pass on all but acme-challenge)";
        let found: Found = match self.json(&url).await {
            Ok(found) => found,
            Err(text) => return findings.bad("WebFinger", text, todo),
        };
        let own = found.links.into_iter().find(|link| link.rel == "self").and_then(|link| link.href);
        match (own, server_actor) {
            (Some(own), Some(known)) if own != known => findings.bad(
                "WebFinger",
                "another instance answers under this address, with another database",
                "let the proxy pass on to the server with these settings, or run doctor with that server's settings",
            ),
            (Some(_), _) => findings.good("WebFinger", "other servers find us"),
            (None, _) => findings.bad("WebFinger", format!("{url} does not say who we are"), todo),
        }
    }

    async fn nodeinfo(&self, findings: &mut Findings) {
        #[derive(Deserialize)]
        struct Found {
            links: Vec<Link>,
        }
        #[derive(Deserialize)]
        struct Link {
            rel: String,
            href: String,
        }
        #[derive(Deserialize)]
        struct NodeInfo {
            software: Software,
        }
        #[derive(Deserialize)]
        struct Software {
            name: String,
            version: String,
        }
        let asked = async {
            let found: Found = self.json(&self.config.origin().url("/.well-known/nodeinfo")).await?;
            let link = found.links.into_iter().find(|link| link.rel.ends_with("/schema/2.1"));
            let link = link.ok_or_else(|| "/.well-known/nodeinfo names no document".to_owned())?;
            if !self.config.origin().contains(&link.href) {
                return Err(format!("/.well-known/nodeinfo leads to another address, {}", link.href));
            }
            self.json::<NodeInfo>(&link.href).await
        };
        let here = env!("CARGO_PKG_VERSION");
        match asked.await {
            Ok(NodeInfo { software }) if software.name != "dienstweg" => {
                findings.bad("NodeInfo", format!("{} answers", software.name), "let the proxy pass on all paths of this name");
            }
            Ok(NodeInfo { software }) if software.version != here => {
                findings.attention("NodeInfo", format!("version {} runs, this program is {here}", software.version), "restart the service");
            }
            Ok(_) => findings.good("NodeInfo", format!("dienstweg {here} runs")),
            Err(text) => {
                findings.bad("NodeInfo", text, "set instance.origin to the public address, and let the proxy pass on /.well-known/")
            }
        }
    }
}
