//! What two instances write to their logs, at every level, while marked words go through them in every way: nothing of what people write, no
//! address, no secret. A program of its own, since a log belongs to a process.

use dienstweg::activity::outbox::{self, Edit, NewPicture, ProfileDraft, Wish};
use dienstweg::actor::answer::Answer;
use dienstweg::actor::{CommunityReach, account, application};
use dienstweg::app::App;
use dienstweg::command::log::filter;
use dienstweg::error::Result;
use dienstweg::instance;
use dienstweg::media::Shape;
use dienstweg::store::Conn;
use dienstweg::text::Handle;
use diesel::RunQueryDsl;
use federation_tests::kill::browser::Browser;
use federation_tests::{Instance, Network, Peer, START, Software, on_both_databases};
use serde_json::json;
use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::{Arc, LazyLock, Mutex};
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::TcpListener;

/// Stands in every text, address and password, and in nothing that a log may hold.
const MARK: &str = "kanarie";
/// A picture of one pixel.
const PICTURE: &[u8] = include_bytes!("logged.png");

/// Everything that was logged, by both tests.
#[derive(Clone, Default)]
struct Written(Arc<Mutex<Vec<u8>>>);

impl io::Write for Written {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().expect("the log").extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

static LOG: LazyLock<Written> = LazyLock::new(|| {
    let written = Written::default();
    let writer = written.clone();
    let log = tracing_subscriber::fmt().with_env_filter(filter("trace")).with_ansi(false).with_writer(move || writer.clone());
    log.try_init().expect("the only log");
    written
});

fn logged() -> String {
    String::from_utf8_lossy(&LOG.0.lock().expect("the log")).into_owned()
}

/// A mail server that takes nobody's mail, and repeats the address while it says so. Returns its port.
async fn unwilling_mail_server() -> u16 {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.expect("a free port");
    let port = listener.local_addr().expect("an address").port();
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            tokio::spawn(async move {
                let mut stream = BufReader::new(stream);
                let mut answer = "220 mail\r\n".to_owned();
                loop {
                    stream.write_all(answer.as_bytes()).await?;
                    let mut line = String::new();
                    if stream.read_line(&mut line).await? == 0 {
                        return io::Result::Ok(());
                    }
                    answer = match line.split(' ').next() {
                        Some("RCPT") => format!("550 5.1.1 {} unknown\r\n", line.trim()),
                        _ => "250 fine\r\n".to_owned(),
                    };
                }
            });
        }
    });
    port
}

fn browser(instance: &Instance) -> Browser {
    let (_, port) = instance.host().rsplit_once(':').expect("a port");
    Browser::new(SocketAddr::from((Ipv4Addr::LOCALHOST, port.parse().expect("a port"))), instance.host().to_owned())
}

/// A word with the mark that can be told from all others.
fn marked(what: &str) -> String {
    format!("{what}{MARK}{what}")
}

/// A word with the mark that looks like the secret of a link.
fn secret() -> String {
    format!("{MARK}{}", "g".repeat(43 - MARK.len()))
}

/// What somebody says who wants to be let in.
fn wish(what: &str) -> Wish {
    let answers = vec![Answer { question: format!("{}?", marked("Frage")), text: marked(what) }];
    Wish { words: marked(what), answers }
}

async fn applicant(instance: &Instance, group: i64) -> i64 {
    instance.app.read(move |conn, _| application::open(conn, group, 10)).await.expect("requests")[0].actor_id
}

/// What people of both instances do in a protected community, and what goes wrong on the way.
async fn community(network: &Network, anna: i64, bert: i64) -> i64 {
    let (alpha, beta) = (&network[0], &network[1]);
    let draft = outbox::GroupDraft {
        username: "krise".to_owned(),
        name: marked("Name"),
        source: marked("Zweck"),
        posting_restricted: false,
        reach: CommunityReach::Closed,
    };
    let group = outbox::create_group(&alpha.app, anna, draft).await.expect("a community");
    let (name, source, questions) = (marked("Name"), marked("Zweck"), format!("{}?", marked("Frage")));
    let draft = ProfileDraft { questions: Some(&questions), rules: Some(&source), ..ProfileDraft::new(&name, &source) };
    outbox::change_profile_and_picture(&alpha.app, anna, group, draft).await.expect("questions");
    let there = beta.look_up(&format!("krise@{}", alpha.host())).await.id;
    for admitted in [false, true] {
        outbox::ask_to_join(&beta.app, bert, there, wish("Bitte")).await.expect("a request");
        network.settle().await;
        let bert_there = applicant(alpha, group).await;
        outbox::ask_applicant_back(&alpha.app, anna, group, bert_there, &marked("Rückfrage")).await.expect("a question");
        network.settle().await;
        outbox::ask_to_join(&beta.app, bert, there, wish("Antwort")).await.expect("an answer");
        network.settle().await;
        if admitted {
            outbox::admit_applicant(&alpha.app, anna, group, bert_there).await.expect("admission");
        } else {
            outbox::decline_applicant(&alpha.app, anna, group, bert_there, &marked("Grund")).await.expect("a refusal");
        }
        network.settle().await;
    }
    let picture = outbox::upload(&alpha.app, anna, PICTURE.into(), Shape::Whole).await.expect("a picture");
    let draft = outbox::Draft {
        kind: "Article",
        tool: Some("news"),
        group_id: Some(group),
        in_reply_to: None,
        name: marked("Titel"),
        summary: marked("Kurz"),
        source: marked("Text"),
        reach: dienstweg::object::Reach::Public,
    };
    let pictures = vec![NewPicture { id: picture, name: marked("Bild") }];
    let article = outbox::publish_with_pictures(&alpha.app, anna, draft, pictures).await.expect("an article");
    network.settle().await;
    let at_beta = beta.number(&alpha.app.urls.object(article)).await;
    let comment = beta.comment(bert, at_beta, &marked("Kommentar")).await.expect("a comment");
    let edit = Edit { name: String::new(), summary: String::new(), source: marked("Berichtigt"), base: None };
    outbox::revise(&beta.app, bert, comment, edit).await.expect("a new version");
    outbox::report(&beta.app, bert, at_beta, &marked("Meldung")).await.expect("a report");
    network.settle().await;
    let comment = alpha.number(&beta.app.urls.object(comment)).await;
    outbox::remove(&alpha.app, anna, comment, &marked("Entfernt")).await.expect("a removal");
    let invited = Handle::parse("@carla").expect("a handle");
    alpha.staff("carla").await;
    outbox::invite(&alpha.app, anna, group, &invited, &marked("Einladung")).await.expect("an invitation");
    network.settle().await;
    article
}

/// What people do with forms, right and wrong.
async fn forms(alpha: &Instance, article: i64) -> String {
    let mut anna = browser(alpha);
    let before = format!("{anna:?}");
    anna.log_in("anna", "kurzer dienstweg").await;
    assert_ne!(format!("{anna:?}"), before, "she has cookies now");
    for path in [
        format!("/suche?q={}", marked("suche")),
        format!("/b/{article}?x={}", marked("query")),
        format!("/passwort-vergessen/{}", secret()),
        format!("/einladung/{}", secret()),
        format!("/beitritt/{}", secret()),
        format!("/dienstadresse/{}", secret()),
        format!("/mailadresse/{}", secret()),
        format!("/abbestellen/{}", secret()),
        format!("/anmelden/oidc/amt/zurueck?code={}&state={}", marked("code"), marked("state")),
        "/g/krise/mitglieder".to_owned(),
    ] {
        assert!(anna.get(&path).await.status().is_some(), "{path}");
    }
    let (words, address) = (marked("Feld"), format!("{}@stadt.example", marked("post")));
    for (path, fields) in [
        (format!("/b/{article}/antworten"), vec![("text", words.as_str()), ("text", "zweimal")]),
        ("/vorschau".to_owned(), vec![("text", words.as_str())]),
        ("/entwurf".to_owned(), vec![("text", words.as_str()), ("community", "krise")]),
        ("/g/krise/mitglieder/mail".to_owned(), vec![("addresses", address.as_str()), ("words", words.as_str())]),
        ("/ich/sicherheit/mail".to_owned(), vec![("email", address.as_str()), ("password", words.as_str())]),
        ("/ich/sicherheit/passwort".to_owned(), vec![("current", words.as_str()), ("password", words.as_str())]),
        ("/ich/dienststelle".to_owned(), vec![("email", address.as_str())]),
        ("/passwort-vergessen".to_owned(), vec![("name", address.as_str())]),
        ("/anmelden".to_owned(), vec![("name", address.as_str()), ("password", words.as_str())]),
        ("/anmelden/code".to_owned(), vec![("code", words.as_str())]),
        ("/gibt-es-nicht".to_owned(), vec![("x", words.as_str())]),
    ] {
        assert!(anna.post(&path, &fields).await.status().is_some(), "{path}");
    }
    instance::run_due(&alpha.app).await.expect("mails that nobody takes");
    format!("{anna:?}")
}

/// What other servers send, right and wrong, and what they answer.
async fn servers(network: &Network, anna: i64, article: i64) {
    let (alpha, beta) = (&network[0], &network[1]);
    let group = alpha.object(article).await.group_id;
    let peer = Peer::new("peer", Software::Mastodon).await;
    let paula = peer.person("paula");
    let to = alpha.app.urls.actor(anna);
    let note = json!({"id": peer.at("/n/1"), "type": "Note", "attributedTo": paula.id, "to": [to], "content": marked("Direkt")});
    for activity in [
        peer.activity(&paula, 1, "Create", note.clone(), json!({"to": [to]})),
        peer.activity(&paula, 2, "Create", json!({"type": marked("Art"), "id": 7, "content": marked("Falsch")}), json!({})),
        peer.activity(&paula, 3, "Flag", json!([to, peer.at("/n/1")]), json!({"content": marked("Gemeldet")})),
        peer.activity(&paula, 4, &marked("Verb"), note.clone(), json!({"published": marked("wann"), "summary": [[[marked("tief")]]]})),
        peer.activity(&paula, 5, "Update", json!({"id": alpha.app.urls.object(1), "content": marked("Fremd")}), json!({})),
    ] {
        peer.send(&paula, alpha, &activity).await;
    }
    peer.send_text(&paula, alpha, &format!("{{\"content\": \"{}\", }}", marked("kaputt"))).await;
    peer.fetch(&paula, alpha, &alpha.app.urls.at(&format!("/ap/objects/1?x={}", marked("query")))).await;
    network.settle().await;
    // What cannot be delivered is tried again and given up.
    for status in [503, 429, 410] {
        beta.answer_deliveries(Some(status));
        alpha.article(anna, group, &marked("Unterwegs")).await;
        network.settle().await;
        network.advance(std::time::Duration::from_secs(4_000));
        network.settle().await;
    }
    beta.answer_deliveries(None);
}

/// The database does not do what it should, in the middle of something.
async fn fault(alpha: &Instance, anna: i64, article: i64) {
    let execute = |sql: &'static str| {
        let work = move |conn: &mut Conn, _: &App| -> Result<()> { Ok(diesel::sql_query(sql).execute(conn).map(drop)?) };
        alpha.app.write(work)
    };
    execute("ALTER TABLE copies RENAME TO copies_elsewhere").await.expect("a table with another name");
    execute("ALTER TABLE deliveries RENAME TO deliveries_elsewhere").await.expect("a table with another name");
    execute("ALTER TABLE activities RENAME TO activities_elsewhere").await.expect("a table with another name");
    let refused = alpha.comment(anna, article, &marked("Fehler")).await.expect_err("a comment nobody can store");
    assert!(!refused.to_string().contains(MARK), "{refused}");
    let mut browser = browser(alpha);
    browser.log_in("anna", "kurzer dienstweg").await;
    let answer = browser.post(&format!("/b/{article}/antworten"), &[("text", &marked("Fehler"))]).await;
    assert!(answer.status().is_some_and(|status| status.is_server_error()), "{answer:?}");
}

on_both_databases! {
    async fn prv_34_aut_43_logs_hold_no_content_no_address_and_no_secret(backend: Backend) {
        LazyLock::force(&LOG);
        let mail = unwilling_mail_server().await;
        let network = Network::with(backend, 2, START, |_, config| {
            config.mail.url = format!("smtp://127.0.0.1:{mail}?tls=none");
            config.mail.from = "Dienstweg <dienstweg@stadt.example>".to_owned();
        })
        .await;
        let (alpha, beta) = (&network[0], &network[1]);
        let (anna, bert) = (alpha.staff("anna").await, beta.staff("bert").await);
        let address = format!("{}@stadt.example", marked("post"));
        let set = move |conn: &mut Conn, _: &App| {
            let account = account::by_login(conn, "anna")?.expect("anna's login").id;
            account::set_email(conn, account, Some(&address))
        };
        alpha.app.write(set).await.expect("an address");
        let article = community(&network, anna, bert).await;
        let cookies = forms(alpha, article).await;
        servers(&network, anna, article).await;
        fault(alpha, anna, article).await;

        let log = logged();
        for there in ["/anmelden", "status=404", "SMTP status 550", "a page failed", "activities", "hyper", "TRACE"] {
            assert!(log.contains(there), "{there} is not in the log, which is too short to say anything");
        }
        let found: Vec<&str> = log.lines().filter(|line| line.to_lowercase().contains(MARK)).collect();
        assert!(found.is_empty(), "{}", found.join("\n"));
        for secret in ["kurzer dienstweg", "kurzer+dienstweg", "kurzer%20dienstweg", "PRIVATE KEY"] {
            assert!(!log.contains(secret), "{secret}");
        }
        let values: Vec<&str> = cookies.split('"').filter(|part| part.len() >= 20 && !part.contains([' ', '/', ':'])).collect();
        assert!(!values.is_empty(), "{cookies}");
        for value in values {
            assert!(!log.contains(value), "{value}");
        }
    }
}
