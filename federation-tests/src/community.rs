//! The community most tests begin with.

use crate::Network;

/// A community on alpha with one member on each instance; alpha's founded it.
#[derive(Debug)]
pub struct Community {
    /// Its ActivityPub id.
    pub id: String,
    /// Its handle.
    pub handle: String,
    /// Its number on each instance.
    pub groups: Vec<i64>,
    /// Anna on alpha, who is the host, Bert on beta, Carla on gamma, by their numbers there.
    pub people: Vec<i64>,
}

impl Network {
    /// Founds `digitales` on alpha and lets one person of each other instance join it.
    pub async fn community(&self) -> Community {
        let alpha = &self[0];
        let anna = alpha.person("anna").await;
        let group = alpha.group(anna, "digitales").await;
        let handle = format!("digitales@{}", alpha.host());
        let mut community = Community { id: alpha.app.urls.actor(group), handle: handle.clone(), groups: vec![group], people: vec![anna] };
        for (instance, name) in self.all().iter().zip(["anna", "bert", "carla", "dora"]).skip(1) {
            let person = instance.person(name).await;
            community.people.push(person);
            community.groups.push(instance.join(person, &handle).await);
        }
        self.settle().await;
        community
    }

    /// The same tree of a thread on every instance.
    ///
    /// # Panics
    /// When two instances show different trees.
    pub async fn same_tree(&self, root: &str) -> String {
        let first = self[0].tree(root).await;
        for instance in &self.all()[1..] {
            assert_eq!(instance.tree(root).await, first, "{} shows another thread than {}", instance.host(), self[0].host());
        }
        first
    }
}
