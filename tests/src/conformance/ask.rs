//! Asks a vector's question of whoever answers its kind.

use super::answer::Answer;
use super::compare::Difference;
use super::definitions;
use super::placeholder::Placeholders;
use super::sequence;
use super::test_state::trial;
use super::transport::Transport;
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
pub(crate) fn ask(
    vector: &Vector,
    placeholders: &Placeholders,
    transport: Transport,
) -> Result<Reply, String> {
    match vector.kind.as_str() {
        "execution" | "test_state" | "validate" | "create_state_machine" | "api_sequence" => {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
            let runtime = runtime.map_err(|error| error.to_string())?;
            runtime.block_on(ask_in_world(vector, placeholders, transport))
        }
        other => Ok(Reply::Skipped(format!("the kind {other} is not known"))),
    }
}

async fn ask_in_world(
    vector: &Vector,
    placeholders: &Placeholders,
    transport: Transport,
) -> Result<Reply, String> {
    let world = World::new(vector, transport).await?;
    let differences = match vector.kind.as_str() {
        "execution" => {
            let answer = world.run(vector, placeholders).await?;
            return Ok(Reply::Execution(Box::new(answer)));
        }
        "validate" => definitions::validation(&world, vector, placeholders).await?,
        "test_state" => trial(&world, vector, placeholders).await,
        "api_sequence" => sequence::calls(&world, vector, placeholders).await?,
        _ => sequence::refusal(&world, vector, placeholders).await,
    };
    Ok(Reply::Differences(differences))
}
