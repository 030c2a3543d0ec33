#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| distmap_fuzz::jsonata(data));
