//! What SNS and SQS ask of the entries of a batch.

use std::collections::HashSet;

use crate::protocol::ApiError;

/// The greatest number of entries.
const MAX: usize = 10;

/// Refuses a batch by its entries' ids.
pub fn check(ids: &[String]) -> Result<(), ApiError> {
    if ids.is_empty() {
        let told = "There should be at least one entry in the request.";
        return Err(ApiError::new("EmptyBatchRequest", told));
    }
    if ids.len() > MAX {
        let told = format!(
            "Maximum number of entries per request are {MAX}. You have sent {}.",
            ids.len()
        );
        return Err(ApiError::new("TooManyEntriesInBatchRequest", told));
    }
    let valid = |id: &String| {
        (1..=80).contains(&id.len())
            && id.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_')
    };
    if !ids.iter().all(valid) {
        let told = "A batch entry id can only contain alphanumeric characters, hyphens and underscores. It can be at most 80 letters long.";
        return Err(ApiError::new("InvalidBatchEntryId", told));
    }
    let mut seen = HashSet::new();
    if let Some(id) = ids.iter().find(|id| !seen.insert(*id)) {
        return Err(ApiError::new("BatchEntryIdsNotDistinct", format!("Id {id} repeated.")));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn batches_are_refused_by_their_ids() {
        let told = |ids: &[&str]| {
            let ids: Vec<String> = ids.iter().map(ToString::to_string).collect();
            check(&ids).map_err(|error| error.code)
        };
        assert_eq!(told(&["a", "b"]), Ok(()));
        assert_eq!(told(&[]), Err("EmptyBatchRequest".to_owned()));
        assert_eq!(told(&["a", "a"]), Err("BatchEntryIdsNotDistinct".to_owned()));
        assert_eq!(told(&["a b"]), Err("InvalidBatchEntryId".to_owned()));
        assert_eq!(told(&["a"; 11]), Err("TooManyEntriesInBatchRequest".to_owned()));
    }
}
