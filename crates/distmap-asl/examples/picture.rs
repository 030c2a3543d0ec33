//! Draws a definition: `cargo run -p distmap-asl --example picture < machine.asl.json > machine.svg`

use std::io::{Read, Write};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut text = String::new();
    std::io::stdin().read_to_string(&mut text)?;
    let machine = distmap_asl::parse(&text)?;
    std::io::stdout().write_all(distmap_asl::graph::svg(&machine).as_bytes())?;
    Ok(())
}
