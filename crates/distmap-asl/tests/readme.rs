//! The table of lints in the README is the one that the code makes. `UPDATE_README=1` writes it.

use std::path::Path;

const MARK: &str = "a test compares it -->\n";

#[test]
fn the_table_of_lints_is_current() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md");
    let text = std::fs::read_to_string(&path).expect("the README can be read");
    let (before, table) = text.split_once(MARK).expect("the README has the mark");
    let expected = distmap_asl::lint::table();
    if std::env::var_os("UPDATE_README").is_some() {
        std::fs::write(&path, format!("{before}{MARK}{expected}"))
            .expect("the README can be written");
    } else {
        assert_eq!(table, expected, "run this test with UPDATE_README=1");
    }
}
