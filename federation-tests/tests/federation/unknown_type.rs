//! What is unknown is carried all the same.

use dienstweg::object::Viewer;
use federation_tests::{Network, Peer, Software, on_both_databases};
use serde_json::{Value, json};

on_both_databases! {
    async fn unknown_objects_and_properties_are_stored_and_relayed_as_they_are(backend: Backend) {
        let network = Network::new(backend, 2).await;
        let community = network.community().await;
        let (alpha, beta) = (&network[0], &network[1]);
        let peer = Peer::new("peer", Software::Lemmy).await;
        let paula = peer.person("paula");
        let object = peer.note(&paula, 1, json!({
            "type": "Sternwarte", "name": "Kuppel offen", "to": [dienstweg::json::PUBLIC, community.id], "audience": community.id,
            "x:oeffnung": {"von": 1.50, "bis": "spät", "grösse": 12345678901234567890_u64},
        }));
        let mut create = peer.activity(&paula, 2, "Create", object.clone(), json!({
            "to": [dienstweg::json::PUBLIC], "cc": [community.id], "x:unbekannt": [1, null, {"tief": ["ja"]}],
        }));
        // A number of this size cannot be proven; the proof covers everything else.
        create["object"]["x:oeffnung"]["grösse"] = json!(12);
        paula.prove(&mut create);
        // Spaces and the order of the keys are the sender's.
        let text = serde_json::to_string_pretty(&create).unwrap();
        beta.forget_requests();
        assert_eq!(peer.send_text(&paula, alpha, &text).await, 202);
        network.settle().await;

        let id = object["id"].as_str().unwrap();
        for instance in network.all() {
            let stored = instance.known(id).await.unwrap_or_else(|| panic!("{} does not have it", instance.host()));
            assert_eq!((stored.kind.as_str(), stored.name.as_str(), stored.tool.as_deref()), ("Sternwarte", "Kuppel offen", None));
            let document: Value = serde_json::from_str(&stored.json).unwrap();
            assert_eq!(document, create["object"]);
            let root = stored.id;
            let shown = instance.app.read(move |conn, _| dienstweg::object::read::thread(conn, Viewer::Anonymous, root)).await.unwrap();
            assert_eq!(shown.len(), 1, "everybody sees it as a plain card");
        }
        let relayed: Vec<_> = beta.deliveries().into_iter().filter(|request| request.json()["type"] == "Announce").collect();
        assert_eq!(relayed.len(), 1);
        let body = String::from_utf8(relayed[0].body.to_vec()).unwrap();
        assert!(body.contains(&text), "the inner activity is passed on byte for byte:\n{body}");
        assert!(!peer.requests().iter().any(|request| request.path.starts_with("/notes/")), "its proof says enough");
    }

    async fn unknown_verbs_are_kept_and_relayed_as_they_are(backend: Backend) {
        let network = Network::new(backend, 2).await;
        let community = network.community().await;
        let (alpha, beta) = (&network[0], &network[1]);
        let root = alpha.article(community.people[0], Some(community.groups[0]), "Treffen").await;
        let root = alpha.app.urls.object(root);
        network.settle().await;
        let peer = Peer::new("peer", Software::Lemmy).await;
        let paula = peer.person("paula");
        let stranger = peer.activity(&paula, 3, "TentativeJoin", json!(root), json!({"cc": [community.id]}));
        beta.forget_requests();
        assert_eq!(peer.send(&paula, alpha, &stranger).await, 202);
        network.settle().await;
        assert_eq!(beta.deliveries().len(), 0, "nobody outside makes a community call out");
        let follow = peer.activity(&paula, 2, "Follow", json!(community.id), json!({"to": [community.id]}));
        assert_eq!(peer.send(&paula, alpha, &follow).await, 202);
        network.settle().await;
        let mut join = peer.activity(&paula, 1, "TentativeJoin", json!(root), json!({"cc": [community.id], "x:bring": "Kuchen"}));
        paula.prove(&mut join);
        let text = serde_json::to_string_pretty(&join).unwrap();
        beta.forget_requests();
        assert_eq!(peer.send_text(&paula, alpha, &text).await, 202);
        network.settle().await;
        let relayed = beta.deliveries();
        assert_eq!(relayed.len(), 1);
        assert!(String::from_utf8_lossy(&relayed[0].body).contains(&text));
        assert_eq!(relayed[0].status, 202);
        assert_eq!(network.same_tree(&root).await.lines().count(), 1);
    }
}
