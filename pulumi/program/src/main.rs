//! The distmap stack as a Pulumi program.
fn main() {}
