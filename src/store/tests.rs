//! The store on both databases.

use diesel::prelude::*;

use super::testing::TestDatabase;
use super::*;
use crate::on_both_databases;

diesel::table! { settings (key) { key -> Text, value -> Text, } }

on_both_databases! {
    async fn what_is_written_can_be_read(database: TestDatabase) {
        let store = database.store.clone();
        let written = store.write(|c| Ok(diesel::insert_into(settings::table).values((settings::key.eq("a"), settings::value.eq("b"))).execute(c)?)).await;
        assert_eq!(written.unwrap(), 1);
        let read: String = store.read(|c| Ok(settings::table.select(settings::value).first(c)?)).await.unwrap();
        assert_eq!(read, "b");
    }
}
