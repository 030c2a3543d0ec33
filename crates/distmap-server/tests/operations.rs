//! The guide's table of operations is written from the code.
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
            ("STS", count) => format!("the other {count}"),
            (_, 0) => "none".to_owned(),
            _ => of.missing.join(", "),
        };
        text += &format!("| {} | {} | {missing} |\n", of.service, of.here.join(", "));
    }
    text
}

#[test]
fn the_guide_s_table_is_what_the_code_has() {
    let guide = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/src/endpoint.md");
    let text = std::fs::read_to_string(&guide).expect("the guide");
    let (before, rest) = text.split_once(BEGIN).expect("where the table begins");
    let (_, after) = rest.split_once(END).expect("where the table ends");
    let written = format!("{before}{BEGIN}\n{}\n{END}{after}", table());
    if std::env::var_os("DISTMAP_WRITE").is_some() {
        std::fs::write(&guide, &written).expect("the guide");
    }
    assert!(
        text == written || std::env::var_os("DISTMAP_WRITE").is_some(),
        "DISTMAP_WRITE=1 cargo test -p distmap-server --test operations"
    );
}
