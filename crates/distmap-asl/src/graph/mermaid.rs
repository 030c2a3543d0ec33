//! Mermaid flowcharts, <https://mermaid.js.org/syntax/flowchart.html>.

use std::collections::HashMap;
use std::fmt::Write as _;

use super::describe::{detail, short};
use super::edges::{Style, ways};
use crate::model::{State, StateKind, StateMachine};

/// A definition as Mermaid text, maps and parallel states as subgraphs.
#[must_use]
pub fn mermaid(machine: &StateMachine) -> String {
    let mut chart = Chart { text: "flowchart TD\n".to_owned(), count: 0 };
    chart.machine(machine, 1);
    chart.text
}

struct Chart {
    text: String,
    count: usize,
}

impl Chart {
    fn id(&mut self) -> String {
        self.count += 1;
        format!("s{}", self.count)
    }

    fn line(&mut self, depth: usize, line: &str) {
        // Writing to a text cannot fail.
        let _ = writeln!(self.text, "{:1$}{line}", "", depth * 2);
    }

    fn machine(&mut self, machine: &StateMachine, depth: usize) {
        let mut ids = HashMap::new();
        let start = self.id();
        self.line(depth, &format!("{start}((\" \"))"));
        for (name, state) in &machine.states {
            let id = self.id();
            self.state(&id, name, state, depth);
            ids.insert(name.as_str(), id);
        }
        if let Some(first) = ids.get(machine.start_at.as_str()) {
            self.line(depth, &format!("{start} --> {first}"));
        }
        for (name, state) in &machine.states {
            for way in ways(state) {
                let Some(to) = ids.get(way.to) else { continue };
                let arrow = match way.style {
                    Style::Plain => "-->",
                    Style::Caught => "-.->",
                };
                let label = match way.label.as_str() {
                    "" => String::new(),
                    label => format!("|\"{}\"|", escape(label)),
                };
                self.line(depth, &format!("{} {arrow}{label} {to}", ids[name.as_str()]));
            }
        }
    }

    fn state(&mut self, id: &str, name: &str, state: &State, depth: usize) {
        let label =
            format!("\"{}<br/><small>{}</small>\"", escape(&short(name)), escape(&detail(state)));
        let inner: Vec<&StateMachine> = match &state.kind {
            StateKind::Map(map) => vec![&map.processor],
            StateKind::Parallel(parallel) => parallel.branches.iter().collect(),
            _ => Vec::new(),
        };
        if inner.is_empty() {
            let (open, close) = match state.kind {
                StateKind::Choice(_) => ("{", "}"),
                StateKind::Succeed | StateKind::Fail(_) => ("([", "])"),
                _ => ("[", "]"),
            };
            return self.line(depth, &format!("{id}{open}{label}{close}"));
        }
        self.line(depth, &format!("subgraph {id} [{label}]"));
        for machine in inner {
            self.machine(machine, depth + 1);
        }
        self.line(depth, "end");
    }
}

/// Quotes and signs that Mermaid or HTML would read.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for it in text.chars() {
        match it {
            '"' => escaped.push_str("#quot;"),
            '#' => escaped.push_str("#35;"),
            '<' => escaped.push_str("#lt;"),
            '>' => escaped.push_str("#gt;"),
            '&' => escaped.push_str("#amp;"),
            it if it.is_control() => escaped.push(' '),
            it => escaped.push(it),
        }
    }
    escaped
}
