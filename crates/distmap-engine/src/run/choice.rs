//! The Choice state.

use super::flow::Finished;
use super::{Branch, ContextObject, Failure, Run, Step, Visit};
use crate::data::Data;
use crate::plan::{ChoicePlan, Next, RulePlan};

impl Run {
    pub(crate) fn choice(
        &self,
        visit: &Visit<'_>,
        choice: &ChoicePlan,
        input: &Data,
        branch: &mut Branch,
    ) -> Result<Step, Failure> {
        self.choose(visit, choice, input, branch)
            .and_then(|(finished, next)| self.leave(visit, finished, next, branch))
            .map_err(|failure| self.uncaught(visit, failure, branch))
    }

    fn choose(
        &self,
        visit: &Visit<'_>,
        choice: &ChoicePlan,
        input: &Data,
        branch: &Branch,
    ) -> Result<(Finished, Next), Failure> {
        let context = ContextObject::new(self, visit, branch);
        let effective = self.effective_input(visit, input, &context, branch)?;
        let scope = effective.scope(input, &context, &branch.variables);
        for rule in &choice.rules {
            let Some(condition) = &rule.condition else { continue };
            if condition.evaluate(&scope).map_err(|e| visit.failure(e))? {
                let finished = self.rule_output(visit, rule, input, effective, &context, branch)?;
                return Ok((finished, Next::State(rule.next)));
            }
        }
        match choice.default {
            Some(next) => {
                Ok((self.finish(visit, input, effective, &context, branch)?, Next::State(next)))
            }
            // Documented as States.NoChoiceMatched; AWS answers this.
            None => Err(visit.runtime(
                "Failed to transition out of the state. The state does not point to a next state.",
            )),
        }
    }

    /// A rule's own `Output` and `Assign` stand in for the state's.
    fn rule_output(
        &self,
        visit: &Visit<'_>,
        rule: &RulePlan,
        input: &Data,
        effective: Data,
        context: &ContextObject<'_>,
        branch: &Branch,
    ) -> Result<Finished, Failure> {
        let scope = effective.scope(input, context, &branch.variables);
        let assigned = self.assigned(visit, rule.assign.as_ref(), &scope)?;
        let output = match &rule.output {
            Some(template) => Data::from(template.evaluate(&scope).map_err(|e| visit.failure(e))?),
            None => self.output_path(visit, &effective, context, branch)?,
        };
        self.checked(visit, output, assigned)
    }
}
