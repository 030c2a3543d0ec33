//! The commands of distmap.
fn main() {}
