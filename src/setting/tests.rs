use super::*;
use crate::store::testing::TestDatabase;

fn refused(changes: Vec<Change>) -> Vec<(&'static str, &'static str)> {
    match checked_all(&Settings::of_config(&Config::default()), changes) {
        Err(Error::Invalid(errors)) => errors.into_iter().map(|error| (error.field, error.text)).collect(),
        other => panic!("{other:?}"),
    }
}

fn change(key: Key, value: &str) -> Change {
    (key, value.to_owned())
}

#[test]
fn what_cannot_be_used_is_said_at_its_field() {
    let found = refused(vec![
        change(Key::Name, " "),
        change(Key::Accent, "#ffdd00"),
        change(Key::Contact, "niemand"),
        change(Key::Registration, "domains"),
        change(Key::Domains, ""),
    ]);
    let expected = [
        ("name", "error-instance-name-missing"),
        ("accent", "error-colour-too-light"),
        ("contact", "error-email"),
        ("domains", "error-domains-missing"),
    ];
    assert_eq!(found, expected);
    assert_eq!(refused(vec![change(Key::Domains, "stadt.example, kein Name!")]), [("domains", "error-domains")]);
    assert_eq!(refused(vec![change(Key::MailUrl, "smtps://mail.example.org")]), [("from", "error-mail-from")]);
}

#[test]
fn values_get_one_normal_form() {
    let normal = |key, value: &str| checked(change(key, value)).unwrap().1;
    assert_eq!(normal(Key::Name, "  RUDI \n Ruhr "), "RUDI Ruhr");
    assert_eq!(normal(Key::Accent, "1F45AB"), "#1f45ab");
    assert_eq!(normal(Key::Domains, "@Stadt.Example\nkreis.example;"), "stadt.example, kreis.example");
    assert_eq!(normal(Key::Contact, "Post@Stadt.example"), "post@stadt.example");
}

#[test]
fn mail_servers_are_put_together_and_taken_apart() {
    let form = MailForm {
        server: "mail.example.org:2525".to_owned(),
        protection: Protection::StartTls,
        user: "post@example.org".to_owned(),
        has_password: true,
        from: "RUDI <rudi@example.org>".to_owned(),
    };
    let mail = form.mail("ge:h@im+ö", &Mail::default()).unwrap();
    assert!(mail.url.starts_with("smtp://post%40example.org:ge"), "{}", mail.url);
    assert_eq!(MailForm::of(&mail), form);
    assert_eq!(form.mail("", &mail).unwrap(), mail, "the password stays");
    let elsewhere = MailForm { server: "mail.evil.example".to_owned(), ..form.clone() };
    assert!(!elsewhere.mail("", &mail).unwrap().url.contains("im"), "no other server gets it");
    for (server, from) in [("a b", "x@example.org"), ("mail.example.org/x", "x@example.org"), ("mail.example.org", "niemand")] {
        let form = MailForm { server: server.to_owned(), from: from.to_owned(), ..MailForm::default() };
        assert!(form.mail("", &Mail::default()).is_err(), "{server} {from}");
    }
    assert!(!MailForm::default().mail("", &mail).unwrap().is_on());
}

#[test]
fn a_text_with_gaps_is_not_finished() {
    assert_eq!(gaps("Stadt [[Name]], [[ Straße ]] und [[offen"), ["Name", "Straße"]);
    assert!(!is_finished("Stadt [[Name]]") && !is_finished(" \n") && is_finished("Stadt [X]"));
}

crate::on_both_databases! {
    async fn what_the_file_says_wins_over_what_was_changed(database: TestDatabase) {
        let mut config = Config::default();
        config.instance.description = "Aus der Datei".to_owned();
        let (before, after) = database.store.write(move |conn| {
            let before = load(conn, &config)?;
            let changes = [
                change(Key::Name, "RUDI"),
                change(Key::Description, "Aus dem Browser"),
                change(Key::Language, "en"),
                change(Key::Domains, "a.example, b.example"),
                change(Key::Logo, "7"),
            ];
            save(conn, &config, &changes)?;
            save(conn, &config, &[change(Key::Name, "RUDI Ruhr")])?;
            // Written by hand, or before the file said it.
            put(conn, "instance.description", "Aus der Tabelle")?;
            put(conn, "setup.draft", "{}")?;
            Ok((before, load(conn, &config)?))
        }).await.unwrap();
        assert_eq!((before.name.as_str(), before.logo), ("Dienstweg", None));
        assert_eq!((after.name.as_str(), after.description.as_str(), after.language), ("RUDI Ruhr", "Aus der Datei", Language::En));
        assert_eq!((after.domains, after.logo), (vec!["a.example".to_owned(), "b.example".to_owned()], Some(7)));
    }
}
