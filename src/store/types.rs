//! Column types that both databases share: time, and enums stored as small numbers.

use std::fmt;
use std::time::Duration;

use diesel::backend::Backend;
use diesel::deserialize::{self, FromSql, FromSqlRow};
use diesel::expression::AsExpression;
use diesel::pg::Pg;
use diesel::query_builder::QueryId;
use diesel::serialize::{self, IsNull, Output, ToSql};
use diesel::sql_types::{BigInt, HasSqlType, SqlType};
use diesel::sqlite::Sqlite;

use super::connection::MultiBackend;

/// The SQL type of a point in time: TIMESTAMPTZ on PostgreSQL, INTEGER (microseconds since the epoch) on SQLite.
#[derive(Debug, Clone, Copy, Default, SqlType, QueryId)]
#[diesel(postgres_type(oid = 1184, array_oid = 1185))]
#[diesel(sqlite_type(name = "Long"))]
pub struct Ts;

impl HasSqlType<Ts> for MultiBackend {
    fn metadata(lookup: &mut Self::MetadataLookup) -> Self::TypeMetadata {
        Self::lookup_sql_type::<Ts>(lookup)
    }
}

/// A point in time: microseconds since 1970-01-01T00:00:00Z.
///
/// The database keeps years 1 to 9999; what lies outside is moved to the nearest of [`Timestamp::MIN`] and [`Timestamp::MAX`].
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, AsExpression, FromSqlRow)]
#[diesel(sql_type = Ts)]
pub struct Timestamp(pub i64);

/// PostgreSQL counts from 2000-01-01.
const POSTGRES_EPOCH: i64 = 946_684_800_000_000;
const SECOND: i64 = 1_000_000;

impl Timestamp {
    /// 0001-01-01T00:00:00Z.
    pub const MIN: Self = Self(-62_135_596_800 * SECOND);
    /// 9999-12-31T23:59:59.999999Z.
    pub const MAX: Self = Self(253_402_300_800 * SECOND - 1);

    /// Whole seconds since the epoch.
    pub const fn from_seconds(seconds: i64) -> Self {
        Self(seconds.saturating_mul(SECOND))
    }

    /// Whole milliseconds since the epoch.
    pub const fn from_milliseconds(milliseconds: i64) -> Self {
        Self(milliseconds.saturating_mul(1000))
    }

    /// Whole seconds since the epoch, rounded down.
    pub const fn seconds(self) -> i64 {
        self.0.div_euclid(SECOND)
    }

    /// Whole milliseconds since the epoch, rounded down.
    pub const fn milliseconds(self) -> i64 {
        self.0.div_euclid(1000)
    }

    /// Later by this much.
    #[must_use]
    pub fn plus(self, duration: Duration) -> Self {
        Self(self.0.saturating_add(microseconds(duration)))
    }

    /// Earlier by this much.
    #[must_use]
    pub fn minus(self, duration: Duration) -> Self {
        Self(self.0.saturating_sub(microseconds(duration)))
    }

    /// The time from `earlier` to this; zero when `earlier` is later.
    pub fn since(self, earlier: Self) -> Duration {
        Duration::from_micros(u64::try_from(self.0.saturating_sub(earlier.0)).unwrap_or(0))
    }

    fn clamped(self) -> Self {
        self.clamp(Self::MIN, Self::MAX)
    }

    /// As in RFC 3339, in UTC, with as many digits of the second as needed: `2026-11-21T09:30:00Z`.
    pub fn rfc3339(self) -> String {
        let time = chrono::DateTime::from_timestamp_micros(self.clamped().0).unwrap_or_default();
        time.to_rfc3339_opts(chrono::SecondsFormat::AutoSi, true)
    }

    /// Reads RFC 3339 and its relatives as other servers write them: a blank for `T`, no seconds, any number of digits after them, a zone
    /// with or without colon, no zone (UTC), a date alone (midnight), a leap second, a year beyond 9999. Times outside years 1 to 9999
    /// become [`Timestamp::MIN`] or [`Timestamp::MAX`].
    pub fn parse_rfc3339(text: &str) -> Option<Self> {
        super::rfc3339::parse(text).map(|microseconds| Self(microseconds).clamped())
    }
}

fn microseconds(duration: Duration) -> i64 {
    i64::try_from(duration.as_micros()).unwrap_or(i64::MAX)
}

impl fmt::Display for Timestamp {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.rfc3339())
    }
}

impl FromSql<Ts, Pg> for Timestamp {
    fn from_sql(value: <Pg as Backend>::RawValue<'_>) -> deserialize::Result<Self> {
        let since_2000 = <i64 as FromSql<BigInt, Pg>>::from_sql(value)?;
        Ok(Self(since_2000.saturating_add(POSTGRES_EPOCH)))
    }
}

impl ToSql<Ts, Pg> for Timestamp {
    fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, Pg>) -> serialize::Result {
        let since_2000 = self.clamped().0 - POSTGRES_EPOCH;
        <i64 as ToSql<BigInt, Pg>>::to_sql(&since_2000, &mut out.reborrow())
    }
}

impl FromSql<Ts, Sqlite> for Timestamp {
    fn from_sql(value: <Sqlite as Backend>::RawValue<'_>) -> deserialize::Result<Self> {
        <i64 as FromSql<BigInt, Sqlite>>::from_sql(value).map(Self)
    }
}

impl ToSql<Ts, Sqlite> for Timestamp {
    fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, Sqlite>) -> serialize::Result {
        out.set_value(self.clamped().0);
        Ok(IsNull::No)
    }
}

impl FromSql<Ts, MultiBackend> for Timestamp {
    fn from_sql(value: <MultiBackend as Backend>::RawValue<'_>) -> deserialize::Result<Self> {
        value.from_sql::<Self, Ts>()
    }
}

impl ToSql<Ts, MultiBackend> for Timestamp {
    fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, MultiBackend>) -> serialize::Result {
        out.set_value((Ts, self));
        Ok(IsNull::No)
    }
}

/// An enum stored as SMALLINT: `small_enum! { /// What it is. pub enum State { /// Waiting. Waiting = 0, … } }`.
///
/// The type is `Copy`, `Eq`, `Ord` (by number) and `Hash`, lists itself in `ALL`, and has `number()` and `from_number()`. A number that no
/// variant has is an error when read. Numbers are for ever: never reuse one.
#[macro_export]
macro_rules! small_enum {
    ($(#[$meta:meta])* $visibility:vis enum $name:ident { $($(#[$variant_meta:meta])* $variant:ident = $number:literal),+ $(,)? }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, diesel::expression::AsExpression, diesel::deserialize::FromSqlRow)]
        #[diesel(sql_type = diesel::sql_types::SmallInt)]
        #[repr(i16)]
        $visibility enum $name { $($(#[$variant_meta])* $variant = $number),+ }

        impl $name {
            /// Every variant, in the order written.
            $visibility const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The number in the database.
            $visibility const fn number(self) -> i16 {
                self as i16
            }

            /// The variant with this number.
            $visibility const fn from_number(number: i16) -> Option<Self> {
                match number {
                    $($number => Some(Self::$variant),)+
                    _ => None,
                }
            }
        }

        // Not every enum needs all of these yet.
        const _: (&[$name], fn($name) -> i16, fn(i16) -> Option<$name>) = ($name::ALL, $name::number, $name::from_number);

        impl<DB> diesel::deserialize::FromSql<diesel::sql_types::SmallInt, DB> for $name
        where
            DB: diesel::backend::Backend,
            i16: diesel::deserialize::FromSql<diesel::sql_types::SmallInt, DB>,
        {
            fn from_sql(value: DB::RawValue<'_>) -> diesel::deserialize::Result<Self> {
                let number = i16::from_sql(value)?;
                Self::from_number(number).ok_or_else(|| format!("{number} is no {}", stringify!($name)).into())
            }
        }

        impl<DB> diesel::serialize::ToSql<diesel::sql_types::SmallInt, DB> for $name
        where
            DB: diesel::backend::Backend,
            i16: diesel::serialize::ToSql<diesel::sql_types::SmallInt, DB>,
        {
            fn to_sql<'b>(&'b self, out: &mut diesel::serialize::Output<'b, '_, DB>) -> diesel::serialize::Result {
                match self {
                    $(Self::$variant => {
                        const NUMBER: &i16 = &$number;
                        NUMBER.to_sql(out)
                    })+
                }
            }
        }
    };
}

/// A [`small_enum!`] whose variants also have a word for URLs, JSON and configuration:
/// `text_enum! { pub enum Reach { Public = 0 => "public", … } }` adds `as_str()`, `Display` and `parse(&str) -> Option<Self>`.
#[macro_export]
macro_rules! text_enum {
    ($(#[$meta:meta])* $visibility:vis enum $name:ident { $($(#[$variant_meta:meta])* $variant:ident = $number:literal => $word:literal),+ $(,)? }) => {
        $crate::small_enum! { $(#[$meta])* $visibility enum $name { $($(#[$variant_meta])* $variant = $number),+ } }

        impl $name {
            /// The word for URLs, JSON and configuration.
            $visibility const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$variant => $word,)+
                }
            }

            /// The variant with this word.
            $visibility fn parse(word: &str) -> Option<Self> {
                match word {
                    $($word => Some(Self::$variant),)+
                    _ => None,
                }
            }
        }

        const _: fn(&str) -> Option<$name> = $name::parse;

        impl std::fmt::Display for $name {
            fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.write_str(self.as_str())
            }
        }
    };
}
