//! `serve` and `worker`: the commands that keep running.

use super::{Failure, log, say, stop};
use crate::access::setup;
use crate::activity::outbox;
use crate::app::{App, Parts};
use crate::config::Config;
use crate::instance;
use crate::server;
use crate::tools::FEATURES;

/// Runs the instance until it is asked to stop.
pub(super) async fn serve(config: Config) -> Result<(), Failure> {
    log::start(&config.log);
    let stopping = stop::requested();
    // The port first: a second start by mistake must not touch the first one's database.
    let listener = server::bind(config.server.listen).await?;
    let address = listener.local_addr().map_err(|error| Failure::new(error.to_string()))?;
    let app = App::open(Parts::new(config, FEATURES)).await?;
    say(format_args!("{} is running: {} (listens on {address})", app.settings().name, app.urls.origin()));
    outbox::logo_of_file(&app).await?;
    if let Some(link) = app.write(setup::at_start).await? {
        app.reload_settings().await?;
        say(format_args!("nobody administers this instance yet; set it up within 24 hours: {link}"));
    }
    instance::run(app, listener, stopping).await?;
    tracing::info!("stopped");
    Ok(())
}

/// Runs only deliveries and jobs until it is asked to stop.
pub(super) async fn work(config: Config) -> Result<(), Failure> {
    log::start(&config.log);
    let app = App::open(Parts::new(config, FEATURES)).await?;
    say(format_args!("working for {}", app.urls.origin()));
    instance::work(app, stop::requested()).await?;
    tracing::info!("stopped");
    Ok(())
}
