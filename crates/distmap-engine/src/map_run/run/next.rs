//! What a Map Run runs next.

use std::sync::atomic::Ordering;

use super::{InHand, Run};
use crate::data::MAX_PAYLOAD;
use crate::error::StateError;
use crate::journal::Redrive;
use crate::map_run::feed::{Feed, Job, Next};
use crate::map_run::{Child, Resume};
use crate::reader::Reader;
use distmap_asl::ExecutionType;

impl Run {
    /// The next child to run, `None` when there is none: then it is known that none is left.
    pub(in crate::map_run) async fn next(&self) -> Option<(InHand, Child)> {
        loop {
            if self.redriving.load(Ordering::Relaxed) {
                match self.next_again().await {
                    Ok(Some(hand)) => {
                        let child = self.child(&hand);
                        return Some((hand, child));
                    }
                    Ok(None) => self.redriving.store(false, Ordering::Relaxed),
                    Err(error) => {
                        self.fail(error);
                        return None;
                    }
                }
            }
            let job = match self.job().await {
                Ok(Some(job)) => job,
                Ok(None) => return None,
                Err(error) => {
                    self.fail(error);
                    return None;
                }
            };
            if self.recorded.contains(&job.index) {
                self.live.items_known(job.items);
                continue;
            }
            self.live.child_starts(job.items);
            if let Some(known) = self.known.get(&job.index) {
                self.accept(job, known).await;
                continue;
            }
            let hand = self.take(job);
            if hand.input.longer_than(MAX_PAYLOAD) {
                // A place was taken for this child; the next one may have it.
                self.running.fetch_add(1, Ordering::AcqRel);
                self.finish(&hand, self.too_large(&hand)).await;
                continue;
            }
            let child = self.child(&hand);
            return Some((hand, child));
        }
    }

    /// The next job. Whoever finds few items left reads the next page, while others go on with those.
    pub(super) async fn job(&self) -> Result<Option<Job>, StateError> {
        loop {
            let (next, low) = {
                let mut feed = self.feed().await;
                let next = feed.next()?;
                if feed.ended() && !self.exhausted.swap(true, Ordering::Relaxed) {
                    self.live.all_read();
                }
                (next, feed.is_low())
            };
            match next {
                Next::End => return Ok(None),
                Next::Dry => self.read(self.reader.lock().await).await,
                Next::Job(job) => {
                    if let (true, Ok(reader)) = (low, self.reader.try_lock()) {
                        self.read(reader).await;
                    }
                    return Ok(Some(job));
                }
            }
        }
    }

    /// Reads a page for the feed, if it still wants one.
    pub(super) async fn read(&self, mut reader: tokio::sync::MutexGuard<'_, Option<Reader>>) {
        if !self.feed().await.is_low() {
            return;
        }
        let page = match &mut *reader {
            Some(reader) => reader.next_page().await,
            None => Ok(None),
        };
        match &page {
            Ok(Some(page)) => self.live.items_read(page.len() as u64),
            _ => *reader = None,
        }
        self.feed().await.follow(page);
    }

    /// The feed. It is held for less than a microsecond mostly: waiting on the spot is cheaper than
    /// being called back.
    pub(super) async fn feed(&self) -> tokio::sync::MutexGuard<'_, Feed> {
        const TRIES: u32 = 64;
        for _ in 0..TRIES {
            if let Ok(feed) = self.feed.try_lock() {
                return feed;
            }
            std::hint::spin_loop();
        }
        self.feed.lock().await
    }

    /// The next child of before that the redrive runs again.
    pub(super) async fn next_again(&self) -> Result<Option<InHand>, StateError> {
        let mut again = self.again.lock().await;
        let Some(again) = &mut *again else { return Ok(None) };
        let Some((child, redrive)) = again.next(&self.engine).await? else { return Ok(None) };
        self.live.child_redriven(child.items);
        let express = self.identity.child_type == ExecutionType::Express;
        let count = child.redrive.map_or(0, |before| before.count) + 1;
        let redrive = (!express).then_some(Redrive { count, date: redrive.date });
        Ok(Some(InHand { redrive, ..InHand::recorded(child) }))
    }

    pub(super) fn take(&self, job: Job) -> InHand {
        let name = self.identity.names.child(job.index);
        let prefix = &self.identity.arn_prefix;
        let arn = match self.identity.child_type {
            ExecutionType::Standard => format!("{prefix}{name}"),
            ExecutionType::Express => format!("{prefix}{name}:{name}"),
        };
        InHand {
            index: job.index,
            items: job.items,
            name: name.into(),
            arn: arn.into(),
            input: job.input,
            started: self.engine.clock().now(),
            again: false,
            redrive: None,
        }
    }

    pub(super) fn child(&self, hand: &InHand) -> Child {
        Child {
            processor: self.identity.processor.clone(),
            execution_type: self.identity.child_type,
            machine: self.identity.machine.clone(),
            machine_arn: self.identity.state_machine_arn.clone(),
            map_run_arn: self.identity.map_run_arn.clone(),
            arn: hand.arn.clone(),
            name: hand.name.clone(),
            role_arn: self.identity.role_arn.clone(),
            input: hand.input.clone(),
            keep_history: self.keeps_history(hand.index),
            resume: match (hand.redrive, self.resume) {
                (Some(redrive), _) => Some(Resume::Redrive(redrive)),
                (None, Some(_)) if !hand.again => Some(Resume::Restart),
                (None, _) => None,
            },
            started: hand.started,
        }
    }

    /// Successful children's histories are kept for the first ones of a Map Run; those of Map
    /// Runs inside of children share one number.
    pub(super) fn keeps_history(&self, index: u64) -> bool {
        if self.durable {
            return index < self.engine.shared.limits.child_histories;
        }
        let left = &self.engine.map_runs().nested_histories;
        left.load(Ordering::Relaxed) > 0
            && left.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |n| n.checked_sub(1)).is_ok()
    }
}
