//! Pictures of a definition: [`mermaid`] text for Markdown, and [`svg`] drawn here, maps as boxes in boxes.
//!
//! ```
//! let machine = distmap_asl::parse(r#"{"StartAt": "A", "States": {"A": {"Type": "Succeed"}}}"#)?;
//! assert!(distmap_asl::graph::mermaid(&machine).starts_with("flowchart TD"));
//! assert!(distmap_asl::graph::svg(&machine).starts_with("<svg"));
//! # Ok::<(), distmap_asl::ParseError>(())
//! ```

mod describe;
mod draw;
mod edges;
mod layers;
mod layout;
mod mermaid;

use crate::model::StateMachine;

pub use mermaid::mermaid;

/// A definition as an SVG document, readable on light and dark ground.
#[must_use]
pub fn svg(machine: &StateMachine) -> String {
    draw::document(&layout::layout(machine))
}
