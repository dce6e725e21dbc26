//! Where pictures are read and encoded: few at a time, on threads of their own, with a limit on time, and whatever happens there stays there.

use super::picture::{Picture, PictureError, Shape, encode_anew};
use crate::error::{Error, Result};
use bytes::Bytes;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::Semaphore;
use tokio::time::timeout;

/// How many pictures are worked on at once.
const PLACES: usize = 2;
/// How long a picture waits for a place.
const WAIT: Duration = Duration::from_secs(15);
/// How long work on one picture may take. The limits on pixels keep honest pictures far below.
const WORK: Duration = Duration::from_secs(20);

/// Reads and encodes pictures.
#[derive(Debug, Clone)]
pub struct Workshop {
    places: Arc<Semaphore>,
}

impl Default for Workshop {
    fn default() -> Self {
        Self::new()
    }
}

impl Workshop {
    /// A workshop with all places free.
    pub fn new() -> Self {
        Self { places: Arc::new(Semaphore::new(PLACES)) }
    }

    /// Encodes a file from a stranger anew. The inner error says what is wrong with the file.
    ///
    /// # Errors
    /// `Unavailable` when there is no place in time.
    pub async fn process(&self, bytes: Bytes, shape: Shape) -> Result<Result<Picture, PictureError>> {
        self.run(move || encode_anew(&bytes, shape)).await
    }

    pub(super) async fn run<F>(&self, work: F) -> Result<Result<Picture, PictureError>>
    where
        F: FnOnce() -> Result<Picture, PictureError> + Send + 'static,
    {
        let place = timeout(WAIT, Arc::clone(&self.places).acquire_owned()).await;
        let place = place.map_err(|_| Error::unavailable("too many pictures wait"))?.map_err(Error::unavailable)?;
        // The place is given back when the thread ends, even if nobody waits for it any more.
        let task = tokio::task::spawn_blocking(move || {
            let _place = place;
            work()
        });
        match timeout(WORK, task).await {
            Ok(Ok(outcome)) => Ok(outcome),
            Ok(Err(error)) if error.is_panic() => {
                tracing::error!("reading a picture panicked");
                Ok(Err(PictureError::Broken))
            }
            Ok(Err(error)) => Err(Error::unavailable(error)),
            Err(_) => {
                tracing::warn!("reading a picture took too long");
                Ok(Err(PictureError::Broken))
            }
        }
    }
}
