//! CBOR (RFC 8949) as far as authenticators write it (CTAP2 canonical form, CTAP 2.1 §8): whole numbers, bytes, text, lists, maps and the
//! simple values. Lengths are always known; there are no tags and no fractions.

use super::refusal::Refusal;

/// How deep lists and maps may lie in each other; CTAP2 allows four.
const DEEPEST: usize = 8;
/// How many entries a list or map may have.
const MOST_ENTRIES: u64 = 64;

/// A value; bytes and texts are parts of what was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Value<'a> {
    Integer(i64),
    Bytes(&'a [u8]),
    Text(&'a str),
    List(Vec<Self>),
    Map(Vec<(Self, Self)>),
    /// `false`, `true`, `null` or `undefined`, by number.
    Simple(u8),
}

impl<'a> Value<'a> {
    /// The entry with this key; `None` also for what is no map.
    pub(super) fn get(&self, key: &Self) -> Option<&Self> {
        let Self::Map(entries) = self else { return None };
        entries.iter().find(|(known, _)| known == key).map(|(_, value)| value)
    }

    /// The entry with this number as its key.
    pub(super) fn at(&self, label: i64) -> Option<&Self> {
        self.get(&Value::Integer(label))
    }

    pub(super) const fn integer(&self) -> Option<i64> {
        if let Self::Integer(number) = self { Some(*number) } else { None }
    }

    pub(super) const fn bytes(&self) -> Option<&'a [u8]> {
        if let Self::Bytes(bytes) = self { Some(bytes) } else { None }
    }

    pub(super) const fn text(&self) -> Option<&'a str> {
        if let Self::Text(text) = self { Some(text) } else { None }
    }
}

/// Reads one value; answers it and what stands behind it.
///
/// # Errors
/// `Unreadable`.
pub(super) fn read(bytes: &[u8]) -> Result<(Value<'_>, &[u8]), Refusal> {
    let mut reader = Reader { rest: bytes };
    let value = reader.value(0)?;
    Ok((value, reader.rest))
}

/// Reads one value behind which nothing stands.
///
/// # Errors
/// `Unreadable`.
pub(super) fn read_all(bytes: &[u8]) -> Result<Value<'_>, Refusal> {
    match read(bytes)? {
        (value, []) => Ok(value),
        _ => Err(UNREADABLE),
    }
}

const UNREADABLE: Refusal = Refusal::Unreadable("CBOR");

struct Reader<'a> {
    rest: &'a [u8],
}

impl<'a> Reader<'a> {
    fn take(&mut self, count: u64) -> Result<&'a [u8], Refusal> {
        let count = usize::try_from(count).map_err(|_| UNREADABLE)?;
        let (taken, rest) = self.rest.split_at_checked(count).ok_or(UNREADABLE)?;
        self.rest = rest;
        Ok(taken)
    }

    /// The first byte's kind (its upper three bits) and the number that belongs to it (RFC 8949 §3).
    fn head(&mut self) -> Result<(u8, u64), Refusal> {
        let first = self.take(1)?.first().copied().unwrap_or_default();
        let number = match first & 0x1f {
            small @ 0..=23 => u64::from(small),
            size @ 24..=27 => self.take(1 << (size - 24))?.iter().fold(0, |number, byte| number << 8 | u64::from(*byte)),
            // Reserved, or of a length that is said at the end.
            _ => return Err(UNREADABLE),
        };
        Ok((first >> 5, number))
    }

    fn value(&mut self, depth: usize) -> Result<Value<'a>, Refusal> {
        if depth > DEEPEST {
            return Err(UNREADABLE);
        }
        let (kind, number) = self.head()?;
        match kind {
            0 => Ok(Value::Integer(i64::try_from(number).map_err(|_| UNREADABLE)?)),
            1 => Ok(Value::Integer(-1 - i64::try_from(number).map_err(|_| UNREADABLE)?)),
            2 => Ok(Value::Bytes(self.take(number)?)),
            3 => Ok(Value::Text(str::from_utf8(self.take(number)?).map_err(|_| UNREADABLE)?)),
            4 | 5 if number > MOST_ENTRIES => Err(UNREADABLE),
            4 => Ok(Value::List((0..number).map(|_| self.value(depth + 1)).collect::<Result<_, _>>()?)),
            5 => self.map(number, depth),
            7 if (20..=23).contains(&number) => Ok(Value::Simple(u8::try_from(number).unwrap_or_default())),
            _ => Err(UNREADABLE),
        }
    }

    fn map(&mut self, number: u64, depth: usize) -> Result<Value<'a>, Refusal> {
        let mut entries: Vec<(Value<'a>, Value<'a>)> = Vec::new();
        for _ in 0..number {
            let key = self.value(depth + 1)?;
            // With a key twice, two readers could see two different things.
            if entries.iter().any(|(known, _)| *known == key) {
                return Err(UNREADABLE);
            }
            entries.push((key, self.value(depth + 1)?));
        }
        Ok(Value::Map(entries))
    }
}

#[cfg(test)]
mod tests {
    use super::{Value, read, read_all};

    /// RFC 8949 appendix A, as far as it concerns us.
    #[test]
    fn examples_of_the_standard() {
        for (hex, value) in [
            ("00", Value::Integer(0)),
            ("17", Value::Integer(23)),
            ("1818", Value::Integer(24)),
            ("1903e8", Value::Integer(1_000)),
            ("1a000f4240", Value::Integer(1_000_000)),
            ("1b000000e8d4a51000", Value::Integer(1_000_000_000_000)),
            ("20", Value::Integer(-1)),
            ("3903e7", Value::Integer(-1_000)),
            ("4401020304", Value::Bytes(&[1, 2, 3, 4])),
            ("62c3bc", Value::Text("ü")),
            ("f4", Value::Simple(20)),
            ("80", Value::List(Vec::new())),
            ("820102", Value::List(vec![Value::Integer(1), Value::Integer(2)])),
            ("a10102", Value::Map(vec![(Value::Integer(1), Value::Integer(2))])),
        ] {
            let bytes = bytes(hex);
            assert_eq!(read_all(&bytes), Ok(value), "{hex}");
        }
        assert_eq!(read(&bytes("0102")).map(|(value, rest)| (value, rest.to_vec())), Ok((Value::Integer(1), vec![2])));
    }

    #[test]
    fn what_is_not_of_this_kind_is_refused() {
        let deep = "81".repeat(10) + "00";
        let cases = [
            "",
            "18",
            "1c",
            "44010203",
            "5f4101ff",
            "61ff",
            "81",
            "a101",
            "a2010201020304",
            "a201020103",
            "c000",
            "f90000",
            "f818",
            "1bffffffffffffffff",
            "3bffffffffffffffff",
            "5b7fffffffffffffff",
            "9b7fffffffffffffff",
            "bb7fffffffffffffff",
            "9841",
            "0000",
            deep.as_str(),
        ];
        for hex in cases {
            assert!(read_all(&bytes(hex)).is_err(), "{hex}");
        }
    }

    fn bytes(hex: &str) -> Vec<u8> {
        (0..hex.len()).step_by(2).map(|at| u8::from_str_radix(&hex[at..at + 2], 16).unwrap()).collect()
    }
}
