//! What the operating system knows of this process. Zero where it does not tell.

/// Processor time used so far, in seconds.
pub(super) fn cpu_seconds() -> f64 {
    // Fields 14 and 15 of stat, in hundredths of a second; the name before may hold blanks.
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let after_name = stat.rsplit(')').next().unwrap_or_default();
    let ticks: f64 = after_name
        .split_whitespace()
        .skip(11)
        .take(2)
        .filter_map(|field| field.parse::<f64>().ok())
        .sum();
    ticks / 100.0
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
