//! The README's table of operations is what the code has.

#[test]
fn the_table_of_operations_is_up_to_date() {
    let readme = include_str!("../README.md");
    for (service, operations) in distmap_server::operations() {
        let row = format!("| {service} | {} |", operations.join(", "));
        assert!(readme.lines().any(|line| line == row), "the README should have this row:\n{row}");
    }
}
