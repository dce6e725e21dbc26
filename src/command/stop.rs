//! The wish to end the program.

/// Ends when somebody asks the program to stop: Ctrl-C, or SIGTERM as service managers send it. A second Ctrl-C ends it at once.
/// SIGTERM is heeded from this call on, not only once the future is awaited.
pub(super) fn requested() -> impl Future<Output = ()> + Send + 'static {
    let first = first();
    async {
        first.await;
        tokio::spawn(async {
            if tokio::signal::ctrl_c().await.is_ok() {
                std::process::exit(130);
            }
        });
    }
}

#[cfg(unix)]
fn first() -> impl Future<Output = ()> + Send + 'static {
    use tokio::signal::unix::{SignalKind, signal};
    let terminate = signal(SignalKind::terminate());
    async {
        let Ok(mut terminate) = terminate else { return interrupted().await };
        tokio::select! {
            () = interrupted() => {}
            _ = terminate.recv() => {}
        }
    }
}

#[cfg(not(unix))]
async fn first() {
    interrupted().await;
}

async fn interrupted() {
    if let Err(error) = tokio::signal::ctrl_c().await {
        tracing::warn!(%error, "Ctrl-C cannot be noticed");
        std::future::pending::<()>().await;
    }
}
