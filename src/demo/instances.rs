//! The three instances: started, found by name, stopped.

use super::content::Site;
use super::folder::Folder;
use crate::app::{App, Parts};
use crate::config::Config;
use crate::error::{Error, Result};
use crate::instance;
use crate::store::{Store, StoreSettings};
use crate::tools::FEATURES;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::JoinSet;

/// The running instances.
pub(super) struct Instances {
    apps: [Arc<App>; 3],
    port_base: u16,
    running: JoinSet<Result<()>>,
    stop: watch::Sender<bool>,
}

impl Instances {
    /// Opens all ports, then the databases, then serves.
    pub(super) async fn start(folder: &Folder, port_base: u16) -> Result<Self> {
        // All ports before any database: a second demo by mistake must not touch the first one's.
        let listeners = [bind(Site::Rudi, port_base).await?, bind(Site::Next, port_base).await?, bind(Site::Bayko, port_base).await?];
        let apps = [
            open(folder, Site::Rudi, port_base).await?,
            open(folder, Site::Next, port_base).await?,
            open(folder, Site::Bayko, port_base).await?,
        ];
        let (stop, stopped) = watch::channel(false);
        let mut running = JoinSet::new();
        for (app, listener) in apps.iter().zip(listeners) {
            let mut stopped = stopped.clone();
            let shutdown = async move { drop(stopped.wait_for(|stopped| *stopped).await) };
            running.spawn(instance::run(Arc::clone(app), listener, shutdown));
        }
        Ok(Self { apps, port_base, running, stop })
    }

    /// The instance of this name.
    pub(super) const fn of(&self, site: Site) -> &Arc<App> {
        &self.apps[site as usize]
    }

    /// All three, with their names.
    pub(super) fn all(&self) -> impl Iterator<Item = (Site, &Arc<App>)> {
        Site::ALL.into_iter().zip(&self.apps)
    }

    /// The first of the three ports.
    pub(super) const fn port_base(&self) -> u16 {
        self.port_base
    }

    /// Waits until one of them ends by itself, which none should.
    pub(super) async fn failed(&mut self) -> Error {
        match self.running.join_next().await {
            Some(Ok(Err(error))) => error,
            Some(Err(error)) => Error::internal(error),
            Some(Ok(Ok(()))) | None => Error::internal("an instance ended by itself"),
        }
    }

    /// Stops them in order.
    pub(super) async fn stop(mut self) -> Result<()> {
        self.stop.send_replace(true);
        let mut result = Ok(());
        while let Some(ended) = self.running.join_next().await {
            result = result.and(ended.map_err(Error::internal).and_then(|ended| ended));
        }
        result
    }
}

async fn bind(site: Site, port_base: u16) -> Result<TcpListener> {
    let port = site.port(port_base);
    TcpListener::bind((Ipv4Addr::LOCALHOST, port)).await.map_err(|error| {
        Error::Unavailable(format!(
            "port {port} cannot be opened ({error}); the demo needs three ports from {port_base} on. Stop what uses it, or choose others with \
             --port-base, such as --port-base 9081"
        ))
    })
}

async fn open(folder: &Folder, site: Site, port_base: u16) -> Result<Arc<App>> {
    let config = config(folder, site, port_base)?;
    // What a loss of power takes from a demo is made again in seconds.
    let settings = StoreSettings { synchronous_full: false, ..StoreSettings::new(config.database.url.clone()) };
    let opened = tokio::task::spawn_blocking(move || Store::open_and_migrate(&settings)).await.map_err(Error::internal)?;
    App::open(Parts { store: Some(opened?.0), ..Parts::new(config, FEATURES) }).await
}

fn config(folder: &Folder, site: Site, port_base: u16) -> Result<Config> {
    let mut config = Config::default();
    config.instance.origin = format!("http://{}", site.authority(port_base)).parse().map_err(Error::internal)?;
    config.instance.name = site.name().to_owned();
    config.instance.description = site.description().to_owned();
    config.server.listen = SocketAddr::from((Ipv4Addr::LOCALHOST, site.port(port_base)));
    config.database.url = format!("sqlite:{}", folder.database(site).display());
    config.federation.loopback = true;
    config.validate().map_err(|error| Error::Unavailable(error.to_string()))?;
    Ok(config)
}
