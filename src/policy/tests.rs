use super::*;
use crate::config::Federation;
use crate::store::Timestamp;
use crate::store::testing::TestDatabase;

fn rule(action: Action) -> Rule {
    Rule { action, reason: "Grund".to_owned() }
}

/// Allowed and blocked names on several levels, with and without ports, and one hard block.
fn policy(mode: Mode) -> PolicySnapshot {
    let settings = Federation {
        mode,
        allow: vec!["Stadt.example".to_owned()],
        block: vec!["boese.example".to_owned(), "hart.stadt.example".to_owned()],
        ..Federation::default()
    };
    PolicySnapshot::from_settings(&settings)
        .with_rule("spam.example", rule(Action::Block))
        .with_rule("gut.spam.example", rule(Action::Allow))
        .with_rule("mail.stadt.example", rule(Action::Block))
        .with_rule("gut.boese.example", rule(Action::Allow))
        .with_rule("rudi.localhost", rule(Action::Allow))
        .with_rule("rudi.localhost:8083", rule(Action::Block))
        .with_own_host("own.example")
}

fn peer(mode: Mode, host: &str) -> Decision {
    decide_peer(&policy(mode), Direction::Inbound, host).decision
}

#[test]
fn precedence_is_a_table() {
    use Decision::{Accept, Hold, Reject};
    // Peer, then what open, cautious, network and closed say.
    let table = [
        ("unknown.example", Accept, Hold, Reject, Reject),
        ("stadt.example", Accept, Accept, Accept, Accept),
        ("amt.stadt.example", Accept, Accept, Accept, Accept),
        ("notstadt.example", Accept, Hold, Reject, Reject),
        ("mail.stadt.example", Reject, Reject, Reject, Reject),
        ("x.mail.stadt.example", Reject, Reject, Reject, Reject),
        ("hart.stadt.example", Reject, Reject, Reject, Reject),
        ("spam.example", Reject, Reject, Reject, Reject),
        ("gut.spam.example", Accept, Accept, Accept, Accept),
        ("sehr.gut.spam.example", Accept, Accept, Accept, Accept),
        ("boese.example", Reject, Reject, Reject, Reject),
        ("gut.boese.example", Reject, Reject, Reject, Reject),
        ("stadt.example:8443", Accept, Accept, Accept, Accept),
        ("boese.example:8443", Reject, Reject, Reject, Reject),
        ("rudi.localhost:8081", Accept, Accept, Accept, Accept),
        ("rudi.localhost:8083", Reject, Reject, Reject, Reject),
        ("sub.rudi.localhost:8083", Reject, Reject, Reject, Reject),
        ("own.example", Accept, Accept, Accept, Accept),
        ("example", Accept, Hold, Reject, Reject),
        ("127.0.0.1", Reject, Reject, Reject, Reject),
        ("", Reject, Reject, Reject, Reject),
        ("a/b", Reject, Reject, Reject, Reject),
    ];
    for (host, open, cautious, network, closed) in table {
        let found = [Mode::Open, Mode::Cautious, Mode::Network, Mode::Closed].map(|mode| peer(mode, host));
        assert_eq!(found, [open, cautious, network, closed], "{host}");
    }
}

#[test]
fn ori_15_spellings_of_a_host_are_one() {
    for host in ["SPAM.example", "spam.example.", "spam。example", "%73pam.example", "ｓｐａｍ.example", "spam.example:443"] {
        assert_eq!(peer(Mode::Open, host), Decision::Reject, "{host}");
    }
    let umlaut = PolicySnapshot::new(Mode::Open).with_rule("BÖSE.example", rule(Action::Block));
    assert!(!decide_peer(&umlaut, Direction::Outbound, "xn--bse-sna.example").goes_on());
}

fn question<'a>(peer: &'a str, actor: Option<&'a str>) -> Question<'a> {
    Question { direction: Direction::Inbound, peer, verb: "Announce", object_type: Some("Note"), community: Some(1), actor }
}

#[test]
fn blocked_content_does_not_come_in_through_others() {
    let open = policy(Mode::Open);
    assert!(decide(&open, &question("stadt.example", None)).goes_on());
    assert!(decide(&open, &question("stadt.example", Some("https://unknown.example/u/a"))).goes_on());
    let ruling = decide(&open, &question("stadt.example", Some("https://spam.example/u/a")));
    assert_eq!(ruling.decision, Decision::Reject);
    assert_eq!(ruling.explanation.to_string(), "rule for stadt.example: allow (settings) → rule for spam.example: block (Grund)");
    assert!(!decide(&open, &question("spam.example", Some("https://stadt.example/u/a"))).goes_on());
    for actor in ["https://127.0.0.1/a", "nonsense", "data:x", ""] {
        assert!(!decide(&open, &question("stadt.example", Some(actor))).goes_on(), "{actor}");
    }
}

#[test]
fn in_a_network_strangers_do_not_come_in_through_members_but_own_people_come_back() {
    let network = policy(Mode::Network);
    assert!(!decide(&network, &question("stadt.example", Some("https://unknown.example/u/a"))).goes_on());
    assert!(decide(&network, &question("stadt.example", Some("https://own.example/ap/actors/1"))).goes_on());
    assert!(decide(&network, &question("stadt.example", Some("https://amt.stadt.example/u/a"))).goes_on());
    // Without the own host only rules are asked about actors.
    let without = PolicySnapshot::new(Mode::Network).with_rule("stadt.example", rule(Action::Allow));
    assert!(decide(&without, &question("stadt.example", Some("https://own.example/ap/actors/1"))).goes_on());
}

#[test]
fn explanations_name_the_layer() {
    let text = |host| decide_peer(&policy(Mode::Network), Direction::Serve, host).explanation.to_string();
    assert_eq!(text("x.gut.boese.example"), "settings block boese.example (settings)");
    assert_eq!(text("x.spam.example"), "rule for spam.example: block (Grund)");
    assert_eq!(text("unknown.example"), "mode network");
    assert_eq!(text("127.0.0.1"), "not a host name");
}

#[test]
fn narrowing_never_widens() {
    let filter = |filter| Decision::Filter(vec![filter]);
    assert_eq!(Decision::Reject.narrowed_by(Decision::Accept), Decision::Reject);
    assert_eq!(Decision::Accept.narrowed_by(Decision::Hold), Decision::Hold);
    assert_eq!(filter(Filter::RejectMedia).narrowed_by(Decision::Accept), filter(Filter::RejectMedia));
    let both = filter(Filter::RejectMedia).narrowed_by(filter(Filter::RejectReplies)).narrowed_by(filter(Filter::RejectMedia));
    assert_eq!(both, Decision::Filter(vec![Filter::RejectMedia, Filter::RejectReplies]));
}

crate::on_both_databases! {
    async fn rules_are_kept(database: TestDatabase) {
        let settings = Federation { allow: vec!["a.example".to_owned()], ..Federation::default() };
        let policy = database.store.write(move |conn| {
            set(conn, "B.example.", &rule(Action::Allow), Timestamp(1), Some(7))?;
            set(conn, "b.example", &rule(Action::Block), Timestamp(2), None)?;
            set(conn, "a.example", &rule(Action::Block), Timestamp(3), None)?;
            set(conn, "c.example", &rule(Action::Block), Timestamp(3), None)?;
            assert!(remove(conn, "C.example")?);
            assert!(!remove(conn, "c.example")?);
            assert!(set(conn, "127.0.0.1", &rule(Action::Block), Timestamp(4), None).is_err());
            let rules = list(conn)?;
            let hosts: Vec<&str> = rules.iter().map(|stored| stored.host.as_str()).collect();
            assert_eq!(hosts, ["a.example", "b.example"]);
            assert_eq!((rules[1].rule.action, rules[1].created_at, rules[1].created_by), (Action::Block, Timestamp(2), None));
            load(conn, &settings)
        }).await.unwrap();
        assert!(!decide_peer(&policy, Direction::Inbound, "a.example").goes_on());
        assert!(!decide_peer(&policy, Direction::Inbound, "b.example").goes_on());
        assert!(decide_peer(&policy, Direction::Inbound, "c.example").goes_on());
    }
}
