//! What is committed is what the generator writes.

#[path = "../codegen/generate.rs"]
mod generate;

use std::path::Path;

#[test]
fn generating_again_changes_nothing() -> Result<(), Box<dyn std::error::Error>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let read = |name: &str| std::fs::read_to_string(root.join("schema").join(name));
    let schemas =
        [serde_json::from_str(&read("aws.json")?)?, serde_json::from_str(&read("aws-more.json")?)?];
    let files = generate::generate(&schemas);
    assert!(files.len() > 15, "only {} files", files.len());
    for (name, text) in &files {
        let committed =
            std::fs::read_to_string(root.join("src/generated").join(name)).unwrap_or_default();
        assert!(
            committed == *text,
            "src/generated/{name} is not what the schema gives: cargo run -p distmap-pulumi-bindings --example generate"
        );
    }
    Ok(())
}
