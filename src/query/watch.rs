//! Watches over a query while it runs: its time, and the memory it takes.

use std::fs;
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use oxigraph::sparql::CancellationToken;

use super::sparql::{Limits, died};
use crate::error::{Error, ErrorKind, Result};

/// How often it looks.
const PAUSE: Duration = Duration::from_millis(20);
/// How long a query may take to stop when it is told to.
const GRACE: Duration = Duration::from_millis(500);
/// Bytes of a page of memory on all systems that have `/proc` and that we build for.
const PAGE: u64 = 4_096;

/// What a query must keep to.
pub(super) struct Watch {
    limits: Limits,
    token: CancellationToken,
    started: Instant,
    memory: Option<u64>,
}

impl Watch {
    /// Begins now.
    pub(super) fn new(limits: &Limits, token: CancellationToken) -> Self {
        Watch { limits: *limits, token, started: Instant::now(), memory: resident() }
    }

    /// Waits for the answer of a thread; when a limit is passed, tells the query to stop and gives it a moment to do so.
    ///
    /// A query that has answered holds nothing of the store any more. Sorting does not look at the token; a query
    /// that is busy with it is left behind, and ends with the process.
    pub(super) fn wait<T>(self, receive: &Receiver<Result<T>>, thread: JoinHandle<()>) -> Result<T> {
        loop {
            match receive.recv_timeout(self.pause()) {
                Ok(answer) => {
                    end(thread);
                    return answer;
                }
                Err(RecvTimeoutError::Disconnected) => return Err(died()),
                Err(RecvTimeoutError::Timeout) => {}
            }
            if let Some(error) = self.passed() {
                self.token.cancel();
                // An answer that came at the last moment comes too late.
                if receive.recv_timeout(GRACE).is_ok() {
                    end(thread);
                }
                return Err(error);
            }
        }
    }

    fn pause(&self) -> Duration {
        let left = self.limits.timeout.map(|timeout| timeout.saturating_sub(self.started.elapsed()));
        left.unwrap_or(PAUSE).min(PAUSE)
    }

    fn passed(&self) -> Option<Error> {
        if let Some(timeout) = self.limits.timeout
            && self.started.elapsed() >= timeout
        {
            return Some(
                Error::new(ErrorKind::Limit, format!("the query took longer than {} s", timeout.as_secs_f64()))
                    .with_hint("narrow it, or give it more time with `--timeout`"),
            );
        }
        let grown = resident()?.saturating_sub(self.memory?);
        (grown > self.limits.max_memory).then(|| {
            let mebibytes = self.limits.max_memory >> 20;
            Error::new(ErrorKind::Limit, format!("the query needs more than {mebibytes} MiB of memory"))
                .with_hint("narrow it, name the graph with `GRAPH`, or ask for fewer things at once")
        })
    }
}

/// Waits until a thread that has answered has let go of the store.
fn end(thread: JoinHandle<()>) {
    // It has said all that it had to say; a panic would have come before.
    let _ = thread.join();
}

/// The bytes of memory that this process has; none where the system does not tell.
fn resident() -> Option<u64> {
    let pages: u64 = fs::read_to_string("/proc/self/statm").ok()?.split(' ').nth(1)?.parse().ok()?;
    Some(pages * PAGE)
}

#[cfg(test)]
mod tests {
    use std::sync::{Arc, mpsc};
    use std::thread;

    use super::*;

    #[test]
    fn a_query_that_has_answered_holds_nothing_any_more() {
        for timeout in [None, Some(Duration::from_millis(1))] {
            let store = Arc::new(());
            let held = Arc::clone(&store);
            let (send, receive) = mpsc::channel();
            let thread = thread::spawn(move || {
                thread::sleep(Duration::from_millis(50));
                send.send(Ok(())).expect("the answer is waited for");
                thread::sleep(Duration::from_millis(100));
                drop(held);
            });
            let watch = Watch::new(&Limits { timeout, ..Limits::default() }, CancellationToken::new());
            assert_eq!(watch.wait(&receive, thread).is_ok(), timeout.is_none());
            assert_eq!(Arc::strong_count(&store), 1);
        }
    }
}
