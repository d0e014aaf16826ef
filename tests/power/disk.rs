//! A disk that forgets what was not synced.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use super::log::Call;

/// A file or a folder: as it is seen, and as it is on disk.
enum Node {
    File { seen: Vec<u8>, kept: Vec<u8> },
    Folder { seen: Names, kept: Names },
}

type Names = BTreeMap<String, usize>;

/// What is left when the power goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Left {
    /// Nothing but what was synced, names as well as contents.
    Synced,
    /// All names, which some file systems write first; contents as far as they were synced.
    Names,
    /// All that was written.
    All,
}

/// A folder and all below it.
pub struct Disk {
    root: PathBuf,
    nodes: Vec<Node>,
}

impl Disk {
    /// The disk as it is, all of it synced.
    pub fn of(root: &Path) -> Self {
        let mut disk = Disk { root: root.to_owned(), nodes: Vec::new() };
        disk.load(root);
        disk
    }

    fn load(&mut self, path: &Path) -> usize {
        let number = self.nodes.len();
        if path.is_dir() {
            self.nodes.push(Node::Folder { seen: Names::new(), kept: Names::new() });
            let mut names = Names::new();
            for entry in fs::read_dir(path).unwrap() {
                let entry = entry.unwrap();
                names.insert(entry.file_name().into_string().unwrap(), self.load(&entry.path()));
            }
            self.nodes[number] = Node::Folder { seen: names.clone(), kept: names };
        } else {
            let bytes = fs::read(path).unwrap();
            self.nodes.push(Node::File { seen: bytes.clone(), kept: bytes });
        }
        number
    }

    /// Does what a system call did; whether it can change what is left.
    pub fn apply(&mut self, call: &Call, here: &Path) -> bool {
        if call.result < 0 {
            return false;
        }
        match call.name.as_str() {
            "openat" if call.has("O_CREAT") => self.open(&call.path(1, here), call.has("O_TRUNC")),
            "write" => self.write(&call.file(0), &call.bytes(1)),
            "ftruncate" => self.cut(&call.file(0), call.number(1)),
            "fsync" | "fdatasync" => return self.sync(&call.file(0)),
            "mkdir" => self.enter(&call.path(0, here), Node::Folder { seen: Names::new(), kept: Names::new() }),
            "link" => self.link(&call.path(0, here), &call.path(1, here)),
            "rename" => {
                self.link(&call.path(0, here), &call.path(1, here));
                self.strike(&call.path(0, here));
            }
            "unlink" | "rmdir" => self.strike(&call.path(0, here)),
            "unlinkat" => self.strike(&call.path(1, here)),
            _ => return false,
        }
        !matches!(call.name.as_str(), "write" | "ftruncate")
    }

    fn find(&self, path: &Path) -> Option<usize> {
        path.strip_prefix(&self.root).ok()?.components().try_fold(0, |node, part| match &self.nodes[node] {
            Node::Folder { seen, .. } => seen.get(part.as_os_str().to_str()?).copied(),
            Node::File { .. } => None,
        })
    }

    /// The names in the folder of a path, and its own.
    fn names(&mut self, path: &Path) -> Option<(&mut Names, String)> {
        let folder = self.find(path.parent()?)?;
        let name = path.file_name()?.to_str()?.to_owned();
        match &mut self.nodes[folder] {
            Node::Folder { seen, .. } => Some((seen, name)),
            Node::File { .. } => None,
        }
    }

    fn enter(&mut self, path: &Path, node: Node) {
        let number = self.nodes.len();
        if let Some((names, name)) = self.names(path) {
            names.insert(name, number);
            self.nodes.push(node);
        }
    }

    fn open(&mut self, path: &Path, is_emptied: bool) {
        match self.find(path) {
            None => self.enter(path, Node::File { seen: Vec::new(), kept: Vec::new() }),
            Some(_) if is_emptied => self.cut(path, 0),
            Some(_) => (),
        }
    }

    fn content(&mut self, path: &Path) -> Option<&mut Vec<u8>> {
        let number = self.find(path)?;
        match &mut self.nodes[number] {
            Node::File { seen, .. } => Some(seen),
            Node::Folder { .. } => None,
        }
    }

    /// Files are only ever written at their ends; the test compares at last with what really came of them.
    fn write(&mut self, path: &Path, bytes: &[u8]) {
        if let Some(content) = self.content(path) {
            content.extend_from_slice(bytes);
        }
    }

    fn cut(&mut self, path: &Path, length: usize) {
        if let Some(content) = self.content(path) {
            content.resize(length, 0);
        }
    }

    fn sync(&mut self, path: &Path) -> bool {
        let Some(number) = self.find(path) else { return false };
        match &mut self.nodes[number] {
            Node::File { seen, kept } => kept.clone_from(seen),
            Node::Folder { seen, kept } => kept.clone_from(seen),
        }
        true
    }

    fn link(&mut self, from: &Path, to: &Path) {
        if let (Some(number), Some((names, name))) = (self.find(from), self.names(to)) {
            names.insert(name, number);
        }
    }

    fn strike(&mut self, path: &Path) {
        if let Some((names, name)) = self.names(path) {
            names.remove(&name);
        }
    }

    /// What is left, file by file; a folder has no content.
    pub fn left(&self, left: Left) -> BTreeMap<PathBuf, Option<&[u8]>> {
        let mut found = BTreeMap::new();
        self.gather(0, Path::new(""), left, &mut found);
        found
    }

    fn gather<'a>(&'a self, number: usize, path: &Path, left: Left, found: &mut BTreeMap<PathBuf, Option<&'a [u8]>>) {
        match &self.nodes[number] {
            Node::File { seen, kept } => {
                let content = if left == Left::All { seen } else { kept };
                found.insert(path.to_owned(), Some(content));
            }
            Node::Folder { seen, kept } => {
                found.insert(path.to_owned(), None);
                let names = if left == Left::Synced { kept } else { seen };
                names.iter().for_each(|(name, &number)| self.gather(number, &path.join(name), left, found));
            }
        }
    }
}
