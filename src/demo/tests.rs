//! The demo's content makes sense: everybody exists, belongs where they write, and is found by their handle.

use super::content::*;
use crate::object::reaction::{EMOJI, ReactionKind};
use crate::text::{Handle, check_username, markdown_to_html, mentions};
use std::collections::HashSet;

fn content() -> Content {
    Content::load().unwrap()
}

#[test]
fn everybody_has_a_name_of_their_own_that_is_allowed() {
    let content = content();
    let mut names = HashSet::new();
    let groups = content.communities.iter().map(|community| (community.who(), community.name.clone()));
    for (who, name) in content.people.iter().map(|person| (person.who(), person.name.clone())).chain(groups) {
        assert_eq!(check_username(&who.username), Ok(who.username.clone()));
        assert!(!name.is_empty());
        assert!(names.insert(who.clone()), "{who} is there twice");
        let handle = Handle::parse(&format!("@{}@{}", who.username, who.site.authority(8081)));
        assert_eq!(handle.unwrap().host, Some(who.site.authority(8081)));
    }
    for site in Site::ALL {
        let people: Vec<_> = content.people.iter().filter(|person| person.site == site).collect();
        assert!(people.len() >= 5 && people.iter().any(|person| person.admin), "{}", site.name());
        assert!(content.communities.iter().filter(|community| community.site == site).count() >= 2, "{}", site.name());
    }
}

#[test]
fn everybody_who_is_named_exists_and_belongs_where_they_act() {
    let content = content();
    let people: HashSet<Who> = content.people.iter().map(Person::who).collect();
    for person in &content.people {
        assert!(person.follows.iter().all(|followed| people.contains(followed) && *followed != person.who()), "{}", person.username);
    }
    for community in &content.communities {
        assert!(people.contains(&community.founder()), "{}", community.name);
        assert!(community.members.iter().all(|member| people.contains(member) && *member != community.founder()), "{}", community.name);
    }
    for thread in &content.threads {
        let community = content.community(&thread.group).unwrap();
        let member = |who: &Who| *who == community.founder() || community.members.contains(who);
        let mut keys = HashSet::new();
        assert!(member(&thread.author), "{}: {}", thread.title, thread.author);
        assert!(thread.reactions.iter().all(|reaction| member(&reaction.by)), "{}", thread.title);
        for comment in &thread.comments {
            assert!(member(&comment.author), "{}: {}", thread.title, comment.author);
            assert!(comment.answers.iter().all(|key| keys.contains(key)), "{}: {:?}", thread.title, comment.answers);
            keys.extend(comment.key.clone());
            assert!(comment.reactions.iter().all(|reaction| member(&reaction.by)), "{}: {}", thread.title, comment.text);
            assert!(comment.removed.iter().all(|removal| removal.by == community.founder() && !removal.reason.is_empty()));
        }
    }
}

#[test]
fn reactions_can_be_chosen_on_the_page_and_are_made_once() {
    let content = content();
    for thread in &content.threads {
        for reactions in std::iter::once(&thread.reactions).chain(thread.comments.iter().map(|comment| &comment.reactions)) {
            let mut seen = HashSet::new();
            for reaction in reactions {
                assert!(reaction.kind == ReactionKind::Like || EMOJI.contains(&reaction.emoji.as_str()), "{}", reaction.emoji);
                assert!(seen.insert((reaction.by.clone(), reaction.emoji.clone())), "{}: {} twice", thread.title, reaction.by);
            }
        }
    }
}

#[test]
fn every_mention_is_somebody_of_the_demo() {
    let content = content();
    let texts =
        content.threads.iter().flat_map(|thread| std::iter::once(&thread.text).chain(thread.comments.iter().map(|comment| &comment.text)));
    let mut found = 0;
    for text in texts {
        for handle in mentions(&with_hosts(text, 8081)) {
            let site = Site::ALL.into_iter().find(|site| Some(site.authority(8081)) == handle.host).unwrap();
            let who = Who { username: handle.name, site };
            let known = content.people.iter().any(|person| person.who() == who) || content.community(&who).is_ok();
            assert!(known, "{who}");
            found += 1;
        }
        assert!(!markdown_to_html(text.trim()).is_empty());
    }
    assert!(found > 2);
}

#[test]
fn the_shared_thread_has_voices_from_all_three_instances() {
    let content = content();
    let thread = &content.threads[0];
    assert!(thread.title.starts_with("Digitaler Bauantrag: "), "{}", thread.title);
    let sites: HashSet<Site> = thread.comments.iter().map(|comment| comment.author.site).collect();
    assert_eq!(sites.len(), 3);
    assert_eq!(content.community(&thread.group).unwrap().sites(), Site::ALL);
    assert!(thread.comments.iter().all(|comment| comment.removed.is_none()), "the comparison counts every comment");
    assert!(content.threads.iter().any(|thread| thread.pinned) && content.threads.iter().any(|thread| thread.locked));
    assert!(content.threads.iter().any(|thread| thread.edit.is_some()));
    assert!(content.threads.iter().flat_map(|thread| &thread.comments).any(|comment| comment.removed.is_some()));
}
