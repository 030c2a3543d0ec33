//! Writes `src/generated` from `schema/`.

mod generate;

use std::path::Path;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let target = root.join("src/generated");
    if target.exists() {
        std::fs::remove_dir_all(&target)?;
    }
    for (name, text) in generate::generate(&schemas(root)?) {
        let path = target.join(name);
        std::fs::create_dir_all(path.parent().unwrap_or(&target))?;
        std::fs::write(path, text)?;
    }
    Ok(())
}

fn schemas(root: &Path) -> Result<Vec<serde_json::Value>, Box<dyn std::error::Error>> {
    let read = |name: &str| -> Result<_, Box<dyn std::error::Error>> {
        Ok(serde_json::from_str(&std::fs::read_to_string(root.join("schema").join(name))?)?)
    };
    Ok(vec![read("aws.json")?, read("aws-more.json")?])
}
