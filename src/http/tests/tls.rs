//! Peers with TLS: their certificates come from an authority that a test trusts, and may be wrong in one way.

use rcgen::{BasicConstraints, CertificateParams, DnType, IsCa, Issuer, KeyPair};
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::crypto::aws_lc_rs;
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer, PrivatePkcs8KeyDer};
use tokio_rustls::rustls::{ServerConfig, SupportedProtocolVersion};
use tokio_rustls::server::TlsStream;

use super::*;

/// Signs certificates.
pub(super) struct Authority {
    issuer: Issuer<'static, KeyPair>,
    root: CertificateDer<'static>,
}

/// What a server shows, and the key (PKCS #8) that belongs to it.
pub(super) struct Identity {
    chain: Vec<CertificateDer<'static>>,
    key: Vec<u8>,
}

fn parameters(name: &str) -> CertificateParams {
    let mut parameters = CertificateParams::new(vec![name.to_owned()]).unwrap();
    parameters.distinguished_name.push(DnType::CommonName, name);
    parameters
}

fn signed(issuer: &Issuer<'static, KeyPair>, name: &str, change: impl FnOnce(&mut CertificateParams)) -> Identity {
    let key = KeyPair::generate().unwrap();
    let mut parameters = parameters(name);
    change(&mut parameters);
    let certificate = parameters.signed_by(&key, issuer).unwrap();
    Identity { chain: vec![certificate.der().clone()], key: key.serialize_der() }
}

impl Authority {
    pub(super) fn new() -> Self {
        let key = KeyPair::generate().unwrap();
        let mut parameters = parameters("authority.example");
        parameters.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        let root = parameters.self_signed(&key).unwrap().der().clone();
        Self { issuer: Issuer::new(parameters, key), root }
    }

    /// A right certificate for this name.
    pub(super) fn certify(&self, name: &str) -> Identity {
        self.certify_with(name, |_| ())
    }

    /// A certificate that `change` makes wrong.
    pub(super) fn certify_with(&self, name: &str, change: impl FnOnce(&mut CertificateParams)) -> Identity {
        signed(&self.issuer, name, change)
    }

    /// A certificate that somebody signed who has one, but is no authority.
    pub(super) fn presumed(&self, name: &str) -> Identity {
        let key = KeyPair::generate().unwrap();
        let parameters = parameters("somebody.example");
        let somebody = parameters.signed_by(&key, &self.issuer).unwrap();
        let mut identity = signed(&Issuer::new(parameters, key), name, |_| ());
        identity.chain.push(somebody.der().clone());
        identity
    }

    /// A client that trusts this authority beside those of the system, as the client of real operation otherwise.
    pub(super) fn trusting(&self, settings: Settings, adjust: impl FnOnce(reqwest::ClientBuilder) -> reqwest::ClientBuilder) -> Client {
        let root = reqwest::Certificate::from_der(&self.root).unwrap();
        Client::with(settings, Script::new(&[]), |builder| adjust(builder.tls_certs_merge([root]))).unwrap()
    }
}

impl Identity {
    pub(super) fn self_signed(name: &str) -> Self {
        let key = KeyPair::generate().unwrap();
        let certificate = parameters(name).self_signed(&key).unwrap();
        Self { chain: vec![certificate.der().clone()], key: key.serialize_der() }
    }

    /// The settings of a server that shows this, speaks these versions of TLS and these protocols.
    pub(super) fn server(self, versions: &[&'static SupportedProtocolVersion], protocols: &[&str]) -> ServerConfig {
        let key = PrivateKeyDer::from(PrivatePkcs8KeyDer::from(self.key));
        let builder = ServerConfig::builder_with_provider(Arc::new(aws_lc_rs::default_provider()));
        let builder = builder.with_protocol_versions(versions).unwrap().with_no_client_auth();
        let mut server = builder.with_single_cert(self.chain, key).unwrap();
        server.alpn_protocols = protocols.iter().map(|protocol| protocol.as_bytes().to_vec()).collect();
        server
    }
}

/// Listens on loopback and lets `talk` have each connection after its handshake, well or badly as that ended. Returns the port.
pub(super) async fn listen<F>(server: ServerConfig, talk: impl Fn(io::Result<TlsStream<TcpStream>>) -> F + Send + Sync + 'static) -> u16
where
    F: Future<Output = ()> + Send + 'static,
{
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let (acceptor, talk) = (TlsAcceptor::from(Arc::new(server)), Arc::new(talk));
    tokio::spawn(async move {
        loop {
            let (socket, _) = listener.accept().await.unwrap();
            let (shaken, talk) = (acceptor.accept(socket), Arc::clone(&talk));
            tokio::spawn(async move { talk(shaken.await).await });
        }
    });
    port
}
