//! The tables of operations in the guide and in the README are written from the code.
//!
//! `DISTMAP_WRITE=1 cargo test -p distmap-server --test operations` writes it anew.

use std::path::Path;

const BEGIN: &str = "<!-- operations: written by distmap-server's test of that name -->\n";
const END: &str = "<!-- operations end -->\n";

fn table() -> String {
    let mut text = String::from("| Service | Here | Answers `NotImplemented` |\n|---|---|---|\n");
    for of in distmap_server::operations() {
        let missing = match (of.service, of.missing.len()) {
            ("S3", _) => "all others".to_owned(),
            ("STS" | "IAM" | "CloudWatch Logs", count) => format!("the other {count}"),
            (_, 0) => "none".to_owned(),
            _ => of.missing.join(", "),
        };
        text += &format!("| {} | {} | {missing} |\n", of.service, of.here.join(", "));
    }
    text
}

#[test]
fn the_tables_of_guide_and_readme_are_what_the_code_has() {
    for file in ["docs/src/endpoint.md", "README.md"] {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(file);
        let text = std::fs::read_to_string(&path).expect(file);
        let (before, rest) = text.split_once(BEGIN).expect("where the table begins");
        let (_, after) = rest.split_once(END).expect("where the table ends");
        let written = format!("{before}{BEGIN}\n{}\n{END}{after}", table());
        if std::env::var_os("DISTMAP_WRITE").is_some() {
            std::fs::write(&path, &written).expect(file);
        }
        assert!(
            text == written || std::env::var_os("DISTMAP_WRITE").is_some(),
            "{file}: DISTMAP_WRITE=1 cargo test -p distmap-server --test operations"
        );
    }
}
