//! How many connections each address has open.

use std::collections::HashMap;
use std::net::{IpAddr, Ipv6Addr};
use std::sync::{Arc, Mutex, PoisonError};

/// Counts connections by address; holds only addresses with an open connection.
#[derive(Debug, Clone)]
pub(super) struct PerAddress {
    limit: usize,
    open: Arc<Mutex<HashMap<IpAddr, usize>>>,
}

/// One counted connection; dropping it takes it off the count.
#[derive(Debug)]
pub(super) struct Counted {
    address: IpAddr,
    open: Arc<Mutex<HashMap<IpAddr, usize>>>,
}

impl PerAddress {
    pub(super) fn new(limit: usize) -> Self {
        Self { limit, open: Arc::default() }
    }

    /// Counts a new connection, or refuses it with `Err`. Connections from loopback are not counted.
    pub(super) fn count(&self, address: IpAddr) -> Result<Option<Counted>, ()> {
        let address = network(address);
        if address.is_loopback() {
            return Ok(None);
        }
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        let count = open.entry(address).or_insert(0);
        if *count >= self.limit {
            return Err(());
        }
        *count += 1;
        Ok(Some(Counted { address, open: Arc::clone(&self.open) }))
    }
}

impl Drop for Counted {
    fn drop(&mut self) {
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(count) = open.get_mut(&self.address) {
            *count -= 1;
            if *count == 0 {
                open.remove(&self.address);
            }
        }
    }
}

/// What one customer of a provider gets: an IPv4 address, or an IPv6 network of 64 bits.
fn network(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(address) if !address.is_loopback() => IpAddr::V6(Ipv6Addr::from_bits(address.to_bits() & !u128::from(u64::MAX))),
        address => address,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn api_19_connections_of_one_address_are_bounded() {
        let per_address = PerAddress::new(2);
        let count = |address: &str| per_address.count(address.parse().unwrap());
        let first = count("192.0.2.1").unwrap();
        let _second = count("::ffff:192.0.2.1").unwrap();
        assert!(count("192.0.2.1").is_err());
        let _network = (count("2001:db8::1").unwrap(), count("2001:db8::ffff").unwrap());
        assert!(count("2001:db8::2").is_err() && count("2001:db8:0:1::2").is_ok());
        let proxied: Vec<_> = (0..10).map(|_| (count("127.0.0.1"), count("::1"))).collect();
        assert!(proxied.iter().all(|(one, two)| one.is_ok() && two.is_ok()));
        drop(first);
        assert!(count("192.0.2.1").is_ok());
        assert_eq!(per_address.open.lock().unwrap().len(), 2);
    }
}
