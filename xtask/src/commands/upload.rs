//! `cargo xtask upload`: a folder's files into the input bucket.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use aws_sdk_s3::primitives::ByteStream;
use clap::Args;
use distmap_assets::{LocalFile, Remote, Spread, UploadPlan, list_folder};
use serde_json::json;
use tokio::task::JoinSet;

use crate::cli::Global;
use crate::commands::generate::report;
use crate::deployed;
use crate::error::{CommandError, Exit, Result, service};
use crate::interrupt::Interrupt;
use crate::output;
use crate::session::{Session, TargetArgs};

/// Files on their way at once.
const AT_ONCE: usize = 64;
/// One PUT takes no more; beyond it files go up in parts.
const PART_SIZE: u64 = 5 * 1024 * 1024 * 1024;

/// Upload every file under a folder into the bucket; unchanged ones are skipped.
#[derive(Args, Debug)]
#[command(after_help = "Example:
  cargo xtask upload assets/generated
  cargo xtask upload photos --target aws --spread 16")]
pub(crate) struct Upload {
    /// The folder
    dir: PathBuf,
    #[command(flatten)]
    target: TargetArgs,
    /// Put keys into so many folders, as S3's rates are per prefix; below the prefix that the deployed workflow
    /// reads, so that it sees them. With another number the same files get other keys
    #[arg(long, default_value_t = 0, value_name = "N")]
    spread: u16,
}

pub(crate) async fn run(args: &Upload, global: &Global) -> Result<()> {
    let session = Session::open(&args.target, global).await?;
    let done = upload(&session, &args.dir, args.spread, global).await;
    session.close().await?;
    let plan = done?;
    if global.json {
        output::json(&json!({
            "uploaded": plan.uploads.len(), "bytes": plan.bytes, "unchanged": plan.unchanged,
        }));
    } else {
        output::line(&format!(
            "{} objects uploaded ({} bytes), {} unchanged",
            plan.uploads.len(),
            plan.bytes,
            plan.unchanged
        ));
    }
    Ok(())
}

/// Uploads what the bucket does not have yet; also what `demo` does.
pub(crate) async fn upload(
    session: &Session,
    dir: &Path,
    spread: u16,
    global: &Global,
) -> Result<UploadPlan> {
    if !dir.is_dir() {
        let message = format!("{}: there is no such folder", dir.display());
        return Err(CommandError::new(Exit::Missing, message));
    }
    let mut interrupt = Interrupt::listen()?;
    let bucket = session.deployment()?.input_bucket.clone();
    let remote = tokio::select! {
        remote = listing(session, &bucket) => remote?,
        () = interrupt.wanted() => return Err(interrupted(0)),
    };
    let spread = folders(session, spread).await?;
    let plan =
        UploadPlan::new(list_folder(dir), &spread, PART_SIZE, &|key| remote.get(key).cloned());
    let plan = plan.map_err(report)?;
    let bar = output::bar(plan.uploads.len() as u64, "objects", global);
    let mut running = JoinSet::new();
    let mut files = plan.uploads.iter();
    let mut uploaded = 0_usize;
    loop {
        while running.len() < AT_ONCE
            && let Some(file) = files.next()
        {
            running.spawn(put(session.s3.clone(), bucket.clone(), file.clone()));
        }
        let next = tokio::select! {
            next = running.join_next() => next,
            () = interrupt.wanted() => {
                // Those on their way arrive; none is there in part.
                while let Some(done) = running.join_next().await {
                    uploaded += usize::from(matches!(done, Ok(Ok(()))));
                }
                bar.finish_and_clear();
                return Err(interrupted(uploaded));
            }
        };
        match next {
            Some(Ok(done)) => done?,
            Some(Err(error)) => return Err(CommandError::new(Exit::Service, error)),
            None => break,
        }
        uploaded += 1;
        bar.inc(1);
    }
    bar.finish_and_clear();
    Ok(plan)
}

/// So many folders below the prefix that the deployed workflow reads.
async fn folders(session: &Session, count: u16) -> Result<Spread> {
    if count < 2 {
        return Ok(Spread::None);
    }
    let source = deployed::source(&deployed::definition(session).await?);
    let ours = source
        .filter(|(bucket, _)| session.deployment().is_ok_and(|it| it.input_bucket == *bucket));
    Ok(Spread::Folders { below: ours.map(|(_, prefix)| prefix).unwrap_or_default(), count })
}

fn interrupted(uploaded: usize) -> CommandError {
    let message = format!("stopped after {uploaded} objects; each is there whole or not at all");
    let hint = "the same command goes on: what is there already is skipped";
    CommandError::with_hint(Exit::Interrupted, message, hint)
}

async fn put(s3: aws_sdk_s3::Client, bucket: String, file: LocalFile) -> Result<()> {
    let body = ByteStream::from_path(&file.path).await;
    let body = body.map_err(|error| {
        CommandError::new(Exit::Service, format!("{}: {error}", file.path.display()))
    })?;
    let put = s3.put_object().bucket(bucket).key(&file.key).body(body).send().await;
    put.map_err(|error| service(&format!("upload {}", file.key), error))?;
    Ok(())
}

/// What the bucket has, by key.
async fn listing(session: &Session, bucket: &str) -> Result<HashMap<String, Remote>> {
    let mut pages = session.s3.list_objects_v2().bucket(bucket).into_paginator().send();
    let mut found = HashMap::new();
    while let Some(page) = pages.next().await {
        let page = page.map_err(|error| service("list the bucket", error))?;
        for object in page.contents.unwrap_or_default() {
            let size = u64::try_from(object.size.unwrap_or(0)).unwrap_or(0);
            let etag = object.e_tag.unwrap_or_default();
            found.insert(object.key.unwrap_or_default(), Remote { size, etag });
        }
    }
    Ok(found)
}
