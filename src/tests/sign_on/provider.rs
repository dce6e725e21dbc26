//! A small provider of single sign-on on loopback. It redeems a code once, for who brings its proof, and says what the test wants.

use crate::app::{Clock, TestClock};
use crate::config::Oidc;
use crate::openid::challenge;
use crate::openid::tests::signer::Signer;
use crate::tests::TestApp;
use axum::Router;
use axum::extract::Request;
use axum::response::{IntoResponse, Response};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use http::{StatusCode, header};
use http_body_util::BodyExt;
use serde_json::{Value, json};
use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex, OnceLock};
use tokio::net::TcpListener;
use url::Url;

/// How the provider feels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mood {
    Well,
    /// Answers 503 to everything.
    Busy,
    /// Answers a page to everything.
    Confused,
    /// Says that another one is the issuer.
    Impostor,
    /// Knows the people behind refresh tokens no more.
    Forgetful,
    /// Does not know us any more.
    Offended,
}

pub(crate) struct World {
    pub(crate) mood: Mood,
    /// What the next token says besides the usual; `null` takes a claim away.
    pub(crate) claims: Value,
    /// What it says to whoever asks with the access token.
    pub(crate) userinfo: Value,
    /// Whether it gives refresh tokens.
    pub(crate) offline: bool,
    /// Another token in place of the one it would sign.
    pub(crate) id_token: Option<String>,
    codes: HashMap<String, (String, String)>,
    refresh_tokens: Vec<String>,
    /// Paths that were asked.
    pub(crate) asked: Vec<String>,
}

pub(crate) struct Shared {
    pub(crate) issuer: String,
    pub(crate) signer: Signer,
    clock: OnceLock<Arc<TestClock>>,
    pub(crate) world: Mutex<World>,
}

pub(crate) struct Provider {
    pub(crate) shared: Arc<Shared>,
    running: tokio::task::JoinHandle<()>,
}

impl Drop for Provider {
    fn drop(&mut self) {
        self.running.abort();
    }
}

impl Provider {
    pub(crate) async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let issuer = format!("http://{}/realms/amt", listener.local_addr().unwrap());
        let world = World {
            mood: Mood::Well,
            claims: json!({}),
            userinfo: json!({}),
            offline: false,
            id_token: None,
            codes: HashMap::new(),
            refresh_tokens: Vec::new(),
            asked: Vec::new(),
        };
        let shared = Arc::new(Shared { issuer, signer: Signer::new("ES256", "k1"), clock: OnceLock::new(), world: Mutex::new(world) });
        let answering = Arc::clone(&shared);
        let router = Router::new().fallback(move |request: Request| {
            let shared = Arc::clone(&answering);
            async move { answer(&shared, request).await }
        });
        let running = tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
        Self { shared, running }
    }

    /// The settings of an instance that uses it.
    pub(crate) fn settings(&self) -> Oidc {
        Oidc {
            name: "Stadt Essen".to_owned(),
            issuer: self.shared.issuer.clone(),
            client_id: "dienstweg".to_owned(),
            client_secret: "s3cr3t & more".to_owned(),
            register: true,
            organisation_claim: "groups".to_owned(),
            organisations: BTreeMap::from([
                ("/amt/bauen".to_owned(), "05113000".to_owned()),
                ("/werke".to_owned(), "Stadtwerke Essen".to_owned()),
                ("/nirgends".to_owned(), "Gibt es nicht".to_owned()),
            ]),
            ..Oidc::default()
        }
    }

    /// Takes the time from the clock of this instance.
    pub(crate) fn follow(&self, test: &TestApp) {
        assert!(self.shared.clock.set(Arc::clone(&test.clock)).is_ok());
    }

    pub(crate) fn world(&self) -> std::sync::MutexGuard<'_, World> {
        self.shared.world.lock().unwrap()
    }

    pub(crate) fn feels(&self, mood: Mood) {
        self.world().mood = mood;
    }

    /// Lets somebody in who came to this address; answers where she is sent back to.
    pub(crate) fn let_in(&self, url: &str) -> String {
        let url = Url::parse(url).unwrap();
        assert_eq!(url.path(), "/realms/amt/auth");
        let query: HashMap<String, String> = url.query_pairs().into_owned().collect();
        assert_eq!((query["response_type"].as_str(), query["client_id"].as_str()), ("code", "dienstweg"));
        assert_eq!(query["code_challenge_method"], "S256");
        assert!(query["scope"].split(' ').any(|scope| scope == "openid"));
        let mut world = self.world();
        let code = format!("code {}", world.codes.len());
        world.codes.insert(code.clone(), (query["nonce"].clone(), query["code_challenge"].clone()));
        let mut back = Url::parse(&query["redirect_uri"]).unwrap();
        back.query_pairs_mut().append_pair("code", &code).append_pair("state", &query["state"]).append_pair("iss", &self.shared.issuer);
        back.to_string()
    }

    /// A logout token as it sends it, with these claims besides.
    pub(crate) fn logout_token(&self, number: &str, more: Value) -> String {
        let now = self.shared.now();
        let mut claims = json!({
            "iss": self.shared.issuer, "aud": "dienstweg", "iat": now, "exp": now + 120, "jti": number,
            "events": {"http://schemas.openid.net/event/backchannel-logout": {}},
        });
        merge(&mut claims, &more);
        self.shared.signer.sign_as(json!({"typ": "logout+jwt"}), &claims)
    }
}

fn merge(claims: &mut Value, more: &Value) {
    for (name, value) in more.as_object().unwrap() {
        match value {
            Value::Null => drop(claims.as_object_mut().unwrap().remove(name)),
            value => claims[name] = value.clone(),
        }
    }
}

impl Shared {
    fn now(&self) -> i64 {
        self.clock.get().unwrap().now().seconds()
    }

    /// The claims of a token made now.
    pub(crate) fn claims(&self, world: &World, nonce: Option<&str>) -> Value {
        let now = self.now();
        let mut claims = json!({"iss": self.issuer, "aud": "dienstweg", "sub": "kim-7", "iat": now, "exp": now + 300});
        if let Some(nonce) = nonce {
            claims["nonce"] = nonce.into();
        }
        merge(&mut claims, &world.claims);
        claims
    }

    fn tokens(&self, world: &mut World, nonce: Option<&str>) -> Response {
        let id_token = world.id_token.clone().unwrap_or_else(|| self.signer.sign(&self.claims(world, nonce)));
        let mut answer = json!({"access_token": "access", "token_type": "Bearer", "id_token": id_token});
        if world.offline {
            let token = format!("refresh {}", world.refresh_tokens.len());
            world.refresh_tokens = vec![token.clone(); world.refresh_tokens.len() + 1];
            answer["refresh_token"] = token.into();
        }
        json_of(StatusCode::OK, &answer)
    }
}

fn json_of(status: StatusCode, value: &Value) -> Response {
    (status, [(header::CONTENT_TYPE, "application/json")], value.to_string()).into_response()
}

fn denied(code: &str) -> Response {
    json_of(StatusCode::BAD_REQUEST, &json!({"error": code, "error_description": "Zeile\nzwei"}))
}

async fn answer(shared: &Shared, request: Request) -> Response {
    let path = request.uri().path().to_owned();
    let authorization = request.headers().get(header::AUTHORIZATION).map(|value| value.to_str().unwrap().to_owned());
    let body = request.into_body().collect().await.unwrap().to_bytes();
    let fields: HashMap<String, String> = url::form_urlencoded::parse(&body).into_owned().collect();
    let mut world = shared.world.lock().unwrap();
    world.asked.push(path.clone());
    match world.mood {
        Mood::Busy => return (StatusCode::SERVICE_UNAVAILABLE, "später").into_response(),
        Mood::Confused => return "<!doctype html><title>Anmeldung</title>".into_response(),
        _ => {}
    }
    let at = |path: &str| format!("{}{path}", shared.issuer);
    match path.strip_prefix("/realms/amt").unwrap_or_default() {
        "/.well-known/openid-configuration" => {
            let issuer = if world.mood == Mood::Impostor { "https://evil.example" } else { &shared.issuer };
            let document = json!({
                "issuer": issuer, "authorization_endpoint": at("/auth"), "token_endpoint": at("/token"), "jwks_uri": at("/keys"),
                "userinfo_endpoint": at("/userinfo"), "authorization_response_iss_parameter_supported": true,
            });
            json_of(StatusCode::OK, &document)
        }
        "/keys" => json_of(StatusCode::OK, &json!({"keys": [shared.signer.jwk()]})),
        "/userinfo" => {
            assert_eq!(authorization.as_deref(), Some("Bearer access"));
            let mut claims = json!({"sub": "kim-7"});
            merge(&mut claims, &world.userinfo);
            json_of(StatusCode::OK, &claims)
        }
        "/token" => {
            let basic = format!("Basic {}", STANDARD.encode("dienstweg:s3cr3t+%26+more"));
            if authorization.as_deref() != Some(&basic) || world.mood == Mood::Offended {
                return json_of(StatusCode::UNAUTHORIZED, &json!({"error": "invalid_client"}));
            }
            if fields["grant_type"] == "refresh_token" {
                let known = world.refresh_tokens.last() == Some(&fields["refresh_token"]) && world.mood != Mood::Forgetful;
                return if known { shared.tokens(&mut world, None) } else { denied("invalid_grant") };
            }
            // A code counts once, for who brings its proof.
            match world.codes.get_mut(&fields["code"]).map(std::mem::take) {
                Some((nonce, asked)) if !nonce.is_empty() && challenge(&fields["code_verifier"]) == asked => {
                    shared.tokens(&mut world, Some(&nonce))
                }
                _ => denied("invalid_grant"),
            }
        }
        other => panic!("{other} was asked"),
    }
}
