//! The program `dienstweg`. Everything it does is in the library; see [`dienstweg::command`].

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

#[tokio::main]
async fn main() -> std::process::ExitCode {
    dienstweg::command::main().await
}
