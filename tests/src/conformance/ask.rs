//! Asks a vector's question of whoever answers its kind.

use super::answer::Answer;
use super::compare::Difference;
use super::definitions;
use super::placeholder::Placeholders;
use super::test_state::trial;
use super::vector::Vector;
use super::world::World;

/// What came back.
pub(crate) enum Reply {
    /// Of kind `execution`.
    Execution(Box<Answer>),
    /// Of the kinds that answer with responses: where they differ from AWS's.
    Differences(Vec<Difference>),
    /// Nothing, with the reason.
    Skipped(String),
}

/// Asks the vector's question.
pub(crate) fn ask(vector: &Vector, placeholders: &Placeholders) -> Result<Reply, String> {
    match vector.kind.as_str() {
        "execution" => {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
            let runtime = runtime.map_err(|error| error.to_string())?;
            let answer = runtime
                .block_on(async { World::new(vector).await?.run(vector, placeholders).await });
            Ok(Reply::Execution(Box::new(answer?)))
        }
        "test_state" => {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
            let runtime = runtime.map_err(|error| error.to_string())?;
            let tried = runtime.block_on(async {
                Ok::<_, String>(trial(&World::new(vector).await?, vector, placeholders).await)
            });
            Ok(Reply::Differences(tried?))
        }
        "validate" => Ok(Reply::Differences(definitions::validation(vector, placeholders))),
        "create_state_machine" => {
            Ok(Reply::Differences(definitions::refusal(vector, placeholders)))
        }
        other => Ok(Reply::Skipped(format!("the kind {other} is not known"))),
    }
}
