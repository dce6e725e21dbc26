//! A short storm: programs are killed while people write, and nothing is lost. The long one is `--bin kill`, see CONTRIBUTING.md.

use federation_tests::kill::{Settings, run};
use federation_tests::on_both_databases;
use std::time::Duration;

on_both_databases! {
    async fn nothing_is_lost_when_processes_are_killed(backend: Backend) {
        let Some(program) = Settings::built_program() else {
            println!("skipped: cargo build");
            return;
        };
        let folder = std::env::temp_dir().join(format!("dienstweg-kill-{backend:?}-{}", std::process::id()));
        let settings = Settings {
            seed: 20_261_122,
            kills: 8,
            pace: Duration::from_millis(1_500),
            writes: 150,
            backend,
            program,
            folder: folder.clone(),
            turn_clocks: true,
        };
        println!("seed {}", settings.seed);
        let report = run(&settings).await;
        println!("{report}");
        assert!(report.counts.acknowledged > 30, "hardly anything was written");
        assert!(report.findings.is_empty(), "see {}", folder.display());
        drop(std::fs::remove_dir_all(&folder));
    }
}
