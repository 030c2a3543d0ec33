//! The workflow variables that a JSONata expression reads.

use std::collections::BTreeSet;

use jsonata_core::ast::{AstNode, BinaryOp, PathStep, Stage};
use jsonata_core::parser;

/// JSONata's functions and those that Step Functions adds: `$map($x, $uppercase)` reads one variable.
/// <https://docs.jsonata.org/2.0.0/overview>,
/// <https://docs.aws.amazon.com/step-functions/latest/dg/transforming-data.html>
const FUNCTIONS: &str = "abs append assert average base64decode base64encode boolean ceil clone contains count \
    decodeUrl decodeUrlComponent distinct each encodeUrl encodeUrlComponent error eval exists filter floor \
    formatBase formatInteger formatNumber fromMillis hash join keys length lookup lowercase map match max merge \
    millis min not now number pad parse parseInteger partition power random range reduce replace reverse round \
    shuffle sift single sort split spread sqrt string substring substringAfter substringBefore sum toMillis trim \
    type uppercase uuid zip";

/// The variables that an expression, given without its `{%` and `%}`, reads; none where it does not parse.
pub(super) fn variables(source: &str) -> BTreeSet<String> {
    let mut reads = Reads::default();
    if let Ok(tree) = parser::parse(source.trim()) {
        reads.node(&tree);
    }
    reads.found
}

#[derive(Default)]
struct Reads {
    found: BTreeSet<String>,
    /// The names that are bound where the walk stands: by `:=`, as parameters, by `@` and `#`.
    bound: Vec<String>,
}

impl Reads {
    fn name(&mut self, name: &str) {
        let own = name.is_empty() || name == "$" || name == "states";
        let function = || FUNCTIONS.split_whitespace().any(|it| it == name);
        if !own && !self.bound.iter().any(|it| it == name) && !function() {
            self.found.insert(name.to_owned());
        }
    }

    /// Runs `walk`; what it binds is bound in there only.
    fn scope(&mut self, walk: impl FnOnce(&mut Self)) {
        let outside = self.bound.len();
        walk(self);
        self.bound.truncate(outside);
    }

    fn all<'a>(&mut self, nodes: impl IntoIterator<Item = &'a AstNode>) {
        nodes.into_iter().for_each(|node| self.node(node));
    }

    fn node(&mut self, node: &AstNode) {
        match node {
            AstNode::Variable(name) => self.name(name),
            AstNode::Path { steps } => {
                self.scope(|reads| steps.iter().for_each(|it| reads.step(it)))
            }
            AstNode::Binary { op: BinaryOp::ColonEqual, lhs, rhs } => {
                if let AstNode::Variable(name) = &**lhs {
                    // A function may call itself.
                    self.bound.push(name.clone());
                }
                self.node(rhs);
            }
            AstNode::Binary { lhs, rhs, .. } => self.all([&**lhs, &**rhs]),
            AstNode::Unary { operand, .. } => self.node(operand),
            AstNode::Function { args, .. } => self.all(args),
            AstNode::Call { procedure, args } => {
                self.node(procedure);
                self.all(args);
            }
            AstNode::Lambda { params, body, .. } => self.scope(|reads| {
                reads.bound.extend(params.iter().map(|it| it.trim_start_matches('$').to_owned()));
                reads.node(body);
            }),
            AstNode::Block(nodes) => self.scope(|reads| reads.all(nodes)),
            AstNode::Array(nodes) | AstNode::ArrayGroup(nodes) => self.all(nodes),
            AstNode::Object(pairs) => self.pairs(pairs),
            AstNode::ObjectTransform { input, pattern } => {
                self.node(input);
                self.pairs(pattern);
            }
            AstNode::Conditional { condition, then_branch, else_branch } => {
                self.all([&**condition, &**then_branch]);
                self.all(else_branch.as_deref());
            }
            AstNode::FunctionApplication(inner) => self.node(inner),
            AstNode::Sort { input, terms } => {
                self.node(input);
                self.all(terms.iter().map(|(term, _)| term));
            }
            AstNode::Transform { location, update, delete } => {
                self.all([&**location, &**update]);
                self.all(delete.as_deref());
            }
            AstNode::String(_)
            | AstNode::Name(_)
            | AstNode::Number(_)
            | AstNode::Boolean(_)
            | AstNode::Null
            | AstNode::Undefined
            | AstNode::Placeholder
            | AstNode::Regex { .. }
            | AstNode::ParentVariable(_)
            | AstNode::Wildcard
            | AstNode::Descendant
            | AstNode::Parent(_) => {}
        }
    }

    fn pairs(&mut self, pairs: &[(AstNode, AstNode)]) {
        self.all(pairs.iter().flat_map(|(key, value)| [key, value]));
    }

    fn step(&mut self, step: &PathStep) {
        self.node(&step.node);
        self.bound.extend(step.focus.iter().chain(&step.index_var).cloned());
        for stage in &step.stages {
            match stage {
                Stage::Filter(filter) => self.node(filter),
                Stage::Index(name) => self.bound.push(name.clone()),
                Stage::KeepArray => {}
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::variables;

    #[test]
    fn what_is_read() {
        for (source, names) in [
            ("$x + $states.input.y", &["x"][..]),
            ("($a := 1; $map($b, function($v, $i) { $v + $a + '$c' }))", &["b"]),
            ("($a; /* $c */ $b.c[$d = e].f)", &["a", "b", "d"]),
            ("$map($list, $uppercase)", &["list"]),
            ("$list ~> $sum", &["list"]),
            ("($f := function($n){ $n < 2 ? 1 : $n * $f($n - 1) }; $f($m))", &["m"]),
            ("($a := 1; $a) + $a", &["a"]),
            ("{'k': $v, $k: 1}", &["k", "v"]),
            ("$states.input^(>price, $order).{'a': $z}", &["order", "z"]),
            ("$states.input.a@$l.b[$l.c = $d]#$i.{'x': $i}", &["d"]),
            ("$$ & $ & $states.context.Execution.Id", &[]),
            ("$replace($text, /$a/, '$b')", &["text"]),
            ("$a ? $b", &["a", "b"]),
            ("1 +", &[]),
        ] {
            let found: Vec<String> = variables(source).into_iter().collect();
            assert_eq!(found, names, "{source}");
        }
    }
}
