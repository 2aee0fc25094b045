//! A certificate authority that lasts as long as the test, and a wire that may be encrypted.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::sync::Arc;

use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, DnType, IsCa, KeyPair};
pub(super) use rustls::ServerConfig;
use rustls::crypto::ring;
use rustls::pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer};
use rustls::{ServerConnection, StreamOwned};

/// An authority that nobody trusts unless they are given its certificate.
pub struct Authority(CertifiedIssuer<'static, KeyPair>);

impl Authority {
    /// A new one.
    pub fn new(name: &str) -> Authority {
        let key = KeyPair::generate().expect("a key can be drawn");
        let mut about = CertificateParams::default();
        about.distinguished_name.push(DnType::CommonName, name);
        about.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        Authority(CertifiedIssuer::self_signed(about, key).expect("the authority is well formed"))
    }

    /// Its certificate, as a system keeps those it trusts.
    pub fn pem(&self) -> String {
        self.0.pem()
    }

    /// What a server needs that shows a certificate made out to `name`.
    pub(super) fn server(&self, name: &str) -> Arc<ServerConfig> {
        let key = KeyPair::generate().expect("a key can be drawn");
        let about = CertificateParams::new([name.to_owned()]).expect("the name is well formed");
        let certificate = about.signed_by(&key, &self.0).expect("the authority signs");
        let secret = PrivateKeyDer::from(PrivatePkcs8KeyDer::from(key.serialize_der()));
        let config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
            .with_safe_default_protocol_versions()
            .expect("the provider knows the usual versions")
            .with_no_client_auth()
            .with_single_cert(vec![certificate.der().clone()], secret)
            .expect("the key is the certificate's");
        Arc::new(config)
    }
}

/// A connection, encrypted or not.
pub(super) enum Wire {
    Plain(TcpStream),
    Encrypted(Box<StreamOwned<ServerConnection, TcpStream>>),
}

impl Wire {
    /// The server's side of a connection, encrypted where there is something to do it with.
    pub(super) fn of(
        stream: TcpStream,
        config: Option<&Arc<ServerConfig>>,
    ) -> std::io::Result<Wire> {
        let Some(config) = config else {
            return Ok(Wire::Plain(stream));
        };
        let side = ServerConnection::new(Arc::clone(config)).map_err(std::io::Error::other)?;
        Ok(Wire::Encrypted(Box::new(StreamOwned::new(side, stream))))
    }
}

impl Read for Wire {
    fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
        match self {
            Wire::Plain(stream) => stream.read(into),
            Wire::Encrypted(stream) => stream.read(into),
        }
    }
}

impl Write for Wire {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        match self {
            Wire::Plain(stream) => stream.write(bytes),
            Wire::Encrypted(stream) => stream.write(bytes),
        }
    }

    fn flush(&mut self) -> std::io::Result<()> {
        match self {
            Wire::Plain(stream) => stream.flush(),
            Wire::Encrypted(stream) => stream.flush(),
        }
    }
}
