//! What marks a folder as a store, for those who walk folders and shall not read one.

use std::fs;
use std::path::Path;

/// Whether a folder is a store, of this layout or another, finished or not.
pub fn is_store(folder: &Path) -> bool {
    let holds = |name: &str| folder.join(name).is_file();
    let is_number = |text: String| text.trim().parse::<u32>().is_ok();
    // A copy has no lock, and a store of which no build has ended no generation in force.
    let is_marked = holds("format") && (holds("lock") || holds("CURRENT"));
    is_marked && fs::read_to_string(folder.join("format")).is_ok_and(is_number)
}
