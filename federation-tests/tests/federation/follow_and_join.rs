//! Joining communities and finding each other.

use dienstweg::activity::outbox;
use dienstweg::actor::member::{self, Role};
use federation_tests::{Network, on_both_databases};

on_both_databases! {
    async fn somebody_elsewhere_joins_and_leaves_a_community(backend: Backend) {
        let network = Network::new(backend, 2).await;
        let (alpha, beta) = (&network[0], &network[1]);
        let anna = alpha.person("anna").await;
        let group = alpha.group(anna, "digitales").await;
        let bert = beta.person("bert").await;
        let there = beta.join(bert, &format!("digitales@{}", alpha.host())).await;
        network.settle().await;

        let role = beta.app.read(move |conn, _| member::role(conn, there, bert)).await.unwrap();
        assert_eq!(role, Some(Role::Member), "beta knows that bert was accepted");
        let members = alpha.app.read(move |conn, _| member::list(conn, group, 10)).await.unwrap();
        let mut handles: Vec<(String, Role)> = members.into_iter().map(|(member, role)| (member.handle(), role)).collect();
        handles.sort_by_key(|(handle, _)| handle.clone());
        assert_eq!(handles, [
            (format!("anna@{}", alpha.host()), Role::Host),
            (format!("bert@{}", beta.host()), Role::Member),
        ]);
        let hosts = beta.app.read(move |conn, _| member::hosts(conn, there)).await.unwrap();
        assert_eq!(hosts.iter().map(|host| host.handle()).collect::<Vec<_>>(), [format!("anna@{}", alpha.host())]);

        outbox::leave(&beta.app, bert, there).await.unwrap();
        network.settle().await;
        let left = alpha.app.read(move |conn, _| member::list(conn, group, 10)).await.unwrap();
        assert_eq!(left.len(), 1, "alpha knows that bert left");
    }
}
