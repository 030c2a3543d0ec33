//! What is written into the box of a state.

use crate::model::{
    Dynamic, ExecutionType, MapMode, MapState, QueryLanguage, State, StateKind, WaitState,
};

/// Longer names are cut.
const MAX_LABEL: usize = 44;

/// A text of at most so many characters.
pub(super) fn short(text: &str) -> String {
    if text.chars().count() <= MAX_LABEL {
        return text.to_owned();
    }
    let mut cut: String = text.chars().take(MAX_LABEL - 1).collect();
    cut.push('…');
    cut
}

/// What a state does, in a few words.
pub(super) fn detail(state: &State) -> String {
    let text = match &state.kind {
        StateKind::Task(task) => resource(&task.resource),
        StateKind::Map(map) => map_detail(map),
        StateKind::Wait(wait) => match wait {
            WaitState::Seconds(seconds) => format!("wait {} s", dynamic(seconds)),
            WaitState::Timestamp(instant) => format!("wait until {}", dynamic(instant)),
        },
        StateKind::Fail(fail) => match &fail.error {
            Some(error) => format!("Fail {}", dynamic(error)),
            None => "Fail".to_owned(),
        },
        StateKind::Pass(_) => "Pass".to_owned(),
        StateKind::Choice(_) => "Choice".to_owned(),
        StateKind::Succeed => "Succeed".to_owned(),
        StateKind::Parallel(_) => "Parallel".to_owned(),
    };
    let language = match state.query_language {
        Some(QueryLanguage::Jsonata) => " · JSONata",
        _ => "",
    };
    short(&format!("{text}{language}"))
}

fn dynamic<T: ToString>(value: &Dynamic<T>) -> String {
    match value {
        Dynamic::Literal(literal) => literal.to_string(),
        Dynamic::Path(text) | Dynamic::Jsonata(text) => text.clone(),
    }
}

/// `s3:getObject` of `arn:aws:states:::aws-sdk:s3:getObject`, the function's name of a function's ARN.
fn resource(arn: &str) -> String {
    if let Some((_, integration)) = arn.split_once(":states:::") {
        return integration.strip_prefix("aws-sdk:").unwrap_or(integration).to_owned();
    }
    let name = arn.rsplit(':').next().unwrap_or(arn);
    if arn.contains(":lambda:") { format!("lambda {name}") } else { name.to_owned() }
}

fn map_detail(map: &MapState) -> String {
    let mode = match map.mode {
        MapMode::Inline => "Map, inline",
        MapMode::Distributed(ExecutionType::Standard) => "Map, STANDARD children",
        MapMode::Distributed(ExecutionType::Express) => "Map, EXPRESS children",
    };
    let batch = map.item_batcher.as_ref().and(map.batch_size());
    match batch {
        Some(count) => format!("{mode}, batches of {count}"),
        None => mode.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn resources_are_named_shortly() {
        assert_eq!(resource("arn:aws:states:::aws-sdk:s3:getObject"), "s3:getObject");
        assert_eq!(
            resource("arn:aws:states:::sqs:sendMessage.waitForTaskToken"),
            "sqs:sendMessage.waitForTaskToken"
        );
        assert_eq!(resource("arn:aws:lambda:r:1:function:f"), "lambda f");
        assert_eq!(short(&"x".repeat(50)).chars().count(), 44);
    }
}
