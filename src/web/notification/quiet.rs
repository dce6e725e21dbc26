//! `POST /mitteilungen/ruhe`: when somebody does not want to be disturbed.

use super::handlers::show;
use crate::error::{Error, FieldError, Result};
use crate::notification::quiet::{self, Quiet};
use crate::web::form::Guarded;
use crate::web::layout::Done;
use crate::web::view::Errors;
use crate::web::visit::Visit;
use axum::http::StatusCode;
use axum::response::Response;
use std::collections::BTreeMap;

/// The days with the names of their fields and their words, from Monday.
const DAYS: [(&str, &str); 7] = [
    ("day-1", "quiet-monday"),
    ("day-2", "quiet-tuesday"),
    ("day-3", "quiet-wednesday"),
    ("day-4", "quiet-thursday"),
    ("day-5", "quiet-friday"),
    ("day-6", "quiet-saturday"),
    ("day-7", "quiet-sunday"),
];
/// All of them.
const EVERY_DAY: u8 = 0b111_1111;

/// The quiet hours in their form (fields `csrf`, `from`, `to`, `day-1` to `day-7`).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct QuietView {
    /// From when, `18:00`; empty for never.
    pub from: String,
    /// To when.
    pub to: String,
    /// The days on which they begin.
    pub days: Vec<DayView>,
    /// Fields `from`, `to` and `day-1`.
    pub errors: Errors,
}

/// A day of the week in the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DayView {
    /// Name and id of its field.
    pub name: &'static str,
    /// The text id of its name.
    pub text: &'static str,
    /// Whether it is chosen.
    pub chosen: bool,
}

impl QuietView {
    /// As they are; every day is on offer where there are none.
    pub fn new(quiet: Option<Quiet>) -> Self {
        let clock = |minute: u16| format!("{:02}:{:02}", minute / 60, minute % 60);
        Self {
            from: quiet.map(|quiet| clock(quiet.from)).unwrap_or_default(),
            to: quiet.map(|quiet| clock(quiet.to)).unwrap_or_default(),
            days: days(quiet.map_or(EVERY_DAY, |quiet| quiet.days)),
            errors: Errors::none(),
        }
    }
}

fn days(chosen: u8) -> Vec<DayView> {
    let view = |(number, (name, text)): (usize, &(&'static str, &'static str))| DayView { name, text, chosen: chosen & (1 << number) != 0 };
    DAYS.iter().enumerate().map(view).collect()
}

/// `POST /mitteilungen/ruhe`.
pub async fn set_quiet(Guarded { visit, fields }: Guarded<BTreeMap<String, String>>) -> Response {
    visit.answer(set(&visit, fields)).await
}

async fn set(visit: &Visit, fields: BTreeMap<String, String>) -> Result<Response> {
    let person = visit.signed_in()?;
    let text = |name: &str| fields.get(name).map_or("", |text| text.trim());
    let chosen = DAYS.iter().enumerate().filter(|(_, (name, _))| !text(name).is_empty()).fold(0, |sum: u8, (number, _)| sum | 1 << number);
    match read(text("from"), text("to"), chosen) {
        Ok(quiet) => {
            visit.app.write(move |conn, _| quiet::set(conn, person, quiet)).await?;
            Ok(visit.done("/mitteilungen", Done::Saved))
        }
        Err(Error::Invalid(errors)) => {
            let typed = QuietView { from: text("from").to_owned(), to: text("to").to_owned(), days: days(chosen), errors: errors.into() };
            show(visit, StatusCode::UNPROCESSABLE_ENTITY, i64::MAX, Some(typed)).await
        }
        Err(error) => Err(error),
    }
}

/// The hours as they were typed; both fields empty is never.
fn read(from: &str, to: &str, days: u8) -> Result<Option<Quiet>> {
    if from.is_empty() && to.is_empty() {
        return Ok(None);
    }
    let mut errors = Vec::new();
    let mut minute = |field: &'static str, text: &str| {
        let found = clock(text);
        if found.is_none() {
            errors.push(FieldError { field, text: "error-quiet-time" });
        }
        found.unwrap_or_default()
    };
    let (from, to) = (minute("from", from), minute("to", to));
    if days == 0 {
        errors.push(FieldError { field: "day-1", text: "error-quiet-days" });
    }
    if errors.is_empty() { Ok(Some(Quiet { from, to, days })) } else { Err(Error::Invalid(errors)) }
}

/// `18:00` as a minute of the day.
fn clock(text: &str) -> Option<u16> {
    let (hours, minutes) = text.split_once(':')?;
    let (hours, minutes): (u16, u16) = (hours.parse().ok()?, minutes.get(..2)?.parse().ok()?);
    (hours < 24 && minutes < 60).then_some(hours * 60 + minutes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hours_are_read_or_the_field_is_named() {
        assert_eq!(read("", "", 0).unwrap(), None);
        assert_eq!(read("18:30", "07:00:00", 31).unwrap(), Some(Quiet { from: 1_110, to: 420, days: 31 }));
        for (from, to, days, field) in [
            ("18:00", "", 1, "to"),
            ("24:00", "7:00", 1, "from"),
            ("1", "7:00", 1, "from"),
            ("1:0", "7:00", 1, "from"),
            ("8:00", "9:00", 0, "day-1"),
        ] {
            let Err(Error::Invalid(errors)) = read(from, to, days) else { panic!("{from} {to} {days}") };
            assert_eq!(errors[0].field, field);
        }
    }
}
