//! Organisations, and whose staff people are.

use super::Seed;
use crate::demo::content::{Person, Site};
use crate::error::Result;
use crate::vetting::organisation::{self, Draft};
use crate::vetting::{self, Evidence, Level};
use std::collections::BTreeMap;

/// What an organisation with this name is.
fn level(name: &str) -> Level {
    match name.split([' ', ',']).next().unwrap_or_default() {
        "Stadt" | "Gemeinde" | "Markt" | "Freie" => Level::Municipality,
        "Kreis" | "Landratsamt" => Level::District,
        "Bundesamt" => Level::Federal,
        "Ministerium" | "Landesamt" | "Landesrechenzentrum" => Level::State,
        _ => Level::Other,
    }
}

/// A domain that a name could have.
fn domain(name: &str) -> String {
    let name = name.split(',').next().unwrap_or_default().to_lowercase();
    let plain = [('ä', "ae"), ('ö', "oe"), ('ü', "ue"), ('ß', "ss"), (' ', "-")];
    let name = plain.into_iter().fold(name, |name, (letter, plain)| name.replace(letter, plain));
    format!("{name}.example")
}

impl Seed<'_> {
    /// Every house has its record; people are its staff by their work address. Admins look after their own house.
    pub(super) async fn vouch(&self) -> Result<()> {
        let mut houses: BTreeMap<(Site, &str), Vec<&Person>> = BTreeMap::new();
        for person in self.content.people.iter().filter(|person| !person.organisation.is_empty()) {
            houses.entry((person.site, &person.organisation)).or_default().push(person);
        }
        for ((site, name), people) in houses {
            let domain = domain(name);
            let draft =
                Draft { name: name.to_owned(), level: level(name).as_str().to_owned(), domains: domain.clone(), ..Draft::default() };
            let mut staff = Vec::with_capacity(people.len());
            for person in people {
                staff.push((self.person(&person.who())?, format!("{}@{domain}", person.username), person.admin));
            }
            let work = move |conn: &mut crate::store::Conn, app: &crate::app::App| {
                let id = organisation::save(conn, app, None, None, &draft)?;
                for (person, address, admin) in staff {
                    vetting::vouch(conn, app, person, id, Evidence::Address(address))?;
                    if admin {
                        organisation::appoint(conn, app, None, id, person)?;
                    }
                }
                Ok(())
            };
            self.app(site).write(work).await?;
        }
        Ok(())
    }
}
