//! The program `dienstweg`. Everything it does is in the library; see [`dienstweg::command`].

#[tokio::main]
async fn main() -> std::process::ExitCode {
    dienstweg::command::main().await
}
