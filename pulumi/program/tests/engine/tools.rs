//! Where the real engine cannot be built: a stranger's tests go on with one line that says so, and CI fails with it.

use std::error::Error;
use std::path::Path;
use std::process::{Command, Output};

use crate::stand::root;

/// What the script and the tests need beside Go.
const TOOLS: [&str; 8] = ["bash", "cat", "cksum", "dirname", "mkdir", "mktemp", "rm", "tr"];

/// A folder with these tools and no Go.
fn without_go(folder: &Path) -> Result<(), Box<dyn Error>> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    for tool in TOOLS {
        let found = std::env::split_paths(&path).map(|folder| folder.join(tool));
        let found = found.into_iter().find(|file| file.is_file()).ok_or(tool)?;
        std::os::unix::fs::symlink(found, folder.join(tool))?;
    }
    Ok(())
}

fn lines(text: &[u8], word: &str) -> Vec<String> {
    let text = String::from_utf8_lossy(text);
    text.lines().filter(|line| line.contains(word)).map(str::to_owned).collect()
}

#[test]
fn without_go_a_stranger_goes_on_and_ci_fails() -> Result<(), Box<dyn Error>> {
    let (tools, cache) = (tempfile::tempdir()?, tempfile::tempdir()?);
    without_go(tools.path())?;
    let bare = |command: &mut Command| -> std::io::Result<Output> {
        command.env("PATH", tools.path()).env("XDG_CACHE_HOME", cache.path()).output()
    };

    let script = root().ok_or("a checkout")?.join("tools/pulumi/build.sh");
    let built = bare(&mut Command::new(script))?;
    assert_eq!(built.status.code(), Some(3));
    let said = String::from_utf8_lossy(&built.stderr);
    assert_eq!(said.trim(), "no Go found: the real Pulumi engine cannot be built");

    // This very program, with a test that needs the engine.
    let test = || {
        let mut command = Command::new(std::env::current_exe()?);
        command.args(["--exact", "lifecycle::a_stack_that_is_not_there_is_named"]);
        std::io::Result::Ok(command)
    };
    let stranger = bare(test()?.env_remove("CI"))?;
    assert!(stranger.status.success(), "{}", String::from_utf8_lossy(&stranger.stdout));
    let skipped = lines(&stranger.stderr, "skipped: ");
    assert_eq!(skipped.len(), 1, "{skipped:?}");
    assert!(skipped[0].contains("the real Pulumi engine is not built"), "{skipped:?}");

    let ci = bare(test()?.env("CI", "true"))?;
    assert!(!ci.status.success(), "CI goes on without the engine");
    assert!(
        !lines(&ci.stdout, "no Go found").is_empty(),
        "{}",
        String::from_utf8_lossy(&ci.stdout)
    );
    Ok(())
}
