//! The flag that says where the store is.

use std::path::PathBuf;

use clap::ValueHint;

use crate::error::Result;
use crate::store::Store;

/// Where the store is.
#[derive(clap::Args, Clone, Debug)]
pub struct Location {
    /// Folder of the store
    #[arg(long, value_name = "DIR", default_value = "output/store", value_hint = ValueHint::DirPath)]
    pub store: PathBuf,
}

impl Location {
    /// Opens it to be read.
    pub fn open(&self) -> Result<Store> {
        Store::open(&self.store)
    }
}
