//! What the operating system knows of this process. Zero where it does not tell.

/// Processor time used so far, in seconds.
#[cfg(unix)]
pub(super) fn cpu_seconds() -> f64 {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::ProcessCPUTime);
    time.tv_sec as f64 + time.tv_nsec as f64 / 1e9
}

/// Processor time used so far, in seconds.
#[cfg(not(unix))]
pub(super) fn cpu_seconds() -> f64 {
    0.0
}

/// Forgets the largest resident memory so far.
pub(super) fn reset_peak() {
    // Where it cannot be reset, the peak is that of the process's whole life.
    let _ = std::fs::write("/proc/self/clear_refs", "5");
}

/// The largest resident memory, in MiB.
pub(super) fn peak_mib() -> f64 {
    mib(&std::fs::read_to_string("/proc/self/status").unwrap_or_default(), "VmHWM:")
}

/// A line of a process's status, in MiB.
pub(super) fn mib(status: &str, name: &str) -> f64 {
    status
        .lines()
        .find_map(|line| line.strip_prefix(name))
        .and_then(|rest| rest.split_whitespace().next()?.parse::<f64>().ok())
        .unwrap_or(0.0)
        / 1024.0
}
